//! The table of targets: one row a target. Owns its columns and their order.

use baogao_core::{CodePoints, Period, Report, Target};

use crate::write::or_empty;

/// The columns, in order.
///
/// `form` is figure, relative, commitment or absent. `low` and `high` bound the pledge in `unit`, an open end is
/// empty; `measure` and `sign` are those of its figure. `reference` is what a relative target is measured against,
/// `offset` how far from it in `offset_unit`. `action`, `object`, `deadline` and `deadline_year` belong to
/// commitments. `aspiration` is the clause that strives for more. Offsets count code points of the decoded source.
pub const TARGET_COLUMNS: [&str; 35] = [
    "source",
    "jurisdiction",
    "adcode",
    "level",
    "plan_year",
    "form",
    "text",
    "indicator",
    "canonical",
    "low",
    "high",
    "unit",
    "wording",
    "measure",
    "sign",
    "hardness",
    "modality",
    "year_first",
    "year",
    "is_multi_year",
    "aspiration",
    "reference",
    "offset",
    "offset_unit",
    "action",
    "object",
    "deadline",
    "deadline_year",
    "section",
    "heading",
    "role",
    "source_start",
    "source_end",
    "confidence",
    "sentence",
];

pub(crate) fn rows(report: &Report) -> impl Iterator<Item = [String; TARGET_COLUMNS.len()]> + '_ {
    let index = report.source.code_points();
    report.targets.iter().map(move |target| row(report, target, &index))
}

fn row(report: &Report, target: &Target, index: &CodePoints) -> [String; TARGET_COLUMNS.len()] {
    let meta = &report.meta;
    let section = target.section.and_then(|id| report.sections.get(id as usize));
    let figure = target.value_index().and_then(|i| report.figures.get(i));
    let reference = target.reference.as_ref();
    let deadline = target.deadline.as_ref();
    let [start, end] = index.of_span(&report.source.text, target.source_span);
    [
        report.source.name.clone(),
        or_empty(meta.jurisdiction.as_deref()),
        or_empty(meta.adcode.as_deref()),
        or_empty(meta.level.map(baogao_core::Level::as_str)),
        or_empty(meta.plan_year),
        target.form.as_str().to_owned(),
        or_empty(target.source_span.slice(&report.source.text)),
        target.indicator.clone(),
        or_empty(target.canonical.as_deref()),
        or_empty(target.low.map(|low| low.normalize())),
        or_empty(target.high.map(|high| high.normalize())),
        or_empty(target.unit.as_deref()),
        target.wording.as_str().to_owned(),
        or_empty(figure.map(|figure| figure.measure.as_str())),
        or_empty(figure.map(|figure| figure.sign.as_i8())),
        target.hardness.as_str().to_owned(),
        or_empty(target.modality.as_deref()),
        or_empty(target.period.map(Period::first)),
        or_empty(target.period.map(Period::last)),
        target.is_multi_year().to_string(),
        or_empty(target.aspiration.and_then(|span| span.slice(&report.clean.text))),
        or_empty(reference.map(|reference| &reference.text)),
        or_empty(reference.and_then(|reference| reference.offset).map(|offset| offset.normalize())),
        or_empty(reference.and_then(|reference| reference.unit.as_deref())),
        or_empty(target.action.as_deref()),
        or_empty(target.object.as_deref()),
        or_empty(deadline.map(|deadline| &deadline.text)),
        or_empty(deadline.and_then(|deadline| deadline.year)),
        or_empty(target.section),
        or_empty(section.map(|section| &section.heading)),
        or_empty(section.map(|section| section.role.as_str())),
        start.to_string(),
        end.to_string(),
        format!("{:.2}", target.confidence),
        or_empty(target.sentence.slice(&report.clean.text)),
    ]
}
