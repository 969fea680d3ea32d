//! The glossary. Owns [`Term`], one entry of the notes that many reports end with.

use serde::{Deserialize, Serialize};

use crate::{Clean, Span};

/// A glossary entry (名词解释): a slogan and what it represents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Its number among the notes.
    pub number: Option<u32>,
    /// The term: without quotation marks when they enclose all of it.
    pub term: String,
    /// What it means, in the report's own words.
    pub definition: String,
    /// The parts that the definition enumerates; empty when it enumerates none.
    pub expansion: Vec<String>,
    /// The entry, from its number to the end of its definition.
    pub span: Span<Clean>,
    /// Every use of the term outside the glossary.
    pub mentions: Vec<Span<Clean>>,
}
