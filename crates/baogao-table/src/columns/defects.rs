//! The table of defects: one row a place that looks damaged and was not mended.

use baogao_core::Defect;

use super::{REPORT, SOURCE, SOURCE_END, SOURCE_START};
use crate::{cell::Kind::Text, row::Row, table::Column};

fn defect<'a>(row: &Row<'a>) -> &'a Defect {
    &row.report().defects[row.index]
}

pub(crate) const COLUMNS: &[Column] = &[
    REPORT,
    SOURCE,
    Column::new("kind", Text, "lost_text, mojibake, wrong_script, ocr, duplicate, order or other", |row| {
        defect(row).kind.as_str().into()
    }),
    Column::new("message", Text, "what is wrong, in one sentence", |row| (&defect(row).message).into()),
    Column::new("repair", Text, "what the place should read, where that is known", |row| {
        defect(row).repair.as_ref().into()
    }),
    SOURCE_START,
    SOURCE_END,
];
