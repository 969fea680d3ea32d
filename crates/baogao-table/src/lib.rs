//! Tables of what reports say. Owns the columns and the writers; it must not know how a report was parsed.
//!
//! One list of columns a table gives Arrow, Parquet, CSV, JSON Lines and the documentation (docs/tables.md). Tables are
//! joined by their column `report`; an index such as `figure` or `section` counts within one report.
//!
//! ```
//! use baogao_table::{Kind, Table};
//! let value = Table::Figures.columns().iter().find(|column| column.name == "value");
//! assert!(value.is_some_and(|column| column.kind == Kind::Number && column.doc.contains("`unit`")));
//! ```

#[cfg(feature = "arrow")]
pub mod arrow;
mod cell;
mod columns;
#[cfg(feature = "parquet")]
mod parquet;
mod row;
mod table;
mod whole;
mod writer;

pub use cell::{Cell, Kind};
pub use row::Row;
pub use table::{Column, Table};
pub use whole::{Draft, remove_leftovers, write_whole};
pub use writer::TableWriter;

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
