//! `baogao.evaluate` and `baogao.Scores`.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use baogao::{
    Parser,
    eval::{Document, FormatError, Gold, Prediction, Scores as Inner, is_gold, prediction_names, score},
};
use pyo3::{
    exceptions::{PyTypeError, PyUserWarning},
    prelude::*,
    types::{PyDict, PyList, PyTuple},
};

use crate::{
    error::{exception, format_exception},
    report::Report,
};

/// Labels or a prediction, as Python hands them over.
enum Given {
    Path(PathBuf),
    /// The JSON of an object in memory.
    Json(String),
}

impl Given {
    fn of(object: &Bound<'_, PyAny>, what: &str) -> PyResult<Self> {
        if object.is_instance_of::<PyDict>() {
            let json = object.py().import("json")?.call_method1("dumps", (object,))?;
            return json.extract().map(Self::Json);
        }
        object.extract().map(Self::Path).map_err(|_| {
            let name = object.get_type().name().map_or_else(|_| "?".to_owned(), |name| name.to_string());
            PyTypeError::new_err(format!("{what} must be a path or a dict, not {name}"))
        })
    }
}

/// Why documents could not be scored.
enum Failure {
    Io(PathBuf, io::Error),
    Format(String, FormatError),
    Parse(baogao::Error),
}

impl Failure {
    fn into_exception(self, py: Python<'_>) -> PyErr {
        match self {
            Self::Io(path, error) => {
                io::Error::new(error.kind(), format!("{}: {error}", path.display())).into()
            }
            Self::Format(file, error) => format_exception(py, &file, &error),
            Self::Parse(error) => exception(py, &error),
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::Io(path.to_owned(), error))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The labels with the names of their files.
fn golds(given: &Given) -> Result<Vec<(String, Gold)>, Failure> {
    let parse = |file: String, bytes: &[u8]| match Gold::from_json(bytes) {
        Ok(gold) => Ok((file, gold)),
        Err(error) => Err(Failure::Format(file, error)),
    };
    let path = match given {
        Given::Json(json) => return Ok(vec![parse("gold".to_owned(), json.as_bytes())?]),
        Given::Path(path) if path.is_dir() => path,
        Given::Path(path) => return Ok(vec![parse(file_name(path), &read(path)?)?]),
    };
    let failed = |error| Failure::Io(path.clone(), error);
    let entries = fs::read_dir(path).map_err(failed)?.collect::<io::Result<Vec<_>>>().map_err(failed)?;
    let mut names: Vec<_> = entries.iter().map(|entry| file_name(&entry.path())).collect();
    names.retain(|name| is_gold(name));
    names.sort();
    if names.is_empty() {
        return Err(failed(io::Error::new(io::ErrorKind::NotFound, "no *.gold.json in this folder")));
    }
    names.into_iter().map(|name| read(&path.join(&name)).and_then(|bytes| parse(name, &bytes))).collect()
}

/// The prediction for a file of labels; `None` where there is none.
fn prediction(gold_file: &str, given: &Given) -> Result<Option<Prediction>, Failure> {
    let parse = |file: &str, bytes: &[u8]| {
        Prediction::from_json(bytes).map(Some).map_err(|error| Failure::Format(file.to_owned(), error))
    };
    let path = match given {
        Given::Json(json) => return parse("pred", json.as_bytes()),
        Given::Path(folder) if folder.is_dir() => {
            let names = prediction_names(gold_file).map(|name| folder.join(name));
            let Some(path) = names.into_iter().find(|path| path.exists()) else { return Ok(None) };
            path
        }
        Given::Path(path) if path.exists() => path.clone(),
        Given::Path(_) => return Ok(None),
    };
    let bytes = read(&path)?;
    if path.extension().is_some_and(|extension| extension == "json") {
        return parse(&file_name(&path), &bytes);
    }
    let report = Parser::default().parse(&file_name(&path), &bytes).map_err(Failure::Parse)?;
    parse(&file_name(&path), report.to_json().as_bytes())
}

/// Scores predictions against labels made by people.
///
/// Args:
///     gold (str, os.PathLike or dict): a file of labels, a folder of ``*.gold.json``, or the parsed JSON of one file.
///     pred (str, os.PathLike, dict or Report): what to score: a report's JSON as file or dict, a text file, which is
///         parsed first, a ``Report``, or a folder with ``NAME.json`` or ``NAME.txt`` for each ``NAME.gold.json``.
///
/// Returns:
///     Scores: counts and scores; a prediction that is missing counts as everything missed, with a ``UserWarning``.
///
/// Raises:
///     FormatError: when labels or prediction are malformed; ``file``, ``field`` and ``line`` say where.
///     OSError: when a file cannot be read, or the folder has no labels.
///     BaogaoError: when a text that is to be parsed is no text at all.
///
/// Example:
///     >>> import baogao
///     >>> gold = {
///     ...     "doc": "songyuan", "meta": {"plan_year": 2024},
///     ...     "outline": [{"at": 0, "end": 11, "level": 1, "marker": "二、", "heading": "2024年工作安排",
///     ...                  "form": "block", "role": "plan"}],
///     ...     "figures": [{"at": 20, "end": 22, "text": "6%", "value": 6, "unit": "%", "measure": "growth",
///     ...                  "sign": 1, "qualifier": "以上", "kind": "target", "year": 2024,
///     ...                  "indicator": "地区生产总值", "canonical": "gdp"}]}
///     >>> report = baogao.parse("二、2024年工作安排\n地区生产总值增长6%左右。")
///     >>> scores = baogao.evaluate(gold, report)
///     >>> scores.summary["figures.detect"], scores.counts["figures.qualifier"]
///     (1.0, (0, 1))
///     >>> scores.misses
///     [('qualifier', '20 6% (地区生产总值): 左右 for 以上')]
#[pyfunction]
#[pyo3(signature = (gold, pred))]
pub(crate) fn evaluate(py: Python<'_>, gold: &Bound<'_, PyAny>, pred: &Bound<'_, PyAny>) -> PyResult<Scores> {
    let labels = Given::of(gold, "gold")?;
    let given = match pred.cast::<Report>() {
        Ok(report) => Given::Json(report.get().to_json(py)),
        Err(_) => Given::of(pred, "pred")?,
    };
    let scored = py.detach(|| {
        let mut missing = Vec::new();
        let mut documents = Vec::new();
        for (file, gold) in golds(&labels)? {
            let prediction = prediction(&file, &given)?;
            if prediction.is_none() {
                missing.push(gold.doc.clone());
            }
            documents.push(score(&gold, &prediction.unwrap_or_default()));
        }
        Ok((Inner::new(documents), missing))
    });
    let (scores, missing) = scored.map_err(|failure: Failure| failure.into_exception(py))?;
    for name in missing {
        let message = format!("{name}: no prediction, all of it counts as missed");
        py.import("warnings")?.call_method1("warn", (message, py.get_type::<PyUserWarning>()))?;
    }
    Ok(Scores(scores))
}

/// The scores of one or several documents.
#[pyclass(frozen, eq, module = "baogao")]
#[derive(PartialEq)]
pub(crate) struct Scores(Inner);

impl Scores {
    fn of_one(document: &Document) -> Self {
        Self(Inner::new(vec![document.clone()]))
    }
}

#[pymethods]
impl Scores {
    /// Measures with their scores over all documents, F1 or accuracy with four decimals (dict of str to
    /// float).
    #[getter]
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let summary = PyDict::new(py);
        for (measure, counts) in self.0.total().iter() {
            summary.set_item(measure, counts.score())?;
        }
        Ok(summary)
    }

    /// Measures with what was counted: found, false alarms, missed; or right, wrong (dict of str to tuple of
    /// int).
    #[getter]
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let all = PyDict::new(py);
        for (measure, counts) in self.0.total().iter() {
            all.set_item(measure, PyTuple::new(py, counts.as_slice())?)?;
        }
        Ok(all)
    }

