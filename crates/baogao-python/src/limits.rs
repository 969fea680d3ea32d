//! `baogao.Limits`.

use pyo3::prelude::*;

use crate::pickle::{Reduced, call};

/// The most that a parse may read and make; a text beyond is refused with an error that names the limit.
///
/// Args:
///     bytes (int): bytes of the input; 64 MiB unless given.
///     figures (int): figures of one report; one million unless given.
///     sections (int): sections of one report; 200,000 unless given.
///     depth (int): levels of headings; 32 unless given.
///     output (int): bytes of the report's JSON; 1 GiB unless given.
///
/// Example:
///     >>> import baogao
///     >>> limits = baogao.Limits(figures=1)
///     >>> try:
///     ...     baogao.parse("新增就业3万人，生产总值增长5%。", limits=limits)
///     ... except baogao.LimitExceededError as error:
///     ...     print(error)
///     the text gives 2 (figures), more than the limit `figures` of 1; split it into documents or raise the limit (byte 0)
#[pyclass(frozen, eq, hash, module = "baogao")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Limits {
    /// Bytes of the input (int).
    #[pyo3(get)]
    bytes: usize,
    /// Figures of one report (int).
    #[pyo3(get)]
    figures: usize,
    /// Sections of one report (int).
    #[pyo3(get)]
    sections: usize,
    /// Levels of headings (int).
    #[pyo3(get)]
    depth: usize,
    /// Bytes of the report's JSON (int).
    #[pyo3(get)]
    output: usize,
}

impl Limits {
    pub(crate) const fn limits(&self) -> baogao::Limits {
        let Self { bytes, figures, sections, depth, output } = *self;
        baogao::Limits { bytes, figures, sections, depth, output }
    }
}

#[pymethods]
impl Limits {
    #[new]
    #[pyo3(signature = (*, bytes=None, figures=None, sections=None, depth=None, output=None))]
    fn new(
        bytes: Option<usize>,
        figures: Option<usize>,
        sections: Option<usize>,
        depth: Option<usize>,
        output: Option<usize>,
    ) -> Self {
        let default = baogao::Limits::default();
        Self {
            bytes: bytes.unwrap_or(default.bytes),
            figures: figures.unwrap_or(default.figures),
            sections: sections.unwrap_or(default.sections),
            depth: depth.unwrap_or(default.depth),
            output: output.unwrap_or(default.output),
        }
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        let Self { bytes, figures, sections, depth, output } = *self;
        call(py, "_limits", (bytes, figures, sections, depth, output))
    }

    fn __repr__(&self) -> String {
        let Self { bytes, figures, sections, depth, output } = self;
        format!(
            "Limits(bytes={bytes}, figures={figures}, sections={sections}, depth={depth}, output={output})"
        )
    }
}

/// Limits from what `Limits.__reduce__` gives.
#[pyfunction(name = "_limits")]
pub(crate) const fn restore(
    bytes: usize,
    figures: usize,
    sections: usize,
    depth: usize,
    output: usize,
) -> Limits {
    Limits { bytes, figures, sections, depth, output }
}
