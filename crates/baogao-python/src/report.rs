//! `baogao.parse`, `baogao.read` and `baogao.Report`.

use std::{fs::File, io::Read, path::PathBuf, sync::Arc};

use baogao::{Decoded, Encoding, Error, FigureKind, Parser, table::Table};
use pyo3::{
    exceptions::PyTypeError,
    prelude::*,
    pybacked::{PyBackedBytes, PyBackedStr},
    types::{PyBytes, PyDict, PyMemoryView, PyString, PyTuple},
};

use crate::{
    error::{exception, os_error},
    facts::Meta,
    indicators::Indicators,
    interrupt::interruptible,
    limits::Limits,
    pickle::{Reduced, state},
    records::Records,
    shared::Shared,
};

/// What can be parsed: text, or bytes in any encoding that is read.
pub(crate) enum Input {
    Text(PyBackedStr),
    Bytes(PyBackedBytes),
}

impl<'a, 'py> FromPyObject<'a, 'py> for Input {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyString>() {
            // Text with lone surrogates fails here with Python's own UnicodeEncodeError.
            return object.extract().map(Self::Text);
        }
        if let Ok(bytes) = object.extract() {
            return Ok(Self::Bytes(bytes));
        }
        // Every other buffer (memoryview, mmap, array) is copied, as it may change while it is read.
        let py = object.py();
        let Ok(view) = py.get_type::<PyMemoryView>().call1((object,)) else {
            let name = object.get_type().name()?;
            return Err(PyTypeError::new_err(format!(
                "expected str or a bytes-like object, not {name}; read files with baogao.read"
            )));
        };
        Ok(Self::Bytes(py.get_type::<PyBytes>().call1((view,))?.extract()?))
    }
}

