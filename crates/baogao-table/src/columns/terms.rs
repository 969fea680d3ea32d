//! The table of terms: one row an entry of a glossary.

use baogao_core::Term;

use super::{END, REPORT, SOURCE, SOURCE_END, SOURCE_START, START};
use crate::{
    cell::Kind::{Integer, Text, Texts},
    row::Row,
    table::Column,
};

pub(super) fn term<'a>(row: &Row<'a>) -> &'a Term {
    &row.report().glossary[row.index]
}

pub(super) const TERM: Column = Column::new("term", Text, "the term", |row| (&term(row).term).into());
pub(super) const ENTRY: Column =
    Column::new("entry", Integer, "index of the entry in its report, from 0", |row| row.index.into());

pub(crate) const COLUMNS: &[Column] = &[
    REPORT,
    SOURCE,
    ENTRY,
    Column::new("number", Integer, "its number among the notes", |row| term(row).number.into()),
    TERM,
    Column::new("definition", Text, "what it means", |row| (&term(row).definition).into()),
    Column::new("expansion", Texts, "parts that the definition enumerates", |row| {
        term(row).expansion.as_slice().into()
    }),
    Column::new("mention_count", Integer, "uses outside the glossary", |row| term(row).mentions.len().into()),
    START,
    END,
    SOURCE_START,
    SOURCE_END,
];
