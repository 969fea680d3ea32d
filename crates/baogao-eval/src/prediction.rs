//! What of a report's JSON is scored. Owns the records of a prediction; it must not know where they came
//! from.
//!
//! Enumerations are plain words here and everything but a place may be absent: a prediction, of whatever
//! program, that says something odd is wrong, not malformed.

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::read::{FormatError, Range, json};

/// The scored part of a report in schema `baogao/report/1`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Prediction {
    /// The document as a whole.
    #[serde(deserialize_with = "or_default")]
    pub meta: Map<String, Value>,
    /// The outline.
    pub sections: Vec<PredictedHeading>,
    /// The figures.
    pub figures: Vec<PredictedFigure>,
    /// The glossary.
    pub glossary: Vec<PredictedTerm>,
    /// Ends of fragments, and the starts of their continuations.
    pub joins: Vec<Range>,
    /// What is not the report.
    pub boilerplate: Vec<Range>,
    /// What looks damaged.
    pub defects: Vec<PredictedDefect>,
}

impl Prediction {
    /// Reads a report's JSON.
    ///
    /// # Errors
    /// When it is no JSON, or a place is missing, or a field is of the wrong type.
    pub fn from_json(bytes: &[u8]) -> Result<Self, FormatError> {
        json(bytes)
    }
}

/// A predicted heading.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the field of that name of the report JSON")]
pub struct PredictedHeading {
    pub source_span: Range,
    pub heading: Option<String>,
    pub level: Option<i64>,
    pub form: Option<String>,
    pub role: Option<String>,
}

/// A predicted figure.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[allow(missing_docs, reason = "the field of that name of the report JSON")]
pub struct PredictedFigure {
    pub source_span: Range,
    pub text: Option<String>,
    pub value: Option<f64>,
    pub value_hi: Option<f64>,
    pub unit: Option<String>,
    pub measure: Option<String>,
    pub sign: Option<i64>,
    pub qualifier: Option<String>,
    pub modality: Option<String>,
    pub kind: Option<String>,
    pub year: Option<i64>,
    pub indicator: Option<String>,
    pub canonical: Option<String>,
    pub confidence: Option<f64>,
}

/// A predicted term.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the field of that name of the report JSON")]
pub struct PredictedTerm {
    pub term: Option<String>,
    pub definition: Option<String>,
    pub expansion: Option<Vec<String>>,
}

/// A predicted defect.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the field of that name of the report JSON")]
pub struct PredictedDefect {
    pub source_span: Range,
}

fn or_default<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<String, Value>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_a_prediction_but_a_place_is_needed() {
        assert_eq!(Prediction::from_json(b"{}"), Ok(Prediction::default()));
        assert_eq!(Prediction::from_json(b"{\"meta\": null}"), Ok(Prediction::default()));
        let odd = br#"{"figures": [{"source_span": [1, 2], "kind": "wish", "extra": {}}]}"#;
        assert_eq!(Prediction::from_json(odd).unwrap().figures[0].kind.as_deref(), Some("wish"));
        let error = Prediction::from_json(b"{\"figures\": [{\"value\": 6}]}").unwrap_err();
        assert_eq!(error.to_string(), "line 1, figures[0]: missing field `source_span`");
    }
}
