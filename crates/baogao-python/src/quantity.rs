//! `baogao.quantities` and `baogao.Quantity`.

use baogao::{CodePoints, Dimension};
use pyo3::prelude::*;

use crate::{
    error::exception,
    pickle::{Reduced, state},
    shared::{decimal, float},
};

/// How much a text says, and where: a value or a range with its unit and bound.
#[pyclass(frozen, eq, hash, module = "baogao")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Quantity {
    pub(crate) text: String,
    pub(crate) place: [u32; 2],
    pub(crate) quantity: baogao::Quantity,
}

#[pymethods]
impl Quantity {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        state(py, "quantity", &(&self.text, self.place, &self.quantity))
    }

    /// The numeral with its unit, as it is in the text (str).
    #[getter]
    fn text(&self) -> &str {
        &self.text
    }

    /// Where it starts in the text (int, code points).
    #[getter]
    fn start(&self) -> u32 {
        self.place[0]
    }

    /// Where it ends in the text (int, code points).
    #[getter]
    fn end(&self) -> u32 {
        self.place[1]
    }

    /// The value in ``unit``, or the lower end of a range (float).
    #[getter]
    fn value(&self) -> f64 {
        float(self.quantity.value)
    }

    /// The upper end of a range (float or None).
    #[getter]
    fn value_hi(&self) -> Option<f64> {
        self.quantity.high.map(float)
    }

    /// The value as an exact ``decimal.Decimal``.
    #[getter]
    fn exact<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decimal(py, self.quantity.value)
    }

    /// The unit as written, such as ``亿元`` (str or None).
    #[getter]
    fn unit(&self) -> Option<&str> {
        self.quantity.unit.as_ref().map(|unit| unit.text.as_str())
    }

    /// The word that bounds or blurs the value, such as ``以上`` (str or None).
    #[getter]
    fn qualifier(&self) -> Option<&str> {
        self.quantity.qualifier.as_deref()
    }

    /// The value in ``base_unit`` (float or None where the unit has no known dimension).
    #[getter]
    fn base_value(&self) -> Option<f64> {
        self.quantity.base_value().map(float)
    }

    /// The base unit of the dimension: ``CNY``, ``m2``, ``kg``, ``person`` … (str or None).
    #[getter]
    fn base_unit(&self) -> Option<&'static str> {
        self.quantity.unit.as_ref().and_then(|unit| unit.dimension).map(Dimension::base_unit)
    }

    fn __repr__(&self) -> String {
        let [start, end] = self.place;
        let bound = self.qualifier().map_or(String::new(), |word| format!(" ({word})"));
        format!("<Quantity {}{bound} {start}..{end}>", self.quantity)
    }
}

/// Reads the quantities of any text, without any report around it.
///
/// Numerals in names, dates and figures of speech (``“415”战略``, ``5G``, ``三个代表``) are left out. The text may be
/// damaged or traditional: it is repaired as ``repair`` does, and the places lead back to it as it was
/// given.
///
/// Args:
///     text (str): a sentence, a paragraph, a document.
///
/// Returns:
///     list of Quantity: in the order of the text.
///
/// Raises:
///     BaogaoError: when the text is binary or too large.
///
/// Example:
///     >>> import baogao
///     >>> found = baogao.quantities("增长5%—6%，改造两座水库，近３万亩")
///     >>> [(q.text, q.value, q.value_hi, q.unit, q.qualifier) for q in found]
///     [('5%—6%', 5.0, 6.0, '%', None), ('两座', 2.0, None, '座', None), ('３万亩', 3.0, None, '万亩', '近')]
#[pyfunction]
pub(crate) fn quantities(py: Python<'_>, text: &str) -> PyResult<Vec<Quantity>> {
    let found = py.detach(|| baogao::quantities(text)).map_err(|error| exception(py, &error))?;
    let index = CodePoints::new(text);
    let made = |(span, quantity): (baogao::Span<baogao::Source>, baogao::Quantity)| Quantity {
        text: span.slice(text).unwrap_or_default().to_owned(),
        place: index.of_span(text, span),
        quantity,
    };
    Ok(found.into_iter().map(made).collect())
}
