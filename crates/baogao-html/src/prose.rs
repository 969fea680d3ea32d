//! The text of the page with its marks in place. Owns the nesting of spans that overlap: they are cut at their
//! boundaries and at line ends, and none is dropped.
//!
//! Assumptions: one line of the repaired text is one paragraph; where a mark cannot be seen (what it marked was deleted),
//! is longer than [`LINES`] or lies under [`DEPTH`] others, a sign at its place represents it. The bounds keep the output
//! linear in the text and its marks.

use std::{cmp::Reverse, fmt::Write as _};

use baogao_core::{Form, Report, Section};
use maud::{Escaper, Markup, PreEscaped};

use crate::mark::Mark;

/// A mark is cut into the lines it covers up to this many.
const LINES: usize = 12;
/// This many marks lie upon another.
const DEPTH: usize = 12;
/// Headings below the title of the page; HTML has six levels.
const DEEPEST: u8 = 6;

/// The repaired text as paragraphs and headings.
pub(crate) fn render(report: &Report, marks: &[Mark]) -> Markup {
    let text = report.clean.text.as_str();
    let lines = Lines::of(text);
    let mut writer =
        Writer { text, pieces: Vec::new(), wanted: Vec::new(), opened: Vec::new(), out: String::new() };
    let heads = writer.headings(&report.sections, &lines);
    writer.marks(marks, &lines);
    // Of two that start together the longer one encloses the other; what is empty is before both.
    writer.pieces.sort_by_key(|piece| (piece.start, piece.end > piece.start, Reverse(piece.end)));
    writer.out.reserve(text.len() + 64 * writer.pieces.len());
    let (mut next, mut heads) = (0, heads.into_iter().peekable());
    for (number, &start) in lines.starts.iter().enumerate() {
        let head = heads.next_if(|&(line, _)| line == number).map(|(_, section)| section);
        writer.line(start, lines.end(number), head.map(|id| (id, report.sections[id].level)), &mut next);
    }
    PreEscaped(writer.out)
}

struct Lines {
    starts: Vec<usize>,
    len: usize,
}

impl Lines {
    fn of(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { starts, len: text.len() }
    }

    /// Where a line ends, before its line feed.
    fn end(&self, number: usize) -> usize {
        self.starts.get(number + 1).map_or(self.len, |next| next - 1)
    }

    fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }
}

#[derive(Clone, Copy)]
enum Tag<'m> {
    /// The number of a mark, and the mark.
    Mark(usize, &'m Mark),
    /// The number of a section whose heading shares its line with other text.
    Heading(usize),
}

/// A span that is to be wrapped in an element.
struct Piece<'m> {
    start: usize,
    end: usize,
    tag: Tag<'m>,
    /// Whether an element represents it already.
    shown: bool,
    /// Whether a sign represents it, because it is longer than the text it would be cut into is worth.
    sign: bool,
}

struct Writer<'t, 'm> {
    text: &'t str,
    pieces: Vec<Piece<'m>>,
    /// The pieces that cover what is written next, outermost first.
    wanted: Vec<usize>,
    /// The pieces whose elements are open.
    opened: Vec<usize>,
    out: String,
}

