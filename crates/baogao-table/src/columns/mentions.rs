//! The table of mentions: one row a use of a glossary's term.

use super::{
    END, HEADING, REPORT, ROLE, SECTION, SOURCE, SOURCE_END, SOURCE_START, START,
    terms::{ENTRY, TERM},
};
use crate::table::Column;

pub(crate) const COLUMNS: &[Column] =
    &[REPORT, SOURCE, ENTRY, TERM, SECTION, HEADING, ROLE, START, END, SOURCE_START, SOURCE_END];
