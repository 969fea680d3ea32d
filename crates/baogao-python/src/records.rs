//! `baogao.Records`: what reports hold of one sort, in document order. Owns the sequence and its filter; what it becomes
//! outside Python is in `export`.

use std::{ffi::c_long, ops::Range, sync::Arc};

use baogao::table::{Row, Table};
use pyo3::{
    IntoPyObjectExt,
    exceptions::{PyIndexError, PyKeyError, PyOverflowError, PyTypeError, PyValueError},
    prelude::*,
    types::{PyDict, PyList, PySlice, PyString, PyTuple, PyType},
};

use crate::{
    condition::{Condition, python},
    facts::{Defect, Mention, Section, Term},
    figure::Figure,
    pickle::{Reduced, call},
    repair::Edit,
    report::Report,
    shared::Shared,
    target::Target,
};

/// This many items a repr shows.
const SHOWN: usize = 3;

/// Where an item is: in which report, and its key there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) report: u32,
    pub(crate) key: (u32, u32),
}

/// What reports hold of one sort, in order: a sequence, and a table.
///
/// It slices, filters (``where``) and iterates like a tuple. As a table it goes into data frames without copying code:
/// ``polars.DataFrame(records)``, ``pyarrow.table(records)``, or ``records.to_pandas()``; ``columns`` says what the table
/// holds.
///
/// Example:
///     >>> import baogao
///     >>> report = baogao.parse("一、2024年工作安排\n地区生产总值增长6%左右，新增就业3万人以上。")
///     >>> len(report.figures), report.figures[0].canonical, len(report.figures[1:])
///     (2, 'gdp', 1)
///     >>> [figure.unit for figure in report.figures.where(measure="growth")]
///     ['%']
#[pyclass(frozen, sequence, module = "baogao")]
pub(crate) struct Records {
    table: Table,
    reports: Arc<[Arc<Shared>]>,
    places: Arc<[Place]>,
}

impl Records {
    /// All of a table's rows in reports.
    pub(crate) fn of(table: Table, reports: Arc<[Arc<Shared>]>) -> Self {
        let places = reports.iter().zip(0..).flat_map(|(report, number)| {
            table.rows(report).map(move |row| Place { report: number, key: row.key() })
        });
        Self { table, places: places.collect(), reports: reports.clone() }
    }

    /// The rows of one report that pass.
    pub(crate) fn filtered(table: Table, report: &Arc<Shared>, passes: impl Fn(usize) -> bool) -> Self {
        let all = Self::of(table, Arc::from([report.clone()]));
        all.with(all.places.iter().copied().filter(|place| passes(place.key.0 as usize)).collect())
    }

    /// Other rows of the same reports.
    fn with(&self, places: Vec<Place>) -> Self {
        Self { table: self.table, reports: self.reports.clone(), places: places.into() }
    }

    /// The rows at places that come from elsewhere.
    pub(crate) fn subset(&self, places: Vec<Place>) -> PyResult<Self> {
        let rows = self.rows();
        match places.iter().all(|&place| rows.row(place).is_some()) {
            true => Ok(self.with(places)),
            false => Err(PyIndexError::new_err("the reports have no such row")),
        }
    }