    /// The scores of each document by its name (dict of str to Scores).
    #[getter]
    fn documents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let documents = PyDict::new(py);
        for document in self.0.documents() {
            documents.set_item(&document.name, Self::of_one(document))?;
        }
        Ok(documents)
    }

    /// Every difference: its sort, and what was predicted for what, after the code point where it is;
    /// with several documents, after the document's name (list of (str, str)).
    #[getter]
    fn misses(&self) -> Vec<(&'static str, String)> {
        let many = self.0.documents().len() > 1;
        let misses = self.0.misses(usize::MAX).into_iter();
        misses
            .map(|(document, miss)| {
                let name = if many { format!("{}: ", document.name) } else { String::new() };
                (miss.sort, format!("{name}{miss}"))
            })
            .collect()
    }

    /// How often figures of a confidence are right in every scored field: lowest confidence of the band,
    /// where the next begins, figures, right ones (list of (float, float, int, int)).
    #[getter]
    fn calibration(&self) -> Vec<(f64, f64, u64, u64)> {
        let calibration = self.0.calibration();
        calibration.bands().iter().map(|band| (band.from, band.to, band.figures, band.right)).collect()
    }

    /// The scores as plain data.
    ///
    /// Returns:
    ///     dict: ``total`` (scores), ``counts`` (lists), ``documents`` (scores by name), ready for ``json.dumps``.
    ///
    /// Example:
    ///     >>> import baogao
    ///     >>> baogao.evaluate({"doc": "a", "meta": {"plan_year": 2024}}, {}).to_dict()["counts"]["meta"]
    ///     [0, 1]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let counts = PyDict::new(py);
        for (measure, numbers) in self.0.total().iter() {
            counts.set_item(measure, PyList::new(py, numbers.as_slice())?)?;
        }
        let documents = PyDict::new(py);
        for document in self.0.documents() {
            documents.set_item(&document.name, Self::of_one(document).summary(py)?)?;
        }
        let all = PyDict::new(py);
        all.set_item("total", self.summary(py)?)?;
        all.set_item("counts", counts)?;
        all.set_item("documents", documents)?;
        Ok(all)
    }

    fn __repr__(&self) -> String {
        format!("<Scores of {} documents>\n{}", self.0.documents().len(), self.0.total())
            .trim_end()
            .to_owned()
    }

    fn _repr_html_(&self) -> String {
        self.0.to_html()
    }
}
