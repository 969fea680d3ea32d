//! Tables of what reports say. Owns the columns and the writers; it must not know how a report was parsed.
//!
//! ```
//! use baogao_table::{CsvTable, TARGET_COLUMNS, Table};
//! let mut table = CsvTable::new(Table::Targets, Vec::new());
//! table.begin()?;
//! assert_eq!(String::from_utf8(table.finish()?)?.trim_end(), TARGET_COLUMNS.join(","));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod figures;
mod targets;
mod write;

pub use figures::COLUMNS;
pub use targets::TARGET_COLUMNS;
pub use write::{CsvTable, Table};

use std::io::{self, Write};

use baogao_core::Report;

/// Writes a report as one line of JSON Lines, in the schema `baogao/report/1`.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_json_line(report: &Report, mut out: impl Write) -> io::Result<()> {
    out.write_all(report.to_json().as_bytes())?;
    out.write_all(b"\n")
}
