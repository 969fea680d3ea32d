//! Printed pages. Owns the recognition of page numbers, of the running heads beside them, and of the words by which
//! newspapers send the reader to another page: （下转第三版）.
//!
//! Assumptions: a number between dashes on a line of its own is a page number; a bare number is one only in a series
//! that grows by one from page to page, with the text of a page between its members. A line that is beside page
//! numbers again and again is a running head, unless it ends as a sentence does: 各位代表！

use std::ops::Range;

use foldhash::{HashMap, HashSet};

use super::lines::{Line, lines};
use crate::{
    chars::{is_cjk_punctuation, not_ideographs},
    repairer::Plan,
};

/// A series of bare numbers has at least this many members.
const SERIES: usize = 3;
/// This many bytes lie between two of them, on average: two hundred characters.
const PAGE: usize = 600;
/// A running head is at most so long, in characters.
const HEAD: usize = 40;
/// How a newspaper begins to send the reader elsewhere, and the longest rest of it, in characters.
const SENDS: [&str; 5] = ["下转", "上接", "紧接", "转接", "转第"];
const REFERENCE: usize = 12;
/// A page number with its words is at most so long, in characters: 第 12 页 共 30 页.
const MARK: usize = 16;

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let lines = lines(text);
    let marks = page_marks(text, &lines);
    let mut set_aside = |line: &Line, reason| plans.push(Plan::set_aside(line.range(), reason));
    let heads = running_heads(text, &lines, &marks);
    for (i, line) in lines.iter().enumerate() {
        if marks[i] {
            set_aside(line, "page number");
        } else if heads[i] {
            set_aside(line, "running head");
        }
    }
    plans.extend(references(text).map(|range| Plan::set_aside(range, "page reference")));
}

/// Where the text sends the reader to another page or says from where it comes.
fn references(text: &str) -> impl Iterator<Item = Range<usize>> {
    let brackets = not_ideographs(text).filter(|(_, c)| matches!(c, '（' | '(' | '【' | '['));
    brackets.filter_map(|(open, bracket)| {
        let at = open + bracket.len_utf8();
        let word = SENDS.iter().find(|word| text[at..].starts_with(**word))?;
        let rest = &text[at + word.len()..];
        let (close, mark) =
            rest.char_indices().take(REFERENCE).find(|(_, c)| matches!(c, '）' | ')' | '】' | ']'))?;
        rest[..close].contains(['版', '页']).then(|| open..at + word.len() + close + mark.len_utf8())
    })
}

/// Which lines are page numbers.
fn page_marks(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut marks = vec![false; lines.len()];
    let mut series: Vec<(usize, u32)> = Vec::new();
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| line.chars <= MARK) {
        match page_number(line.text(text)) {
            Some((_, true)) => marks[i] = true,
            Some((number, false)) => match series.last() {
                Some(&(_, last)) if last.checked_add(1) == Some(number) => series.push((i, number)),
                // A stray number, such as the 2 of M2, does not end a series once it is one.
                Some(_) if series.len() >= SERIES => {}
                _ => series = vec![(i, number)],
            },
            None => {}
        }
    }
    if let (Some(&(first, _)), Some(&(last, _))) = (series.first(), series.last())
        && series.len() >= SERIES
        && lines[last].range().start - lines[first].range().start >= PAGE * (series.len() - 1)
    {
        series.iter().for_each(|&(i, _)| marks[i] = true);
    }
    marks
}

/// The number of a line that holds nothing else, and whether its dress alone shows a page number.
fn page_number(line: &str) -> Option<(u32, bool)> {
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '―' | '─' | '·' | ' ' | '\u{a0}' | '\u{3000}');
    let inner = line.trim_matches(dash);
    if let Ok(number) = inner.parse() {
        let dashed = line.starts_with(dash) && line.ends_with(dash);
        // No dash in front of a number but a pair of them: -3 is a value.
        return (dashed || inner.len() == line.len()).then_some((number, dashed));
    }
    let rest = inner.strip_prefix('第')?.trim_start_matches(dash);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest[..digits].parse().ok()?;
    rest[digits..].trim_start_matches(dash).starts_with('页').then_some((number, true))
}

/// Which short lines are beside page numbers at least [`SERIES`] times.
fn running_heads(text: &str, lines: &[Line], marks: &[bool]) -> Vec<bool> {
    if !marks.contains(&true) {
        return vec![false; lines.len()];
    }
    let beside = |i: usize| {
        !marks[i]
            && lines[i].chars <= HEAD
            && !lines[i].text(text).ends_with(is_cjk_punctuation)
            && ((i > 0 && marks[i - 1]) || marks.get(i + 1).copied().unwrap_or(false))
    };
    let mut counts: HashMap<&str, usize> = HashMap::default();
    for i in (0..lines.len()).filter(|&i| beside(i)) {
        *counts.entry(lines[i].text(text)).or_default() += 1;
    }
    // The first may be the title itself.
    let mut seen = HashSet::default();
    (0..lines.len())
        .map(|i| {
            let words = lines[i].text(text);
            let is_head = beside(i) && counts.get(words).is_some_and(|&count| count >= SERIES);
            let is_first = lines[i].chars <= HEAD && seen.insert(words);
            is_head && !is_first
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::page_number;
    use crate::fixers::testing::{leaves, repairs};

    #[test]
    fn reads_page_numbers() {
        for (line, number) in [
            ("— 3 —", Some((3, true))),
            ("-12-", Some((12, true))),
            ("第 3 页 共 30 页", Some((3, true))),
            ("7", Some((7, false))),
            ("-3", None),
            ("3.5", None),
            ("第三次会议", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(page_number(line), number, "{line}");
        }
    }

    #[test]
    fn sets_aside_numbers_and_running_heads() {
        repairs(super::plan, "推进改革，创新\n— 3 —\n发展", "推进改革，创新\n\n发展");
        let page = "推进改革，促进发展。".repeat(30);
        let text = |head: &str, numbers: [&str; 3]| {
            let pages: Vec<_> = numbers.iter().map(|number| format!("{page}\n{number}\n{head}\n")).collect();
            format!("青川市政府工作报告\n{}", pages.concat())
        };
        repairs(super::plan, &text("青川市政府工作报告", ["4", "5", "6"]), &text("", ["", "", ""]));
    }

    #[test]
    fn keeps_what_is_said_again_at_the_head_of_pages() {
        let text = |mark: &str| format!("推进改革，促进发展。\n{mark}\n各位代表！\n加快创新。\n").repeat(4);
        repairs(super::plan, &text("— 3 —"), &text(""));
    }

    #[test]
    fn sets_aside_references_to_other_pages() {
        repairs(super::plan, "推进改革（下转第三版）\n(上接1版)开放", "推进改革\n开放");
        leaves(
            super::plan,
            &["（上接国家战略，下转基层实践）", "下转第三版", "（上接）", "（下转地方管理的三十家企业）"],
        );
    }

    #[test]
    fn leaves_numbers_that_count_something() {
        let page = "推进改革，促进发展。".repeat(30);
        let far = format!("货币M\n2\n{page}\n货币M\n2\n{page}\n货币M\n2\n");
        leaves(super::plan, &["1\n改造道路\n2\n新建学校\n3\n修缮水库", "3\n4", &far, "-3"]);
    }
}
