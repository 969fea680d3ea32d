//! One report, shared by every object that Python holds of it. Owns the turn from byte offsets to code
//! points, and of exact decimals into Python's numbers.

use std::sync::Arc;

use baogao::{Clean, CodePoints, Source, Span};
use pyo3::prelude::*;

/// A report with the indexes of its two texts.
pub(crate) struct Shared {
    pub(crate) report: baogao::Report,
    source: CodePoints,
    clean: CodePoints,
}

impl Shared {
    pub(crate) fn new(report: baogao::Report) -> Arc<Self> {
        let (source, clean) = (CodePoints::new(&report.source.text), CodePoints::new(&report.clean.text));
        Arc::new(Self { report, source, clean })
    }

    /// A place in the source, in code points.
    pub(crate) fn in_source(&self, span: Span<Source>) -> (u32, u32) {
        let [start, end] = self.source.of_span(&self.report.source.text, span);
        (start, end)
    }

    /// A place in the repaired text, in code points.
    pub(crate) fn in_clean(&self, span: Span<Clean>) -> (u32, u32) {
        let [start, end] = self.clean.of_span(&self.report.clean.text, span);
        (start, end)
    }

    /// The place in the source that a place in the repaired text was read from, in code points.
    pub(crate) fn source_of(&self, span: Span<Clean>) -> (u32, u32) {
        self.in_source(self.report.clean.to_source(span))
    }

    pub(crate) fn clean_text(&self, span: Span<Clean>) -> &str {
        span.slice(&self.report.clean.text).unwrap_or_default()
    }

    pub(crate) fn source_text(&self, span: Span<Source>) -> &str {
        span.slice(&self.report.source.text).unwrap_or_default()
    }
}

/// The nearest float: the shortest decimal digits read back as it.
pub(crate) fn float(value: baogao::Decimal) -> f64 {
    value.normalize().to_string().parse().unwrap_or(f64::NAN)
}

/// The value as Python's exact `decimal.Decimal`.
pub(crate) fn decimal(py: Python<'_>, value: baogao::Decimal) -> PyResult<Bound<'_, PyAny>> {
    py.import("decimal")?.getattr("Decimal")?.call1((value.normalize().to_string(),))
}

/// Declares a Python class that views the item with an index in a shared report: equal when both are the
/// same item.
macro_rules! view {
    ($name:ident, $doc:literal, $item:ty, $list:ident) => {
        #[doc = $doc]
        #[pyo3::pyclass(frozen, module = "baogao")]
        pub(crate) struct $name {
            shared: std::sync::Arc<crate::shared::Shared>,
            index: usize,
        }

        impl $name {
            pub(crate) fn all(shared: &std::sync::Arc<crate::shared::Shared>) -> Vec<Self> {
                (0..shared.report.$list.len()).filter_map(|index| Self::at(shared, index)).collect()
            }

            pub(crate) fn at(shared: &std::sync::Arc<crate::shared::Shared>, index: usize) -> Option<Self> {
                (index < shared.report.$list.len()).then(|| Self { shared: shared.clone(), index })
            }

            fn item(&self) -> &$item {
                &self.shared.report.$list[self.index]
            }

            fn is(&self, other: &Self) -> bool {
                std::sync::Arc::ptr_eq(&self.shared, &other.shared) && self.index == other.index
                    || self.shared.report.source == other.shared.report.source && self.item() == other.item()
            }
        }
    };
}
pub(crate) use view;
