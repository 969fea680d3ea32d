//! Scores for reading. Owns the tables in text and HTML; it must not know how anything is counted.

use std::fmt::{self, Write as _};

use crate::{
    scores::Scores,
    tally::{Counts, Tally},
};

/// One line a measure: its name, F1 or accuracy, the score, and the counts.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (measure, counts) in self.iter() {
            let (kind, what) = kind(counts);
            writeln!(f, "{measure:28} {kind:3} {:.4}   {what} {}", counts.score(), numbers(counts))?;
        }
        Ok(())
    }
}

impl Scores {
    /// The total as an HTML table, as notebooks show it.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut html = String::from(
            "<table><thead><tr><th>measure</th><th></th><th>score</th><th>counts</th></tr></thead><tbody>",
        );
        for (measure, counts) in self.total().iter() {
            let (kind, what) = kind(counts);
            // Names of measures and numbers need no escaping. Writing to a string cannot fail.
            let _ = write!(
                html,
                "<tr><td>{measure}</td><td>{kind}</td><td>{:.4}</td><td title=\"{what}\">{}</td></tr>",
                counts.score(),
                numbers(counts)
            );
        }
        html.push_str("</tbody></table>");
        html
    }
}

fn kind(counts: Counts) -> (&'static str, &'static str) {
    match counts {
        Counts::Found(_) => ("F1", "tp/fp/fn"),
        Counts::Judged(_) => ("acc", "right/wrong"),
    }
}

fn numbers(counts: Counts) -> String {
    counts.as_slice().iter().map(ToString::to_string).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{gold::Gold, prediction::Prediction, score};

    #[test]
    fn the_total_is_a_table() {
        let gold =
            Gold::from_json(br#"{"doc": "d", "meta": {"plan_year": 2024}, "joins": [[1, 2]]}"#).unwrap();
        let scores = Scores::new(vec![score(&gold, &Prediction::default())]);
        let text = scores.total().to_string();
        assert_eq!(
            text,
            "boilerplate.chars            F1  1.0000   tp/fp/fn 0/0/0\n\
             joins                        F1  0.0000   tp/fp/fn 0/0/1\n\
             meta                         acc 0.0000   right/wrong 0/1\n"
        );
        assert_eq!(scores.to_html().matches("<tr>").count(), 4);
    }
}
