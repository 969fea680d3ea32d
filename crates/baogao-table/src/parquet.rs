//! Tables as Parquet files. Owns how rows are gathered before they are written, and the compression.

use std::io::{self, Write};

use parquet::{
    arrow::ArrowWriter, basic::Compression, errors::ParquetError, file::properties::WriterProperties,
};

use crate::{arrow::BatchBuilder, row::Row, table::Table};

/// This many rows are turned into arrays at a time: enough to be fast, few enough to stay in the caches.
const BATCH: usize = 8192;

#[derive(Debug)]
pub(crate) struct Writer<W: Write + Send> {
    rows: BatchBuilder,
    out: ArrowWriter<W>,
}

impl<W: Write + Send> Writer<W> {
    pub(crate) fn new(table: Table, out: W) -> io::Result<Self> {
        let rows = BatchBuilder::new(table);
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("baogao ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let out = ArrowWriter::try_new(out, rows.schema(), Some(properties)).map_err(written)?;
        Ok(Self { rows, out })
    }

    pub(crate) fn write_row(&mut self, row: &Row<'_>) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.rows() >= BATCH || self.rows.is_full() { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        let batch = self.rows.finish().map_err(io::Error::other)?;
        self.out.write(&batch).map_err(written)
    }

    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.out.into_inner().map_err(written)
    }
}

/// The failure of the file underneath, with its kind.
fn written(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
