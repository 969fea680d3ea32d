//! The document as a whole. Owns which fields of the meta data are scored; it must not know the other
//! records.
//!
//! Named assumption: *what the labels leave open is not asked*: a null label neither counts nor punishes.

use serde_json::Value;

use crate::{
    gold::GoldMeta,
    norm::norm,
    prediction::Prediction,
    scores::{Document, Miss},
};

pub(crate) fn score(gold: &GoldMeta, prediction: &Prediction, document: &mut Document) {
    for (field, want) in fields(gold) {
        let Some(want) = want else { continue };
        let got = prediction.meta.get(field).and_then(words);
        if !document.judge("meta", got.as_deref().map(norm) == Some(norm(&want))) {
            let subject = field.to_owned();
            document.misses.push(Miss { sort: "meta", at: None, subject, got, want: Some(want) });
        }
    }
}

fn fields(gold: &GoldMeta) -> [(&'static str, Option<String>); 12] {
    [
        ("title", gold.title.clone()),
        ("extent", gold.extent.map(|extent| extent.as_str().to_owned())),
        ("jurisdiction", gold.jurisdiction.clone()),
        ("level", gold.level.map(|level| level.as_str().to_owned())),
        ("adcode", gold.adcode.clone()),
        ("plan_year", gold.plan_year.map(|year| year.to_string())),
        ("review_year", gold.review_year.map(|year| year.to_string())),
        ("delivered_on", gold.delivered_on.map(|date| date.to_string())),
        ("congress_term", gold.congress_term.map(|term| term.to_string())),
        ("congress_session", gold.congress_session.map(|session| session.to_string())),
        ("speaker", gold.speaker.clone()),
        ("speaker_office", gold.speaker_office.clone()),
    ]
}

/// A value as words, whether it was written as text or as a number.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{gold::Gold, score, tally::Counts};

    fn counts(gold: &str, prediction: &str) -> Option<Counts> {
        let gold = Gold::from_json(format!("{{\"doc\": \"d\", \"meta\": {gold}}}").as_bytes()).unwrap();
        let prediction = Prediction::from_json(format!("{{\"meta\": {prediction}}}").as_bytes()).unwrap();
        score(&gold, &prediction).tally.get("meta")
    }

    #[test]
    fn spelling_is_no_difference_but_absence_is() {
        assert_eq!(
            counts(r#"{"plan_year": 2024}"#, r#"{"plan_year": "2024"}"#),
            Some(Counts::Judged([1, 0]))
        );
        assert_eq!(
            counts(r#"{"title": "政府工作报告"}"#, r#"{"title": "《政府 工作报告》"}"#),
            Some(Counts::Judged([1, 0]))
        );
        assert_eq!(counts(r#"{"title": "政府工作报告"}"#, "{}"), Some(Counts::Judged([0, 1])));
        assert_eq!(
            counts(r#"{"adcode": "140802"}"#, r#"{"adcode": "140803"}"#),
            Some(Counts::Judged([0, 1]))
        );
    }

    #[test]
    fn what_the_labels_leave_open_is_not_asked() {
        assert_eq!(counts(r#"{"speaker": null, "acting": true}"#, r#"{"speaker": "某人"}"#), None);
    }
}
