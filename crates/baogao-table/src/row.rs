//! One row. Owns [`Row`], an item of a report as a table sees it: where it is, and in which section.

use baogao_core::{Clean, Located, Report, Section, Source, Span, section::innermost};

use crate::table::Table;

/// Bytes of a sentence on either side of what is in it, about 500 characters: more than all but lists of targets have.
const REACH: usize = 1500;

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    pub(crate) table: Table,
    pub(crate) located: &'a Located<'a>,
    /// The item's index in the report; that of the term for a mention.
    pub(crate) index: usize,
    /// The index of a mention within its term.
    pub(crate) part: usize,
}

impl<'a> Row<'a> {
    /// Which row of its report's table it is: the index of the item, and that of a mention within its term.
    #[must_use]
    pub fn key(&self) -> (u32, u32) {
        let clamped = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (clamped(self.index), clamped(self.part))
    }

    pub(crate) fn report(&self) -> &'a Report {
        self.located.report()
    }

    /// Where it is in the repaired text, in code points.
    pub(crate) fn clean_place(&self) -> Option<[u32; 2]> {
        self.clean_span().map(|span| self.located.in_clean(span))
    }

    /// Where it is in the source, in code points.
    pub(crate) fn source_place(&self) -> Option<[u32; 2]> {
        self.source_span().map(|span| self.located.in_source(span))
    }

    fn clean_span(&self) -> Option<Span<Clean>> {
        let report = self.report();
        match self.table {
            Table::Sections => report.sections.get(self.index).map(|section| section.span),
            Table::Figures => report.figures.get(self.index).map(|figure| figure.span),
            Table::Targets => report.targets.get(self.index).map(|target| target.span),
            Table::Terms => report.glossary.get(self.index).map(|term| term.span),
            Table::Mentions => report.glossary.get(self.index)?.mentions.get(self.part).copied(),
            Table::Reports | Table::Defects | Table::Edits => None,
        }
    }

    fn source_span(&self) -> Option<Span<Source>> {
        let report = self.report();
        match self.table {
            Table::Figures => report.figures.get(self.index).map(|figure| figure.source_span),
            Table::Targets => report.targets.get(self.index).map(|target| target.source_span),
            Table::Defects => report.defects.get(self.index).map(|defect| defect.span),
            Table::Edits => report.clean.edits.get(self.index).map(|edit| edit.span),
            _ => self.clean_span().map(|span| report.clean.to_source(span)),
        }
    }

    /// The sentence around it; of one that goes on without end, this many characters before and behind.
    ///
    /// A sentence is in the row of each of its figures: a text that is one sentence would be written as often as it
    /// has figures.
    pub(crate) fn sentence(&self, sentence: Span<Clean>) -> &'a str {
        let text = &self.report().clean.text;
        let (start, end) = (sentence.start() as usize, sentence.end() as usize);
        let place = self.clean_span().unwrap_or(sentence);
        let mut from = start.max((place.start() as usize).saturating_sub(REACH));
        let mut to = end.min((place.end() as usize).saturating_add(REACH));
        while !text.is_char_boundary(from) {
            from += 1;
        }
        while to < text.len() && !text.is_char_boundary(to) {
            to += 1;
        }
        text.get(from..to).unwrap_or_default()
    }

    /// The index of the innermost section that it is in; of a section, its own.
    pub(crate) fn section_id(&self) -> Option<usize> {
        let report = self.report();
        match self.table {
            Table::Sections => Some(self.index),
            Table::Figures => report.figures.get(self.index)?.section.map(|id| id as usize),
            Table::Targets => report.targets.get(self.index)?.section.map(|id| id as usize),
            _ => innermost(&report.sections, self.clean_span()?.start()),
        }
    }

    pub(crate) fn section(&self) -> Option<&'a Section> {
        self.report().sections.get(self.section_id()?)
    }
}
