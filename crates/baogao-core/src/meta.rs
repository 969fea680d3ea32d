//! Who reports to whom, and when. Owns [`Meta`].

use std::{fmt, str::FromStr};

use crate::DocumentKind;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Whether the document holds the whole report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// All of it.
    #[default]
    Full,
    /// An abridged version (摘要).
    Summary,
}

/// The rank of a jurisdiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The State Council (国务院).
    Country,
    /// Provinces, autonomous regions, municipalities (省级).
    Province,
    /// Prefectures and prefecture-level cities (地级).
    Prefecture,
    /// Counties, county-level cities, districts (县级).
    County,
    /// Towns and townships (乡级).
    Township,
}

impl Extent {
    /// The name in JSON and in Python.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Summary => "summary",
        }
    }
}

impl Level {
    /// The name in JSON and in Python.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::Prefecture => "prefecture",
            Self::County => "county",
            Self::Township => "township",
        }
    }
}

/// A calendar date; printed as `2022-01-25`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The date; `None` when the month is not 1–12 or has no such day.
    ///
    /// ```
    /// use baogao_core::Date;
    /// assert_eq!(Date::new(2022, 1, 25).unwrap().to_string(), "2022-01-25");
    /// assert_eq!(Date::new(2022, 2, 30), None);
    /// ```
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        if day >= 1 && day <= days { Some(Self { year, month, day }) } else { None }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1–12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1–31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = String;

    /// Reads `2022-01-25`.
    ///
    /// # Errors
    /// When the text has another form, or there is no such day.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, '-').map(str::parse::<u16>);
        if let (Some(Ok(y)), Some(Ok(m)), Some(Ok(d))) = (parts.next(), parts.next(), parts.next())
            && let (Ok(m), Ok(d)) = (u8::try_from(m), u8::try_from(d))
            && let Some(date) = Self::new(y, m, d)
        {
            return Ok(date);
        }
        Err(format!("`{text}` is not a date like 2022-01-25"))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// What is known of the report as a whole; `None` where the text does not say it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Meta {
    /// The title as a librarian would write it, 政府工作报告.
    pub title: Option<String>,
    /// What sort of document it is.
    pub document_kind: DocumentKind,
    /// Whether the document holds the whole report.
    pub extent: Extent,
    /// The full official path, 甘肃省天水市秦州区.
    pub jurisdiction: Option<String>,
    /// Its rank.
    pub level: Option<Level>,
    /// Its six digits in GB/T 2260.
    pub adcode: Option<String>,
    /// The year whose work the report plans.
    pub plan_year: Option<u16>,
    /// The year whose work the report reviews.
    pub review_year: Option<u16>,
    /// When it was delivered.
    pub delivered_on: Option<Date>,
    /// The congress that heard it, without the session.
    pub congress: Option<String>,
    /// The congress's term (届).
    pub congress_term: Option<u16>,
    /// The session (次会议).
    pub congress_session: Option<u16>,
    /// Who delivered it.
    pub speaker: Option<String>,
    /// The office held: 省长, 市长, 区长.
    pub speaker_office: Option<String>,
    /// Whether the office was held in an acting capacity (代).
    pub acting: bool,
}
