//! What is marked in the text of the page. Owns [`Mark`], a place of the repaired text with its kind and the record
//! that explains it, and the order of the marks; how they are written is for `prose` to say.

use std::{cmp::Reverse, fmt, ops::Range};

use baogao_core::{Clean, FigureKind, Report, Source, Span, TargetForm};

/// Repairs that touch are marked as one up to this many bytes of the source: a page full of readings in brackets would
/// be one mark otherwise.
const JOINED: u32 = 120;

/// What a mark is; readers filter by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Target,
    Actual,
    Context,
    Term,
    Defect,
    Edit,
}

impl Kind {
    pub(crate) const ALL: [Self; 6] =
        [Self::Target, Self::Actual, Self::Context, Self::Term, Self::Defect, Self::Edit];

    /// The class in the markup.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Actual => "actual",
            Self::Context => "context",
            Self::Term => "term",
            Self::Defect => "defect",
            Self::Edit => "edit",
        }
    }

    /// The names of the kind, English and Chinese.
    pub(crate) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Target => ("Target", "目标"),
            Self::Actual => ("Actual", "完成数"),
            Self::Context => ("Context", "其他"),
            Self::Term => ("Term", "名词"),
            Self::Defect => ("Defect", "疑误"),
            Self::Edit => ("Repair", "修复"),
        }
    }
}

impl From<FigureKind> for Kind {
    fn from(kind: FigureKind) -> Self {
        match kind {
            FigureKind::Target => Self::Target,
            FigureKind::Actual => Self::Actual,
            FigureKind::Context => Self::Context,
        }
    }
}

/// The record that explains a mark; printed, it is the record's id on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Record {
    /// Index into the report's figures.
    Figure(usize),
    /// Index into the report's targets.
    Pledge(usize),
    /// Indexes into the glossary, and into the uses of that term.
    Mention(usize, usize),
    /// Index into the report's defects.
    Defect(usize),
    /// Index into the page's repairs.
    Repair(usize),
}

impl Record {
    /// The index, that of a use being the one among those of its term.
    pub(crate) const fn index(self) -> usize {
        match self {
            Self::Figure(index)
            | Self::Pledge(index)
            | Self::Mention(_, index)
            | Self::Defect(index)
            | Self::Repair(index) => index,
        }
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Figure(index) => write!(f, "f{index}"),
            Self::Pledge(index) => write!(f, "t{index}"),
            Self::Mention(term, index) => write!(f, "g{term}-{index}"),
            Self::Defect(index) => write!(f, "x{index}"),
            Self::Repair(index) => write!(f, "e{index}"),
        }
    }
}

/// A place of the repaired text that has a record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    pub(crate) span: Span<Clean>,
    pub(crate) kind: Kind,
    pub(crate) record: Record,
}

/// A place that was rewritten, with the edits that did it.
#[derive(Debug)]
pub(crate) struct Repair {
    pub(crate) source: Span<Source>,
    pub(crate) clean: Span<Clean>,
    /// Indexes into the edits.
    pub(crate) edits: Range<usize>,
}

/// The places that were rewritten, in order. They do not overlap, whatever their edits did.
pub(crate) fn repairs(clean: &Clean) -> Vec<Repair> {
    let mut repairs: Vec<Repair> = Vec::new();
    for run in clean.alignment.rewrites() {
        match repairs.last_mut() {
            Some(last)
                if last.source.end() == run.source.start()
                    && last.source.len() + run.source.len() <= JOINED =>
            {
                (last.source, last.clean) = (last.source.hull(run.source), last.clean.hull(run.clean));
            }
            _ => repairs.push(Repair { source: run.source, clean: run.clean, edits: 0..0 }),
        }
    }
    let mut next = 0;
    for repair in &mut repairs {
        // Edits are in the order of the source.
        let in_order = |edit: &baogao_core::Edit, end: u32| edit.span.start() < end;
        let skipped = clean.edits[next..].partition_point(|edit| in_order(edit, repair.source.start()));
        let count = clean.edits[next + skipped..].partition_point(|edit| in_order(edit, repair.source.end()));
        repair.edits = next + skipped..next + skipped + count;
        next = repair.edits.end;
    }
    repairs
}

/// Everything that is marked, in the order of the text; of two that start together the longer comes first.
pub(crate) fn marks(report: &Report, repairs: &[Repair]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut mark = |span, kind, record| marks.push(Mark { span, kind, record });
    for (index, figure) in report.figures.iter().enumerate() {
        mark(figure.span, figure.kind.into(), Record::Figure(index));
    }
    for (index, target) in report.targets.iter().enumerate() {
        // The others are marked as figures.
        if target.form != TargetForm::Figure {
            mark(target.span, Kind::Target, Record::Pledge(index));
        }
    }
    for (index, term) in report.glossary.iter().enumerate() {
        for (use_, &span) in term.mentions.iter().enumerate() {
            mark(span, Kind::Term, Record::Mention(index, use_));
        }
    }
    for (index, defect) in report.defects.iter().enumerate() {
        mark(report.clean.to_clean(defect.span), Kind::Defect, Record::Defect(index));
    }
    for (index, repair) in repairs.iter().enumerate() {
        mark(repair.clean, Kind::Edit, Record::Repair(index));
    }
    marks.sort_by_key(|mark| (mark.span.start(), Reverse(mark.span.end())));
    marks
}
