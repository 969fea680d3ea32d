#![doc = include_str!("../README.md")]

pub use baogao_core::*;
pub use baogao_parser::Parser;
pub use baogao_text::{Decoded, Repaired, Repairer, RepairerBuilder, decode, from_text, parse_encoding};

/// Tables of figures and targets: CSV and JSON Lines.
#[cfg(feature = "table")]
pub mod table {
    pub use baogao_table::{COLUMNS, CsvTable, TARGET_COLUMNS, Table, write_json_line};
}
