//! Places as people count them. Owns [`Located`], a report with the code points of its two texts counted, so that every
//! table, document and binding turns byte offsets into code points in one way.

use std::borrow::Cow;

use crate::{Clean, CodePoints, Report, Source, Span};

/// A report whose places can be given in code points, as JSON, tables and Python count them.
#[derive(Debug, Clone)]
pub struct Located<'r> {
    report: Cow<'r, Report>,
    source: CodePoints,
    clean: CodePoints,
}

impl<'r> From<&'r Report> for Cow<'r, Report> {
    fn from(report: &'r Report) -> Self {
        Self::Borrowed(report)
    }
}

impl From<Report> for Cow<'_, Report> {
    fn from(report: Report) -> Self {
        Self::Owned(report)
    }
}

impl<'r> Located<'r> {
    /// Counts the code points of a report, borrowed or owned.
    #[must_use]
    pub fn new(report: impl Into<Cow<'r, Report>>) -> Self {
        let report = report.into();
        let (source, clean) = (CodePoints::new(&report.source.text), CodePoints::new(&report.clean.text));
        Self { report, source, clean }
    }

    /// The report.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// A place in the source, in code points, `[start, end)`.
    #[must_use]
    pub fn in_source(&self, span: Span<Source>) -> [u32; 2] {
        self.source.of_span(&self.report.source.text, span)
    }

    /// A place in the repaired text, in code points, `[start, end)`.
    #[must_use]
    pub fn in_clean(&self, span: Span<Clean>) -> [u32; 2] {
        self.clean.of_span(&self.report.clean.text, span)
    }

    /// The place in the source that a place in the repaired text was read from, in code points, `[start, end)`.
    #[must_use]
    pub fn source_of(&self, span: Span<Clean>) -> [u32; 2] {
        self.in_source(self.report.clean.to_source(span))
    }

    /// The characters at a place in the source.
    #[must_use]
    pub fn source_text(&self, span: Span<Source>) -> &str {
        span.slice(&self.report.source.text).unwrap_or_default()
    }

    /// The characters at a place in the repaired text.
    #[must_use]
    pub fn clean_text(&self, span: Span<Clean>) -> &str {
        span.slice(&self.report.clean.text).unwrap_or_default()
    }

    /// Code points in the repaired text.
    #[must_use]
    pub const fn clean_len(&self) -> u32 {
        self.clean.total()
    }
}
