//! What `Records.where` asks. Owns [`Condition`]: by an item's attribute or a table's column, a value, several, or a callable.

use baogao::table::{Cell, Column, Row, Table};
use pyo3::{
    IntoPyObjectExt,
    exceptions::PyTypeError,
    prelude::*,
    types::{PyFrozenSet, PyList, PyRange, PySet, PyString, PyTuple, PyType},
};

use crate::{facts::date, shared::float};

/// One condition of a filter.
pub(crate) struct Condition<'py> {
    /// The attribute, or the column where the items have no such attribute.
    of: Result<Bound<'py, PyString>, &'static Column>,
    wanted: Bound<'py, PyAny>,
    how: How,
}

enum How {
    Equal,
    Among,
    Passes,
}

impl<'py> Condition<'py> {
    /// A condition on items of `class`, rows of `table`.
    pub(crate) fn new(
        class: &Bound<'py, PyType>,
        table: Table,
        name: &str,
        wanted: Bound<'py, PyAny>,
    ) -> PyResult<Self> {
        let py = wanted.py();
        let of = if class.hasattr(name)? {
            Ok(PyString::new(py, name))
        } else {
            Err(table.columns().iter().find(|column| column.name == name).ok_or_else(|| {
                PyTypeError::new_err(format!(
                    "{} have neither an attribute nor a column `{name}`",
                    table.as_str()
                ))
            })?)
        };
        let how = if wanted.is_callable() {
            How::Passes
        } else if wanted.is_instance_of::<PyList>()
            || wanted.is_instance_of::<PyTuple>()
            || wanted.is_instance_of::<PySet>()
            || wanted.is_instance_of::<PyFrozenSet>()
            || wanted.is_instance_of::<PyRange>()
        {
            How::Among
        } else {
            How::Equal
        };
        Ok(Self { of, wanted, how })
    }

    /// Whether it holds of `item`, which is `row` of the table.
    pub(crate) fn holds(&self, item: &Bound<'py, PyAny>, row: Option<&Row<'_>>) -> PyResult<bool> {
        let value = match &self.of {
            Ok(name) => item.getattr(name)?,
            Err(column) => python(item.py(), row.map_or(Cell::Missing, |row| column.cell(row)))?,
        };
        match self.how {
            How::Equal => value.eq(&self.wanted),
            How::Among => self.wanted.contains(value),
            How::Passes => self.wanted.call1((value,))?.is_truthy(),
        }
    }
}

/// A cell as Python's own.
pub(crate) fn python<'py>(py: Python<'py>, cell: Cell<'_>) -> PyResult<Bound<'py, PyAny>> {
    match cell {
        Cell::Missing => Ok(py.None().into_bound(py)),
        Cell::Text(text) => text.into_bound_py_any(py),
        Cell::Integer(value) => value.into_bound_py_any(py),
        Cell::Number(value) => float(value).into_bound_py_any(py),
        Cell::Flag(value) => value.into_bound_py_any(py),
        Cell::Date(value) => date(py, value),
        Cell::Texts(texts) => PyTuple::new(py, texts)?.into_bound_py_any(py),
    }
}
