//! Sentences cut by pages, columns and hyperlinks. Owns the split into lines and the decision whether a line
//! continues the one before; a character printed on both sides of a cut is dropped once.
//!
//! Assumptions: a paragraph ends with a mark that ends a sentence; a line that lacks it and has the length or
//! the inner stops of running text was cut; the next line continues it unless it begins as paragraphs begin
//! (`lexicon/paragraph_openers.txt`), as its neighbours begin, or with an enumeration mark. A missed join is
//! cheaper than two paragraphs made one.

pub(crate) mod evidence;
#[cfg(test)]
mod tests;

use baogao_lexicon::is_han;
use std::{cell::LazyCell, ops::Range};

use baogao_core::EditKind;
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    chars::{is_blank, is_line_end, not_ideographs, split_lines},
    pairs::{Cuts, Pairs},
    repairer::Plan,
};
use evidence::{
    Open, announces, begins_inside, breaks_off, ends_paragraph, is_enumerated, is_lead, is_opener,
};

/// Running text without an inner stop is at least this many characters long; headings are shorter.
const RUNNING: usize = 60;
/// The same of running text that has two inner stops or more.
const CLAUSES: usize = 30;
/// A hyperlinked word on a line of its own is at most so long, in characters.
const LINK: usize = 20;
/// A last sentence of so few characters and without a mark was cut.
const RAG: usize = 6;
/// Lines of a hard-wrapped text are at most so long, in characters.
const WRAP_LIMIT: usize = 120;
/// A line that lacks more characters is not full.
const SHORT: usize = 5;
/// Characters that two openings must share to be siblings.
const SIBLING: usize = 3;

/// Reduplications that a cut may really part. Assumption: no other word doubles a character at a cut.
const REDUPLICATED: &str = "人天家年月日时事处常渐纷连步层代个件项村户节种";

/// One line with its white space set aside.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    start: usize,
    end: usize,
    /// Length in characters.
    pub(crate) chars: usize,
    /// Whether it is indented, as the first line of a paragraph is.
    indented: bool,
    /// Line ends between this line and the one before.
    pub(crate) breaks: usize,
}

impl Line {
    pub(crate) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range()]
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The line as two, cut at a byte of the text.
    pub(crate) fn cut(&self, text: &str, at: usize) -> [Self; 2] {
        let part = |range: Range<usize>| {
            let words = &text[range.clone()];
            let start = range.start + (words.len() - words.trim_start_matches(is_blank).len());
            let words = words.trim_matches(is_blank);
            Self { start, end: start + words.len(), chars: words.chars().count(), indented: false, breaks: 0 }
        };
        let first = Self { indented: self.indented, breaks: self.breaks, ..part(self.start..at) };
        [first, part(at..self.end)]
    }
}

/// The lines that are not blank.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    // There may be a line per character, and a vector that doubles holds twice what it needs.
    let mut lines = Vec::with_capacity(1 + memchr::memchr_iter(b'\n', text.as_bytes()).count());
    let (mut start, mut breaks) = (0, 0);
    for raw in split_lines(text) {
        let trimmed = raw.trim_matches(|c| is_blank(c) || is_line_end(c));
        if !trimmed.is_empty() {
            let indent = raw.len() - raw.trim_start_matches(is_blank).len();
            lines.push(Line {
                start: start + indent,
                end: start + indent + trimmed.len(),
                chars: trimmed.chars().count(),
                indented: raw[..indent].chars().count() >= 2,
                breaks,
            });
            breaks = 0;
        }
        // `\r\n` is one line end.
        breaks += usize::from(!raw.ends_with('\r') || !text[start + raw.len()..].starts_with('\n'));
        start += raw.len();
    }
    lines
}

/// What the document as a whole tells about its lines.
struct Habit {
    /// Paragraphs are indented, so a line that is not continues one.
    indents: bool,
    /// The width at which every line was wrapped.
    wrap: Option<usize>,
    /// The number of line ends between neighbours: two where a blank line follows every line.
    gap: usize,
}

