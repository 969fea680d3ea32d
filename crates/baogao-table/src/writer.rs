//! Files of tables. Owns [`TableWriter`], which writes the rows of many reports as CSV, JSON Lines or Parquet.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use baogao_core::{Located, Report};
use serde::Serializer as _;

use crate::{
    cell::Cell,
    row::Row,
    table::{Column, Table},
};

/// Text whose first visible character is one of these may be run as a formula by a spreadsheet (OWASP, "CSV Injection"); the
/// full-width ones are run where Chinese or Japanese is set.
const FORMULA_STARTS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// By this mark spreadsheets know that a file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes one table of many reports; nothing is complete before [`TableWriter::finish`].
///
/// ```
/// use baogao_table::{Table, TableWriter};
/// let table = TableWriter::csv(Table::Terms, Vec::new(), false)?.finish()?;
/// assert!(table.starts_with(b"report,source,entry,number,term,"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct TableWriter<W: Write + Send> {
    table: Table,
    format: Format<W>,
}

#[derive(Debug)]
enum Format<W: Write + Send> {
    Csv(Box<csv::Writer<W>>),
    JsonLines(W),
    #[cfg(feature = "parquet")]
    Parquet(Box<crate::parquet::Writer<W>>),
}

impl<W: Write + Send> TableWriter<W> {
    /// Comma-separated UTF-8 with a line of column names; for a spreadsheet, with a byte order mark.
    ///
    /// Text that a spreadsheet would run as a formula has an apostrophe in front.
    ///
    /// # Errors
    /// When the line of names cannot be written.
    pub fn csv(table: Table, mut out: W, for_spreadsheet: bool) -> io::Result<Self> {
        if for_spreadsheet {
            out.write_all(BYTE_ORDER_MARK)?;
        }
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(table.columns().iter().map(|column| column.name)).map_err(written)?;
        Ok(Self { table, format: Format::Csv(Box::new(csv)) })
    }

    /// One JSON object a row, in UTF-8.
    #[must_use]
    pub const fn json_lines(table: Table, out: W) -> Self {
        Self { table, format: Format::JsonLines(out) }
    }

    /// A Parquet file, compressed with Snappy.
    ///
    /// # Errors
    /// When the head of the file cannot be written.
    #[cfg(feature = "parquet")]
    pub fn parquet(table: Table, out: W) -> io::Result<Self> {
        let parquet = crate::parquet::Writer::new(table, out)?;
        Ok(Self { table, format: Format::Parquet(Box::new(parquet)) })
    }

    /// Writes the rows of `report`.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write(&mut self, report: &Report) -> io::Result<()> {
        let located = Located::new(report);
        self.table.rows(&located).try_for_each(|row| self.write_row(&row))
    }

    /// Writes one row of the table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_row(&mut self, row: &Row<'_>) -> io::Result<()> {
        let columns = self.table.columns();
        match &mut self.format {
            Format::Csv(csv) => csv
                .write_record(columns.iter().map(|column| field(column.cell(row)).into_owned()))
                .map_err(written),
            Format::JsonLines(out) => json_line(columns, row, out),
            #[cfg(feature = "parquet")]
            Format::Parquet(parquet) => parquet.write_row(row),
        }
    }

    /// Ends the table and returns what it was written to.
    ///
    /// # Errors
    /// When what is left cannot be written.
    pub fn finish(self) -> io::Result<W> {
        match self.format {
            Format::Csv(csv) => csv.into_inner().map_err(csv::IntoInnerError::into_error),
            Format::JsonLines(mut out) => out.flush().map(|()| out),
            #[cfg(feature = "parquet")]
            Format::Parquet(parquet) => parquet.finish(),
        }
    }
}

fn json_line(columns: &[Column], row: &Row<'_>, mut out: impl Write) -> io::Result<()> {
    let cells = columns.iter().map(|column| (column.name, column.cell(row)));
    serde_json::Serializer::new(&mut out).collect_map(cells)?;
    out.write_all(b"\n")
}

/// A cell as CSV shows it; text so that no spreadsheet runs it.
fn field(cell: Cell<'_>) -> Cow<'_, str> {
    let is_text = matches!(cell, Cell::Text(_) | Cell::Texts(_));
    let shown = match cell {
        Cell::Text(text) => text,
        other => other.to_string().into(),
    };
    let runs = shown.trim_start().starts_with(FORMULA_STARTS) || shown.starts_with(['\t', '\r', '\n']);
    if is_text && runs { format!("'{shown}").into() } else { shown }
}

/// The failure of the writer underneath, with its kind: a broken pipe stays one.
fn written(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
