//! The table of figures: one row a figure.

use baogao_core::{Basis, Dimension, Figure};

use super::{
    ADCODE, END, HEADING, JURISDICTION, LEVEL, PLAN_YEAR, REPORT, ROLE, SECTION, SOURCE, SOURCE_END,
    SOURCE_START, START,
};
use crate::{
    cell::{
        Kind::{Integer, Number, Text},
        confidence, first, last,
    },
    row::Row,
    table::Column,
};

fn figure<'a>(row: &Row<'a>) -> &'a Figure {
    &row.report().figures[row.index]
}

pub(crate) const COLUMNS: &[Column] = &[
    REPORT,
    SOURCE,
    JURISDICTION,
    ADCODE,
    LEVEL,
    PLAN_YEAR,
    Column::new("figure", Integer, "index of the figure in its report, from 0", |row| row.index.into()),
    Column::new("text", Text, "numeral with its unit, as in the source", |row| {
        row.located.source_text(figure(row).source_span).into()
    }),
    Column::new("value", Number, "value in `unit`, or the lower end of a range; without its sign", |row| {
        figure(row).quantity.value.into()
    }),
    Column::new("value_hi", Number, "upper end of a range, in `unit`", |row| {
        figure(row).quantity.high.into()
    }),
    Column::new("unit", Text, "unit as written, with its scale: 亿元, 万人, %", |row| {
        figure(row).quantity.unit.as_ref().map(|unit| &unit.text).into()
    }),
    Column::new("measure", Text, "level, increment, growth, ratio or rank", |row| {
        figure(row).measure.as_str().into()
    }),
    Column::new("sign", Integer, "1, or -1 for a fall", |row| figure(row).sign.as_i8().into()),
    Column::new("qualifier", Text, "word that bounds or blurs the value, such as 以上 or 左右", |row| {
        figure(row).quantity.qualifier.as_ref().into()
    }),
    Column::new("bound", Text, "point, at_least, at_most or range", |row| {
        figure(row).bound().as_str().into()
    }),
    Column::new("modality", Text, "word that makes it a commitment or an estimate, such as 力争", |row| {
        figure(row).modality.as_ref().into()
    }),
    Column::new("kind", Text, "actual (an outcome), target or context", |row| {
        figure(row).kind.as_str().into()
    }),
    Column::new("year_first", Integer, "first year of the period", |row| first(figure(row).period)),
    Column::new("year", Integer, "last year of the period", |row| last(figure(row).period)),
    Column::new(
        "basis",
        Text,
        "what a rate is measured on: year_on_year, annual_average, cumulative or since",
        |row| figure(row).basis.map(Basis::as_str).into(),
    ),
    Column::new("basis_year", Integer, "year that is compared with, where `basis` is since", |row| {
        figure(row).basis.and_then(Basis::year).into()
    }),
    Column::new("indicator", Text, "what is measured, in the report's words", |row| {
        (&figure(row).indicator).into()
    }),
    Column::new("canonical", Text, "id of a headline indicator, such as gdp", |row| {
        figure(row).canonical.as_ref().into()
    }),
    Column::new("indicator_id", Text, "id of the indicator in the lexicon, headline or not", |row| {
        figure(row).indicator_id.as_ref().into()
    }),
    SECTION,
    HEADING,
    ROLE,
    START,
    END,
    SOURCE_START,
    SOURCE_END,
    Column::new("base_value", Number, "value in `base_unit`", |row| figure(row).quantity.base_value().into()),
    Column::new("base_unit", Text, "base unit of the dimension, such as CNY, m2, person or ratio", |row| {
        let unit = figure(row).quantity.unit.as_ref();
        unit.and_then(|unit| unit.dimension).map(Dimension::base_unit).into()
    }),
    Column::new(
        "confidence",
        Number,
        "how likely name, kind, year, measure and sign are right, 0 to 1",
        |row| confidence(figure(row).confidence),
    ),
    Column::new("confidence_indicator", Number, "how likely the indicator is right, 0 to 1", |row| {
        confidence(figure(row).confidence_indicator)
    }),
    Column::new("confidence_kind", Number, "how likely the kind is right, 0 to 1", |row| {
        confidence(figure(row).confidence_kind)
    }),
    Column::new("confidence_year", Number, "how likely the year is right, 0 to 1", |row| {
        confidence(figure(row).confidence_year)
    }),
    Column::new(
        "sentence",
        Text,
        "sentence that says it, repaired; at most 500 characters before and behind",
        |row| row.sentence(figure(row).sentence).into(),
    ),
];
