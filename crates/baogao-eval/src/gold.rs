//! The format of labels made by people. Owns the records of a gold file and what makes one malformed; it must
//! not know how they are compared. Offsets are code points of the source text, half-open.

use baogao_core::{Date, DefectKind, Extent, FigureKind, Form, Level, Measure, Role, Sign};
use serde::{Deserialize, Deserializer, de::Error as _};

use crate::read::{FormatError, Range, json};

/// The labels of one document. Fields that the guide does not name are ignored, so that notes can be
/// anywhere.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Gold {
    /// The name of the document: its text's file name without `.txt`.
    pub doc: String,
    /// Who reports to whom, and when; what is null is not scored.
    pub meta: GoldMeta,
    /// The headings.
    #[serde(default)]
    pub outline: Vec<GoldHeading>,
    /// The figures.
    #[serde(default)]
    pub figures: Vec<GoldFigure>,
    /// The glossary.
    #[serde(default)]
    pub glossary: Vec<GoldTerm>,
    /// Ends of fragments cut in mid-sentence, and the starts of their continuations.
    #[serde(default)]
    pub joins: Vec<Range>,
    /// What is not the report.
    #[serde(default)]
    pub boilerplate: Vec<Range>,
    /// What is damaged.
    #[serde(default)]
    pub defects: Vec<GoldDefect>,
}

impl Gold {
    /// Reads a gold file.
    ///
    /// # Errors
    /// When it is no JSON, or a field is missing, of the wrong type or without sense.
    ///
    /// ```
    /// use baogao_eval::Gold;
    /// let labels = b"{\"doc\": \"a\", \"meta\": {},\n \"joins\": [[3, \"4\"]]}";
    /// let error = Gold::from_json(labels).unwrap_err();
    /// assert_eq!(error.to_string(), "line 2, joins[0][1]: invalid type: string \"4\", expected u32");
    /// ```
    pub fn from_json(bytes: &[u8]) -> Result<Self, FormatError> {
        json(bytes)
    }
}

/// The labels of the document as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "each field is what the field of that name of `baogao_core::Meta` is")]
pub struct GoldMeta {
    pub title: Option<String>,
    pub extent: Option<Extent>,
    pub jurisdiction: Option<String>,
    pub level: Option<Level>,
    pub adcode: Option<String>,
    pub plan_year: Option<u16>,
    pub review_year: Option<u16>,
    pub delivered_on: Option<Date>,
    pub congress_term: Option<u16>,
    pub congress_session: Option<u16>,
    pub speaker: Option<String>,
    pub speaker_office: Option<String>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(remote = "Self")]
