//! The headline figures: those with a canonical id, wherever they are. Owns what makes two of them the
//! same; it must not know the other records.
//!
//! Named assumption: *a headline is what it says*: id, measure, sign, value, unit, kind and year, not its
//! place. A label without a year is answered by any year.

use std::collections::HashMap;

use crate::{
    figures::unsure,
    gold::GoldFigure,
    norm::{unit, value},
    prediction::PredictedFigure,
    scores::{Document, Miss},
};

/// What two figures must have in common, the year apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Claim {
    canonical: String,
    measure: Option<String>,
    sign: Option<i64>,
    value: Option<u64>,
    high: Option<u64>,
    unit: String,
    kind: Option<String>,
}

impl Claim {
    fn of_label(label: &GoldFigure, canonical: &str) -> Self {
        Self {
            canonical: canonical.to_owned(),
            measure: Some(label.measure.as_str().to_owned()),
            sign: Some(i64::from(label.sign.as_i8())),
            value: Some(value(label.value)),
            high: label.value_hi.map(value),
            unit: unit(label.unit.as_deref()),
            kind: Some(label.kind.as_str().to_owned()),
        }
    }

    fn of_figure(figure: &PredictedFigure, canonical: &str) -> Self {
        Self {
            canonical: canonical.to_owned(),
            measure: figure.measure.clone(),
            sign: figure.sign,
            value: figure.value.map(value),
            high: figure.value_hi.map(value),
            unit: unit(figure.unit.as_deref()),
            kind: figure.kind.clone(),
        }
    }

    /// In short, for a miss.
    fn words(&self, year: Option<i64>) -> String {
        let number =
            |bits: Option<u64>| bits.map_or_else(String::new, |bits| f64::from_bits(bits).to_string());
        let sign = if self.sign == Some(-1) { "-" } else { "" };
        let high = self.high.map_or_else(String::new, |_| format!("–{}", number(self.high)));
        let word = |word: &Option<String>| word.clone().unwrap_or_else(|| "?".to_owned());
        let year = year.map_or_else(|| "no year".to_owned(), |year| year.to_string());
        format!(
            "{} {sign}{}{high}{} {} {year}",
            word(&self.measure),
            number(self.value),
            self.unit,
            word(&self.kind)
        )
    }
}

pub(crate) fn score(gold: &[GoldFigure], predicted: &[PredictedFigure], document: &mut Document) {
    let mut claims = Claims::new(gold, predicted);
    for label in gold.iter().filter(|label| !label.unsure) {
        let Some(canonical) = id(label.canonical.as_ref()) else { continue };
        let (claim, year) = (Claim::of_label(label, canonical), label.year.map(i64::from));
        if claims.take(&claim, year) {
            document.found("headline");
            continue;
        }
        let (subject, want) = (canonical.to_owned(), Some(claim.words(year)));
        let miss = Miss { sort: "headline missed", at: Some(label.at), subject, got: None, want };
        document.missed("headline", miss);
    }
    for (claim, years) in claims.list {
        for year in years {
            let (subject, got) = (claim.canonical.clone(), Some(claim.words(year)));
            document
                .alarm("headline", Miss { sort: "headline not in gold", at: None, subject, got, want: None });
        }
    }
}

fn id(canonical: Option<&String>) -> Option<&str> {
    canonical.map(String::as_str).filter(|id| !id.is_empty())
}

/// What is predicted, with the years it is predicted for, in the prediction's order.
struct Claims {
    list: Vec<(Claim, Vec<Option<i64>>)>,
    ranks: HashMap<Claim, usize>,
}

impl Claims {
    fn new(gold: &[GoldFigure], predicted: &[PredictedFigure]) -> Self {
        let unsure = unsure(gold);
        let mut claims = Self { list: Vec::new(), ranks: HashMap::new() };
        for figure in predicted.iter().filter(|figure| !unsure.overlaps(figure.source_span)) {
            let Some(canonical) = id(figure.canonical.as_ref()) else { continue };
            let claim = Claim::of_figure(figure, canonical);
            let rank = *claims.ranks.entry(claim.clone()).or_insert(claims.list.len());
            if rank == claims.list.len() {
                claims.list.push((claim, Vec::new()));
            }
            claims.list[rank].1.push(figure.year);
        }
        claims
    }

    /// Takes a prediction of the claim: one of this year, or, when the label has none, the last one.
    fn take(&mut self, claim: &Claim, year: Option<i64>) -> bool {
        let Some(&rank) = self.ranks.get(claim) else { return false };
        let years = &mut self.list[rank].1;
        match years.iter().position(|&other| other == year) {
            Some(index) => {
                years.remove(index);
                true
            }
            None => year.is_none() && years.pop().is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        figures::tests::{label, predicted},
        tally::Counts,
    };

    fn counts(gold: &[GoldFigure], predicted: &[PredictedFigure]) -> Option<Counts> {
        let mut document = Document::new("d");
        score(gold, predicted, &mut document);
        document.tally.get("headline")
    }

    #[test]
    fn the_place_is_no_matter_but_the_year_is() {
        assert_eq!(counts(&[label(10)], &[predicted(500)]), Some(Counts::Found([1, 0, 0])));
        let other = PredictedFigure { year: Some(2023), ..predicted(10) };
        assert_eq!(counts(&[label(10)], &[other]), Some(Counts::Found([0, 1, 1])));
        let other = PredictedFigure { kind: Some("actual".to_owned()), ..predicted(10) };
        assert_eq!(counts(&[label(10)], &[other]), Some(Counts::Found([0, 1, 1])));
    }

    #[test]
    fn a_label_without_a_year_takes_the_last_that_is_left() {
        let open = GoldFigure { year: None, ..label(10) };
        let years = [2024, 2023].map(|year| PredictedFigure { year: Some(year), ..predicted(10) });
        // It takes 2023 and leaves 2024 to the other label; the other way round, 2024 would be gone.
        assert_eq!(counts(&[open.clone(), label(20)], &years), Some(Counts::Found([2, 0, 0])));
        let [a, b] = years;
        assert_eq!(counts(&[open.clone(), label(20)], &[b, a]), Some(Counts::Found([1, 1, 1])));
        // A prediction without a year is preferred by it.
        let none = PredictedFigure { year: None, ..predicted(10) };
        assert_eq!(counts(&[open, label(20)], &[none, predicted(20)]), Some(Counts::Found([2, 0, 0])));
    }

    #[test]
    fn only_ids_count_and_unsure_places_are_silent() {
        let plain = PredictedFigure { canonical: Some(String::new()), ..predicted(10) };
        assert_eq!(counts(&[GoldFigure { canonical: None, ..label(10) }], &[plain]), None);
        let unsure = GoldFigure { unsure: true, ..label(10) };
        assert_eq!(counts(std::slice::from_ref(&unsure), &[predicted(10)]), None);
        assert_eq!(counts(&[unsure], &[predicted(12)]), Some(Counts::Found([0, 1, 0])));
    }

    #[test]
    fn a_miss_says_the_claim() {
        let mut document = Document::new("d");
        score(&[label(10)], &[], &mut document);
        assert_eq!(document.misses[0].to_string(), "10 gdp: nothing for growth 6% target 2024");
    }
}