impl Input {
    pub(crate) fn decode(&self, name: &str, encoding: Option<Encoding>) -> Result<Decoded, Error> {
        match self {
            Self::Text(text) => baogao::from_text(name, text),
            Self::Bytes(bytes) => baogao::decode(name, bytes, encoding),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }

    fn parse(&self, name: &str, parser: &Parser) -> Result<baogao::Report, Error> {
        match self {
            Self::Text(text) => parser.parse_text(name, text),
            Self::Bytes(bytes) => parser.parse(name, bytes),
        }
    }
}

/// The parser that the arguments ask for.
fn parser(
    encoding: Option<&str>,
    indicators: Option<&Indicators>,
    limits: Option<&Limits>,
) -> Result<Parser, Error> {
    let limits = limits.map_or_else(baogao::Limits::default, Limits::limits);
    let encoding = encoding.map(baogao::parse_encoding).transpose()?;
    let parser = Parser::default().encoding(encoding).with_limits(limits);
    Ok(match indicators {
        Some(indicators) => parser.with_indicators(indicators.set().clone()),
        None => parser,
    })
}

/// Parses a report.
///
/// Args:
///     data (str or bytes-like): the text, or the bytes of a text file or a saved web page.
///     name (str): what the report calls its source.
///     encoding (str, optional): the bytes' encoding, such as ``gbk``; detected when not given, ignored for str.
///     indicators (Indicators, optional): what the parser knows by id; the built-in ones when not given.
///     limits (Limits, optional): what the parse may cost; those of ``Limits()`` when not given.
///
/// Returns:
///     Report: with defects where the text is damaged; bad content is never an error.
///
/// Raises:
///     BaogaoError: when the input is no text at all; ``kind`` is ``empty``, ``binary``, ``too_large`` or
///         ``unknown_encoding``, ``offset`` the byte where it shows.
///
/// Example:
///     >>> import baogao
///     >>> report = baogao.parse("一、2024年工作安排\n地区生产总值增长6%左右。")
///     >>> report.targets[0].canonical, report.targets[0].value, report.targets[0].year
///     ('gdp', 6.0, 2024)
#[pyfunction]
#[pyo3(signature = (data, *, name="", encoding=None, indicators=None, limits=None))]
pub(crate) fn parse(
    py: Python<'_>,
    data: Input,
    name: &str,
    encoding: Option<&str>,
    indicators: Option<&Indicators>,
    limits: Option<&Limits>,
) -> PyResult<Report> {
    let parser = parser(encoding, indicators, limits).map_err(|error| exception(py, &error))?;
    let name = name.to_owned();
    interruptible(py, data.len(), move |stop| {
        data.parse(&name, &parser.stopped_by(stop)).map(|report| Arc::new(Shared::new(report)))
    })?
    .map(Report)
    .map_err(|error| exception(py, &error))
}

/// Parses the report in a text file.
///
/// Args:
///     path (str or os.PathLike): the file.
///     name (str, optional): what the report calls its source; the file's name when not given.
///     encoding (str, optional): its encoding; detected when not given.
///     indicators (Indicators, optional): as for ``parse``.
///     limits (Limits, optional): as for ``parse``.
///
/// Returns:
///     Report: as from ``parse``.
///
/// Raises:
///     OSError: when the file cannot be read.
///     BaogaoError: when it holds no text at all.
///
/// Example:
///     >>> import baogao, pathlib, tempfile
///     >>> path = pathlib.Path(tempfile.mkdtemp()) / "report.txt"
///     >>> _ = path.write_text("一、2024年工作安排\n地区生产总值增长6%左右。", encoding="gbk")
///     >>> baogao.read(path).meta.plan_year
///     2024
#[pyfunction]
#[pyo3(signature = (path, *, name=None, encoding=None, indicators=None, limits=None))]
pub(crate) fn read(
    py: Python<'_>,
    path: PathBuf,
    name: Option<String>,
    encoding: Option<&str>,
    indicators: Option<&Indicators>,
    limits: Option<&Limits>,
) -> PyResult<Report> {
    let parser = parser(encoding, indicators, limits).map_err(|error| exception(py, &error))?;
    let name = name.unwrap_or_else(|| {
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    });
    // One byte more than the limit is enough for the parser to refuse it.
    let limit = parser.limits().bytes as u64 + 1;
    let bytes = py.detach(|| -> std::io::Result<_> {
        let mut bytes = Vec::new();
        File::open(&path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    let bytes = bytes.map_err(|error| os_error(&error, &path))?;
    interruptible(py, bytes.len(), move |stop| {
        parser.stopped_by(stop).parse(&name, &bytes).map(|report| Arc::new(Shared::new(report)))
    })?
    .map(Report)
    .map_err(|error| exception(py, &error))
}

/// A report: what was read, how it was repaired, and what it says.
#[pyclass(frozen, module = "baogao")]
pub(crate) struct Report(Arc<Shared>);

impl Report {
    pub(crate) const fn of(shared: Arc<Shared>) -> Self {
        Self(shared)
    }

    pub(crate) fn shared(&self) -> Arc<Shared> {
        self.0.clone()
    }

    fn all(&self, table: Table) -> Records {
        Records::of(table, Arc::from([self.shared()]))
    }

    fn card(&self) -> String {
        baogao::html::card(self.0.report())
    }
}

#[pymethods]
impl Report {
    /// What the source is called (str).
    #[getter]
    fn name(&self) -> &str {
        &self.0.report().source.name
    }

    /// The encoding of the bytes, named as Python's codec (str).
    #[getter]
    fn encoding(&self) -> &'static str {
        self.0.report().source.encoding.as_str()
    }

    /// SHA-256 of the bytes, in hexadecimal (str).
    #[getter]
    fn sha256(&self) -> &str {
        &self.0.report().source.sha256
    }

    /// The text as it was read; ``source_text[f.source_start:f.source_end] == f.text`` (str).
    #[getter]
    fn source_text(&self) -> &str {
        &self.0.report().source.text
    }

    /// The repaired text, one paragraph a line (str).
    #[getter]
    fn text(&self) -> &str {
        &self.0.report().clean.text
    }

    /// Who reports to whom, and when (Meta).
    #[getter]
    fn meta(&self) -> Meta {
        Meta(self.0.report().meta.clone())
    }

    /// The outline in document order (Records of Section).
    #[getter]
    fn sections(&self) -> Records {
        self.all(Table::Sections)
    }

    /// Every figure in document order (Records of Figure).
    #[getter]
    fn figures(&self) -> Records {
        self.all(Table::Figures)
    }

    /// Every target, 目标: figures, relative ones, commitments, what is said not to be set (Records of Target).
    ///
    /// Example:
    ///     >>> import baogao
    ///     >>> report = baogao.parse("一、2024年工作安排\n居民收入增长与经济增长同步，年底前建成市博物馆。")
    ///     >>> [(t.form, t.reference or t.object, t.deadline) for t in report.targets]
    ///     [('relative', '经济增长', None), ('commitment', '市博物馆', '年底前')]
    #[getter]
    fn targets(&self) -> Records {
        self.all(Table::Targets)
    }

    /// The figures that are outcomes, 完成数 (Records of Figure).
    #[getter]
    fn actuals(&self) -> Records {
        let figures = &self.0.report().figures;
        Records::filtered(Table::Figures, &self.0, |index| figures[index].kind == FigureKind::Actual)
    }

    /// The glossary (Records of Term).
    #[getter]
    fn glossary(&self) -> Records {
        self.all(Table::Terms)
    }

    /// What looks damaged and was not mended (Records of Defect).
    #[getter]
    fn defects(&self) -> Records {
        self.all(Table::Defects)
    }

    /// The repairs (Records of Edit).
    #[getter]
    fn edits(&self) -> Records {
        self.all(Table::Edits)
    }

    /// Every use of a glossary's term, by entry (Records of Mention).
    #[getter]
    fn mentions(&self) -> Records {
        self.all(Table::Mentions)
    }

    /// Where sentences were put together again: end of a fragment, start of its continuation, in ``source_text``
    /// (tuple of (int, int), code points).
    #[getter]
    fn joins<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let point = |byte| self.0.in_source(baogao::Span::new(byte, byte))[0];
        let joins = self.0.report().joins.iter().map(|join| (point(join.end), point(join.start)));
        PyTuple::new(py, joins.collect::<Vec<_>>())
    }

    /// The parts of ``source_text`` that are not the report, with why (tuple of (int, int, str), code points).
    #[getter]
    fn boilerplate<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let parts = self.0.report().boilerplate().map(|part| {
            let [start, end] = self.0.in_source(part.span);
            (start, end, part.reason)
        });
        PyTuple::new(py, parts.collect::<Vec<_>>())
    }

    /// Pictures of the report, see ``baogao.plot`` (baogao.plot.ReportPlot).
    #[getter]
    fn plot<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("baogao.plot")?.getattr("ReportPlot")?.call1((slf,))
    }

