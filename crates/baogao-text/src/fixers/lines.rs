//! Sentences cut by pages, columns and hyperlinks. Owns the split into lines and the decision whether a line
//! continues the one before; a character printed on both sides of a cut is dropped once.
//!
//! Assumptions: a paragraph ends with a mark that ends a sentence; a line that lacks it and has the length or
//! the inner stops of running text was cut; the next line continues it unless it begins as paragraphs begin
//! (`lexicon/paragraph_openers.txt`), as its neighbours begin, or with an enumeration mark. A missed join is
//! cheaper than two paragraphs made one.

use std::{ops::Range, sync::LazyLock};

use baogao_core::EditKind;
use unicode_segmentation::UnicodeSegmentation;

use super::entries;
use crate::{
    chars::{ends_sentence, is_blank, is_cjk_punctuation, is_han, is_line_end},
    repairer::Plan,
};

/// Running text without an inner stop is at least so many characters long; headings are shorter.
const RUNNING: usize = 60;
/// A hyperlinked word on a line of its own is at most so long, in characters.
const LINK: usize = 20;
/// Lines of a hard-wrapped text are at most so long, in characters.
const WRAP_LIMIT: usize = 120;
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
    breaks: usize,
}

impl Line {
    pub(crate) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range()]
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// The lines that are not blank.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut breaks) = (0, 0);
    for raw in text.split_inclusive(is_line_end) {
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
}

impl Habit {
    fn of(lines: &[Line]) -> Self {
        let long = || lines.iter().filter(|line| line.chars >= LINK);
        let indented = long().filter(|line| line.indented).count();
        let mut lengths: Vec<usize> = lines.iter().map(|line| line.chars).collect();
        lengths.sort_unstable();
        let width = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
        let full = lines.iter().filter(|line| line.chars + 3 >= width && line.chars <= width + 3).count();
        let wrapped = lines.len() >= 20 && (LINK..=WRAP_LIMIT).contains(&width) && full * 2 > lines.len();
        Self { indents: indented * 2 > long().count(), wrap: wrapped.then_some(width) }
    }
}

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let lines = lines(text);
    let habit = Habit::of(&lines);
    let mut paragraph = Paragraph::default();
    for (i, line) in lines.iter().enumerate() {
        let Some(last) = i.checked_sub(1).map(|i| &lines[i]) else {
            paragraph.start(text, line);
            continue;
        };
        if !paragraph.continues(text, last, line, &habit) {
            paragraph.start(text, line);
            continue;
        }
        paragraph.extend(text, line);
        let (before, after) = (last.text(text), line.text(text));
        let letters = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let glue =
            if letters(before.chars().next_back()) && letters(after.chars().next()) { " " } else { "" };
        plans.push(Plan::new(last.end..line.start, glue, EditKind::HardWrap, 0.95));
        if let Some(doubled) = doubled(before, after) {
            plans.push(Plan::new(line.start..line.start + doubled, "", EditKind::Duplicate, 0.9));
        }
    }
}

/// The logical line that is being put together.
#[derive(Default)]
struct Paragraph<'t> {
    chars: usize,
    has_stop: bool,
    opening: &'t str,
    /// How the paragraph before began.
    sibling: &'t str,
}

impl<'t> Paragraph<'t> {
    fn start(&mut self, text: &'t str, line: &Line) {
        self.sibling = self.opening;
        self.opening = opening(line.text(text));
        self.chars = 0;
        self.has_stop = false;
        self.extend(text, line);
    }

    fn extend(&mut self, text: &'t str, line: &Line) {
        self.chars += line.chars;
        self.has_stop |= line.text(text).contains(['。', '；', '！']);
    }

