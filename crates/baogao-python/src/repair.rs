//! `baogao.repair`, `baogao.Repaired` and `baogao.Edit`.

use baogao::{CodePoints, EditKind, Repairer, Source, Span};
use pyo3::{
    exceptions::{PyIndexError, PyValueError},
    prelude::*,
    types::PyTuple,
};

use crate::{
    error::exception,
    pickle::{Reduced, state},
    report::Input,
    shared::{Shared, place},
};

/// One repair: what was replaced, what it reads, and how sure that is.
#[pyclass(frozen, eq, module = "baogao")]
#[derive(PartialEq)]
pub(crate) struct Edit {
    pub(crate) source_span: (u32, u32),
    pub(crate) edit: baogao::Edit,
}

impl Edit {
    pub(crate) fn at(shared: &Shared, index: usize) -> Option<Self> {
        let edit = shared.report().clean.edits.get(index)?;
        Some(Self { source_span: place(shared.in_source(edit.span)), edit: edit.clone() })
    }
}

#[pymethods]
impl Edit {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        state(py, "edit", &(self.source_span, &self.edit))
    }

    /// What was replaced, in the source text (int, int; code points).
    #[getter]
    fn source_span(&self) -> (u32, u32) {
        self.source_span
    }

    /// What is there instead; empty for a deletion (str).
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
        baogao::json::rounded(self.edit.confidence)
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
    pub(crate) source: Source,
    pub(crate) clean: baogao::Clean,
    pub(crate) in_source: CodePoints,
    pub(crate) in_clean: CodePoints,
}

#[pymethods]
impl Repaired {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        state(py, "repaired", &(&self.source, &self.clean))
    }

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

    /// The repairs, by where they are in the source (tuple of Edit).
    #[getter]
    fn edits<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let edit = |edit: &baogao::Edit| Edit {
            source_span: place(self.in_source.of_span(&self.source.text, edit.span)),
            edit: edit.clone(),
        };
        PyTuple::new(py, self.clean.edits.iter().map(edit).collect::<Vec<_>>())
    }

    /// The place in the source that a place in the repaired text was read from.
    ///
    /// Args:
    ///     start (int): first code point in ``text``.
    ///     end (int, optional): code point after the last one; without it, one position is asked for.
    ///
    /// Returns:
    ///     (int, int) or int: code points in ``source_text``; for one position, where its character begins.
    ///
    /// Raises:
    ///     IndexError: when one position lies behind the end of the text.
    ///
    /// Example:
    ///     >>> import baogao
    ///     >>> repaired = baogao.repair("增长 8.1％")
    ///     >>> repaired.to_source(2), repaired.to_source(2, 6)
    ///     (3, (3, 7))
    #[pyo3(signature = (start, end=None))]
    fn to_source(&self, start: i64, end: Option<i64>) -> PyResult<Place> {
        Place::asked(start, end, self.in_clean.total(), |start, end| {
            let byte = |at| self.in_clean.to_byte(&self.clean.text, at);
            let span = self.clean.to_source(Span::new(byte(start), byte(end)));
            self.in_source.of_span(&self.source.text, span)
        })
    }

    /// The place in the repaired text that a place in the source became.
    ///
    /// Args:
    ///     start (int): first code point in ``source_text``.
    ///     end (int, optional): code point after the last one; without it, one position is asked for.
    ///
    /// Returns:
    ///     (int, int) or int: code points in ``text``, empty when all of it was deleted; for one position, where its
    ///     character begins, or what is where it was deleted.
    ///
    /// Raises:
    ///     IndexError: when one position lies behind the end of the source.
    ///
    /// Example:
    ///     >>> import baogao
    ///     >>> repaired = baogao.repair("增长 8.1％")
    ///     >>> repaired.to_clean(3), repaired.to_clean(2, 3)
    ///     (2, (2, 2))
    #[pyo3(signature = (start, end=None))]
    fn to_clean(&self, start: i64, end: Option<i64>) -> PyResult<Place> {
        Place::asked(start, end, self.in_source.total(), |start, end| {
            let byte = |at| self.in_source.to_byte(&self.source.text, at);
            let span = self.clean.to_clean(Span::new(byte(start), byte(end)));
            self.in_clean.of_span(&self.clean.text, span)
        })
    }

    /// What was changed, for notebooks.
    fn _repr_html_(&self) -> String {
        baogao::html::repaired(&self.source.text, &self.clean)
    }

    fn __repr__(&self) -> String {
        format!("<Repaired {} characters, {} edits>", self.in_clean.total(), self.clean.edits.len())
    }
}

