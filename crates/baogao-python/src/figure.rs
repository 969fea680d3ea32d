//! `baogao.Figure`.

use baogao::{Dimension, Period};
use pyo3::prelude::*;

use crate::shared::{decimal, evidence, float, view};

view!(
    Figure,
    "A quantity of the report with what it measures, when, and its evidence.",
    baogao::Figure,
    figures,
    Figures
);
evidence!(Figure);

#[pymethods]
impl Figure {
    /// What a rate is measured on: ``year_on_year``, ``annual_average``, ``cumulative`` or ``since`` (str or None).
    #[getter]
    fn basis(&self) -> Option<&'static str> {
        self.item().basis.map(baogao::Basis::as_str)
    }

    /// The year that is compared with, where ``basis`` is ``since`` (int or None).
    #[getter]
    fn basis_year(&self) -> Option<u16> {
        self.item().basis.and_then(baogao::Basis::year)
    }

    /// How likely ``indicator`` is right but for light verbs, 0 to 1 (float).
    #[getter]
    fn confidence_indicator(&self) -> f64 {
        baogao::json::rounded(self.item().confidence_indicator)
    }

    /// How likely ``kind`` is right, 0 to 1 (float).
    #[getter]
    fn confidence_kind(&self) -> f64 {
        baogao::json::rounded(self.item().confidence_kind)
    }

    /// How likely ``year`` is right, 0 to 1 (float).
    #[getter]
    fn confidence_year(&self) -> f64 {
        baogao::json::rounded(self.item().confidence_year)
    }

    /// The numeral with its unit, as it is in the source (str).
    #[getter]
    fn text(&self) -> &str {
        self.shared.source_text(self.item().source_span)
    }

    /// The value in ``unit``, or the lower end of a range (float).
    #[getter]
    pub(crate) fn value(&self) -> f64 {
        float(self.item().quantity.value)
    }

    /// The upper end of a range (float or None).
    #[getter]
    pub(crate) fn value_hi(&self) -> Option<f64> {
        self.item().quantity.high.map(float)
    }

    /// The value as an exact ``decimal.Decimal``.
    #[getter]
    pub(crate) fn exact<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decimal(py, self.item().quantity.value)
    }

    /// The unit as written, such as ``亿元`` (str or None).
    #[getter]
    fn unit(&self) -> Option<&str> {
        self.item().quantity.unit.as_ref().map(|unit| unit.text.as_str())
    }

    /// The value in ``base_unit`` (float or None where the unit has no known dimension).
    #[getter]
    pub(crate) fn base_value(&self) -> Option<f64> {
        self.item().quantity.base_value().map(float)
    }

    /// The base unit of the dimension: ``CNY``, ``m2``, ``kg``, ``person`` … (str or None).
    #[getter]
    pub(crate) fn base_unit(&self) -> Option<&'static str> {
        self.item().quantity.unit.as_ref().and_then(|unit| unit.dimension).map(Dimension::base_unit)
    }

    /// ``level``, ``increment``, ``growth``, ``ratio`` or ``rank`` (str).
    #[getter]
    pub(crate) fn measure(&self) -> &'static str {
        self.item().measure.as_str()
    }

    /// ``1``, or ``-1`` for a fall (int).
    #[getter]
    pub(crate) fn sign(&self) -> i8 {
        self.item().sign.as_i8()
    }

    /// The word that bounds or blurs the value, such as ``以上`` (str or None).
    #[getter]
    pub(crate) fn qualifier(&self) -> Option<&str> {
        self.item().quantity.qualifier.as_deref()
    }

    /// ``point``, ``at_least``, ``at_most`` or ``range`` (str).
    #[getter]
    pub(crate) fn bound(&self) -> &'static str {
        self.item().bound().as_str()
    }

    /// The word that makes it a commitment or an estimate, such as ``力争`` (str or None).
    #[getter]
    fn modality(&self) -> Option<&str> {
        self.item().modality.as_deref()
    }

    /// ``actual``, ``target`` or ``context`` (str).
    #[getter]
    fn kind(&self) -> &'static str {
        self.item().kind.as_str()
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

    /// What is measured (指标), in the report's own words (str).
    #[getter]
    fn indicator(&self) -> &str {
        &self.item().indicator
    }

    /// The id of a headline indicator, such as ``gdp`` (str or None).
    #[getter]
    fn canonical(&self) -> Option<&str> {
        self.item().canonical.as_deref()
    }

    /// The indicator's id in the lexicon, headline or not, such as ``airport_passengers`` (str or None).
    #[getter]
    fn indicator_id(&self) -> Option<&str> {
        self.item().indicator_id.as_deref()
    }

    fn __repr__(&self) -> String {
        let figure = self.item();
        let year = self.year().map_or(String::new(), |year| format!(" {year}"));
        let bound = [self.modality(), self.qualifier()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let bound = if bound.is_empty() { bound } else { format!(" ({bound})") };
        let sign = if self.sign() < 0 { "−" } else { "" };
        format!(
            "<Figure {} {sign}{}{bound} {} {}{year}>",
            figure.indicator,
            self.text(),
            self.measure(),
            self.kind()
        )
    }
}
