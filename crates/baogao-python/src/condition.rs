//! What `Records.where` asks. Owns [`Condition`]: by an item's attribute or a table's column, a value, several, or a callable.

use baogao::table::{Cell, Column, Row, Table};
use pyo3::{
    IntoPyObjectExt,
    exceptions::PyTypeError,
    prelude::*,
    types::{PyBytes, PyFloat, PyFrozenSet, PyInt, PyList, PyRange, PySet, PyString, PyTuple, PyType},
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
        let wanted = listed(wanted)?;
        let py = wanted.py();
        let column = table.columns().iter().find(|column| column.name == name);
        // A section's figures are asked for by the section, or by its number in the table.
        let of = match column {
            Some(column) if !class.hasattr(name)? || is_plain(&wanted)? => Err(column),
            _ if class.hasattr(name)? => Ok(PyString::new(py, name)),
            _ => {
                let message = format!("{} have neither an attribute nor a column `{name}`", table.as_str());
                return Err(PyTypeError::new_err(message));
            }
        };
        let how = if wanted.is_callable() {
            How::Passes
        } else if is_collection(&wanted) {
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

/// Whether a value is of the kinds that cells have, or a collection of such, and not an object of this module or a question.
fn is_plain(wanted: &Bound<'_, PyAny>) -> PyResult<bool> {
    if wanted.is_none()
        || wanted.is_instance_of::<PyString>()
        || wanted.is_instance_of::<PyInt>()
        || wanted.is_instance_of::<PyFloat>()
    {
        return Ok(true);
    }
    if wanted.is_instance_of::<PyRange>() {
        return Ok(true);
    }
    if !is_collection(wanted) {
        return Ok(false);
    }
    for one in wanted.try_iter()? {
        if !is_plain(&one?)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether it may hold values: a list, a set, the keys of a dictionary.
fn is_collection(wanted: &Bound<'_, PyAny>) -> bool {
    wanted.is_instance_of::<PyList>()
        || wanted.is_instance_of::<PyTuple>()
        || wanted.is_instance_of::<PySet>()
        || wanted.is_instance_of::<PyFrozenSet>()
        || wanted.is_instance_of::<PyRange>()
}

/// Arrays, series, generators and the like as lists; what is no such thing as it is.
fn listed<'py>(wanted: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let single =
        wanted.is_instance_of::<PyString>() || wanted.is_instance_of::<PyBytes>() || wanted.is_callable();
    if single || is_collection(&wanted) || !wanted.hasattr("__iter__")? {
        return Ok(wanted);
    }
    // Arrays give Python's own numbers by a method of theirs.
    for method in ["tolist", "to_list"] {
        if wanted.hasattr(method)? {
            return wanted.call_method0(method);
        }
    }
    let items: Vec<_> = wanted.try_iter()?.collect::<PyResult<_>>()?;
    Ok(PyList::new(wanted.py(), items)?.into_any())
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
