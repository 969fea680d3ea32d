#![doc = include_str!("../README.md")]

pub use baogao_core::*;
pub use baogao_parser::{Indicator, Indicators, Parser};
pub use baogao_text::{Decoded, Repaired, Repairer, RepairerBuilder, decode, from_text, parse_encoding};

/// Tables of figures: CSV and JSON Lines.
#[cfg(feature = "table")]
pub mod table {
    pub use baogao_table::{COLUMNS, FigureTable, write_json_line};
}
