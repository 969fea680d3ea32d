//! From repaired text to a report: paragraphs, outline, figures, glossary, and who reports to whom.
//!
//! `Clean ─layout→ Blocks ─outline→ Sections ─┬─ glossary ─┬→ Report`, with figures and targets beside
//! the glossary.
//! [`Parser::parse`] is that line written as code. Parsing is total: bad content gives a report with
//! defects, only unreadable input is an error. This crate must not know of files or of Python.
//!
//! ```
//! use baogao_parser::Parser;
//!
//! let text = "各位代表：\n一、2023年工作回顾\n全年地区生产总值完成120亿元，增长5.5%。";
//! let report = Parser::default().parse_text("sample", text)?;
//! let gdp = &report.figures[1];
//! assert_eq!((gdp.canonical.as_deref(), gdp.quantity.value.to_string().as_str()), (Some("gdp"), "5.5"));
//! assert_eq!(gdp.period.map(|period| period.last()), Some(2023));
//! # Ok::<(), baogao_core::Error>(())
//! ```
//!
//! What is no text at all is refused:
//!
//! ```
//! use baogao_core::ErrorKind;
//! let error = baogao_parser::Parser::default().parse("empty", b"").unwrap_err();
//! assert_eq!(error.kind, ErrorKind::Empty);
//! ```

mod block;
mod cut;
mod division;
mod document;
mod figures;
mod glossary;
mod guard;
mod indicators;
mod lex;
mod limits;
mod marker;
mod meta;
mod outline;
mod quantities;
mod sentence;
mod speaker;
mod targets;
#[cfg(feature = "training")]
pub mod training;
mod year;

use std::sync::{Arc, atomic::AtomicBool};

use baogao_core::{
    Clean, Defect, DefectKind, EditKind, Encoding, Error, Join, Meta, Report, Section, Source, Span,
};
use baogao_lexicon::Lexicon;
use baogao_text::{Continuation, Decoded, Repairer};
use guard::guarded;
use limits::Stop;
use sentence::Reading;

pub use indicators::{Indicator, Indicators};
pub use limits::{JSON_PER_BYTE, Limits};
pub use quantities::quantities;

/// Reads reports.
#[derive(Debug, Clone, Default)]
pub struct Parser {
    repairer: Repairer,
    encoding: Option<Encoding>,
    indicators: Indicators,
    limits: Limits,
    stop: Stop,
}

impl Parser {
    /// A parser that repairs the text as `repairer` says.
    #[must_use]
    pub fn with_repairer(repairer: Repairer) -> Self {
        Self { repairer, ..Self::default() }
    }

    /// Decodes bytes as `encoding` instead of detecting it.
    #[must_use]
    pub fn encoding(mut self, encoding: Option<Encoding>) -> Self {
        self.encoding = encoding;
        self
    }

    /// Knows `indicators` instead of the built-in ones.
    ///
    /// They give figures their ids; how a phrase is cut into names is the parser's own knowledge.
    ///
    /// ```
    /// use baogao_parser::{Indicators, Parser};
    /// let more = "[tea_gardens]\ntitle = \"茶园面积\"\ndimension = \"area\"\n";
    /// let parser = Parser::default().with_indicators(Indicators::builtin().extended(more)?);
    /// let report = parser.parse_text("sample", "一、2023年工作回顾\n全县茶园面积达到12万亩。")?;
    /// assert_eq!(report.figures[0].indicator_id.as_deref(), Some("tea_gardens"));
    /// # Ok::<(), baogao_core::Error>(())
    /// ```
    #[must_use]
    pub fn with_indicators(mut self, indicators: Indicators) -> Self {
        self.indicators = indicators;
        self
    }

    /// Refuses texts beyond `limits` instead of those beyond the defaults.
    #[must_use]
    pub const fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Stops a parse soon after `flag` has become true, with [`baogao_core::ErrorKind::Cancelled`].
    ///
    /// The flag is looked at between the stages of the parse, and in the longest of them once per sentence.
    #[must_use]
    pub fn stopped_by(mut self, flag: Arc<AtomicBool>) -> Self {
        self.stop = Stop(Some(flag));
        self
    }

    /// The limits of this parser.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Reads a report from the bytes of a text file called `name`.
    ///
    /// # Errors
    /// As [`baogao_text::decode`]: input that is empty, binary or too large. [`baogao_core::ErrorKind::LimitExceeded`] for
    /// a text beyond the parser's [`Limits`]. [`baogao_core::ErrorKind::Internal`] if the program fails on the input,
    /// which is a fault of the program.
    pub fn parse(&self, name: &str, bytes: &[u8]) -> Result<Report, Error> {
        self.parse_with(name, bytes, |_| ())
    }

