//! Marks that come in pairs. Owns the signs that one half of a pair of quotation marks or brackets is gone, that a
//! mark is twice, and that customary quotation marks are gone on both sides.
//!
//! Assumption: a pair opens and closes in one paragraph.

use baogao_lexicon::is_han;
use std::{collections::BTreeSet, ops::Range, sync::LazyLock};

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Sign, paragraphs};
use crate::{chars::not_ideographs, fixers::entries};

/// A sign shows at most this many characters beside the half of a pair that is left.
const SHOWN: usize = 20;
/// Names that the document itself quotes are so long, in characters.
const QUOTED: std::ops::RangeInclusive<usize> = 2..=8;
/// Members of a slogan are so long, in characters.
const SLOGAN: Range<usize> = 3..6;
/// A formula has at most this many characters on a side.
const MAX_FORMULA: usize = 8;
/// This many of them are looked for elsewhere.
const MAX_QUOTED: usize = 300;

const PAIRS: [(char, char); 3] = [('“', '”'), ('《', '》'), ('（', '）')];

pub(super) fn find(text: &str, signs: &mut Vec<Sign>) {
    for (start, line) in paragraphs(text).filter(|(_, line)| !is_sound(line)) {
        for (open, close) in PAIRS {
            unpaired(start, line, open, close, signs);
        }
        doubled(start, line, signs);
    }
}

/// Whether all marks of a line have their partners and none is twice: so most lines need no closer look.
fn is_sound(line: &str) -> bool {
    let mut open = [false; PAIRS.len()];
    let mut stop = None;
    for (at, c) in not_ideographs(line) {
        if is_stop(c) {
            if stop.replace(at + c.len_utf8()) == Some(at) {
                return false;
            }
        } else if let Some(i) = PAIRS.iter().position(|&(opening, closing)| c == opening || c == closing) {
            open[i] = !open[i];
            if open[i] != (c == PAIRS[i].0) {
                return false;
            }
        }
    }
    !open.contains(&true)
}

/// A mark that no other can follow.
fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：')
}

/// Opening and closing marks without their partners.
fn unpaired(start: usize, line: &str, open: char, close: char, signs: &mut Vec<Sign>) {
    let mut pending: Option<usize> = None;
    for (at, c) in line.char_indices() {
        if c == open {
            if let Some(earlier) = pending.replace(at) {
                add(signs, without_end(start, line, earlier, open, close));
            }
        } else if c == close && pending.take().is_none() && !is_list_mark(&line[..at], close) {
            let words = behind_last_break(&line[..at]);
            let from = at - words.len();
            if words.is_empty() {
                let range = start + at..start + at + c.len_utf8();
                add(signs, Sign::strong(range, format!("{close} has no {open}")));
            } else {
                signs.push(
                    Sign::strong(start + from..start + at + c.len_utf8(), format!("{close} has no {open}"))
                        .reads(format!("{open}{words}{close}")),
                );
            }
        }
    }
    if let Some(earlier) = pending {
        add(signs, without_end(start, line, earlier, open, close));
    }
}

/// Adds a sign; one that touches the last and says the same extends it: a run of marks is one place.
fn add(signs: &mut Vec<Sign>, sign: Sign) {
    match signs.last_mut() {
        Some(last)
            if last.range.end == sign.range.start
                && last.reading.is_none()
                && sign.reading.is_none()
                && last.message == sign.message =>
        {
            last.range.end = sign.range.end;
        }
        _ => signs.push(sign),
    }
}

fn without_end(start: usize, line: &str, at: usize, open: char, close: char) -> Sign {
    let inside = &line[at + open.len_utf8()..];
    let end = inside
        .char_indices()
        .take(SHOWN)
        .find(|&(_, c)| is_break(c))
        .or_else(|| inside.char_indices().nth(SHOWN))
        .map_or(inside.len(), |(end, _)| end);
    let range = start + at..start + at + open.len_utf8() + end;
    Sign::strong(range, format!("{open} has no {close}"))
}

/// `1）` and `一）` begin list items.
fn is_list_mark(before: &str, close: char) -> bool {
    close == '）'
        && before.len() <= 9
        && before.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

/// The last characters of `before` that no mark parts.
fn behind_last_break(before: &str) -> &str {
    let from = before
        .char_indices()
        .rev()
        .take(SHOWN)
        .take_while(|&(_, c)| !is_break(c))
        .last()
        .map_or(before.len(), |(at, _)| at);
    &before[from..]
}

fn is_break(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '“' | '”' | '《' | '》' | '（' | '）')
}