    /// The report as JSON of schema ``baogao/report/1``.
    ///
    /// Returns:
    ///     str: one line; offsets are code points.
    ///
    /// Example:
    ///     >>> import baogao, json
    ///     >>> json.loads(baogao.parse("一、2024年工作安排").to_json())["schema"]
    ///     'baogao/report/1'
    pub(crate) fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.report().to_json())
    }

    /// Reports go to other processes as they are, without being read again.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        state(py, "report", self.0.report())
    }

    /// The evidence page: the repaired text with every figure, pledge, use of a term, defect and repair marked in place.
    ///
    /// It is one file that loads nothing from the network, reads without JavaScript, and prints.
    ///
    /// Returns:
    ///     str: an HTML document, to be written as UTF-8; offsets on it are code points.
    ///
    /// Example:
    ///     >>> import baogao, pathlib, tempfile
    ///     >>> report = baogao.parse("一、2024年工作安排\n地区生产总值增长6%左右。")
    ///     >>> path = pathlib.Path(tempfile.mkdtemp()) / "report.html"
    ///     >>> _ = path.write_text(report.to_html(), encoding="utf-8")
    ///     >>> report.to_html()[:15]
    ///     '<!DOCTYPE html>'
    fn to_html(&self, py: Python<'_>) -> String {
        py.detach(|| baogao::html::page(self.0.report()))
    }

    /// The card that notebooks show; below 300 KB whatever the report.
    fn _repr_html_(&self, py: Python<'_>) -> String {
        py.detach(|| self.card())
    }

    /// What notebooks and other frontends show, by MIME type: ``text/plain`` and ``text/html``.
    ///
    /// Args:
    ///     include (collection of str, optional): the types that are wanted; all when not given.
    ///     exclude (collection of str, optional): the types that are not wanted.
    ///
    /// Returns:
    ///     dict: MIME type to str.
    #[pyo3(signature = (include=None, exclude=None))]
    fn _repr_mimebundle_<'py>(
        &self,
        py: Python<'py>,
        include: Option<&Bound<'py, PyAny>>,
        exclude: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let bundle = PyDict::new(py);
        for (name, shown) in
            [("text/plain", Self::__repr__ as fn(&Self) -> String), ("text/html", Self::card)]
        {
            let wanted = include.map_or(Ok(true), |types| types.contains(name))?;
            if wanted && !exclude.map_or(Ok(false), |types| types.contains(name))? {
                bundle.set_item(name, shown(self))?;
            }
        }
        Ok(bundle)
    }

    fn __repr__(&self) -> String {
        let report = self.0.report();
        let place = report.meta.jurisdiction.as_deref().unwrap_or("?");
        let year = report.meta.plan_year.map_or("?".to_owned(), |year| year.to_string());
        format!(
            "<Report {place} {year}: {} sections, {} figures>",
            report.sections.len(),
            report.figures.len()
        )
    }

    fn __eq__(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.report() == other.0.report()
    }

    fn __hash__(&self) -> u64 {
        self.0
            .report()
            .source
            .sha256
            .get(..16)
            .and_then(|hex| u64::from_str_radix(hex, 16).ok())
            .unwrap_or_default()
    }
}
