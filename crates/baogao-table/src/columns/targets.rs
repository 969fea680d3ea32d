//! The table of targets: one row a target, with or without a number.

use baogao_core::{Figure, Reference, Target};

use super::{
    ADCODE, END, HEADING, JURISDICTION, LEVEL, PLAN_YEAR, REPORT, ROLE, SECTION, SOURCE, SOURCE_END,
    SOURCE_START, START,
};
use crate::{
    cell::{
        Kind::{Flag, Integer, Number, Text},
        confidence, first, last,
    },
    row::Row,
    table::Column,
};

fn target<'a>(row: &Row<'a>) -> &'a Target {
    &row.report().targets[row.index]
}

/// The figure whose value is pledged.
fn figure<'a>(row: &Row<'a>) -> Option<&'a Figure> {
    row.report().figures.get(target(row).value_index()?)
}

fn reference<'a>(row: &Row<'a>) -> Option<&'a Reference> {
    target(row).reference.as_ref()
}

pub(crate) const COLUMNS: &[Column] = &[
    REPORT,
    SOURCE,
    JURISDICTION,
    ADCODE,
    LEVEL,
    PLAN_YEAR,
    Column::new("target", Integer, "index of the target in its report, from 0", |row| row.index.into()),
    Column::new("figure", Integer, "index of its figure in the table of figures", |row| {
        target(row).figure.into()
    }),
    Column::new("form", Text, "figure, relative, commitment or absent", |row| {
        target(row).form.as_str().into()
    }),
    Column::new("text", Text, "numeral with its unit, or the clause, as in the source", |row| {
        row.located.source_text(target(row).source_span).into()
    }),
    Column::new(
        "indicator",
        Text,
        "what is pledged of, in the report's words; empty for a commitment",
        |row| (&target(row).indicator).into(),
    ),
    Column::new("canonical", Text, "id of the indicator in the lexicon, such as gdp", |row| {
        target(row).canonical.as_ref().into()
    }),
    Column::new("low", Number, "lowest value that keeps the pledge, in `unit`; missing where open", |row| {
        target(row).low.into()
    }),
    Column::new(
        "high",
        Number,
        "highest value that keeps the pledge, in `unit`; missing where open",
        |row| target(row).high.into(),
    ),
    Column::new("unit", Text, "unit of the number as written", |row| target(row).unit.as_ref().into()),
    Column::new("wording", Text, "point, range, about, at_least, at_most or none", |row| {
        target(row).wording.as_str().into()
    }),
    Column::new("measure", Text, "its figure's measure: level, increment, growth, ratio or rank", |row| {
        figure(row).map(|figure| figure.measure.as_str()).into()
    }),
    Column::new("sign", Integer, "its figure's sign: 1, or -1 for a fall", |row| {
        figure(row).map(|figure| figure.sign.as_i8()).into()
    }),
    Column::new(
        "hardness",
        Text,
        "hard (确保), soft (力争), expected (预期), binding (约束性) or stated",
        |row| target(row).hardness.as_str().into(),
    ),
    Column::new("modality", Text, "word that says how firm it is", |row| {
        target(row).modality.as_ref().into()
    }),
    Column::new("year_first", Integer, "first year of the period", |row| first(target(row).period)),
    Column::new("year", Integer, "last year of the period", |row| last(target(row).period)),
    Column::new("is_multi_year", Flag, "whether it is about more than one year", |row| {
        target(row).is_multi_year().into()
    }),
    Column::new("aspiration", Text, "clause that strives for more than is pledged", |row| {
        target(row).aspiration.map(|span| row.located.clean_text(span)).into()
    }),
    Column::new(
        "aspiration_value",
        Number,
        "value that is striven for beyond the pledge, in `unit`",
        |row| target(row).aspiration_value.into(),
    ),
    Column::new("reference", Text, "what a relative target is measured against", |row| {
        reference(row).map(|reference| &reference.text).into()
    }),
    Column::new(
        "offset",
        Number,
        "how far a relative target is from its reference, in `offset_unit`",
        |row| reference(row).and_then(|reference| reference.offset).into(),
    ),
    Column::new("offset_unit", Text, "unit of `offset` as written", |row| {
        reference(row).and_then(|reference| reference.unit.as_ref()).into()
    }),
    Column::new("action", Text, "a commitment's verb, such as 建成", |row| {
        target(row).action.as_ref().into()
    }),
    Column::new("object", Text, "what a commitment is about", |row| target(row).object.as_ref().into()),
    Column::new("deadline", Text, "when a commitment is due, as written", |row| {
        target(row).deadline.as_ref().map(|deadline| &deadline.text).into()
    }),
    Column::new("deadline_year", Integer, "year of the deadline", |row| {
        target(row).deadline.as_ref().and_then(|deadline| deadline.year).into()
    }),
    SECTION,
    HEADING,
    ROLE,
    START,
    END,
    SOURCE_START,
    SOURCE_END,
    Column::new("confidence", Number, "how likely every field is right, 0 to 1", |row| {
        confidence(target(row).confidence)
    }),
    Column::new(
        "sentence",
        Text,
        "sentence that says it, repaired; at most 500 characters before and behind",
        |row| row.sentence(target(row).sentence).into(),
    ),
];
