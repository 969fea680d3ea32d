//! Reports that a page holds twice, as sites do that keep a second copy for printing or for old browsers. Owns the
//! recognition of the second copy; the first is the report.
//!
//! Assumptions: no report repeats its long paragraphs; a page that repeats a good part of them holds a copy. Paragraphs
//! that only the second copy has are kept, since they may be the end of a report whose first copy was cut short.

use std::borrow::Cow;

use foldhash::HashSet;

use super::lines::{Line, lines};
use crate::{chars::is_blank, repairer::Plan};

/// Paragraphs have at least this many characters; shorter lines may be repeated in any report.
const PARAGRAPH: usize = 30;
/// A copy has at least this many paragraphs.
const MIN_COPIED: usize = 3;
/// A copy of a paragraph shares its first characters.
const OPENING: usize = 8;
/// Of this many characters in paragraphs one at least is copied.
const SHARE: usize = 5;

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let lines = lines(text);
    if !may_be_copied(text, &lines) {
        return;
    }
    let copied = copied(text, &lines);
    let count = |keep: &dyn Fn(usize) -> bool| -> usize {
        (0..lines.len()).filter(|&i| lines[i].chars >= PARAGRAPH && keep(i)).map(|i| lines[i].chars).sum()
    };
    if copied.iter().filter(|&&copied| copied).count() < MIN_COPIED
        || count(&|i| copied[i]) * SHARE < count(&|_| true)
    {
        return;
    }
    for (i, line) in between(text, &lines, &copied).into_iter().map(|i| (i, &lines[i])) {
        let reason = if copied[i] { "second copy of the report" } else { "page headline" };
        plans.push(Plan::set_aside(line.range(), reason));
    }
}

/// Whether this many paragraphs begin as one before them that there may be a copy: few reports need a closer look.
fn may_be_copied(text: &str, lines: &[Line]) -> bool {
    let mut seen = HashSet::default();
    let opening = |line: &Line| {
        let mut words = line.text(text).chars().filter(|&c| !is_blank(c));
        std::array::from_fn::<_, OPENING, _>(|_| words.next())
    };
    let paragraphs = lines.iter().filter(|line| line.chars >= PARAGRAPH);
    paragraphs.filter(|line| !seen.insert(opening(line))).take(MIN_COPIED).count() == MIN_COPIED
}

/// Which lines are paragraphs that are before already; blanks do not count.
fn copied(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut seen = HashSet::default();
    lines.iter().map(|line| line.chars >= PARAGRAPH && !seen.insert(key(line.text(text)))).collect()
}

/// The copied paragraphs with the short lines among them and the title lines before them.
fn between(text: &str, lines: &[Line], copied: &[bool]) -> Vec<usize> {
    let mut seen = HashSet::default();
    let repeated: Vec<bool> = lines.iter().map(|line| !seen.insert(key(line.text(text)))).collect();
    let mut aside = Vec::new();
    let mut pending: Vec<usize> = Vec::new();
    let mut in_copy = false;
    for (i, line) in lines.iter().enumerate() {
        if copied[i] {
            // Before the first copied paragraph only what is repeated, the title, belongs to the copy.
            aside.extend(pending.drain(..).filter(|&short| in_copy || repeated[short]));
            aside.push(i);
            in_copy = true;
        } else if line.chars >= PARAGRAPH {
            pending.clear();
            in_copy = false;
        } else {
            pending.push(i);
        }
    }
    // The last words of a copy may be a short paragraph.
    aside.extend(pending.into_iter().take_while(|&short| in_copy && repeated[short]));
    aside
}

/// A line without its blanks.
fn key(line: &str) -> Cow<'_, str> {
    if line.contains(is_blank) { line.replace(is_blank, "").into() } else { line.into() }
}

#[cfg(test)]
mod tests {
    use crate::fixers::testing::{leaves, repairs};

    const REPORT: &str = "政府工作报告\n过去一年，青川市经济稳中有进，全年完成投资八亿元，新建学校三所。\n一、工作安排\n\
                          新的一年，我们要坚持稳中求进，加快转型，完成投资九亿元，新建学校五所。\n\
                          让我们携手奋进，勇于担当，为建设美丽富饶的新青川而努力奋斗，再立新功！";

    #[test]
    fn sets_aside_the_second_copy() {
        let page = format!("{REPORT}\n白石市\n{REPORT}\n版权所有");
        repairs(super::plan, &page, &format!("{REPORT}\n白石市\n\n\n\n\n\n版权所有"));
        let spaced = REPORT.replace("投资", "投 资");
        repairs(super::plan, &format!("{REPORT}\n{spaced}"), &format!("{REPORT}\n\n\n\n\n"));
    }

    #[test]
    fn keeps_what_only_the_second_copy_has() {
        let end = "各位代表，青川的明天充满希望，我们信心百倍，决心在新的一年里完成全部任务。";
        repairs(super::plan, &format!("{REPORT}\n{REPORT}\n{end}"), &format!("{REPORT}\n\n\n\n\n\n{end}"));
    }

    #[test]
    fn leaves_a_report_that_repeats_short_lines() {
        let text = "各位代表！\n青川市今年将完成投资八亿元，新建学校三所，让人民群众更有获得感和幸福感。\n";
        leaves(super::plan, &[&text.repeat(2), "各位代表！\n稳中求进。\n各位代表！\n稳中求进。\n", REPORT]);
    }
}