impl Habit {
    fn of(lines: &[Line]) -> Self {
        let mut lengths: Vec<usize> = lines.iter().map(|line| line.chars).collect();
        lengths.sort_unstable();
        let width = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
        let full = lines.iter().filter(|line| line.chars + 3 >= width && line.chars <= width + 3).count();
        let wrapped = lines.len() >= 20 && (LINK..=WRAP_LIMIT).contains(&width) && full * 2 > lines.len();
        let wrap = wrapped.then_some(width);
        let tight = lines.iter().filter(|line| line.breaks == 1).count();
        Self { indents: indents(lines, wrap), wrap, gap: if tight * 10 < lines.len() { 2 } else { 1 } }
    }
}

/// Whether most paragraphs are indented: in a wrapped text those behind a line that is not full.
fn indents(lines: &[Line], wrap: Option<usize>) -> bool {
    let begins = |pair: &&[Line]| match (wrap, *pair) {
        (Some(width), [last, _]) => last.chars + SHORT < width,
        (None, [_, line]) => line.chars >= LINK,
        _ => false,
    };
    let begins: Vec<bool> = lines.windows(2).filter(begins).map(|pair| pair[1].indented).collect();
    begins.iter().filter(|&&indented| indented).count() * 2 > begins.len()
}

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let lines = lines(text);
    let pairs = LazyCell::new(|| pairs(text, &lines));
    let document = Document { text, habit: Habit::of(&lines), lines: &lines, pairs };
    let mut paragraph = Paragraph::default();
    for (i, line) in lines.iter().enumerate() {
        let last = i.checked_sub(1).map(|i| &lines[i]).filter(|_| paragraph.continues(&document, i));
        let Some(last) = last else {
            paragraph.start(&document, i);
            continue;
        };
        let (before, after) = (last.text(text), line.text(text));
        let letters = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let glue =
            if letters(before.chars().next_back()) && letters(after.chars().next()) { " " } else { "" };
        plans.push(Plan::new(last.end..line.start, glue, EditKind::HardWrap, 0.95));
        if let Some(doubled) = doubled(before, after, &document.pairs) {
            plans.push(Plan::new(line.start..line.start + doubled, "", EditKind::Duplicate, 0.9));
        }
    }
}

/// The pairs on both sides of the line ends, and of the characters that a cut may have doubled.
fn pairs(text: &str, lines: &[Line]) -> Pairs {
    let mut cuts = Cuts::default();
    for cut in lines.windows(2) {
        let (before, after) = (cut[0].text(text), cut[1].text(text));
        if let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) {
            cuts.add(last, first);
            cuts.add(first, first);
        }
    }
    Pairs::of(text, &cuts)
}

/// The text and what it tells as a whole; its words are counted only when a cut asks for them.
struct Document<'t, F> {
    text: &'t str,
    lines: &'t [Line],
    habit: Habit,
    pairs: LazyCell<Pairs, F>,
}

/// The logical line that is being put together.
#[derive(Default)]
struct Paragraph<'t> {
    /// The number of its first line, and up to which line it was read; what follows is of what was read.
    first: usize,
    read: usize,
    chars: usize,
    has_stop: bool,
    /// Characters since the last stop.
    tail: usize,
    commas: usize,
    open: Open,
    opening: &'t str,
    /// How the paragraph before began.
    sibling: &'t str,
    /// The last line is a word or two in mid-sentence, joined to what is before it.
    in_link: bool,
}

impl<'t> Paragraph<'t> {
    fn start<F>(&mut self, document: &Document<'t, F>, first: usize) {
        let opening = opening(document.lines[first].text(document.text));
        *self = Self { first, read: first, sibling: self.opening, opening, ..Self::default() };
    }

    /// Reads its lines up to `end`. Most paragraphs end as paragraphs do, and nobody asks what they hold.
    fn read<F>(&mut self, document: &Document<'t, F>, end: usize) {
        for i in self.read..end {
            let (line, words) = (&document.lines[i], document.lines[i].text(document.text));
            let mut stop = None;
            for (at, c) in not_ideographs(words) {
                match c {
                    '。' | '；' | '！' => stop = Some(at),
                    '，' | '：' => self.commas += 1,
                    _ => {}
                }
            }
            self.chars += line.chars;
            self.has_stop |= stop.is_some();
            self.tail = stop.map_or(self.tail + line.chars, |at| words[at..].chars().count() - 1);
            self.open.read(words);
            self.in_link = i > self.first && line.chars <= LINK && stop.is_none();
        }
        self.read = end;
    }

