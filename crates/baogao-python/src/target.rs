//! `baogao.Target`.

use baogao::{Decimal, Period};
use pyo3::prelude::*;

use crate::{
    figure::Figure,
    shared::{decimal, evidence, float, view},
};

view!(Target, "A pledge (目标) of the report with its evidence.", baogao::Target, targets, Targets);
evidence!(Target);

impl Target {
    /// The figure whose value is pledged; a relative target's figure is not its value.
    fn valued(&self) -> Option<Figure> {
        self.item().value_index().and_then(|index| Figure::at(&self.shared, index))
    }

    fn exactly<'py>(py: Python<'py>, value: Option<Decimal>) -> PyResult<Option<Bound<'py, PyAny>>> {
        value.map(|value| decimal(py, value)).transpose()
    }
}

#[pymethods]
impl Target {
    /// ``figure``, ``relative``, ``commitment`` or ``absent`` (str).
    #[getter]
    fn form(&self) -> &'static str {
        self.item().form.as_str()
    }

    /// The figure pledged, or a relative target's distance from its reference (Figure or None).
    #[getter]
    fn figure(&self) -> Option<Figure> {
        self.item().figure.and_then(|index| Figure::at(&self.shared, index as usize))
    }

    /// The figure's numeral with its unit, or the clause of a target without a number, as in the source (str).
    #[getter]
    fn text(&self) -> &str {
        self.shared.source_text(self.item().source_span)
    }

    /// What is pledged of (指标), in the report's own words; empty for a commitment (str).
    #[getter]
    fn indicator(&self) -> &str {
        &self.item().indicator
    }

    /// The indicator's id in the lexicon, such as ``gdp`` (str or None).
    #[getter]
    fn canonical(&self) -> Option<&str> {
        self.item().canonical.as_deref()
    }

    /// The lowest value that keeps the pledge, exactly (decimal.Decimal, or None when that end is open).
    #[getter]
    fn low<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        Self::exactly(py, self.item().low)
    }

    /// The highest value that keeps the pledge, exactly (decimal.Decimal, or None when that end is open).
    #[getter]
    fn high<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        Self::exactly(py, self.item().high)
    }

    /// The unit of the number as written, such as ``亿元`` (str or None).
    #[getter]
    fn unit(&self) -> Option<&str> {
        self.item().unit.as_deref()
    }

    /// ``point``, ``range``, ``about``, ``at_least``, ``at_most`` or ``none`` (str).
    #[getter]
    fn wording(&self) -> &'static str {
        self.item().wording.as_str()
    }

    /// ``hard`` (确保), ``soft`` (力争), ``expected`` (预期), ``binding`` (约束性) or ``stated`` (str).
    #[getter]
    fn hardness(&self) -> &'static str {
        self.item().hardness.as_str()
    }

    /// The word that says how firm it is, such as ``力争`` (str or None).
    #[getter]
    fn modality(&self) -> Option<&str> {
        self.item().modality.as_deref()
    }

    /// The year it is about, the last one of several (int or None).
    #[getter]
    fn year(&self) -> Option<u16> {
        self.item().period.map(Period::last)
    }

    /// The first year of the period it is about (int or None).
    #[getter]
    fn year_first(&self) -> Option<u16> {
        self.item().period.map(Period::first)
    }

    /// Whether it is about more than one year (bool).
    #[getter]
    fn is_multi_year(&self) -> bool {
        self.item().is_multi_year()
    }

    /// The clause that strives for more than is pledged, such as ``在实际工作中努力争取更好结果`` (str or None).
    #[getter]
    fn aspiration(&self) -> Option<&str> {
        self.item().aspiration.map(|span| self.shared.clean_text(span))
    }

    /// The value that is striven for beyond the pledge: 10 of ``增长9%以上，力争达到10%`` (float or None).
    #[getter]
    fn aspiration_value(&self) -> Option<f64> {
        self.item().aspiration_value.map(float)
    }

    /// What a relative target is measured against, such as ``全国平均水平`` (str or None).
    #[getter]
    fn reference(&self) -> Option<&str> {
        self.item().reference.as_ref().map(|reference| reference.text.as_str())
    }

    /// How far a relative target is from its reference, exactly (decimal.Decimal or None).
    #[getter]
    fn offset<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        Self::exactly(py, self.item().reference.as_ref().and_then(|reference| reference.offset))
    }

    /// The unit of ``offset`` as written (str or None).
    #[getter]
    fn offset_unit(&self) -> Option<&str> {
        self.item().reference.as_ref().and_then(|reference| reference.unit.as_deref())
    }

    /// A commitment's verb, such as ``建成`` (str or None).
    #[getter]
    fn action(&self) -> Option<&str> {
        self.item().action.as_deref()
    }

    /// What a commitment is about (str or None).
    #[getter]
    fn object(&self) -> Option<&str> {
        self.item().object.as_deref()
    }

    /// When a commitment is due, as written: ``年底前`` (str or None).
    #[getter]
    fn deadline(&self) -> Option<&str> {
        self.item().deadline.as_ref().map(|deadline| deadline.text.as_str())
    }

    /// The year of the deadline (int or None).
    #[getter]
    fn deadline_year(&self) -> Option<u16> {
        self.item().deadline.as_ref().and_then(|deadline| deadline.year)
    }

    /// The figure's value in ``unit``, or the lower end of a range (float; None without a figure of its own).
    #[getter]
    fn value(&self) -> Option<f64> {
        self.valued().map(|figure| figure.value())
    }

    /// The upper end of a range (float or None).
    #[getter]
    fn value_hi(&self) -> Option<f64> {
        self.valued().and_then(|figure| figure.value_hi())
    }

    /// The value as an exact ``decimal.Decimal`` (None without a figure of its own).
    #[getter]
    fn exact<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.valued().map(|figure| figure.exact(py)).transpose()
    }

    /// The value in ``base_unit`` (float or None).
    #[getter]
    fn base_value(&self) -> Option<f64> {
        self.valued().and_then(|figure| figure.base_value())
    }

    /// The base unit of the figure's dimension (str or None).
    #[getter]
    fn base_unit(&self) -> Option<&'static str> {
        self.valued().and_then(|figure| figure.base_unit())
    }

    /// The figure's measure: ``level``, ``increment``, ``growth``, ``ratio`` or ``rank`` (str or None).
    #[getter]
    fn measure(&self) -> Option<&'static str> {
        self.valued().map(|figure| figure.measure())
    }

    /// The figure's sign: ``1``, or ``-1`` for a fall (int or None).
    #[getter]
    fn sign(&self) -> Option<i8> {
        self.valued().map(|figure| figure.sign())
    }

    /// The word that bounds or blurs the figure's value, such as ``以上`` (str or None).
    #[getter]
    fn qualifier(&self) -> Option<String> {
        self.valued().and_then(|figure| figure.qualifier().map(str::to_owned))
    }

    /// The figure's bound: ``point``, ``at_least``, ``at_most`` or ``range`` (str or None).
    #[getter]
    fn bound(&self) -> Option<&'static str> {
        self.valued().map(|figure| figure.bound())
    }

    fn __repr__(&self) -> String {
        let target = self.item();
        let year = self.year().map_or(String::new(), |year| format!(" {year}"));
        format!("<Target {} {} {}{year}>", target.form.as_str(), target.indicator, self.text())
    }
}
