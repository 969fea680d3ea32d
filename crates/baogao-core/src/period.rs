//! When. Owns [`Period`], the time that a figure is about.

use serde::{Deserialize, Serialize};

/// The span of years that a figure is about, both ends included; a single year has two equal ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    first: u16,
    last: u16,
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