/// A place as it was asked for: a position, or a span.
#[derive(IntoPyObject)]
pub(crate) enum Place {
    Position(u32),
    Span((u32, u32)),
}

impl Place {
    /// `map` leads a span from a text of `total` code points into the other one.
    fn asked(start: i64, end: Option<i64>, total: u32, map: impl Fn(u32, u32) -> [u32; 2]) -> PyResult<Self> {
        let at = |position: i64| {
            u32::try_from(position).map_err(|_| {
                PyIndexError::new_err(format!("position {position} is not in the text, 0 to {total}"))
            })
        };
        let (start, end) = (at(start)?, end.map(at).transpose()?);
        match end {
            Some(end) => {
                let [start, end] = map(start, end);
                Ok(Self::Span((start, end)))
            }
            None if start > total => Err(PyIndexError::new_err(format!(
                "position {start} lies behind the end of the text, {total}"
            ))),
            // The end of the text is a position too, with no character at it.
            None if start == total => Ok(Self::Position(map(0, total)[1])),
            None => Ok(Self::Position(map(start, start + 1)[0])),
        }
    }
}

/// Kinds of repair by their names: one, or several.
#[derive(FromPyObject)]
pub(crate) enum Kinds {
    One(String),
    Several(Vec<String>),
}

impl Kinds {
    fn read(&self) -> PyResult<Vec<EditKind>> {
        let names = match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(names) => names,
        };
        let kind = |name: &String| {
            EditKind::from_name(name).ok_or_else(|| {
                let known = EditKind::ALL.map(EditKind::as_str).join(", ");
                PyValueError::new_err(format!("{name:?} is no kind of repair; the kinds are {known}"))
            })
        };
        names.iter().map(kind).collect()
    }
}

/// Repairs the text of one document, or the text of a saved web page.
///
/// Args:
///     data (str or bytes): the text, or the bytes of a text file.
///     only (str or sequence of str, optional): kinds of damage to repair, and no other; ``Edit.kind`` names them:
///         ``html``, ``pinyin``, ``mojibake``, ``escape``, ``script``, ``markdown``, ``furniture``, ``hard_wrap``,
///         ``duplicate``, ``spacing``, ``punctuation``, ``ocr``, ``lost``.
///     skip (str or sequence of str, optional): kinds of damage to leave alone.
///     min_confidence (float, optional): make repairs of at least this confidence, 0 to 1; 0.8 when not given.
///     encoding (str, optional): the bytes' encoding; detected when not given.
///
/// Returns:
///     Repaired: the text, its edits and the way back.
///
/// Raises:
///     BaogaoError: when the input is no text at all.
///     ValueError: when a kind is unknown, or the confidence is not within 0 and 1.
///
/// Example:
///     >>> import baogao
///     >>> baogao.repair("增长 8.1％").text
///     '增长8.1%'
///     >>> baogao.repair("增长 8.1％", skip="spacing").text
///     '增长 8.1%'
///     >>> baogao.repair("<p>增长&nbsp;8.1%</p><p>粮食</p>", only=["html"]).text
///     '增长\xa08.1%\n\n粮食'
#[pyfunction]
#[pyo3(signature = (data, only=None, skip=None, min_confidence=None, *, encoding=None))]
pub(crate) fn repair(
    py: Python<'_>,
    data: Input,
    only: Option<Kinds>,
    skip: Option<Kinds>,
    min_confidence: Option<f32>,
    encoding: Option<&str>,
) -> PyResult<Repaired> {
    let encoding = encoding.map(baogao::parse_encoding).transpose().map_err(|error| exception(py, &error))?;
    let mut builder = Repairer::builder();
    if let Some(only) = only {
        builder = builder.only(&only.read()?);
    }
    if let Some(skip) = skip {
        builder = skip.read()?.into_iter().fold(builder, baogao::RepairerBuilder::skip);
    }
    if let Some(confidence) = min_confidence {
        if !(0.0..=1.0).contains(&confidence) {
            return Err(PyValueError::new_err(format!(
                "min_confidence is a number from 0 to 1, not {confidence}"
            )));
        }
        builder = builder.min_confidence(confidence);
    }
    let repairer = builder.build();
    py.detach(|| {
        let source = data.decode("", encoding)?.source;
        let clean = repairer.repair(&source).clean;
        let (in_source, in_clean) = (CodePoints::new(&source.text), CodePoints::new(&clean.text));
        Ok(Repaired { source, clean, in_source, in_clean })
    })
    .map_err(|error| exception(py, &error))
}