    fn continues(&self, text: &str, last: &Line, line: &Line, habit: &Habit) -> bool {
        let (before, after) = (last.text(text), line.text(text));
        let (Some(end), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
            return false;
        };
        if ends_sentence(end) || is_enumerated(after) {
            return false;
        }
        // The name of a congress often takes two lines.
        if before.starts_with(['—', '-', '―']) && !before.contains("会议上") && after.ends_with("会议上")
        {
            return true;
        }
        // Running text: a heading has neither inner stops nor such a length.
        let running = self.has_stop || self.chars >= RUNNING;
        if closes(first) || matches!(end, '，' | '、' | ',' | '（' | '《' | '“') {
            return running || closes(first);
        }
        if let Some(width) = habit.wrap
            && last.chars + 3 >= width
            && !(habit.indents && line.indented)
        {
            return true;
        }
        if !running || (habit.indents && line.indented) || end == '）' {
            return false;
        }
        if line.breaks == 1 && line.chars <= LINK && !after.contains('。') {
            return true;
        }
        !(is_opener(after) || self.is_sibling(after) || is_lead(after))
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

fn is_opener(line: &str) -> bool {
    static OPENERS: LazyLock<Vec<&str>> =
        LazyLock::new(|| entries(include_str!("../../lexicon/paragraph_openers.txt")).collect());
    OPENERS.iter().any(|opener| line.starts_with(opener))
}

/// Whether the line begins with a short sentence without numbers, as a topic sentence does.
fn is_lead(line: &str) -> bool {
    line.split_once('。').is_some_and(|(first, rest)| {
        !rest.is_empty() && (5..=12).contains(&first.chars().count()) && first.chars().all(is_han)
    })
}

/// A mark that cannot begin a line.
fn closes(c: char) -> bool {
    is_cjk_punctuation(c) && !matches!(c, '“' | '‘' | '《' | '（' | '【' | '〔' | '—' | '·' | '…')
        || matches!(c, ',' | ')')
}

/// Whether the line begins with an enumeration mark: 一、 （一） 1. ① ● 第一，一是.
fn is_enumerated(line: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    let rest = chars.as_str();
    match first {
        '①'..='⑳' | '●' | '◆' | '■' | '★' | '▲' | '◎' | '○' | '—' | '－' | '▍' | '※' => {
            true
        }
        '（' | '(' => {
            rest.trim_start_matches(|c: char| numeral(c) || c.is_ascii_digit()).starts_with(['）', ')'])
                && !rest.starts_with(['）', ')'])
        }
        '第' => rest.trim_start_matches(numeral).starts_with(['，', ',', '、']) && rest.starts_with(numeral),
        c if numeral(c) => rest.trim_start_matches(numeral).starts_with(['、', '是', '要', '．']),
        c if c.is_ascii_digit() => {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let mut chars = after.chars();
            matches!(chars.next(), Some('.' | '、' | '．'))
                && !chars.next().is_some_and(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}

/// The length in bytes of the character that both sides of a cut show.
fn doubled(before: &str, after: &str) -> Option<usize> {
    let last = before.graphemes(true).next_back()?;
    let first = after.graphemes(true).next()?;
    let c = first.chars().next()?;
    (last == first && is_han(c) && !REDUPLICATED.contains(c)).then_some(first.len())
}

#[cfg(test)]
mod tests {
    use crate::fixers::testing::{leaves, repairs};

    #[test]
    fn joins_cut_sentences() {
        repairs(
            super::plan,
            "全年完成投资八亿元。新建创新集\n\n聚区一处，开工率高。",
            "全年完成投资八亿元。新建创新集聚区一处，开工率高。",
        );
        repairs(
            super::plan,
            "空气好转。细颗粒物（PM\n2.5\n）浓度下降。",
            "空气好转。细颗粒物（PM2.5）浓度下降。",
        );
        repairs(
            super::plan,
            "——在青川市第七届人民代表大会  \n第二次会议上",
            "——在青川市第七届人民代表大会第二次会议上",
        );
    }

    #[test]
    fn drops_a_doubled_character() {
        repairs(super::plan, "空气质量好转。细颗\n\n颗粒物浓度下降。", "空气质量好转。细颗粒物浓度下降。");
    }

    #[test]
    fn keeps_paragraphs_and_headings_apart() {
        leaves(
            super::plan,
            &[
                "一、工作回顾\n过去一年，我们奋力前行。",
                "全年工作完成。成绩居全市第一\n\n一年来，我们聚焦发展。",
                "实现了目标。\n推动改革。",
                "办好各项工作。做到全覆盖\n（一）加快转型",
                "让信心强起来\n稳预期、强信心是关键所在。",
            ],
        );
    }
}
