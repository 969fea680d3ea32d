//! Records outside Python: the Arrow stream by which data frames take them, and files. Owns the capsules, the first rows in a
//! notebook, the messages about packages that are missing, and the turn of failures into exceptions; the formats are the table crate's.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use arrow_array::{RecordBatch, RecordBatchReader, ffi::FFI_ArrowSchema, ffi_stream::FFI_ArrowArrayStream};
use arrow_schema::{ArrowError, SchemaRef};
use baogao::table::{Cell, Column, Table, TableWriter, arrow, remove_leftovers, write_whole};
use pyo3::{
    exceptions::{PyImportError, PyModuleNotFoundError, PyValueError},
    prelude::*,
    types::PyCapsule,
};

use crate::{
    error::os_error,
    records::{Records, Rows},
};

/// This many rows a notebook shows.
const SHOWN: usize = 12;
/// What leads back to the source, and is not for reading.
const PLACES: [&str; 9] =
    ["report", "sha256", "start", "end", "source_start", "source_end", "body_start", "body_end", "section"];
/// This many rows a record batch has, at most.
const BATCH: usize = 1 << 16;

/// Rows as record batches, made when they are asked for.
struct Batches {
    rows: Rows,
    table: Table,
    next: usize,
    schema: SchemaRef,
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut batch = arrow::BatchBuilder::new(self.table);
        for row in self.rows.range(self.next, BATCH) {
            batch.push(&row);
            if batch.is_full() {
                break;
            }
        }
        self.next += batch.rows();
        (batch.rows() > 0).then(|| batch.finish())
    }
}

impl RecordBatchReader for Batches {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

#[pymethods]
impl Records {
    /// The table as an Arrow stream, for libraries that speak the Arrow PyCapsule interface.
    ///
    /// Args:
    ///     requested_schema (capsule, optional): not followed; the columns are as ``columns`` says.
    ///
    /// Returns:
    ///     capsule: ``arrow_array_stream``.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches =
            Batches { rows: self.rows(), table: self.table(), next: 0, schema: arrow::schema(self.table()) };
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), c"arrow_array_stream")
    }

    /// The table's schema as an Arrow capsule.
    ///
    /// Returns:
    ///     capsule: ``arrow_schema``.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(arrow::schema(self.table()).as_ref())
            .map_err(|error| PyValueError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The table as Arrow (pyarrow.Table; a row a record).
    ///
    /// Raises:
    ///     ImportError: when pyarrow is not installed.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        package(slf.py(), "pyarrow", "to_arrow")?.getattr("table")?.call1((slf,))
    }

    /// The table as a pandas data frame (pandas.DataFrame; a row a record, columns as ``columns`` says).
    ///
    /// Raises:
    ///     ImportError: when pandas or pyarrow is not installed.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        package(py, "pandas", "to_pandas")?;
        package(py, "pyarrow", "to_pandas")?.getattr("table")?.call1((slf,))?.call_method0("to_pandas")
    }

    /// The table as a Polars data frame (polars.DataFrame; a row a record, columns as ``columns`` says).
    ///
    /// Raises:
    ///     ImportError: when polars is not installed.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        package(slf.py(), "polars", "to_polars")?.getattr("DataFrame")?.call1((slf,))
    }

    /// Writes the table as CSV in UTF-8, whole or not at all.
    ///
    /// Text that a spreadsheet would run as a formula has an apostrophe in front; numbers keep their exact digits.
    ///
    /// Args:
    ///     path (str or os.PathLike): the file.
    ///     excel (bool): begin with a byte order mark, by which Excel knows that it is UTF-8.
    ///
    /// Raises:
    ///     OSError: when it cannot be written; what stood there is there still.
    ///
    /// Example:
    ///     >>> import baogao, pathlib, tempfile
    ///     >>> path = pathlib.Path(tempfile.mkdtemp()) / "figures.csv"
    ///     >>> baogao.parse("一、2024年工作安排\n新增就业3万人以上。").figures.to_csv(path)
    ///     >>> path.read_text("utf-8").count("\n")
    ///     2
    #[pyo3(signature = (path, *, excel=false))]
    fn to_csv(&self, py: Python<'_>, path: PathBuf, excel: bool) -> PyResult<()> {
        self.write(py, path, |out| TableWriter::csv(self.table(), out, excel))
    }

    /// Writes the table as JSON Lines, one object a row, whole or not at all.
    ///
    /// Args:
    ///     path (str or os.PathLike): the file.
    ///
    /// Raises:
    ///     OSError: when it cannot be written; what stood there is there still.
    fn to_jsonl(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        self.write(py, path, |out| Ok(TableWriter::json_lines(self.table(), out)))
    }

    /// Writes the table as a Parquet file, whole or not at all.
    ///
    /// Args:
    ///     path (str or os.PathLike): the file.
    ///
    /// Raises:
    ///     OSError: when it cannot be written; what stood there is there still.
    fn to_parquet(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        self.write(py, path, |out| TableWriter::parquet(self.table(), out))
    }
}

#[pymethods]
impl Records {
    /// The first rows as a table, for notebooks; columns that say nothing in them are left out.
    fn _repr_html_(&self) -> String {
        let rows = self.rows();
        let shown: Vec<_> = rows.range(0, SHOWN).collect();
        let says = |column: &&Column| {
            !PLACES.contains(&column.name) && shown.iter().any(|row| column.cell(row) != Cell::Missing)
        };
        let columns: Vec<&Column> = self.table().columns().iter().filter(says).collect();
        let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        let cells = |row| columns.iter().map(|column| column.cell(row)).collect();
        let cells: Vec<Vec<Cell<'_>>> = shown.iter().map(cells).collect();
        let title = format!("{} {}", self.__len__(), self.table().as_str());
        baogao::html::table(&title, &names, &cells, self.__len__() - shown.len())
    }
}

/// What a table is written to.
type Out<'a> = &'a mut (dyn Write + Send);

impl Records {
    fn write(
        &self,
        py: Python<'_>,
        path: PathBuf,
        writer: impl for<'a> FnOnce(Out<'a>) -> io::Result<TableWriter<Out<'a>>> + Send,
    ) -> PyResult<()> {
        let rows = self.rows();
        py.detach(|| {
            remove_leftovers(path.parent().unwrap_or(Path::new("")));
            write_whole(&path, |out| {
                let mut table = writer(out)?;
                rows.iter().try_for_each(|row| table.write_row(&row))?;
                table.finish().map(drop)
            })
        })
        .map_err(|error| os_error(&error, &path))
    }
}

/// A package that the wheel does not require.
fn package<'py>(py: Python<'py>, name: &str, asked: &str) -> PyResult<Bound<'py, PyModule>> {
    py.import(name).map_err(|error| {
        // A package that is there and fails says why itself.
        if !error.is_instance_of::<PyModuleNotFoundError>(py) {
            return error;
        }
        let message = format!("{asked} needs the package {name}, which is not installed: pip install {name}");
        let missing = PyImportError::new_err(message);
        missing.set_cause(py, Some(error));
        missing
    })
}
