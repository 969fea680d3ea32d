//! CSV (UTF-8, comma, quoted where needed). Owns the choice between the tables and the writing of their rows.

use std::io::{self, Write};

use baogao_core::Report;

use crate::{figures, targets};

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// One row a figure, with [`crate::COLUMNS`].
    Figures,
    /// One row a target, with [`crate::TARGET_COLUMNS`].
    Targets,
}

impl Table {
    /// The names of its columns, in order.
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Figures => &figures::COLUMNS,
            Self::Targets => &targets::TARGET_COLUMNS,
        }
    }
}

/// Writes one table of many reports.
#[derive(Debug)]
pub struct CsvTable<W: Write> {
    table: Table,
    out: csv::Writer<W>,
}

impl<W: Write> CsvTable<W> {
    /// A table written to `out`.
    #[must_use]
    pub fn new(table: Table, out: W) -> Self {
        Self { table, out: csv::Writer::from_writer(out) }
    }

    /// Writes the line of column names.
    ///
    /// # Errors
    /// When the table cannot be written.
    pub fn begin(&mut self) -> io::Result<()> {
        self.out.write_record(self.table.columns()).map_err(written)
    }

    /// Writes the rows of `report`.
    ///
    /// # Errors
    /// When the table cannot be written.
    pub fn write(&mut self, report: &Report) -> io::Result<()> {
        match self.table {
            Table::Figures => figures::rows(report).try_for_each(|row| self.out.write_record(row)),
            Table::Targets => targets::rows(report).try_for_each(|row| self.out.write_record(row)),
        }
        .map_err(written)
    }

    /// Ends the table and returns what it was written to.
    ///
    /// # Errors
    /// When the last rows cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// The failure of the writer underneath, with its kind: a broken pipe stays one.
fn written(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The field of a value that may be missing.
pub(crate) fn or_empty(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
