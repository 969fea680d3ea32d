//! `baogao.Meta`, `baogao.Section`, `baogao.Term`, `baogao.Mention` and `baogao.Defect`.

use std::sync::Arc;

use baogao::{Clean, Span, section::innermost, table::Table};
use pyo3::{prelude::*, types::PyTuple};

use crate::{
    pickle::{Reduced, item, state},
    records::Records,
    report::Report,
    shared::{Shared, place, view},
};

/// Who reports to whom, and when; ``None`` where the text does not say it.
#[pyclass(frozen, eq, module = "baogao")]
#[derive(PartialEq)]
pub(crate) struct Meta(pub(crate) baogao::Meta);

#[pymethods]
impl Meta {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        state(py, "meta", &self.0)
    }

    /// The title, ``政府工作报告`` (str or None).
    #[getter]
    fn title(&self) -> Option<&str> {
        self.0.title.as_deref()
    }

    /// ``work_report``, ``plan_report``, ``budget_report``, ``outline``, ``bulletin`` or ``other`` (str).
    #[getter]
    fn document_kind(&self) -> &'static str {
        self.0.document_kind.as_str()
    }

    /// ``full`` or ``summary`` (str).
    #[getter]
    fn extent(&self) -> &'static str {
        self.0.extent.as_str()
    }

    /// The full official path, such as ``甘肃省天水市`` (str or None).
    #[getter]
    fn jurisdiction(&self) -> Option<&str> {
        self.0.jurisdiction.as_deref()
    }

    /// ``country``, ``province``, ``prefecture``, ``county`` or ``township`` (str or None).
    #[getter]
    fn level(&self) -> Option<&'static str> {
        self.0.level.map(baogao::Level::as_str)
    }

    /// The six digits of GB/T 2260 (str or None).
    #[getter]
    fn adcode(&self) -> Option<&str> {
        self.0.adcode.as_deref()
    }

    /// The year whose work is planned (int or None).
    #[getter]
    fn plan_year(&self) -> Option<u16> {
        self.0.plan_year
    }

    /// The year whose work is reviewed (int or None).
    #[getter]
    fn review_year(&self) -> Option<u16> {
        self.0.review_year
    }

    /// When it was delivered (datetime.date or None).
    #[getter]
    fn delivered_on<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.0.delivered_on.map(|on| date(py, on)).transpose()
    }

    /// The congress that heard it (str or None).
    #[getter]
    fn congress(&self) -> Option<&str> {
        self.0.congress.as_deref()
    }

    /// The congress's term, 届 (int or None).
    #[getter]
    fn congress_term(&self) -> Option<u16> {
        self.0.congress_term
    }

    /// The session, 次会议 (int or None).
    #[getter]
    fn congress_session(&self) -> Option<u16> {
        self.0.congress_session
    }

    /// Who delivered it (str or None).
    #[getter]
    fn speaker(&self) -> Option<&str> {
        self.0.speaker.as_deref()
    }

    /// The speaker's office, such as ``市长`` (str or None).
    #[getter]
    fn speaker_office(&self) -> Option<&str> {
        self.0.speaker_office.as_deref()
    }

    /// Whether the office was held in an acting capacity, 代 (bool).
    #[getter]
    fn acting(&self) -> bool {
        self.0.acting
    }

    fn __repr__(&self) -> String {
        let place = self.0.jurisdiction.as_deref().unwrap_or("?");
        let year = self.0.plan_year.map_or("?".to_owned(), |year| year.to_string());
        format!("<Meta {place} {year}>")
    }
}

