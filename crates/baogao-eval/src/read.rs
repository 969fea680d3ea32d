//! Reading JSON made by people. Owns [`FormatError`], which says what is wrong in which field and line, and
//! the small types that occur in several records; it must not know the records.

use serde::{
    Deserialize, Deserializer,
    de::{self, IgnoredAny, SeqAccess, Visitor},
};

/// A half-open range of code points, `[start, end, …]` in JSON; what follows the two numbers is ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first code point.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
}

impl Range {
    /// From a place given as two fields.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }
}

impl<'de> Deserialize<'de> for Range {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Numbers;

        impl<'de> Visitor<'de> for Numbers {
            type Value = Range;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("two offsets, [start, end]")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Range, A::Error> {
                let mut next = |i| list.next_element()?.ok_or_else(|| de::Error::invalid_length(i, &self));
                let (start, end) = (next(0)?, next(1)?);
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Range { start, end })
            }
        }

        deserializer.deserialize_seq(Numbers)
    }
}

/// What is wrong with a file of labels or with a prediction, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {field}: {message}")]
pub struct FormatError {
    /// The field, such as `figures[3].kind`; `document` for the whole.
    pub field: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

/// Reads one JSON document; a byte order mark before it is passed over, as Windows editors write one.
pub(crate) fn json<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, FormatError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| format_error(&error.path().to_string(), error.inner()))?;
    reader.end().map_err(|error| format_error("", &error))?;
    Ok(value)
}

fn format_error(path: &str, error: &serde_json::Error) -> FormatError {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    // A question mark represents what the text breaks off before.
    let path = path.trim_end_matches(['.', '?']);
    let field = if path.is_empty() { "document" } else { path }.to_owned();
    let message = message.strip_suffix(&place).unwrap_or(&message).to_owned();
    FormatError { field, line: error.line(), message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Prediction;

    #[test]
    fn a_range_needs_two_offsets_and_may_say_more() {
        let read = |text: &str| json::<Vec<Range>>(text.as_bytes());
        assert_eq!(read("[[1, 2], [3, 4, \"why\", {}]]"), Ok(vec![Range::new(1, 2), Range::new(3, 4)]));
        for bad in ["[[1]]", "[[]]", "[[1, -2]]", "[[1, 2.5]]", "[\"1-2\"]", "[1, 2]"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_error_names_field_and_line() {
        let error = json::<Vec<Range>>(b"[[1, 2],\n [3, \"x\"]]").unwrap_err();
        assert_eq!((error.field.as_str(), error.line), ("[1][1]", 2));
        assert_eq!(error.message, "invalid type: string \"x\", expected u32");
        let error = json::<Vec<Range>>(b"[]\n]").unwrap_err();
        assert_eq!(error.to_string(), "line 2, document: trailing characters");
        assert_eq!(json::<Prediction>(b"{\"figures\": [").unwrap_err().field, "figures");
        assert_eq!(json::<Prediction>(b"{").unwrap_err().field, "document");
        assert!(json::<Vec<Range>>(b"\xef\xbb\xbf[]").is_ok());
    }
}
