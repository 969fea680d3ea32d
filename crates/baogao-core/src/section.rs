//! The outline. Owns [`Section`], one heading with everything under it.

use serde::{Deserialize, Serialize};

use crate::{Clean, Span};

/// How a heading is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// On a line of its own.
    Block,
    /// Enumerated, at the start of a paragraph: 一是综合实力稳步增强。…
    RunIn,
    /// An unnumbered topic sentence that labels its paragraph, as its siblings do.
    Lead,
}

/// What a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// What was done (工作回顾).
    Review,
    /// General requirements and guiding thought (总体要求).
    Requirements,
    /// What will be done (工作安排).
    Plan,
    /// The government's own conduct (政府自身建设).
    GovernmentBuilding,
    /// Notes and definitions (名词解释).
    Glossary,
    /// Anything else.
    Other,
}

impl Form {
    /// The name in JSON and in Python.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::RunIn => "run_in",
            Self::Lead => "lead",
        }
    }
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] =
        [Self::Review, Self::Requirements, Self::Plan, Self::GovernmentBuilding, Self::Glossary, Self::Other];

    /// The name in JSON, in Python and in the lexicon.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Requirements => "requirements",
            Self::Plan => "plan",
            Self::GovernmentBuilding => "government_building",
            Self::Glossary => "glossary",
            Self::Other => "other",
        }
    }
}

/// A node of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Index of the parent in [`crate::Report::sections`].
    pub parent: Option<u32>,
    /// Depth in the outline, from 1.
    pub level: u8,
    /// The enumeration mark as written: 一、, （一）, 一是, ①, ●.
    pub marker: Option<String>,
    /// The heading without marker and closing punctuation.
    pub heading: String,
    /// How the heading is on the page.
    pub form: Form,
    /// What the section is for.
    pub role: Role,
    /// The heading, marker included.
    pub span: Span<Clean>,
    /// Everything under the heading, children included.
    pub body: Span<Clean>,
}

/// The innermost section at a place, as an index: sections are in order, and each goes on at least to the next heading.
#[must_use]
pub fn innermost(sections: &[Section], place: u32) -> Option<usize> {
    sections.partition_point(|section| section.span.start() <= place).checked_sub(1)
}