/// A date as Python's own.
pub(crate) fn date(py: Python<'_>, date: baogao::Date) -> PyResult<Bound<'_, PyAny>> {
    py.import("datetime")?.getattr("date")?.call1((date.year(), date.month(), date.day()))
}

view!(Section, "A heading with everything under it.", baogao::Section, sections, Sections);

impl Section {
    /// Of every section, whether it is this one or is under it.
    fn under(&self) -> Vec<bool> {
        let sections = &self.shared.report().sections;
        let mut under = Vec::with_capacity(sections.len());
        for (index, section) in sections.iter().enumerate() {
            // A parent is before its children.
            under.push(index == self.index || contains(&under, section.parent));
        }
        under
    }
}

/// Whether a section is among those marked.
fn contains(marked: &[bool], id: Option<u32>) -> bool {
    id.is_some_and(|id| marked.get(id as usize).copied().unwrap_or(false))
}

#[pymethods]
impl Section {
    /// The report it is a section of (Report).
    #[getter]
    fn report(&self) -> Report {
        Report::of(self.shared.clone())
    }

    /// Its index in ``Report.sections`` (int).
    #[getter]
    fn id(&self) -> usize {
        self.index
    }

    /// The section above (Section or None).
    #[getter]
    fn parent(&self) -> Option<Self> {
        self.item().parent.and_then(|id| Self::at(&self.shared, id as usize))
    }

    /// The sections directly under it (Records of Section).
    #[getter]
    fn children(&self) -> Records {
        let own = u32::try_from(self.index).ok();
        let all = &self.shared.report().sections;
        Records::filtered(Table::Sections, &self.shared, |index| all[index].parent == own)
    }

    /// The figures in it and in the sections under it (Records of Figure).
    ///
    /// Example:
    ///     >>> import baogao
    ///     >>> report = baogao.parse("一、2023年工作回顾\n新增就业2万人。\n二、2024年工作安排\n新增就业3万人。")
    ///     >>> report.sections["二"].figures[0].text
    ///     '3万人'
    #[getter]
    fn figures(&self) -> Records {
        let (under, all) = (self.under(), &self.shared.report().figures);
        Records::filtered(Table::Figures, &self.shared, |index| contains(&under, all[index].section))
    }

    /// The targets in it and in the sections under it (Records of Target).
    #[getter]
    fn targets(&self) -> Records {
        let (under, all) = (self.under(), &self.shared.report().targets);
        Records::filtered(Table::Targets, &self.shared, |index| contains(&under, all[index].section))
    }

    /// The headings from the outermost to this one (tuple of str).
    #[getter]
    fn path<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let mut path = vec![self.item().heading.as_str()];
        let mut at = self.item().parent;
        while let Some(section) = at.and_then(|id| self.shared.report().sections.get(id as usize)) {
            path.push(&section.heading);
            at = section.parent;
        }
        path.reverse();
        PyTuple::new(py, path)
    }

    /// Depth in the outline, from 1 (int).
    #[getter]
    fn level(&self) -> u8 {
        self.item().level
    }

    /// The enumeration mark, such as ``一、`` (str or None).
    #[getter]
    fn marker(&self) -> Option<&str> {
        self.item().marker.as_deref()
    }

    /// The heading without its mark (str).
    #[getter]
    fn heading(&self) -> &str {
        &self.item().heading
    }

    /// ``block``, ``run_in`` or ``lead`` (str).
    #[getter]
    fn form(&self) -> &'static str {
        self.item().form.as_str()
    }

    /// ``review``, ``requirements``, ``plan``, ``government_building``, ``glossary`` or ``other`` (str).
    #[getter]
    fn role(&self) -> &'static str {
        self.item().role.as_str()
    }

    /// Everything under the heading, repaired (str).
    #[getter]
    fn text(&self) -> &str {
        self.shared.clean_text(self.item().body)
    }

    /// Where the heading is in ``Report.source_text`` (int, int; code points).
    #[getter]
    fn source_span(&self) -> (u32, u32) {
        place(self.shared.source_of(self.item().span))
    }

    /// Where the heading is in ``Report.text`` (int, int; code points).
    #[getter]
    fn span(&self) -> (u32, u32) {
        place(self.shared.in_clean(self.item().span))
    }

    /// Where everything under it is in ``Report.text`` (int, int; code points).
    #[getter]
    fn body_span(&self) -> (u32, u32) {
        place(self.shared.in_clean(self.item().body))
    }

    fn __repr__(&self) -> String {
        let section = self.item();
        format!(
            "<Section {}{} ({})>",
            section.marker.as_deref().unwrap_or_default(),
            section.heading,
            section.role.as_str()
        )
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.is(other)
    }

    fn __hash__(&self) -> u64 {
        self.item().span.start().into()
    }
}

view!(Term, "A glossary entry (名词解释) with its uses.", baogao::Term, glossary, Terms);

#[pymethods]
impl Term {
    /// Its number among the notes (int or None).
    #[getter]
    fn number(&self) -> Option<u32> {
        self.item().number
    }

    /// The term (str).
    #[getter]
    fn term(&self) -> &str {
        &self.item().term
    }

