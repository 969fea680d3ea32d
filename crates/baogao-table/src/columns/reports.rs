//! The table of reports: one row a report.

use super::{ADCODE, JURISDICTION, LEVEL, PLAN_YEAR, REPORT, SOURCE};
use crate::{
    cell::Kind::{Date, Flag, Integer, Text},
    table::{Column, Table},
};

pub(crate) const COLUMNS: &[Column] = &[
    REPORT,
    SOURCE,
    Column::new("sha256", Text, "SHA-256 of the bytes, in hexadecimal", |row| {
        (&row.report().source.sha256).into()
    }),
    Column::new("bytes", Integer, "bytes read", |row| row.report().source.byte_len().into()),
    Column::new("encoding", Text, "encoding of the bytes, named as Python's codec", |row| {
        row.report().source.encoding.as_str().into()
    }),
    Column::new("title", Text, "title, such as 政府工作报告", |row| {
        row.report().meta.title.as_ref().into()
    }),
    Column::new(
        "document_kind",
        Text,
        "work_report, plan_report, budget_report, outline, bulletin or other",
        |row| row.report().meta.document_kind.as_str().into(),
    ),
    Column::new("extent", Text, "full or summary", |row| row.report().meta.extent.as_str().into()),
    JURISDICTION,
    LEVEL,
    ADCODE,
    PLAN_YEAR,
    Column::new("review_year", Integer, "year whose work the report reviews", |row| {
        row.report().meta.review_year.into()
    }),
    Column::new("delivered_on", Date, "when it was delivered", |row| row.report().meta.delivered_on.into()),
    Column::new("congress", Text, "congress that heard it", |row| row.report().meta.congress.as_ref().into()),
    Column::new("congress_term", Integer, "the congress's term, 届", |row| {
        row.report().meta.congress_term.into()
    }),
    Column::new("congress_session", Integer, "its session, 次会议", |row| {
        row.report().meta.congress_session.into()
    }),
    Column::new("speaker", Text, "who delivered it", |row| row.report().meta.speaker.as_ref().into()),
    Column::new("speaker_office", Text, "the speaker's office, such as 市长", |row| {
        row.report().meta.speaker_office.as_ref().into()
    }),
    Column::new("acting", Flag, "whether the office was held in an acting capacity, 代", |row| {
        row.report().meta.acting.into()
    }),
    Column::new("characters", Integer, "code points of the repaired text", |row| {
        row.located.clean_len().into()
    }),
    Column::new("section_count", Integer, "rows in the table of sections", |row| {
        Table::Sections.len(row.report()).into()
    }),
    Column::new("figure_count", Integer, "rows in the table of figures", |row| {
        Table::Figures.len(row.report()).into()
    }),
    Column::new("target_count", Integer, "rows in the table of targets", |row| {
        Table::Targets.len(row.report()).into()
    }),
    Column::new("term_count", Integer, "rows in the table of terms", |row| {
        Table::Terms.len(row.report()).into()
    }),
    Column::new("defect_count", Integer, "rows in the table of defects", |row| {
        Table::Defects.len(row.report()).into()
    }),
    Column::new("edit_count", Integer, "rows in the table of edits", |row| {
        Table::Edits.len(row.report()).into()
    }),
];
