//! Pickles and copies. Owns what an object becomes on the way to another process, and how it is made again there.
//!
//! Objects never change, so a copy is the object itself. What is a view of a report goes as the report and its place there.

use std::sync::Arc;

use baogao::{CodePoints, table::Table};
use pyo3::{
    IntoPyObjectExt,
    exceptions::PyValueError,
    prelude::*,
    types::{PyBytes, PyTuple},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    facts::Meta,
    indicators::Indicators,
    quantity::Quantity,
    records::{Place, Records},
    repair::{Edit, Repaired},
    report::Report,
    shared::Shared,
};

/// What `__reduce__` gives: a function of the module, and its arguments.
pub(crate) type Reduced<'py> = (Bound<'py, PyAny>, Bound<'py, PyTuple>);

/// Gives a class that never changes its copies: the object itself.
macro_rules! unchanging {
    ($($name:ty),*) => {$(
        #[pymethods]
        impl $name {
            const fn __copy__(slf: Py<Self>) -> Py<Self> {
                slf
            }

            fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
                slf
            }
        }
    )*};
}

unchanging!(
    Report,
    Meta,
    Indicators,
    Quantity,
    Records,
    Edit,
    Repaired,
    crate::evaluate::Scores,
    crate::facts::Defect,
    crate::facts::Mention,
    crate::facts::Section,
    crate::facts::Term,
    crate::figure::Figure,
    crate::indicators::Indicator,
    crate::limits::Limits,
    crate::target::Target
);

/// A call of a function of the module.
pub(crate) fn call<'py>(
    py: Python<'py>,
    function: &str,
    arguments: impl IntoPyObject<'py, Target = PyTuple, Output = Bound<'py, PyTuple>, Error = PyErr>,
) -> PyResult<Reduced<'py>> {
    Ok((py.import("baogao._baogao")?.getattr(function)?, arguments.into_pyobject(py)?))
}

/// What is made again from its own state.
pub(crate) fn state<'py>(py: Python<'py>, class: &str, state: &impl Serialize) -> PyResult<Reduced<'py>> {
    let state = serde_json::to_vec(state).map_err(|error| PyValueError::new_err(error.to_string()))?;
    call(py, "_restore", (class, PyBytes::new(py, &state)))
}

/// What is made again from its report and its place there.
pub(crate) fn item<'py>(
    py: Python<'py>,
    shared: &Arc<Shared>,
    table: Table,
    key: (u32, u32),
) -> PyResult<Reduced<'py>> {
    call(py, "_item", (Report::of(shared.clone()), table.as_str(), key))
}

fn read<T: DeserializeOwned>(state: &[u8]) -> PyResult<T> {
    serde_json::from_slice(state).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// An object from what `state` gives.
#[pyfunction(name = "_restore")]
pub(crate) fn restore<'py>(py: Python<'py>, class: &str, state: &[u8]) -> PyResult<Bound<'py, PyAny>> {
    match class {
        "report" => {
            let report: baogao::Report = read(state)?;
            Report::of(Arc::new(Shared::new(report))).into_bound_py_any(py)
        }
        "meta" => Meta(read(state)?).into_bound_py_any(py),
        "edit" => {
            let (source_span, edit) = read(state)?;
            Edit { source_span, edit }.into_bound_py_any(py)
        }
        "quantity" => {
            let (text, place, quantity) = read(state)?;
            Quantity { text, place, quantity }.into_bound_py_any(py)
        }
        "repaired" => {
            let (source, clean): (baogao::Source, baogao::Clean) = read(state)?;
            let (in_source, in_clean) = (CodePoints::new(&source.text), CodePoints::new(&clean.text));
            Repaired { source, clean, in_source, in_clean }.into_bound_py_any(py)
        }
        _ => Err(PyValueError::new_err(format!("a pickle of another version: no class `{class}`"))),
    }
}

/// An item of a report from what `item` gives.
#[pyfunction(name = "_item")]
pub(crate) fn restore_item<'py>(
    py: Python<'py>,
    report: &Report,
    table: &str,
    key: (u32, u32),
) -> PyResult<Bound<'py, PyAny>> {
    let one = Records::of(named(table)?, Arc::from([report.shared()]));
    one.at(py, Place { report: 0, key })
}

/// Records from what `Records.__reduce__` gives: the reports, and report and key of each row.
#[pyfunction(name = "_records")]
pub(crate) fn restore_records(
    table: &str,
    reports: Vec<Bound<'_, Report>>,
    places: Vec<(u32, u32, u32)>,
) -> PyResult<Records> {
    let all = Records::of(named(table)?, reports.iter().map(|report| report.get().shared()).collect());
    let place = |(report, first, second)| Place { report, key: (first, second) };
    all.subset(places.into_iter().map(place).collect())
}

fn named(table: &str) -> PyResult<Table> {
    Table::from_name(table).ok_or_else(|| PyValueError::new_err(format!("no table `{table}`")))
}

/// Indicators from the texts that they were made of.
#[pyfunction(name = "_indicators")]
pub(crate) fn restore_indicators(
    py: Python<'_>,
    is_builtin: bool,
    texts: Vec<String>,
) -> PyResult<Indicators> {
    let begin = if is_builtin { Indicators::builtin() } else { Indicators::empty() };
    texts.iter().try_fold(begin, |made, text| made.extended(py, text))
}

pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(restore, module)?)?;
    module.add_function(wrap_pyfunction!(restore_item, module)?)?;
    module.add_function(wrap_pyfunction!(restore_records, module)?)?;
    module.add_function(wrap_pyfunction!(restore_indicators, module)?)
}