    /// The item at a place that comes from elsewhere.
    pub(crate) fn at<'py>(&self, py: Python<'py>, place: Place) -> PyResult<Bound<'py, PyAny>> {
        match self.rows().row(place) {
            Some(_) => self.item(py, place),
            None => Err(PyIndexError::new_err("the report has no such item")),
        }
    }

    pub(crate) const fn table(&self) -> Table {
        self.table
    }

    /// What holds the rows: itself, without Python.
    pub(crate) fn rows(&self) -> Rows {
        Rows { table: self.table, reports: self.reports.clone(), places: self.places.clone() }
    }

    fn item<'py>(&self, py: Python<'py>, place: Place) -> PyResult<Bound<'py, PyAny>> {
        let shared = &self.reports[place.report as usize];
        let index = place.key.0 as usize;
        match self.table {
            Table::Reports => Report::of(shared.clone()).into_bound_py_any(py),
            Table::Sections => Section::at(shared, index).into_bound_py_any(py),
            Table::Figures => Figure::at(shared, index).into_bound_py_any(py),
            Table::Targets => Target::at(shared, index).into_bound_py_any(py),
            Table::Terms => Term::at(shared, index).into_bound_py_any(py),
            Table::Mentions => Mention::at(shared, place.key).into_bound_py_any(py),
            Table::Defects => Defect::at(shared, index).into_bound_py_any(py),
            Table::Edits => Edit::at(shared, index).into_bound_py_any(py),
        }
    }

    fn items<'py>(&self, py: Python<'py>) -> impl Iterator<Item = PyResult<Bound<'py, PyAny>>> {
        self.places.iter().map(move |&place| self.item(py, place))
    }

    /// The class of the items.
    fn class<'py>(&self, py: Python<'py>) -> Bound<'py, PyType> {
        match self.table {
            Table::Reports => py.get_type::<Report>(),
            Table::Sections => py.get_type::<Section>(),
            Table::Figures => py.get_type::<Figure>(),
            Table::Targets => py.get_type::<Target>(),
            Table::Terms => py.get_type::<Term>(),
            Table::Mentions => py.get_type::<Mention>(),
            Table::Defects => py.get_type::<Defect>(),
            Table::Edits => py.get_type::<Edit>(),
        }
    }

    /// The section or term called `name`: the outermost of several, and of these the first.
    fn named<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let called = |place: &&Place| {
            let report = self.reports[place.report as usize].report();
            let index = place.key.0 as usize;
            match self.table {
                Table::Sections => {
                    let section = &report.sections[index];
                    let marker = section.marker.as_deref().unwrap_or_default();
                    let bare = marker.trim_matches(|c: char| !c.is_alphanumeric());
                    let whole = name.strip_prefix(marker) == Some(section.heading.as_str());
                    whole || section.heading == name || marker == name || !bare.is_empty() && bare == name
                }
                _ => report.glossary[index].term == name,
            }
        };
        let depth = |place: &&Place| match self.table {
            Table::Sections => {
                self.reports[place.report as usize].report().sections[place.key.0 as usize].level
            }
            _ => 0,
        };
        match self.table {
            // 三、 before （三）: the outermost of several.
            Table::Sections | Table::Terms => match self.places.iter().filter(called).min_by_key(depth) {
                Some(&place) => self.item(py, place),
                None => Err(PyKeyError::new_err(name.to_owned())),
            },
            _ => {
                Err(PyTypeError::new_err(format!("{} are found by index, not by name", self.table.as_str())))
            }
        }
    }
}

#[pymethods]
impl Records {
    /// Rows of one sort of several reports, as one table.
    ///
    /// Args:
    ///     table (str): ``reports``, ``sections``, ``figures``, ``targets``, ``terms``, ``mentions``, ``defects`` or
    ///         ``edits``.
    ///     reports (iterable of Report): the reports, in order.
    ///
    /// Returns:
    ///     Records: of all reports.
    ///
    /// Raises:
    ///     ValueError: when there is no such table.
    ///
    /// Example:
    ///     >>> import baogao
    ///     >>> reports = [baogao.parse(f"一、{year}年工作安排\n新增就业3万人。") for year in (2023, 2024)]
    ///     >>> [figure.year for figure in baogao.Records.of("figures", reports)]
    ///     [2023, 2024]
    #[staticmethod]
    #[pyo3(name = "of")]
    fn of_reports(table: &str, reports: &Bound<'_, PyAny>) -> PyResult<Self> {
        let names = Table::ALL.map(Table::as_str).join(", ");
        let table = Table::from_name(table)
            .ok_or_else(|| PyValueError::new_err(format!("no table `{table}`; there are {names}")))?;
        let shared = |report: PyResult<Bound<'_, PyAny>>| Ok(report?.cast::<Report>()?.get().shared());
        Ok(Self::of(table, reports.try_iter()?.map(shared).collect::<PyResult<_>>()?))
    }

