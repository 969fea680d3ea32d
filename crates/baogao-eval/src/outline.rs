//! The outline. Owns which predicted heading answers which labelled one; it must not know the other records.
//!
//! Named assumption: *a heading is its words and its place*: the same words within four characters of the
//! place; then level and role are judged. Leads, which need judgement to see, are counted apart from the
//! other headings.

use baogao_core::Form;

use crate::{
    gold::GoldHeading,
    matching::Pool,
    norm::norm,
    prediction::PredictedHeading,
    scores::{Document, Miss},
};

/// How far a heading may start from its label, in code points.
const SLACK: u32 = 4;

pub(crate) fn score(gold: &[GoldHeading], predicted: &[PredictedHeading], document: &mut Document) {
    let wanted: Vec<_> = gold.iter().map(|label| norm(&label.heading)).collect();
    let words: Vec<_> = predicted.iter().map(|heading| heading.heading.as_deref().map(norm)).collect();
    let keys =
        predicted.iter().zip(&words).map(|(heading, words)| (words.as_deref(), heading.source_span.start));
    let mut pool = Pool::new(keys);
    for (label, wanted) in gold.iter().zip(&wanted) {
        let places = label.at.saturating_sub(SLACK)..=label.at.saturating_add(SLACK);
        let hit = pool.take(places.map(|at| (Some(wanted.as_str()), at)));
        match hit {
            _ if label.unsure => {}
            Some(index) => judge(label, &predicted[index], document),
            None => {
                let subject = format!("L{} {} {}", label.level, label.form.as_str(), label.heading);
                let miss =
                    Miss { sort: "heading missed", at: Some(label.at), subject, got: None, want: None };
                document.missed(measure(label.form == Form::Lead), miss);
            }
        }
    }
    for heading in pool.rest().map(|index| &predicted[index]) {
        let form = heading.form.as_deref().unwrap_or("no form");
        let subject = format!("{form} {}", heading.heading.as_deref().unwrap_or_default());
        let at = Some(heading.source_span.start);
        let miss = Miss { sort: "heading not in gold", at, subject, got: None, want: None };
        document.alarm(measure(form == Form::Lead.as_str()), miss);
    }
}

fn measure(lead: bool) -> &'static str {
    if lead { "outline.lead" } else { "outline.headings" }
}

fn judge(label: &GoldHeading, heading: &PredictedHeading, document: &mut Document) {
    document.found(measure(label.form == Form::Lead));
    let level = heading.level == Some(i64::from(label.level));
    let role = heading.role.as_deref() == Some(label.role.as_str());
    let miss = |sort, got, want| Miss {
        sort,
        at: Some(label.at),
        subject: label.heading.clone(),
        got,
        want: Some(want),
    };
    if !document.judge("outline.level", level) {
        let got = heading.level.map(|level| level.to_string());
        document.misses.push(miss("level", got, label.level.to_string()));
    }
    if !document.judge("outline.role", role) {
        document.misses.push(miss("role", heading.role.clone(), label.role.as_str().to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use baogao_core::Role;

    use super::*;
    use crate::{read::Range, tally::Counts};

    fn label(at: u32, heading: &str) -> GoldHeading {
        let heading = heading.to_owned();
        GoldHeading { at, end: at + 9, level: 2, heading, form: Form::RunIn, role: Role::Plan, unsure: false }
    }

    fn predicted(start: u32, heading: &str) -> PredictedHeading {
        PredictedHeading {
            source_span: Range::new(start, start + 9),
            heading: Some(heading.to_owned()),
            level: Some(2),
            form: Some("run_in".to_owned()),
            role: Some("plan".to_owned()),
        }
    }

    fn scored(gold: &[GoldHeading], predicted: &[PredictedHeading]) -> Document {
        let mut document = Document::new("d");
        score(gold, predicted, &mut document);
        document
    }

    fn headings(gold: &[GoldHeading], predicted: &[PredictedHeading]) -> Option<Counts> {
        scored(gold, predicted).tally.get("outline.headings")
    }

    #[test]
    fn four_characters_off_is_found_and_five_is_not() {
        let gold = [label(10, "兴修水利")];
        assert_eq!(headings(&gold, &[predicted(14, "兴修水利。")]), Some(Counts::Found([1, 0, 0])));
        assert_eq!(headings(&gold, &[predicted(6, "兴修 水利")]), Some(Counts::Found([1, 0, 0])));
        assert_eq!(headings(&gold, &[predicted(15, "兴修水利")]), Some(Counts::Found([0, 1, 1])));
        assert_eq!(headings(&gold, &[predicted(10, "兴修水库")]), Some(Counts::Found([0, 1, 1])));
    }

    #[test]
    fn each_heading_answers_once() {
        let gold = [label(10, "甲"), label(12, "甲")];
        assert_eq!(headings(&gold, &[predicted(11, "甲")]), Some(Counts::Found([1, 0, 1])));
    }

    #[test]
    fn an_unsure_label_takes_its_prediction_silently() {
        let unsure = GoldHeading { unsure: true, ..label(10, "甲") };
        assert!(scored(std::slice::from_ref(&unsure), &[predicted(10, "甲")]).tally.iter().next().is_none());
        assert!(scored(std::slice::from_ref(&unsure), &[]).misses.is_empty());
        assert_eq!(headings(&[unsure], &[predicted(10, "乙")]), Some(Counts::Found([0, 1, 0])));
    }

    #[test]
    fn level_and_role_are_judged_and_the_form_only_decides_where_it_counts() {
        let lead = GoldHeading { form: Form::Lead, role: Role::Review, ..label(10, "甲") };
        let document = scored(&[lead], &[PredictedHeading { level: None, ..predicted(10, "甲") }]);
        assert_eq!(document.tally.get("outline.lead"), Some(Counts::Found([1, 0, 0])));
        let misses: Vec<_> = document.misses.iter().map(ToString::to_string).collect();
        assert_eq!(misses, ["10 甲: nothing for 2", "10 甲: plan for review"]);
    }
}
