//! The table of figures: one row a figure. Owns its columns and their order.

use baogao_core::{CodePoints, Figure, Period, Report};

use crate::write::or_empty;

/// The columns, in order. Offsets count code points of the decoded source; `value` and `value_hi` are in `unit`,
/// `base_value` in `base_unit`; `year` is the last year of the period, `year_first` its first.
pub const COLUMNS: [&str; 28] = [
    "source",
    "jurisdiction",
    "adcode",
    "level",
    "plan_year",
    "text",
    "value",
    "value_hi",
    "unit",
    "measure",
    "sign",
    "qualifier",
    "modality",
    "kind",
    "year_first",
    "year",
    "indicator",
    "canonical",
    "indicator_id",
    "section",
    "heading",
    "role",
    "source_start",
    "source_end",
    "base_value",
    "base_unit",
    "confidence",
    "sentence",
];

pub(crate) fn rows(report: &Report) -> impl Iterator<Item = [String; COLUMNS.len()]> + '_ {
    let index = report.source.code_points();
    report.figures.iter().map(move |figure| row(report, figure, &index))
}

fn row(report: &Report, figure: &Figure, index: &CodePoints) -> [String; COLUMNS.len()] {
    let meta = &report.meta;
    let quantity = &figure.quantity;
    let section = figure.section.and_then(|id| report.sections.get(id as usize));
    let dimension = quantity.unit.as_ref().and_then(|unit| unit.dimension);
    let base = quantity.base_value();
    let [start, end] = index.of_span(&report.source.text, figure.source_span);
    [
        report.source.name.clone(),
        or_empty(meta.jurisdiction.as_deref()),
        or_empty(meta.adcode.as_deref()),
        or_empty(meta.level.map(baogao_core::Level::as_str)),
        or_empty(meta.plan_year),
        or_empty(figure.source_span.slice(&report.source.text)),
        quantity.value.normalize().to_string(),
        or_empty(quantity.high.map(|high| high.normalize())),
        or_empty(quantity.unit.as_ref().map(|unit| &unit.text)),
        figure.measure.as_str().to_owned(),
        figure.sign.as_i8().to_string(),
        or_empty(quantity.qualifier.as_deref()),
        or_empty(figure.modality.as_deref()),
        figure.kind.as_str().to_owned(),
        or_empty(figure.period.map(Period::first)),
        or_empty(figure.period.map(Period::last)),
        figure.indicator.clone(),
        or_empty(figure.canonical.as_deref()),
        or_empty(figure.indicator_id.as_deref()),
        or_empty(figure.section),
        or_empty(section.map(|section| &section.heading)),
        or_empty(section.map(|section| section.role.as_str())),
        start.to_string(),
        end.to_string(),
        or_empty(base),
        or_empty(base.and(dimension).map(baogao_core::Dimension::base_unit)),
        format!("{:.2}", figure.confidence),
        or_empty(figure.sentence.slice(&report.clean.text)),
    ]
}