impl<'m> Writer<'_, 'm> {
    /// Splits the headings: the first block heading of a line makes that line a heading, the others are pieces.
    fn headings(&mut self, sections: &[Section], lines: &Lines) -> Vec<(usize, usize)> {
        let mut heads: Vec<(usize, usize)> = Vec::new();
        for (id, section) in sections.iter().enumerate() {
            let line = lines.number(section.span.start() as usize);
            if section.form == Form::Block && heads.last().is_none_or(|&(last, _)| last < line) {
                heads.push((line, id));
            } else {
                self.piece(section.span.range(), Tag::Heading(id), false);
            }
        }
        heads
    }

    fn marks(&mut self, marks: &'m [Mark], lines: &Lines) {
        for (number, mark) in marks.iter().enumerate() {
            let range = mark.span.range();
            let sign = lines.number(range.end) - lines.number(range.start) > LINES;
            self.piece(range, Tag::Mark(number, mark), sign);
        }
    }

    fn piece(&mut self, range: std::ops::Range<usize>, tag: Tag<'m>, sign: bool) {
        let len = self.text.len();
        self.pieces.push(Piece {
            start: range.start.min(len),
            end: range.end.min(len),
            tag,
            shown: false,
            sign,
        });
    }

    /// Writes one line; pieces from number `next` on have not started yet.
    fn line(&mut self, start: usize, end: usize, head: Option<(usize, u8)>, next: &mut usize) {
        if start == end && self.pieces.get(*next).is_none_or(|piece| piece.start > end) {
            return;
        }
        let level = head.map(|(_, level)| level.saturating_add(1).clamp(2, DEEPEST));
        match (head, level) {
            (Some((id, _)), Some(level)) => self.put(format_args!("<h{level} id=\"s{id}\">")),
            _ => self.put(format_args!("<p>")),
        }
        let mut at = start;
        loop {
            self.leave(at);
            while let Some(piece) = self.pieces.get(*next).filter(|piece| piece.start <= at) {
                if piece.sign || piece.end <= piece.start || self.wanted.len() >= DEPTH {
                    self.sign(*next);
                } else {
                    self.wanted.push(*next);
                }
                *next += 1;
            }
            if at == end {
                break;
            }
            let starts = self.pieces.get(*next).map_or(end, |piece| piece.start);
            let ends = self.wanted.iter().map(|&piece| self.pieces[piece].end).min().unwrap_or(end);
            let to = end.min(starts).min(ends);
            self.write(at, to);
            at = to;
        }
        // What covers nothing but the line end belongs to this line.
        self.leave(end + 1);
        self.close(0);
        match level {
            Some(level) => self.put(format_args!("</h{level}>\n")),
            None => self.put(format_args!("</p>\n")),
        }
    }

    /// Ends the pieces that end at `at`.
    fn leave(&mut self, at: usize) {
        let mut index = 0;
        while let Some(&piece) = self.wanted.get(index) {
            if self.pieces[piece].end > at {
                index += 1;
                continue;
            }
            self.wanted.remove(index);
            if !self.pieces[piece].shown {
                self.sign(piece);
            }
        }
    }

    fn write(&mut self, from: usize, to: usize) {
        self.sync();
        let text = self.text.get(from..to).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = Escaper::new(&mut self.out).write_str(text);
    }

    /// Closes and opens elements until those that are wanted are open.
    fn sync(&mut self) {
        let same = self.opened.iter().zip(&self.wanted).take_while(|(a, b)| a == b).count();
        self.close(same);
        for index in same..self.wanted.len() {
            let piece = self.wanted[index];
            self.open(piece, "");
            self.opened.push(piece);
        }
    }

    fn close(&mut self, keep: usize) {
        while self.opened.len() > keep {
            if let Some(piece) = self.opened.pop() {
                self.end(piece);
            }
        }
    }

    /// An empty element represents a piece that has no text of its own.
    fn sign(&mut self, piece: usize) {
        self.sync();
        self.open(piece, " sign");
        self.end(piece);
    }

    /// The first element of a piece has its id.
    fn open(&mut self, piece: usize, class: &str) {
        let Some(found) = self.pieces.get_mut(piece) else { return };
        let first = !std::mem::replace(&mut found.shown, true);
        match found.tag {
            Tag::Heading(id) if first => self.put(format_args!("<b id=\"s{id}\">")),
            Tag::Heading(_) => self.put(format_args!("<b>")),
            Tag::Mark(number, Mark { kind, record, .. }) => {
                let kind = kind.class();
                if first {
                    self.put(format_args!(
                        "<mark class=\"{kind}{class}\" id=\"m{number}\" data-mark=\"{number}\" data-record=\"{record}\">"
                    ));
                } else {
                    self.put(format_args!("<mark class=\"{kind} more\" data-mark=\"{number}\">"));
                }
            }
        }
    }

    fn end(&mut self, piece: usize) {
        self.out.push_str(match self.pieces.get(piece).map(|piece| piece.tag) {
            Some(Tag::Heading(_)) => "</b>",
            _ => "</mark>",
        });
    }

    fn put(&mut self, markup: std::fmt::Arguments<'_>) {
        let _ = self.out.write_fmt(markup);
    }
}
