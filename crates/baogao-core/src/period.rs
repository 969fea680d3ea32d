//! When. Owns [`Period`], the time that a figure is about.

use serde::{Deserialize, Serialize};

/// The span of years that a figure is about, both ends included; a single year has two equal ends.
///
/// ```
/// use baogao_core::Period;
/// assert!(serde_json::from_str::<Period>(r#"{"first":2016,"last":2020}"#).is_ok());
/// assert!(serde_json::from_str::<Period>(r#"{"first":2020,"last":2016}"#).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Period {
    first: u16,
    last: u16,
}

/// A period as it is read from a file, before its ends are known to be in order.
#[derive(Deserialize)]
struct Unchecked {
    first: u16,
    last: u16,
}

impl TryFrom<Unchecked> for Period {
    type Error = &'static str;

    fn try_from(read: Unchecked) -> Result<Self, Self::Error> {
        Self::years(read.first, read.last).ok_or("a period ends before it begins")
    }
}

impl Period {
    /// One year.
    #[must_use]
    pub const fn year(year: u16) -> Self {
        Self { first: year, last: year }
    }

    /// The years from `first` to `last`; `None` when they are the wrong way round.
    ///
    /// ```
    /// use baogao_core::Period;
    /// assert_eq!(Period::years(2016, 2021).map(|p| p.last()), Some(2021));
    /// assert_eq!(Period::years(2021, 2016), None);
    /// ```
    #[must_use]
    pub const fn years(first: u16, last: u16) -> Option<Self> {
        if first <= last { Some(Self { first, last }) } else { None }
    }

    /// The first year.
    #[must_use]
    pub const fn first(self) -> u16 {
        self.first
    }

    /// The last year: the `year` of the report JSON.
    #[must_use]
    pub const fn last(self) -> u16 {
        self.last
    }

    /// Whether the period is longer than one year.
    #[must_use]
    pub const fn is_multi_year(self) -> bool {
        self.first < self.last
    }
}
