//! `baogao.repair`, `baogao.Repaired` and `baogao.Edit`.

use baogao::{CodePoints, Repairer, Source, Span};
use pyo3::{prelude::*, types::PyTuple};

use crate::{error::exception, report::Input};

/// One repair: what was replaced, what it reads, and how sure that is.
#[pyclass(frozen, eq, module = "baogao")]
#[derive(PartialEq)]
pub(crate) struct Edit {
    source_span: (u32, u32),
    edit: baogao::Edit,
}

impl Edit {
    pub(crate) fn all(source: &Source, index: &CodePoints, edits: &[baogao::Edit]) -> Vec<Self> {
        let made = |edit: &baogao::Edit| {
            let [start, end] = index.of_span(&source.text, edit.span);
            Self { source_span: (start, end), edit: edit.clone() }
        };
        edits.iter().map(made).collect()
    }
}

#[pymethods]
impl Edit {
    /// What was replaced, in the source text (int, int; code points).
    #[getter]
    fn source_span(&self) -> (u32, u32) {
        self.source_span
    }

    /// What stands there instead; empty for a deletion (str).
    #[getter]
    fn text(&self) -> &str {
        &self.edit.text
    }

    /// The sort of damage: ``pinyin``, ``hard_wrap``, ``spacing`` … (str).
    #[getter]
    fn kind(&self) -> &'static str {
        self.edit.kind.as_str()
    }

    /// 0 to 1; 1 is certain (float).
    #[getter]
    fn confidence(&self) -> f64 {
        (f64::from(self.edit.confidence) * 100.0).round() / 100.0
    }

    /// Why, where the kind does not say it (str or None).
    #[getter]
    fn reason(&self) -> Option<&str> {
        self.edit.reason.as_deref()
    }

    fn __repr__(&self) -> String {
        let (start, end) = self.source_span;
        format!("<Edit {} {start}..{end} -> {:?}>", self.kind(), self.edit.text)
    }
}

/// A repaired text with the way back to its source.
#[pyclass(frozen, module = "baogao")]
pub(crate) struct Repaired {
    source: Source,
    clean: baogao::Clean,
    in_source: CodePoints,
    in_clean: CodePoints,
}

#[pymethods]
impl Repaired {
    /// The repaired text (str).
    #[getter]
    fn text(&self) -> &str {
        &self.clean.text
    }

    /// The text as it was read (str).
    #[getter]
    fn source_text(&self) -> &str {
        &self.source.text
    }

    /// The repairs, by where they stand in the source (tuple of Edit).
    #[getter]
    fn edits<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, Edit::all(&self.source, &self.in_source, &self.clean.edits))
    }

    /// The place in the source that a place in the repaired text was read from.
    ///
    /// Args:
    ///     start (int): first code point in ``text``.
    ///     end (int): code point after the last one.
    ///
    /// Returns:
    ///     (int, int): code points in ``source_text``.
    fn to_source(&self, start: u32, end: u32) -> (u32, u32) {
        let byte = |at| self.in_clean.to_byte(&self.clean.text, at);
        let span = self.clean.to_source(Span::new(byte(start), byte(end)));
        let [start, end] = self.in_source.of_span(&self.source.text, span);
        (start, end)
    }

    /// The place in the repaired text that a place in the source became.
    ///
    /// Args:
    ///     start (int): first code point in ``source_text``.
    ///     end (int): code point after the last one.
    ///
    /// Returns:
    ///     (int, int): code points in ``text``; empty when all of it was deleted.
    fn to_clean(&self, start: u32, end: u32) -> (u32, u32) {
        let byte = |at| self.in_source.to_byte(&self.source.text, at);
        let span = self.clean.to_clean(Span::new(byte(start), byte(end)));
        let [start, end] = self.in_clean.of_span(&self.clean.text, span);
        (start, end)
    }

    fn __repr__(&self) -> String {
        format!("<Repaired {} characters, {} edits>", self.in_clean.total(), self.clean.edits.len())
    }
}

/// Repairs the text of one document.
///
/// Args:
///     data (str or bytes): the text, or the bytes of a text file.
///     encoding (str, optional): the bytes' encoding; detected when not given.
///
/// Returns:
///     Repaired: the text, its edits and the way back.
///
/// Raises:
///     BaogaoError: when the input is no text at all.
///
/// Example:
///     >>> import baogao
///     >>> baogao.repair("增长 8.1％").text
///     '增长8.1%'
#[pyfunction]
#[pyo3(signature = (data, *, encoding=None))]
pub(crate) fn repair(py: Python<'_>, data: Input, encoding: Option<&str>) -> PyResult<Repaired> {
    let encoding = encoding.map(baogao::parse_encoding).transpose().map_err(|error| exception(py, &error))?;
    py.detach(|| {
        let source = data.decode("", encoding)?.source;
        let clean = Repairer::default().repair(&source).clean;
        let (in_source, in_clean) = (CodePoints::new(&source.text), CodePoints::new(&clean.text));
        Ok(Repaired { source, clean, in_source, in_clean })
    })
    .map_err(|error| exception(py, &error))
}