    /// Running text: a heading has neither inner stops nor such a length.
    fn is_running(&self) -> bool {
        self.has_stop
            || self.chars >= RUNNING
            || (self.chars >= CLAUSES && self.commas >= 2 && !self.opening.starts_with(is_heading_mark))
    }

    /// Whether line `i`, which is not the first, goes on with it.
    fn continues<F>(&mut self, document: &Document<'t, F>, i: usize) -> bool
    where
        F: FnOnce() -> Pairs,
    {
        let (text, habit) = (document.text, &document.habit);
        let (last, line, next) = (&document.lines[i - 1], &document.lines[i], document.lines.get(i + 1));
        let (before, after) = (last.text(text), line.text(text));
        let (Some(end), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
            return false;
        };
        let wrapped = habit.wrap.is_some_and(|width| last.chars + 3 >= width)
            && line.breaks <= habit.gap
            && !(habit.indents && line.indented);
        if before.ends_with("会议上") || after.starts_with("各位代表") {
            return false;
        }
        if wrapped && habit.indents {
            return true;
        }
        if ends_paragraph(before) || (is_enumerated(after) && !(is_numeral(end) && cuts_number(after))) {
            return false;
        }
        // The name of a congress often takes two lines.
        if before.starts_with(['—', '-', '―']) && !before.contains("会议上") && after.ends_with("会议上")
        {
            return true;
        }
        self.read(document, i);
        let running = self.is_running();
        if wrapped || begins_inside(after) || self.open.is_closed_by(after) || self.open.ends_open(before) {
            return true;
        }
        if announces(before) {
            return running || self.chars >= LINK;
        }
        let opener = is_opener(after) || self.is_sibling(after);
        let cuts_word = || {
            let pairs = &document.pairs;
            if running { pairs.is_word(end, first) } else { pairs.is_bound(end, first) }
        };
        let rags = self.has_stop && self.tail <= RAG;
        if breaks_off(before) || (!opener && (rags || cuts_word())) {
            return true;
        }
        let is_near = line.breaks <= habit.gap;
        // What is before a hyperlinked word and what follows it lie in one sentence.
        if is_near && self.in_link && (running || !opener && document.pairs.may_be_word(end, first)) {
            return true;
        }
        if !running || (habit.indents && line.indented) || end == '）' {
            return false;
        }
        // What both sides of a cut show was printed twice: 贫困地区⏎区自我发展, but not 居全省第一⏎一年来.
        if !opener && doubled(before, after, &document.pairs).is_some() {
            return true;
        }
        if is_near && line.chars <= LINK && !after.contains('。') {
            // Where blank lines part all lines, a heading looks the same; but a paragraph follows it.
            return habit.gap == 1 || !next.is_some_and(|next| begins_paragraph(next.text(text)));
        }
        !(opener || is_lead(after))
    }

    /// Whether a line begins as this paragraph or the one before it did.
    fn is_sibling(&self, line: &str) -> bool {
        let opening = opening(line);
        opening == self.opening || opening == self.sibling
    }
}

/// The first characters of a line.
fn opening(line: &str) -> &str {
    line.char_indices().nth(SIBLING).map_or(line, |(end, _)| &line[..end])
}

/// Whether a line goes on with a number that the line before began: 十⏎二是, 2⏎—3家.
fn cuts_number(line: &str) -> bool {
    line.trim_start_matches(['—', '－', '-', '~', '～']).starts_with(is_numeral)
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百千万亿".contains(c)
}

/// What the marks of headings begin with; numbered notes begin with digits and run on.
fn is_heading_mark(c: char) -> bool {
    "（(一二三四五六七八九十第●◆■".contains(c)
}

fn begins_paragraph(line: &str) -> bool {
    is_enumerated(line) || is_opener(line) || is_lead(line)
}

/// The length in bytes of the character that both sides of a cut show.
fn doubled(before: &str, after: &str, pairs: &Pairs) -> Option<usize> {
    let last = before.graphemes(true).next_back()?;
    let first = after.graphemes(true).next()?;
    let c = first.chars().next()?;
    let is_damage = last == first && is_han(c) && !REDUPLICATED.contains(c) && pairs.count(c, c) == 0;
    is_damage.then_some(first.len())
}
