//! Clauses of a sentence and the words that open and close them. Owns the cut at marks, the stripping of cue words at
//! either end, the opening of a list of targets, deadlines, and the id of an indicator's name.

use crate::cut::cut;
use baogao_core::Deadline;
use baogao_lexicon::{Class, Lexicon, Words};

use crate::{
    indicators::{Indicators, headline_words, key},
    lex::period::years,
    marker::marker,
};

/// Marks that end a clause.
const STOPS: [char; 11] = ['，', '；', '：', '。', '！', '？', ',', ';', ':', '!', '?'];
/// What may be around a clause and is no part of it.
const AROUND: [char; 5] = [' ', '\u{3000}', '、', '—', '-'];

/// A part of a sentence between two marks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Clause<'t> {
    pub(super) text: &'t str,
    /// Where it starts in the sentence.
    pub(super) start: usize,
    /// Whether it holds one of the words that are sought all over a clause; most hold none.
    pub(super) has_cue: bool,
}

impl<'t> Clause<'t> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Where a part of a text starts in it.
pub(super) fn place(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}

/// The clauses of a sentence; the words up to `opening` are a clause of their own.
///
/// A、B同步、C、D同步 are two clauses.
pub(super) fn clauses<'t>(lexicon: &Lexicon, sentence: &'t str, opening: Option<usize>) -> Vec<Clause<'t>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut push = |start: usize, end: usize| {
        let text = cut(sentence, start..end).trim_start_matches(AROUND);
        let text = text[marker(text).map_or(0, |marker| marker.text.len())..].trim_start_matches(AROUND);
        let from = end - text.len();
        let text = text.trim_end();
        if !text.is_empty() {
            clauses.push(Clause { text, start: from, has_cue: lexicon.clause_cues().is_in(text) });
        }
    };
    for (at, c) in sentence.char_indices() {
        let stops = STOPS.contains(&c) || c == '、' && cut(sentence, start..at).ends_with("同步");
        if stops && at >= start {
            push(start, at);
            start = at + c.len_utf8();
        } else if opening == Some(at) && at > start {
            push(start, at);
            start = at;
        }
    }
    push(start, sentence.len());
    clauses
}

/// Where the words end that open a list of targets: 主要预期目标是：.
pub(super) fn list_opening(lexicon: &Lexicon, sentence: &str) -> Option<usize> {
    let (at, word) = lexicon.words(Class::TargetList).found_in(sentence).next()?;
    Some(at + word.len())
}

/// The text without the words of a class in front.
pub(super) fn without_front<'t>(words: &Words, mut text: &'t str) -> &'t str {
    while let Some(word) = words.prefix_of(text) {
        text = text[word.len()..].trim_start();
    }
    text
}

/// The text without the words of a class at its end.
pub(super) fn without_end<'t>(words: &Words, mut text: &'t str) -> &'t str {
    while let Some(word) = words.suffix_of(text) {
        text = text[..text.len() - word.len()].trim_end();
    }
    text
}

/// The text without a bracket at its end: 总量（增速） → 总量.
pub(super) fn without_bracket(text: &str) -> &str {
    match text.strip_suffix('）').and_then(|inner| inner.rfind('（')) {
        Some(at) => &text[..at],
        None => text,
    }
}

/// Whether a name ends as the names of what can be measured do.
pub(super) fn is_measured(lexicon: &Lexicon, name: &str) -> bool {
    let name = without_bracket(name.trim());
    lexicon.words(Class::Measured).suffix_of(name).is_some() || headline_words().suffix_of(name).is_some()
}

/// The id of the headline indicator that a name is, with or without its scope and 增速.
pub(super) fn canonical<'i>(lexicon: &Lexicon, indicators: &'i Indicators, name: &str) -> Option<&'i str> {
    const CHANGES: [&str; 5] = ["增速", "增长", "增幅", "涨幅", "提高"];
    let named = |name: &str| {
        let mut headline = indicators.named(&key(name)).filter(|(indicator, _)| indicator.is_headline());
        headline.next().map(|(indicator, _)| indicator.id())
    };
    let bare = without_front(lexicon.words(Class::Head), without_bracket(name));
    let still = CHANGES.iter().find_map(|change| bare.strip_suffix(change)).unwrap_or(bare);
    [name, bare, still].into_iter().find_map(named)
}

/// The time that a clause names for its pledge: the last one, 2025年6月底前 before 年底前.
pub(super) fn deadline(lexicon: &Lexicon, clause: &str, plan_year: Option<u16>) -> Option<Deadline> {
    if let Some(mention) = years(clause).last() {
        let end = mention.range.end;
        let more = month(&clause[end..]).max(day_end(&clause[end..]));
        let text = cut(clause, mention.range.start..end + more).to_owned();
        return Some(Deadline { text, year: Some(mention.year) });
    }
    let months = clause.char_indices().filter(|(at, c)| {
        c.is_ascii_digit() && !clause[..*at].ends_with(|before: char| before.is_ascii_digit())
    });
    let month = months.map(|(at, _)| (at, month(&clause[at..]))).rfind(|(_, len)| *len > 0);
    if let Some((at, len)) = month {
        return Some(Deadline { text: cut(clause, at..at + len).to_owned(), year: plan_year });
    }
    let (_, word) = lexicon.words(Class::Deadline).found_in(clause).last()?;
    let year = plan_year.filter(|_| !lexicon.words(Class::NoDeadlineYear).contains(word));
    let next = lexicon.words(Class::NextYear).contains(word);
    Some(Deadline { text: word.to_owned(), year: year.map(|year| year + u16::from(next)) })
}

/// The length of 6月底前 at the start of a text.
fn month(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[digits..].strip_prefix('月') {
        Some(rest) if (1..=2).contains(&digits) => digits + '月'.len_utf8() + day_end(rest),
        _ => 0,
    }
}

/// The length of 底前, 末, 前, 中旬 at the start of a text.
fn day_end(text: &str) -> usize {
    const ENDS: [&str; 10] = ["底前", "底之前", "末前", "底", "末", "上旬", "中旬", "下旬", "之前", "前"];
    ENDS.iter().find(|end| text.starts_with(**end)).map_or(0, |end| end.len())
}
