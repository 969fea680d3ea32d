//! The table of sections: one row a heading.

use baogao_core::Section;

use super::{END, REPORT, SECTION, SOURCE, SOURCE_END, SOURCE_START, START};
use crate::{
    cell::Kind::{Integer, Text},
    row::Row,
    table::Column,
};

fn section<'a>(row: &Row<'a>) -> &'a Section {
    &row.report().sections[row.index]
}

pub(crate) const COLUMNS: &[Column] = &[
    REPORT,
    SOURCE,
    SECTION,
    Column::new("parent", Integer, "index of the section above", |row| section(row).parent.into()),
    Column::new("level", Integer, "depth in the outline, from 1", |row| section(row).level.into()),
    Column::new("marker", Text, "enumeration mark, such as 一、", |row| {
        section(row).marker.as_ref().into()
    }),
    Column::new("heading", Text, "heading without its mark", |row| (&section(row).heading).into()),
    Column::new("form", Text, "block, run_in or lead", |row| section(row).form.as_str().into()),
    Column::new("role", Text, "review, requirements, plan, government_building, glossary or other", |row| {
        section(row).role.as_str().into()
    }),
    Column::new("text", Text, "everything under the heading, sections below it included, repaired", |row| {
        row.located.clean_text(section(row).body).into()
    }),
    START,
    END,
    Column::new(
        "body_start",
        Integer,
        "where what is under it starts in the repaired text, in code points",
        |row| row.located.in_clean(section(row).body)[0].into(),
    ),
    Column::new(
        "body_end",
        Integer,
        "where what is under it ends in the repaired text, in code points",
        |row| row.located.in_clean(section(row).body)[1].into(),
    ),
    SOURCE_START,
    SOURCE_END,
];
