#![doc = include_str!("../README.md")]

pub use baogao_core::*;
pub use baogao_parser::{Indicator, Indicators, Parser, quantities};
pub use baogao_text::{
    Continuation, Decoded, Repaired, Repairer, RepairerBuilder, continuations, decode, from_text,
    parse_encoding,
};

/// Tables of figures and targets: CSV and JSON Lines.
#[cfg(feature = "table")]
pub mod table {
    pub use baogao_table::{COLUMNS, CsvTable, TARGET_COLUMNS, Table, write_json_line};
}

/// Reports as HTML: for notebooks, and as a page to show.
#[cfg(feature = "display")]
pub mod html {
    pub use baogao_html::{card, page, repaired};
}

/// Scores of predictions against labels made by people.
#[cfg(feature = "eval")]
pub mod eval {
    pub use baogao_eval::*;
}