    /// [`Parser::parse`], with a look at what the stages after the outline read.
    fn parse_with(&self, name: &str, bytes: &[u8], look: impl FnMut(Reading<'_>)) -> Result<Report, Error> {
        self.limits.check_bytes(bytes.len())?;
        let decoded = guarded(|| baogao_text::decode(name, bytes, self.encoding))??;
        guarded(|| self.read(decoded, look))?
    }

    /// Reads a report from text that is decoded already.
    ///
    /// # Errors
    /// As [`Parser::parse`].
    pub fn parse_text(&self, name: &str, text: &str) -> Result<Report, Error> {
        self.limits.check_bytes(text.len())?;
        let decoded = guarded(|| baogao_text::from_text(name, text))??;
        guarded(|| self.read(decoded, |_| ()))?
    }

    /// The line of DESIGN: source, clean, blocks, sections, figures, targets and glossary, report.
    fn read(
        &self,
        Decoded { source, mut defects }: Decoded,
        mut look: impl FnMut(Reading<'_>),
    ) -> Result<Report, Error> {
        let lexicon = Lexicon::get();
        self.stop.check()?;
        let repaired = self.repairer.repair(&source);
        self.stop.check()?;
        defects.extend(repaired.defects);
        let clean = repaired.clean;
        let continuations = baogao_text::continuations(&clean.text);
        let completed = block::completed(&clean.text, &continuations);
        let blocks = block::blocks(&clean.text, &continuations, &completed);
        let outline::Outline { sections, passages } = outline::outline(lexicon, &blocks, clean.text.len());
        self.limits.check_sections(&sections)?;
        self.stop.check()?;
        let captions: Vec<&str> = clean
            .edits
            .iter()
            .filter(|edit| edit.kind == EditKind::Furniture)
            .filter_map(|edit| edit.span.slice(&source.text))
            .flat_map(str::lines)
            .filter(|line| line.contains("政府工作报告"))
            .collect();
        let meta = meta::meta(lexicon, &clean.text, &blocks, &sections, &captions);
        let reading = Reading {
            lexicon,
            indicators: &self.indicators,
            text: &clean.text,
            blocks: &blocks,
            sections: &sections,
            passages: &passages,
            meta: &meta,
            alignment: &clean.alignment,
        };
        look(reading);
        let figures = figures::figures(reading, &self.stop, &mut defects);
        self.stop.check()?;
        self.limits.check_figures(figures.len())?;
        let targets = targets::targets(reading, &figures);
        let glossary = glossary::glossary(lexicon, &clean.text, &blocks, &sections);
        let joins = joins(&clean, &continuations);
        defects.extend(outline::order::defects(&sections, |span| clean.to_source(span)));
        defects.extend(not_a_report(&source, &meta, &sections));
        defects.sort_by_key(|defect| defect.span);
        let report = Report { source, clean, meta, sections, figures, targets, glossary, joins, defects };
        self.limits.check_output(&report)?;
        Ok(report)
    }
}

/// Where sentences were put together: at the line ends that were taken out, and across what is between.
fn joins(clean: &Clean, continuations: &[Continuation]) -> Vec<Join> {
    let wraps = clean.edits.iter().filter(|edit| edit.kind == EditKind::HardWrap);
    let mut joins: Vec<Join> = wraps
        .map(|edit| Join { end: edit.span.start(), start: edit.span.end() })
        .chain(continuations.iter().map(|found| Join {
            end: clean.to_source(found.fragment).end(),
            start: clean.to_source(found.rest).start(),
        }))
        .collect();
    joins.sort_by_key(|join| join.end);
    joins
}

/// Says so when nothing shows that the text is a report.
fn not_a_report(source: &Source, meta: &Meta, sections: &[Section]) -> Option<Defect> {
    let is_report = meta.title.is_some()
        || meta.congress.is_some()
        || sections.iter().any(|s| s.role != baogao_core::Role::Other);
    (!is_report).then(|| Defect {
        span: Span::new(0, u32::try_from(source.text.len()).unwrap_or(u32::MAX)),
        kind: DefectKind::Other,
        message: "nothing here shows a government work report: no title, congress, review or plan was found"
            .to_owned(),
        repair: None,
    })
}
