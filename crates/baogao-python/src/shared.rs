//! One report, shared by every object that Python holds of it. Owns what the classes of its parts have in common, and the
//! turn of exact decimals into Python's numbers.

use baogao::Located;
use pyo3::prelude::*;

/// A report with the code points of its two texts counted.
pub(crate) type Shared = Located<'static>;

/// A place, as Python gives it.
pub(crate) fn place([start, end]: [u32; 2]) -> (u32, u32) {
    (start, end)
}

/// The nearest float: the shortest decimal digits read back as it.
pub(crate) fn float(value: baogao::Decimal) -> f64 {
    baogao::json::number(value).as_f64().unwrap_or(f64::NAN)
}

/// The value as Python's exact `decimal.Decimal`.
pub(crate) fn decimal(py: Python<'_>, value: baogao::Decimal) -> PyResult<Bound<'_, PyAny>> {
    py.import("decimal")?.getattr("Decimal")?.call1((value.normalize().to_string(),))
}

/// Declares a Python class that views the item with an index in a shared report: equal when both are the
/// same item.
macro_rules! view {
    ($name:ident, $doc:literal, $item:ty, $list:ident, $table:ident) => {
        #[doc = $doc]
        #[pyo3::pyclass(frozen, module = "baogao")]
        pub(crate) struct $name {
            shared: std::sync::Arc<crate::shared::Shared>,
            index: usize,
        }

        impl $name {
            pub(crate) fn at(shared: &std::sync::Arc<crate::shared::Shared>, index: usize) -> Option<Self> {
                (index < shared.report().$list.len()).then(|| Self { shared: shared.clone(), index })
            }

            fn item(&self) -> &$item {
                &self.shared.report().$list[self.index]
            }

            fn is(&self, other: &Self) -> bool {
                std::sync::Arc::ptr_eq(&self.shared, &other.shared) && self.index == other.index
                    || self.shared.report().source == other.shared.report().source
                        && self.item() == other.item()
            }
        }

        #[pyo3::pymethods]
        impl $name {
            fn __reduce__<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<crate::pickle::Reduced<'py>> {
                let index = u32::try_from(self.index).unwrap_or(u32::MAX);
                crate::pickle::item(py, &self.shared, baogao::table::Table::$table, (index, 0))
            }
        }
    };
}
pub(crate) use view;

/// Declares what figures and targets have in common: the evidence.
macro_rules! evidence {
    ($name:ident) => {
        #[pyo3::pymethods]
        impl $name {
            /// The report it is in (Report).
            #[getter]
            fn report(&self) -> crate::report::Report {
                crate::report::Report::of(self.shared.clone())
            }

            /// The innermost section it is in (Section or None).
            #[getter]
            fn section(&self) -> Option<crate::facts::Section> {
                self.item().section.and_then(|id| crate::facts::Section::at(&self.shared, id as usize))
            }

            /// The sentence that says it, repaired (str).
            #[getter]
            fn sentence(&self) -> &str {
                self.shared.clean_text(self.item().sentence)
            }

            /// How likely every field is right, 0 to 1 (float).
            #[getter]
            fn confidence(&self) -> f64 {
                baogao::json::rounded(self.item().confidence)
            }

            /// Where it starts in ``Report.source_text`` (int, code points).
            #[getter]
            fn source_start(&self) -> u32 {
                self.shared.in_source(self.item().source_span)[0]
            }

            /// Where it ends in ``Report.source_text`` (int, code points).
            #[getter]
            fn source_end(&self) -> u32 {
                self.shared.in_source(self.item().source_span)[1]
            }

            /// Where it starts in ``Report.text`` (int, code points).
            #[getter]
            fn start(&self) -> u32 {
                self.shared.in_clean(self.item().span)[0]
            }

            /// Where it ends in ``Report.text`` (int, code points).
            #[getter]
            fn end(&self) -> u32 {
                self.shared.in_clean(self.item().span)[1]
            }

            fn __eq__(&self, other: &Self) -> bool {
                self.is(other)
            }

            fn __hash__(&self) -> u64 {
                u64::from(self.item().source_span.start()) << 32 | u64::from(self.item().source_span.end())
            }
        }
    };
}
pub(crate) use evidence;