    /// What it means (str).
    #[getter]
    fn definition(&self) -> &str {
        &self.item().definition
    }

    /// The parts that the definition enumerates (tuple of str).
    #[getter]
    fn expansion<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.item().expansion)
    }

    /// Every use outside the glossary, in ``Report.text`` (tuple of (int, int), code points).
    #[getter]
    fn mentions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(
            py,
            self.item().mentions.iter().map(|&span| place(self.shared.in_clean(span))).collect::<Vec<_>>(),
        )
    }

    /// Where the entry is in ``Report.source_text`` (int, int; code points).
    #[getter]
    fn source_span(&self) -> (u32, u32) {
        place(self.shared.source_of(self.item().span))
    }

    fn __repr__(&self) -> String {
        format!("<Term {} ({} mentions)>", self.item().term, self.item().mentions.len())
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.is(other)
    }

    fn __hash__(&self) -> u64 {
        self.item().span.start().into()
    }
}

/// A use of a glossary's term in the report.
#[pyclass(frozen, module = "baogao")]
pub(crate) struct Mention {
    shared: Arc<Shared>,
    entry: usize,
    span: Span<Clean>,
}

impl Mention {
    pub(crate) fn at(shared: &Arc<Shared>, (entry, part): (u32, u32)) -> Option<Self> {
        let entry = entry as usize;
        let span = *shared.report().glossary.get(entry)?.mentions.get(part as usize)?;
        Some(Self { shared: shared.clone(), entry, span })
    }
}

#[pymethods]
impl Mention {
    /// The entry that explains it (Term or None).
    #[getter]
    fn term(&self) -> Option<Term> {
        Term::at(&self.shared, self.entry)
    }

    /// The words used (str).
    #[getter]
    fn text(&self) -> &str {
        self.shared.clean_text(self.span)
    }

    /// The innermost section it is in (Section or None).
    #[getter]
    fn section(&self) -> Option<Section> {
        let sections = &self.shared.report().sections;
        innermost(sections, self.span.start()).and_then(|id| Section::at(&self.shared, id))
    }

    /// Where it is in ``Report.text`` (int, int; code points).
    #[getter]
    fn span(&self) -> (u32, u32) {
        place(self.shared.in_clean(self.span))
    }

    /// Where it is in ``Report.source_text`` (int, int; code points).
    #[getter]
    fn source_span(&self) -> (u32, u32) {
        place(self.shared.source_of(self.span))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        let mentions = self.shared.report().glossary.get(self.entry).map(|term| &term.mentions);
        let part =
            mentions.and_then(|mentions| mentions.iter().position(|span| *span == self.span)).unwrap_or(0);
        let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        item(py, &self.shared, Table::Mentions, (number(self.entry), number(part)))
    }

    fn __repr__(&self) -> String {
        format!("<Mention {} at {}>", self.text(), self.span().0)
    }

    fn __eq__(&self, other: &Self) -> bool {
        (self.entry, self.span) == (other.entry, other.span)
            && (Arc::ptr_eq(&self.shared, &other.shared)
                || self.shared.report().source == other.shared.report().source)
    }

    fn __hash__(&self) -> u64 {
        self.span.start().into()
    }
}

view!(Defect, "A place that looks damaged and was not mended.", baogao::Defect, defects, Defects);

#[pymethods]
impl Defect {
    /// ``lost_text``, ``mojibake``, ``wrong_script``, ``ocr``, ``duplicate``, ``order`` or ``other`` (str).
    #[getter]
    fn kind(&self) -> &'static str {
        self.item().kind.as_str()
    }

    /// What is wrong, in one sentence (str).
    #[getter]
    fn message(&self) -> &str {
        &self.item().message
    }

    /// What the place should read, when that is known (str or None).
    #[getter]
    fn repair(&self) -> Option<&str> {
        self.item().repair.as_deref()
    }

    /// Where it is in ``Report.source_text`` (int, int; code points).
    #[getter]
    fn source_span(&self) -> (u32, u32) {
        place(self.shared.in_source(self.item().span))
    }

    fn __repr__(&self) -> String {
        let (start, end) = self.source_span();
        format!("<Defect {} {start}..{end}: {}>", self.kind(), self.message())
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.is(other)
    }

    fn __hash__(&self) -> u64 {
        self.item().span.start().into()
    }
}
