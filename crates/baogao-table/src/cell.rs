//! What is in one cell. Owns [`Cell`] and [`Kind`], the types that a column may have.

use std::{borrow::Cow, fmt};

use baogao_core::{Date, Decimal, Period, json::number};
use serde::{Serialize, Serializer};

/// The type of a column's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text.
    Text,
    /// An integer of 32 bits.
    Integer,
    /// A number: exact in CSV, the nearest float in Arrow, Parquet and JSON.
    Number,
    /// True or false.
    Flag,
    /// A calendar date.
    Date,
    /// A list of texts; joined by `；` in CSV.
    Texts,
}

impl Kind {
    /// Its name in the documentation.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Flag => "flag",
            Self::Date => "date",
            Self::Texts => "list of text",
        }
    }
}

/// The value in one cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing: the text does not say it.
    Missing,
    /// Text.
    Text(Cow<'a, str>),
    /// An integer.
    Integer(i32),
    /// A number.
    Number(Decimal),
    /// True or false.
    Flag(bool),
    /// A date.
    Date(Date),
    /// Texts.
    Texts(&'a [String]),
}

impl Cell<'_> {
    /// The kind of column it belongs to; `None` for [`Cell::Missing`], which fits all.
    #[must_use]
    pub const fn kind(&self) -> Option<Kind> {
        match self {
            Self::Missing => None,
            Self::Text(_) => Some(Kind::Text),
            Self::Integer(_) => Some(Kind::Integer),
            Self::Number(_) => Some(Kind::Number),
            Self::Flag(_) => Some(Kind::Flag),
            Self::Date(_) => Some(Kind::Date),
            Self::Texts(_) => Some(Kind::Texts),
        }
    }
}

impl Cell<'_> {
    /// Bytes of its text.
    #[cfg(feature = "arrow")]
    pub(crate) fn text_len(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Texts(texts) => texts.iter().map(String::len).sum(),
            _ => 0,
        }
    }
}

/// As in CSV: nothing for what is missing, numbers with their exact digits, texts joined by `；`.
impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Integer(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::Flag(value) => write!(f, "{value}"),
            Self::Date(date) => write!(f, "{date}"),
            Self::Texts(texts) => f.write_str(&texts.join("；")),
        }
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Missing => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(value) => serializer.serialize_i32(*value),
            Self::Number(value) => number(*value).serialize(serializer),
            Self::Flag(value) => serializer.serialize_bool(*value),
            Self::Date(date) => date.serialize(serializer),
            Self::Texts(texts) => texts.serialize(serializer),
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a [String]> for Cell<'a> {
    fn from(texts: &'a [String]) -> Self {
        Self::Texts(texts)
    }
}

impl From<Decimal> for Cell<'_> {
    fn from(value: Decimal) -> Self {
        Self::Number(value.normalize())
    }
}

impl From<bool> for Cell<'_> {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl From<Date> for Cell<'_> {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl From<$type> for Cell<'_> {
            fn from(value: $type) -> Self {
                // Inputs are limited far below this; a larger count would be a lie, so it is missing.
                i32::try_from(value).map_or(Self::Missing, Self::Integer)
            }
        }
    )*};
}
integers!(i8 u8 u16 u32 usize);

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

/// A confidence carries two digits: more would pretend.
pub(crate) fn confidence(value: f32) -> Cell<'static> {
    Decimal::new((f64::from(value) * 100.0).round() as i64, 2).into()
}

/// The first year of a period.
pub(crate) fn first(period: Option<Period>) -> Cell<'static> {
    period.map(Period::first).into()
}

/// The last year of a period.
pub(crate) fn last(period: Option<Period>) -> Cell<'static> {
    period.map(Period::last).into()
}