    /// The items that pass.
    ///
    /// Args:
    ///     predicate (callable, optional): takes an item, says whether it passes.
    ///     **conditions: by attribute of the items, or column of the table: a value that must be equal, a list, tuple,
    ///         set or range that must contain it, or a callable that takes it.
    ///
    /// Returns:
    ///     Records: those for which all conditions hold, in order.
    ///
    /// Raises:
    ///     TypeError: when a condition names neither an attribute nor a column.
    ///
    /// Example:
    ///     >>> import baogao
    ///     >>> report = baogao.parse("一、2024年工作安排\n地区生产总值增长6%左右，新增就业3万人以上。")
    ///     >>> [f.text for f in report.figures.where(kind="target", canonical=["gdp", "cpi"])]
    ///     ['6%']
    ///     >>> len(report.figures.where(lambda f: f.value > 5, confidence=lambda c: c > 0))
    ///     1
    #[pyo3(name = "where", signature = (predicate=None, /, **conditions))]
    fn where_(
        &self,
        py: Python<'_>,
        predicate: Option<&Bound<'_, PyAny>>,
        conditions: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        let (class, rows) = (self.class(py), self.rows());
        let conditions: Vec<_> = conditions
            .into_iter()
            .flatten()
            .map(|(name, wanted)| Condition::new(&class, self.table, &name.extract::<String>()?, wanted))
            .collect::<PyResult<_>>()?;
        let mut passed = Vec::new();
        'items: for (number, &place) in self.places.iter().enumerate() {
            // Long filters can be stopped.
            if number % 4096 == 4095 {
                py.check_signals()?;
            }
            let item = self.item(py, place)?;
            if let Some(predicate) = predicate
                && !predicate.call1((&item,))?.is_truthy()?
            {
                continue;
            }
            for condition in &conditions {
                if !condition.holds(&item, rows.row(place).as_ref())? {
                    continue 'items;
                }
            }
            passed.push(place);
        }
        Ok(self.with(passed))
    }

    /// The table's columns: what each holds, by name (dict of str to str).
    #[getter]
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let columns = PyDict::new(py);
        for column in self.table.columns() {
            columns.set_item(column.name, format!("{}: {}", column.kind.as_str(), column.doc))?;
        }
        Ok(columns)
    }

    /// The rows as dictionaries by column (list of dict).
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let rows = self.rows();
        rows.iter()
            .map(|row| {
                let dict = PyDict::new(py);
                for column in self.table.columns() {
                    dict.set_item(column.name, python(py, column.cell(&row))?)?;
                }
                Ok(dict)
            })
            .collect()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        let reports: Vec<Report> = self.reports.iter().map(|shared| Report::of(shared.clone())).collect();
        let place = |place: &Place| (place.report, place.key.0, place.key.1);
        let places: Vec<_> = self.places.iter().map(place).collect();
        call(py, "_records", (self.table.as_str(), reports, places))
    }

    pub(crate) fn __len__(&self) -> usize {
        self.places.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if let Ok(slice) = index.cast::<PySlice>() {
            let range = slice.indices(self.places.len() as isize)?;
            let at = |step: usize| self.places[(range.start + step as isize * range.step) as usize];
            return self.with((0..range.slicelength).map(at).collect()).into_bound_py_any(py);
        }
        if let Ok(name) = index.cast::<PyString>() {
            return self.named(py, name.to_str()?);
        }
        let wanted: c_long = index.extract().map_err(|error: PyErr| {
            // An int of many digits is an index too, beyond every end.
            if error.is_instance_of::<PyOverflowError>(py) {
                return PyIndexError::new_err("cannot fit 'int' into an index-sized integer");
            }
            PyTypeError::new_err("an index is an int, a slice, or the name of a section or a term")
        })?;
        let len = self.places.len() as c_long;
        let place = usize::try_from(if wanted < 0 { wanted + len } else { wanted })
            .ok()
            .and_then(|index| self.places.get(index))
            .ok_or_else(|| PyIndexError::new_err(format!("there are {len} {}", self.table.as_str())))?;
        self.item(py, *place)
    }

    fn __iter__(slf: Bound<'_, Self>) -> RecordIterator {
        RecordIterator { left: 0..slf.get().places.len(), records: slf.unbind() }
    }

    fn __reversed__(&self, py: Python<'_>) -> PyResult<RecordIterator> {
        let backwards = self.with(self.places.iter().rev().copied().collect());
        Ok(RecordIterator { left: 0..backwards.places.len(), records: Py::new(py, backwards)? })
    }

    fn __contains__(&self, py: Python<'_>, wanted: &Bound<'_, PyAny>) -> PyResult<bool> {
        if let (Ok(name), Table::Sections | Table::Terms) = (wanted.cast::<PyString>(), self.table) {
            return Ok(self.named(py, name.to_str()?).is_ok());
        }
        Ok(self.count(py, wanted)? > 0)
    }

    /// How many items are equal to one (int).
    fn count(&self, py: Python<'_>, value: &Bound<'_, PyAny>) -> PyResult<usize> {
        let mut count = 0;
        for item in self.items(py) {
            count += usize::from(item?.eq(value)?);
        }
        Ok(count)
    }

    /// The index of the first item equal to one (int); ValueError when there is none.
    #[pyo3(signature = (value, start=0, stop=None))]
    fn index(
        &self,
        py: Python<'_>,
        value: &Bound<'_, PyAny>,
        start: isize,
        stop: Option<isize>,
    ) -> PyResult<usize> {
        let len = self.places.len() as isize;
        let bound = |at: isize| (if at < 0 { (at + len).max(0) } else { at.min(len) }) as usize;
        for index in bound(start)..stop.map_or(self.places.len(), bound) {
            if self.item(py, self.places[index])?.eq(value)? {
                return Ok(index);
            }
        }
        Err(PyValueError::new_err(format!("no such item among the {}", self.table.as_str())))
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        if let Ok(other) = other.cast::<Self>() {
            let other = other.get();
            if self.table != other.table || self.places.len() != other.places.len() {
                return Ok(false);
            }
            if Arc::ptr_eq(&self.reports, &other.reports) && self.places == other.places {
                return Ok(true);
            }
        } else if !other.is_instance_of::<PyTuple>() && !other.is_instance_of::<PyList>() {
            return Ok(false);
        }
        let others = other.try_iter()?.collect::<PyResult<Vec<_>>>()?;
        if others.len() != self.places.len() {
            return Ok(false);
        }
        for (item, other) in self.items(py).zip(others) {
            if !item?.eq(other)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let shown: Vec<String> =
            self.items(py).take(SHOWN).map(|item| item?.repr()?.extract()).collect::<PyResult<_>>()?;
        let more = if self.places.len() > SHOWN { ", …" } else { "" };
        Ok(format!("<{} {}: [{}{more}]>", self.places.len(), self.table.as_str(), shown.join(", ")))
    }

    /// For annotations: ``Records[Figure]``.
    #[classmethod]
    fn __class_getitem__<'py>(
        class: &Bound<'py, PyType>,
        item: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        class.py().import("types")?.getattr("GenericAlias")?.call1((class, item))
    }
}

/// Goes through records.
#[pyclass]
pub(crate) struct RecordIterator {
    records: Py<Records>,
    left: Range<usize>,
}

#[pymethods]
impl RecordIterator {
    const fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> Option<PyResult<Bound<'py, PyAny>>> {
        let records = self.records.get();
        self.left.next().map(|index| records.item(py, records.places[index]))
    }

    fn __length_hint__(&self) -> usize {
        self.left.len()
    }
}

/// The rows of records, which need no Python.
pub(crate) struct Rows {
    table: Table,
    reports: Arc<[Arc<Shared>]>,
    places: Arc<[Place]>,
}

impl Rows {
    pub(crate) fn row(&self, place: Place) -> Option<Row<'_>> {
        self.table.row(self.reports.get(place.report as usize)?, place.key)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.range(0, usize::MAX)
    }

    /// The rows from number `start` on, `count` at most.
    pub(crate) fn range(&self, start: usize, count: usize) -> impl Iterator<Item = Row<'_>> {
        self.places.iter().skip(start).take(count).filter_map(|&place| self.row(place))
    }
}
