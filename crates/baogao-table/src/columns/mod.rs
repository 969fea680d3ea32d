//! What the columns hold, one file a table. Owns the columns that several tables share.

pub(crate) mod defects;
pub(crate) mod edits;
pub(crate) mod figures;
pub(crate) mod mentions;
pub(crate) mod reports;
pub(crate) mod sections;
pub(crate) mod targets;
pub(crate) mod terms;

use crate::{cell::Kind, table::Column};

/// Hexadecimal digits of the digest that name a report: 16 collide among a hundred million reports with a chance of
/// about one in four thousand.
const ID_DIGITS: usize = 16;

/// The report's id, by which tables are joined.
pub(crate) const REPORT: Column = Column::new(
    "report",
    Kind::Text,
    "id of the report: the first 16 hexadecimal digits of the SHA-256 of its bytes; joins the tables",
    |row| {
        let digest = &row.report().source.sha256;
        digest.get(..ID_DIGITS).unwrap_or(digest).into()
    },
);
/// What the source is called.
pub(crate) const SOURCE: Column =
    Column::new("source", Kind::Text, "what the source is called", |row| (&row.report().source.name).into());
pub(crate) const JURISDICTION: Column = Column::new(
    "jurisdiction",
    Kind::Text,
    "full official path, such as 甘肃省天水市秦州区",
    |row| row.report().meta.jurisdiction.as_ref().into(),
);
pub(crate) const ADCODE: Column = Column::new("adcode", Kind::Text, "its six digits in GB/T 2260", |row| {
    row.report().meta.adcode.as_ref().into()
});
pub(crate) const LEVEL: Column =
    Column::new("level", Kind::Text, "country, province, prefecture, county or township", |row| {
        row.report().meta.level.map(baogao_core::Level::as_str).into()
    });
pub(crate) const PLAN_YEAR: Column =
    Column::new("plan_year", Kind::Integer, "year whose work the report plans", |row| {
        row.report().meta.plan_year.into()
    });

/// The innermost section that the item is in.
pub(crate) const SECTION: Column = Column::new(
    "section",
    Kind::Integer,
    "index in its report of the innermost section it stands in",
    |row| row.section_id().into(),
);
pub(crate) const HEADING: Column = Column::new("heading", Kind::Text, "heading of that section", |row| {
    row.section().map(|section| &section.heading).into()
});
pub(crate) const ROLE: Column = Column::new(
    "role",
    Kind::Text,
    "what that section is for: review, requirements, plan, government_building, glossary or other",
    |row| row.section().map(|section| section.role.as_str()).into(),
);

/// Where the item is in the repaired text, `[start, end)`.
pub(crate) const START: Column =
    Column::new("start", Kind::Integer, "where it starts in the repaired text, in code points", |row| {
        row.clean_place().map(|[start, _]| start).into()
    });
pub(crate) const END: Column =
    Column::new("end", Kind::Integer, "where it ends in the repaired text, in code points", |row| {
        row.clean_place().map(|[_, end]| end).into()
    });
/// Where the item is in the source, `[start, end)`.
pub(crate) const SOURCE_START: Column =
    Column::new("source_start", Kind::Integer, "where it starts in the source, in code points", |row| {
        row.source_place().map(|[start, _]| start).into()
    });
pub(crate) const SOURCE_END: Column =
    Column::new("source_end", Kind::Integer, "where it ends in the source, in code points", |row| {
        row.source_place().map(|[_, end]| end).into()
    });
