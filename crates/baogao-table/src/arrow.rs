//! Tables as Arrow record batches. Owns the turn of columns into Arrow's types and of rows into arrays.
//!
//! Text is `Utf8`, integers are `Int32`, numbers `Float64`, flags `Boolean`, dates `Date32`, lists of text `List<Utf8>`;
//! every column may hold nulls, and carries what it holds as the metadata `comment`.

use std::{collections::HashMap, sync::Arc};

use arrow_array::{
    ArrayRef, RecordBatch,
    builder::{BooleanBuilder, Date32Builder, Float64Builder, Int32Builder, ListBuilder, StringBuilder},
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use baogao_core::Date;

use crate::{
    cell::{Cell, Kind},
    row::Row,
    table::{Column, Table},
};

/// The schema of a table.
///
/// ```
/// use baogao_table::{Table, arrow};
/// let schema = arrow::schema(Table::Figures);
/// assert_eq!(schema.field_with_name("value")?.data_type(), &arrow_schema::DataType::Float64);
/// assert!(schema.field_with_name("nothing").is_err());
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
#[must_use]
pub fn schema(table: Table) -> SchemaRef {
    let field = |column: &Column| {
        let comment = HashMap::from([("comment".to_owned(), column.doc.to_owned())]);
        Field::new(column.name, data_type(column.kind), true).with_metadata(comment)
    };
    Arc::new(Schema::new(table.columns().iter().map(field).collect::<Vec<_>>()))
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int32,
        Kind::Number => DataType::Float64,
        Kind::Flag => DataType::Boolean,
        Kind::Date => DataType::Date32,
        Kind::Texts => DataType::List(Arc::new(Field::new("item", DataType::Utf8, true))),
    }
}

/// Bytes of text in one batch; with the text of one more row, which is no longer than a document, it stays below 2 GiB.
const FULL: usize = 1 << 28;

/// Gathers rows into a record batch.
#[derive(Debug)]
pub struct BatchBuilder {
    table: Table,
    schema: SchemaRef,
    columns: Vec<ColumnBuilder>,
    rows: usize,
    bytes: usize,
}

impl BatchBuilder {
    /// A builder without rows.
    #[must_use]
    pub fn new(table: Table) -> Self {
        let columns = table.columns().iter().map(|column| ColumnBuilder::new(column.kind)).collect();
        Self { table, schema: schema(table), columns, rows: 0, bytes: 0 }
    }

    /// The schema of the batches.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// Rows gathered since the last batch.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Whether the batch holds as much text as it should: a column of Arrow's `Utf8` has 2 GiB at most.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.bytes >= FULL
    }

    /// Takes a row of the builder's table.
    pub fn push(&mut self, row: &Row<'_>) {
        for (builder, column) in self.columns.iter_mut().zip(self.table.columns()) {
            let cell = column.cell(row);
            self.bytes += cell.text_len();
            builder.push(cell);
        }
        self.rows += 1;
    }

    /// The rows gathered, as one batch; the builder is empty again.
    ///
    /// # Errors
    /// When the columns do not fit the schema, which the tests exclude.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        (self.rows, self.bytes) = (0, 0);
        let columns = self.columns.iter_mut().map(ColumnBuilder::finish).collect();
        RecordBatch::try_new(self.schema.clone(), columns)
    }
}

#[derive(Debug)]
enum ColumnBuilder {
    Text(StringBuilder),
    Integer(Int32Builder),
    Number(Float64Builder),
    Flag(BooleanBuilder),
    Date(Date32Builder),
    Texts(ListBuilder<StringBuilder>),
}

impl ColumnBuilder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Integer => Self::Integer(Int32Builder::new()),
            Kind::Number => Self::Number(Float64Builder::new()),
            Kind::Flag => Self::Flag(BooleanBuilder::new()),
            Kind::Date => Self::Date(Date32Builder::new()),
            Kind::Texts => Self::Texts(ListBuilder::new(StringBuilder::new())),
        }
    }

    /// A cell of another kind than the column's would be missing; that there is none is a test over all tables.
    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(builder), Cell::Text(text)) => builder.append_value(text),
            (Self::Text(builder), _) => builder.append_null(),
            (Self::Integer(builder), Cell::Integer(value)) => builder.append_value(value),
            (Self::Integer(builder), _) => builder.append_null(),
            (Self::Number(builder), Cell::Number(value)) => {
                // The nearest float of the exact digits, as in the report JSON.
                builder.append_option(baogao_core::json::number(value).as_f64());
            }
            (Self::Number(builder), _) => builder.append_null(),
            (Self::Flag(builder), Cell::Flag(value)) => builder.append_value(value),
            (Self::Flag(builder), _) => builder.append_null(),
            (Self::Date(builder), Cell::Date(date)) => builder.append_value(days(date)),
            (Self::Date(builder), _) => builder.append_null(),
            (Self::Texts(builder), Cell::Texts(texts)) => {
                texts.iter().for_each(|text| builder.values().append_value(text));
                builder.append(true);
            }
            (Self::Texts(builder), _) => builder.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(builder) => Arc::new(builder.finish()),
            Self::Integer(builder) => Arc::new(builder.finish()),
            Self::Number(builder) => Arc::new(builder.finish()),
            Self::Flag(builder) => Arc::new(builder.finish()),
            Self::Date(builder) => Arc::new(builder.finish()),
            Self::Texts(builder) => Arc::new(builder.finish()),
        }
    }
}

/// Days since 1 January 1970 in the Gregorian calendar.
fn days(date: Date) -> i32 {
    // Years begin in March here, so that the leap day is the last of its year.
    let (year, month) = (i32::from(date.year()), i32::from(date.month()));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let before_year = year * 365 + year / 4 - year / 100 + year / 400;
    let before_month = (153 * month + 2) / 5;
    // 719,468 days lie between 1 March of the year 0 and 1 January 1970.
    before_year + before_month + i32::from(date.day()) - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        let of = |text: &str| days(text.parse().expect("a date"));
        assert_eq!([of("1970-01-01"), of("1970-03-01"), of("1969-12-31")], [0, 59, -1]);
        assert_eq!([of("2000-02-29"), of("2000-03-01"), of("2024-01-18")], [11_016, 11_017, 19_740]);
    }
}