pub struct GoldHeading {
    /// Its marker's first character, or its own.
    pub at: u32,
    /// After the heading.
    pub end: u32,
    /// Depth, from 1.
    pub level: u8,
    /// The heading without its marker.
    pub heading: String,
    /// How it is on the page.
    pub form: Form,
    /// What its section is for.
    pub role: Role,
    /// Readers may differ whether this is a heading.
    #[serde(default)]
    pub unsure: bool,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct GoldFigure {
    /// The numeral's first character.
    pub at: u32,
    /// After the unit.
    pub end: u32,
    /// The characters of the source.
    pub text: String,
    /// The value in its unit; the lower one of a range.
    pub value: f64,
    /// The upper value of a range.
    pub value_hi: Option<f64>,
    /// The unit as written.
    pub unit: Option<String>,
    /// What sort of measurement.
    pub measure: Measure,
    /// The direction of a change.
    #[serde(deserialize_with = "sign")]
    pub sign: Sign,
    /// The word that bounds or blurs the value.
    pub qualifier: Option<String>,
    /// The word that makes it a commitment.
    pub modality: Option<String>,
    /// Outcome, target or context.
    pub kind: FigureKind,
    /// The year it is about; null is not scored.
    pub year: Option<u16>,
    /// What is measured.
    pub indicator: String,
    /// The id of a headline indicator.
    pub canonical: Option<String>,
    /// Readers may differ whether this is a figure, or what it says.
    #[serde(default)]
    pub unsure: bool,
}

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct GoldTerm {
    /// Its first character.
    pub at: Option<u32>,
    /// The term.
    pub term: String,
    /// What it means.
    pub definition: Option<String>,
    /// What it represents, item by item.
    pub expansion: Option<Vec<String>>,
}

/// A damaged place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(remote = "Self")]
pub struct GoldDefect {
    /// Its first character.
    pub at: u32,
    /// After the last one.
    pub end: u32,
    /// The sort of damage.
    pub kind: DefectKind,
    /// Readers may differ whether this is damaged.
    #[serde(default)]
    pub unsure: bool,
}

fn sign<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Sign, D::Error> {
    match i64::deserialize(deserializer)? {
        1 => Ok(Sign::Plus),
        -1 => Ok(Sign::Minus),
        other => Err(D::Error::custom(format!("sign is {other}, expected 1 or -1"))),
    }
}

/// Reads a record with a place, and refuses one that ends before it starts: it could never be found.
macro_rules! placed {
    ($($record:ident),*) => {$(
        impl<'de> Deserialize<'de> for $record {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                // The derived function of this name: `remote = "Self"` makes it inherent.
                let record = Self::deserialize(deserializer)?;
                if record.end < record.at {
                    return Err(D::Error::custom(format!("end {} is before at {}", record.end, record.at)));
                }
                Ok(record)
            }
        }

        impl $record {
            /// Where it is.
            #[must_use]
            pub const fn range(&self) -> Range {
                Range::new(self.at, self.end)
            }
        }
    )*};
}
placed!(GoldHeading, GoldFigure, GoldDefect);

#[cfg(test)]
mod tests {
    use super::*;

    const FIGURE: &str = r#"{"at": 1, "end": 3, "text": "6%", "value": 6, "unit": "%", "measure": "growth",
        "sign": 1, "kind": "target", "year": null, "indicator": "产值", "note": "ignored"}"#;

    fn with(figure: &str) -> Result<Gold, FormatError> {
        Gold::from_json(format!("{{\"doc\": \"d\", \"meta\": {{}}, \"figures\": [\n{figure}]}}").as_bytes())
    }

    #[test]
    fn what_may_be_left_out_is() {
        let gold = with(FIGURE).unwrap();
        let figure = &gold.figures[0];
        assert_eq!(
            (figure.value, figure.value_hi, figure.sign, figure.unsure),
            (6.0, None, Sign::Plus, false)
        );
        assert!(gold.outline.is_empty());
    }

    #[test]
    fn each_fault_is_named_with_its_field() {
        let cases = [
            ("\"value\": 6, ", "", "figures[0]", "missing field `value`"),
            ("\"growth\"", "\"grows\"", "figures[0].measure", "unknown variant `grows`"),
            ("\"sign\": 1", "\"sign\": 0", "figures[0].sign", "sign is 0, expected 1 or -1"),
            ("\"end\": 3", "\"end\": 0", "figures[0]", "end 0 is before at 1"),
            ("\"at\": 1", "\"at\": -1", "figures[0].at", "invalid value: integer `-1`"),
            ("\"year\": null", "\"year\": \"2024\"", "figures[0].year", "invalid type: string \"2024\""),
        ];
        for (old, new, field, message) in cases {
            let error = with(&FIGURE.replace(old, new)).unwrap_err();
            assert_eq!(error.field, field, "{error}");
            assert!(error.message.starts_with(message), "{error}");
            assert!((2..=3).contains(&error.line), "{error}");
        }
    }

    #[test]
    fn a_document_must_have_a_name_and_meta_must_be_typed() {
        assert_eq!(Gold::from_json(b"{\"meta\": {}}").unwrap_err().message, "missing field `doc`");
        let error = Gold::from_json(b"{\"doc\": \"d\", \"meta\": {\"level\": \"village\"}}").unwrap_err();
        assert_eq!(error.field, "meta.level");
        assert_eq!(Gold::from_json(b"[1").unwrap_err().line, 1);
        assert!(Gold::from_json(b"").is_err());
    }
}
