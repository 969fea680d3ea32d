//! Everything known of one document. Owns [`Report`].

use serde::{Deserialize, Serialize};

use crate::{Clean, Defect, EditKind, Figure, FigureKind, Meta, Section, Source, Span, Target, Term};

/// Two fragments of one sentence that the page had cut apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// Where the first fragment ends.
    pub end: u32,
    /// Where its continuation starts; before `end` only where the printed order is not the reading order.
    pub start: u32,
}

/// A part of the source that is not the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boilerplate {
    /// Where.
    pub span: Span<Source>,
    /// What it is, such as `site navigation`.
    pub reason: String,
}

/// A report: what was read, how it was repaired, and what it says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What was read.
    pub source: Source,
    /// The repaired text.
    pub clean: Clean,
    /// Who, where and when.
    pub meta: Meta,
    /// The outline in document order.
    pub sections: Vec<Section>,
    /// Every figure in document order.
    pub figures: Vec<Figure>,
    /// Every target (目标) in document order: figures, relative ones, commitments, and what is said not to be set.
    pub targets: Vec<Target>,
    /// The glossary.
    pub glossary: Vec<Term>,
    /// Where sentences were put together again, in source bytes.
    pub joins: Vec<Join>,
    /// What looks damaged.
    pub defects: Vec<Defect>,
}

impl Report {
    /// The figure behind a target of form figure, or the distance of a relative one.
    #[must_use]
    pub fn figure_of(&self, target: &Target) -> Option<&Figure> {
        target.figure.and_then(|index| self.figures.get(index as usize))
    }

    /// The outcomes (完成数), in document order.
    pub fn actuals(&self) -> impl Iterator<Item = &Figure> {
        self.figures.iter().filter(|figure| figure.kind == FigureKind::Actual)
    }

    /// The parts of the source that are not the report.
    pub fn boilerplate(&self) -> impl Iterator<Item = Boilerplate> {
        self.clean
            .edits
            .iter()
            .filter(|edit| edit.kind == EditKind::Furniture)
            .map(|edit| Boilerplate { span: edit.span, reason: edit.reason.clone().unwrap_or_default() })
    }

    /// The report as JSON of schema `baogao/report/1`; offsets are code points.
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::json::to_string(self)
    }

    /// Writes what [`Report::to_json`] gives.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_json(&self, out: impl std::io::Write) -> std::io::Result<()> {
        crate::json::write(self, out)
    }
}
