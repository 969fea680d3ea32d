//! The table of edits: one row a repair.

use baogao_core::Edit;

use super::{REPORT, SOURCE, SOURCE_END, SOURCE_START};
use crate::{
    cell::{
        Kind::{Number, Text},
        confidence,
    },
    row::Row,
    table::Column,
};

fn edit<'a>(row: &Row<'a>) -> &'a Edit {
    &row.report().clean.edits[row.index]
}

pub(crate) const COLUMNS: &[Column] = &[
    REPORT,
    SOURCE,
    Column::new("kind", Text, "the damage: html, pinyin, mojibake, script, furniture, hard_wrap …", |row| {
        edit(row).kind.as_str().into()
    }),
    Column::new("before", Text, "what stands in the source", |row| {
        row.located.source_text(edit(row).span).into()
    }),
    Column::new("after", Text, "what stands there instead; empty where it was taken out", |row| {
        (&edit(row).text).into()
    }),
    Column::new("reason", Text, "why, where the kind does not say it", |row| {
        edit(row).reason.as_ref().into()
    }),
    Column::new("confidence", Number, "how sure the repair is, 0 to 1", |row| {
        confidence(edit(row).confidence)
    }),
    SOURCE_START,
    SOURCE_END,
];
