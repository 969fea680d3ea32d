#![doc = include_str!("../README.md")]

pub use baogao_core::*;
pub use baogao_parser::{Indicator, Indicators, JSON_PER_BYTE, Limits, Parser, quantities};
pub use baogao_text::{
    Continuation, Decoded, Repaired, Repairer, RepairerBuilder, continuations, decode, from_text,
    parse_encoding, printable,
};

/// Tables of what reports say: CSV, JSON Lines, and with their features Arrow and Parquet.
#[cfg(feature = "table")]
pub mod table {
    pub use baogao_table::*;
}

/// Reports as HTML: for notebooks, and as a page to show.
#[cfg(feature = "display")]
pub mod html {
    pub use baogao_html::*;
}

/// Scores of predictions against labels made by people.
#[cfg(feature = "eval")]
pub mod eval {
    pub use baogao_eval::*;
}
