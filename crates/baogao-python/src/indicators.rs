//! `baogao.Indicators` and `baogao.Indicator`.

use baogao::{Decimal, Dimension, Measure};
use pyo3::{
    exceptions::{PyKeyError, PyValueError},
    prelude::*,
    types::{PyIterator, PyTuple},
};

use crate::{
    error::exception,
    pickle::{Reduced, call},
    shared::float,
};

/// The indicators (指标) that a parser knows: an immutable set.
///
/// Example:
///     >>> import baogao
///     >>> more = '[tea_gardens]\ntitle = "茶园面积"\ndimension = "area"\n'
///     >>> indicators = baogao.Indicators.builtin().extended(more)
///     >>> report = baogao.parse("一、2023年工作回顾\n全县茶园面积达到12万亩。", indicators=indicators)
///     >>> report.figures[0].indicator_id
///     'tea_gardens'
#[pyclass(frozen, eq, module = "baogao")]
#[derive(Clone)]
pub(crate) struct Indicators {
    set: baogao::Indicators,
    /// What it was made of: whether the built-in ones, and texts.
    is_builtin: bool,
    texts: Vec<String>,
}

impl PartialEq for Indicators {
    fn eq(&self, other: &Self) -> bool {
        self.set == other.set
    }
}

impl Indicators {
    pub(crate) const fn set(&self) -> &baogao::Indicators {
        &self.set
    }

    /// Nothing, to be extended.
    pub(crate) fn empty() -> Self {
        let set = baogao::Indicators::from_toml("").unwrap_or_default();
        Self { set, is_builtin: false, texts: Vec::new() }
    }
}

#[pymethods]
impl Indicators {
    /// The indicators that baogao brings along.
    ///
    /// Returns:
    ///     Indicators: see docs/indicators.md.
    ///
    /// Example:
    ///     >>> import baogao
    ///     >>> baogao.Indicators.builtin()["gdp"].title
    ///     '地区生产总值'
    #[staticmethod]
    pub(crate) fn builtin() -> Self {
        Self { set: baogao::Indicators::builtin().clone(), is_builtin: true, texts: Vec::new() }
    }

    /// The indicators of a TOML text alone.
    ///
    /// Args:
    ///     text (str): in the form that the head of ``baogao-lexicon/data/indicators.toml`` describes.
    ///
    /// Returns:
    ///     Indicators: without the built-in ones.
    ///
    /// Raises:
    ///     InvalidIndicatorsError: when the text is wrong; the message names the line and the entry.
    #[staticmethod]
    fn from_toml(py: Python<'_>, text: &str) -> PyResult<Self> {
        Self::empty().extended(py, text)
    }

    /// These indicators with those of a TOML text: a known id gets more names, a new id is added.
    ///
    /// Args:
    ///     text (str): as for ``from_toml``.
    ///
    /// Returns:
    ///     Indicators: a new set.
    ///
    /// Raises:
    ///     InvalidIndicatorsError: when the text is wrong, or a name belongs to another id.
    pub(crate) fn extended(&self, py: Python<'_>, text: &str) -> PyResult<Self> {
        let set = self.set.extended(text).map_err(|error| exception(py, &error))?;
        let texts = self.texts.iter().cloned().chain([text.to_owned()]).collect();
        Ok(Self { set, is_builtin: self.is_builtin, texts })
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        call(py, "_indicators", (self.is_builtin, self.texts.clone()))
    }

    fn __len__(&self) -> usize {
        self.set.len()
    }

    fn __contains__(&self, id: &Bound<'_, PyAny>) -> bool {
        id.extract::<&str>().is_ok_and(|id| self.set.get(id).is_some())
    }

    fn __getitem__(&self, id: &str) -> PyResult<Indicator> {
        let indicator = self.set.get(id).cloned().ok_or_else(|| PyKeyError::new_err(id.to_owned()))?;
        Ok(Indicator { indicator, of: self.clone() })
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        let one =
            |indicator: &baogao::Indicator| Indicator { indicator: indicator.clone(), of: self.clone() };
        PyTuple::new(py, self.set.iter().map(one).collect::<Vec<_>>())?.try_iter()
    }

    fn __hash__(&self) -> usize {
        self.set.len()
    }

    fn __repr__(&self) -> String {
        format!("<Indicators: {}>", self.set.len())
    }
}

/// What one indicator is called, measured in, and usually worth.
#[pyclass(frozen, eq, module = "baogao")]
pub(crate) struct Indicator {
    indicator: baogao::Indicator,
    /// The set that it was taken from.
    of: Indicators,
}

impl PartialEq for Indicator {
    fn eq(&self, other: &Self) -> bool {
        self.indicator == other.indicator
    }
}

#[pymethods]
impl Indicator {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Indicators, String))> {
        let get_item = py.import("operator")?.getattr("getitem")?;
        Ok((get_item, (self.of.clone(), self.indicator.id().to_owned())))
    }

    /// The id, such as ``gdp`` (str).
    #[getter]
    fn id(&self) -> &str {
        self.indicator.id()
    }

    /// The standard name (str).
    #[getter]
    fn title(&self) -> &str {
        self.indicator.title()
    }

    /// What reports call it, the title included (tuple of str).
    #[getter]
    fn names<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.indicator.names().collect::<Vec<_>>())
    }

    /// The base unit of what its levels are counted in, such as ``CNY`` (str or None).
    #[getter]
    fn base_unit(&self) -> Option<&'static str> {
        self.indicator.dimension().map(Dimension::base_unit)
    }

    /// The measures it is reported in; empty for any (tuple of str).
    #[getter]
    fn measures<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.indicator.measures().iter().map(|measure| measure.as_str()))
    }

    /// The lowest and the highest usual value.
    ///
    /// Args:
    ///     measure (str): ``growth`` or ``ratio``, in percent; ``level``, in ``base_unit`` or the stated unit.
    ///
    /// Returns:
    ///     tuple of (float, float), or None where any value is usual.
    ///
    /// Raises:
    ///     ValueError: when there is no such measure.
    ///
    /// Example:
    ///     >>> import baogao
    ///     >>> baogao.Indicators.builtin()["gdp"].usual("growth")
    ///     (-15.0, 30.0)
    fn usual(&self, measure: &str) -> PyResult<Option<(f64, f64)>> {
        let named = [Measure::Level, Measure::Increment, Measure::Growth, Measure::Ratio, Measure::Rank]
            .into_iter()
            .find(|known| known.as_str() == measure)
            .ok_or_else(|| PyValueError::new_err(format!("{measure:?} is no measure")))?;
        Ok(self.indicator.usual(named).map(|range: [Decimal; 2]| (float(range[0]), float(range[1]))))
    }

    /// The id of the indicator that it is a part or an aspect of (str or None).
    #[getter]
    fn parent(&self) -> Option<&str> {
        self.indicator.parent()
    }

    /// Whether its id also is in ``Figure.canonical`` (bool).
    #[getter]
    fn headline(&self) -> bool {
        self.indicator.is_headline()
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        pyo3::types::PyString::new(py, self.indicator.id()).hash()
    }

    fn __repr__(&self) -> String {
        format!("<Indicator {} {}>", self.indicator.id(), self.indicator.title())
    }
}
