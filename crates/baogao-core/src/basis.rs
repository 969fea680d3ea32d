//! What a value is compared with or summed over. Owns [`Basis`].

use serde::{Deserialize, Serialize};

/// What a rate or an amount is measured on.
///
/// ```
/// use baogao_core::Basis;
/// assert_eq!(Basis::Since(2015).as_str(), "since");
/// assert_eq!(Basis::Since(2015).year(), Some(2015));
/// assert_eq!(Basis::Cumulative.year(), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A change against the year before: 同比增长, 比上年, and a growth of one year that names no other basis.
    YearOnYear,
    /// The average of several years: 年均增长8.1%.
    AnnualAverage,
    /// The sum of several years or months: 累计新增.
    Cumulative,
    /// A change or a multiple against an earlier year that is named: 比2015年下降18%, 是2017年的1.8倍.
    Since(u16),
}

impl Basis {
    /// The name in JSON, tables and Python.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::YearOnYear => "year_on_year",
            Self::AnnualAverage => "annual_average",
            Self::Cumulative => "cumulative",
            Self::Since(_) => "since",
        }
    }

    /// The year that is compared with, for [`Basis::Since`].
    #[must_use]
    pub const fn year(self) -> Option<u16> {
        match self {
            Self::Since(year) => Some(year),
            _ => None,
        }
    }
}