/// Marks that cannot follow one another: ，， or ，。. A run of them is one sign.
fn doubled(start: usize, line: &str, signs: &mut Vec<Sign>) {
    let mut rest = line;
    while let Some(at) = rest.find(is_stop) {
        rest = &rest[at..];
        let from = start + line.len() - rest.len();
        let behind = rest.trim_start_matches(is_stop);
        let run = &rest[..rest.len() - behind.len()];
        if let Some(first) = run.chars().next().filter(|first| run.len() > first.len_utf8()) {
            let sign = Sign::strong(from..from + run.len(), "two marks of punctuation follow one another");
            let same = run.chars().all(|c| c == first);
            signs.push(if same { sign.reads(first) } else { sign });
        }
        rest = behind;
    }
}

/// Terms that are without the quotation marks which custom, or the document itself, gives them.
pub(super) fn find_customary(text: &str, signs: &mut Vec<Sign>) {
    static CUSTOMARY: LazyLock<Vec<&str>> =
        LazyLock::new(|| entries(include_str!("../../../lexicon/quoted_terms.txt")).collect());
    let mut terms: BTreeSet<&str> = CUSTOMARY.iter().copied().collect();
    terms.extend(quoted(text).take(MAX_QUOTED));
    let terms: Vec<&str> = terms.into_iter().collect();
    let Ok(automaton) = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&terms) else {
        return;
    };
    for (start, line) in paragraphs(text) {
        let mut depth = Depth::default();
        let formulas = line.match_indices('+').filter_map(|(plus, _)| formula(line, plus));
        let slogans = line.match_indices('、').filter_map(|(comma, _)| slogan(line, comma));
        let mut terms: Vec<Range<usize>> =
            automaton.find_iter(line).map(|found| found.range()).chain(formulas).chain(slogans).collect();
        terms.sort_unstable_by_key(|term| (term.start, term.end));
        for range in terms {
            let outside = depth.at(line, range.start) == 0 && !line[range.end..].starts_with('”');
            if outside {
                let term = &line[range.clone()];
                let message = format!("{term} seems to have lost its quotation marks");
                let place = start + range.start..start + range.end;
                signs.push(Sign::weak(place, message).reads(format!("“{term}”")));
            }
        }
    }
}

/// A programme named by a formula, 1+5 or 3+N, around the plus sign at byte `plus`.
fn formula(line: &str, plus: usize) -> Option<Range<usize>> {
    let part = |c: char| c.is_ascii_digit() || matches!(c, 'N' | 'X' | '+');
    let reach =
        |chars: &mut dyn Iterator<Item = char>| chars.take(MAX_FORMULA).take_while(|&c| part(c)).count();
    let before = reach(&mut line[..plus].chars().rev());
    let behind = reach(&mut line[plus + 1..].chars());
    // The characters of a formula are ASCII; one with several signs is found at its first.
    let first = !line[plus - before..plus].contains('+');
    (before > 0 && behind > 0 && first).then(|| plus - before..plus + 1 + behind)
}

/// A slogan of two members alike, each a numeral and what it counts: 四统一、双确保.
fn slogan(line: &str, comma: usize) -> Option<Range<usize>> {
    let member = |mut chars: std::str::Chars<'_>| {
        let numeral = chars.next().filter(|&c| "一二两三四五六七八九十双".contains(c))?;
        let words = chars
            .as_str()
            .chars()
            .next()
            .filter(|&c| is_han(c) && !"个项是要、批条月年日届次种大级".contains(c))?;
        Some((numeral, words))
    };
    let behind = &line[comma + '、'.len_utf8()..];
    for length in SLOGAN {
        let Some((from, _)) = line[..comma].char_indices().rev().nth(length - 1) else { break };
        let to = behind.char_indices().nth(length).map_or(behind.len(), |(at, _)| at);
        let alone = !line[..from].ends_with(is_han)
            || line[..from].ends_with(['到', '持', '实', '行', '成', '立', '施', '过']);
        let ends =
            behind[to..].chars().next().is_none_or(|c| !is_han(c) || "的等机制模式行动工作要求".contains(c));
        if alone && ends && member(line[from..comma].chars()).is_some() && member(behind.chars()).is_some() {
            return Some(from..comma + '、'.len_utf8() + to);
        }
    }
    None
}

/// How many quotations are open at a place; asked from left to right.
#[derive(Default)]
struct Depth {
    at: usize,
    open: usize,
}

impl Depth {
    fn at(&mut self, line: &str, place: usize) -> usize {
        for c in line[self.at..place].chars() {
            match c {
                '“' | '《' => self.open += 1,
                '”' | '》' => self.open = self.open.saturating_sub(1),
                // A mark whose partner was lost quotes no further than its sentence.
                '。' => self.open = 0,
                _ => {}
            }
        }
        self.at = place;
        self.open
    }
}

/// The short names that the document quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('“').skip(1).filter_map(|rest| {
        let name = rest.split(['”', '\n']).next()?;
        let closed = rest[name.len()..].starts_with('”');
        (closed && QUOTED.contains(&name.chars().take(QUOTED.end() + 1).count()) && name.chars().all(is_han))
            .then_some(name)
    })
}
