//! Noun phrases. Owns what belongs to the name of an indicator and what is only beside it: opening words, verbs
//! that say a thing came to be, examples before 等, what the sentence goes on to say of the thing.
//!
//! Assumptions: A、B等X names X; in `建成X` the verb says nothing about X; an adverb behind a noun (`X全部完成`) begins
//! its predicate; 的 behind a noun begins another noun unless a relative clause is before it (条件较好的社区).

use crate::indicators::headline_words;
use crate::marker::{Kind, marker};
use baogao_lexicon::{Class, Lexicon, Words};

/// A prepositional phrase holds at least this many characters before its verb.
const MIN_OBJECT: usize = 2;
/// What remains of a name without its last words has at least this many characters: 重点任务 stays.
const MIN_NAME: usize = 3;
/// An earlier clause longer than this, in characters, is no name.
const MAX_TOPIC: usize = 14;

/// The phrase before a numeral without what opens it.
pub(super) fn front<'t>(lexicon: &Lexicon, phrase: &'t str) -> &'t str {
    // 主要预期目标是国内生产总值…: the targets begin behind their announcement.
    let text = phrase.rsplit("目标是").next().unwrap_or(phrase).trim();
    // Behind the last examples there are no others: they are looked for once, not behind every word that goes.
    let mut text = strip_weak(lexicon, behind_examples(strip_opening(lexicon, text)));
    loop {
        let length = text.len();
        text = strip_weak(lexicon, strip_opening(lexicon, text));
        if text.len() == length {
            return text;
        }
    }
}

/// Without one opening: marks, time and scope, a number, a preposition with its object.
fn strip_opening<'t>(lexicon: &Lexicon, text: &'t str) -> &'t str {
    let text = text.trim_start_matches(['、', ' ', '的', '了', '”', '）']);
    behind_preposition(lexicon, numbered(strip_head(lexicon, text)))
}

/// The noun at the start of what is behind a numeral.
pub(super) fn object<'t>(lexicon: &Lexicon, phrase: &'t str, runs_on: bool) -> &'t str {
    let mut text = phrase.trim().trim_start_matches('的').trim();
    if let Some(at) = examples(text) {
        text = first_item(&text[..at]);
    }
    text = before_predicate(lexicon, before_date(text));
    text = before_genitive(lexicon, text);
    loop {
        let length = text.len();
        if runs_on {
            // 10个开发区工业增加值突破…: the measured attribute belongs to the next quantity.
            text = strip_measured(lexicon, strip_tail(lexicon, text));
        }
        text = strip_suffix(lexicon.words(Class::Outcome), text, MIN_NAME - 1);
        text = strip_suffix(lexicon.words(Class::Filler), text, MIN_NAME);
        if text.len() == length {
            return text.trim_matches(['、', ' ']);
        }
    }
}

/// What an earlier clause is about: 市场主体培育成效显著 → 市场主体; nothing where that cannot be told.
pub(super) fn topic<'t>(lexicon: &Lexicon, clause: &'t str) -> &'t str {
    let clause = clause.trim_end_matches(['，', '：', '；', '、']);
    let quoted = clause.strip_suffix('”').and_then(|open| Some((open, open.rfind('“')?)));
    if let Some((open, at)) = quoted {
        // 粮食产量实现“十九连丰”: the years in a row are no thing.
        let streak = lexicon.words(Class::Streak).suffix_of(open).is_some();
        return if streak { strip_tail(lexicon, front(lexicon, &clause[..at])) } else { &clause[at..] };
    }
    let mut text = object(lexicon, front(lexicon, clause), true);
    text = strip_suffix(lexicon.words(Class::Activity), text, 2);
    // 降低起付线 is an act, not a thing.
    let acts = lexicon.words(Class::Falls).prefix_of(text).is_some();
    if text.chars().count() <= MAX_TOPIC && !acts { text } else { "" }
}

/// The thing that an attribute belongs to: 粮食收获面积 → 粮食; the name itself where it is all attribute.
pub(super) fn base<'t>(lexicon: &Lexicon, name: &'t str) -> &'t str {
    let stripped = strip_attribute(lexicon, name);
    if stripped.len() == name.len() {
        return name;
    }
    let stripped = strip_tail(lexicon, stripped).trim_end_matches('的');
    if stripped.is_empty() { name } else { stripped }
}

/// Whether words behind a quantity say something of it instead of naming what was counted.
pub(super) fn is_predicate(lexicon: &Lexicon, words: &str) -> bool {
    lexicon.words(Class::PredicateStart).prefix_of(words).is_some() && !is_compound(lexicon, words)
}

/// Whether a noun says nothing without examples of it: 项目, 项目完工.
pub(super) fn is_generic(lexicon: &Lexicon, noun: &str) -> bool {
    let bare =
        lexicon.words(Class::Outcome).suffix_of(noun).map_or(noun, |word| &noun[..noun.len() - word.len()]);
    lexicon.words(Class::Generic).contains(bare)
}

/// Opening words: time, scope, mood.
pub(super) fn strip_head<'t>(lexicon: &Lexicon, text: &'t str) -> &'t str {
    let mut text = text.trim();
    loop {
        if let Some(word) = lexicon.words(Class::Head).prefix_of(text).filter(|_| !is_compound(lexicon, text))
        {
            text = text[word.len()..].trim_start();
        } else if let Some(rest) = behind_date(text) {
            text = rest;
        } else {
            return text;
        }
    }
}

/// 6月底前, 2020、2021两年: the time that opens a phrase.
fn behind_date(text: &str) -> Option<&str> {
    let numerals = text.trim_start_matches(|c: char| c.is_ascii_digit() || "、和至-—".contains(c));
    if numerals.len() == text.len() {
        return None;
    }
    let unit = numerals.trim_start_matches(['两', '三', '四', '五']);
    let rest = unit.strip_prefix('年').or_else(|| numerals.strip_prefix('月'))?;
    Some(rest.trim_start_matches(['底', '末', '初', '份', '前', '度', '内', '间']).trim_start())
}

/// Words between a subject and its numeral.
pub(super) fn strip_tail<'t>(lexicon: &Lexicon, text: &'t str) -> &'t str {
    let mut text = text.trim_end();
    while let Some(word) =
        lexicon.words(Class::Tail).suffix_of(text).or_else(|| lexicon.predicate_words().suffix_of(text))
    {
        if word.chars().count() < 2 {
            break;
        }
        text = text[..text.len() - word.len()].trim_end();
    }
    text
}

/// Verbs that only say that the counted thing came to be.
fn strip_weak<'t>(lexicon: &Lexicon, text: &'t str) -> &'t str {
    let Some(word) = lexicon.words(Class::Weak).prefix_of(text) else { return text };
    let rest = text[word.len()..].trim_start_matches(['了', '好', '、']);
    if rest.is_empty() {
        return "";
    }
    // 落地率 and 建设用地 are nouns that begin with such a verb.
    let is_noun = is_compound(lexicon, text) || lexicon.words(Class::NounEnd).prefix_of(rest).is_some();
    if is_noun || rest.chars().nth(1).is_none() { text } else { rest }
}

fn is_compound(lexicon: &Lexicon, text: &str) -> bool {
    lexicon.words(Class::Compound).prefix_of(text).is_some()
}

/// 一是, （二）, 十一是 inside a paragraph number what follows.
pub(super) fn numbered(text: &str) -> &str {
    match marker(text) {
        Some(mark) if matches!(mark.kind, Kind::Clause | Kind::Bracketed) => &text[mark.text.len()..],
        _ => text,
    }
}

/// A、B等: the examples that are before a counted noun.
pub(super) fn with_examples<'t>(lexicon: &Lexicon, phrase: &'t str) -> Option<&'t str> {
    let list = strip_weak(lexicon, strip_head(lexicon, phrase));
    (list.ends_with('等') && list.contains('、')).then_some(list)
}

/// A、B等X → X.
fn behind_examples(text: &str) -> &str {
    let Some(at) = last_examples(text) else { return text };
    let rest = text[at + '等'.len_utf8()..].trim_start_matches(|c: char| c.is_ascii_digit());
    rest.trim_start_matches("一批").trim_start_matches("方面").trim_start_matches('的')
}

/// The first 等 that ends a list of examples.
fn examples(text: &str) -> Option<usize> {
    text.match_indices('等').map(|(at, _)| at).find(|&at| ends_examples(text, at))
}

fn last_examples(text: &str) -> Option<usize> {
    text.rmatch_indices('等').map(|(at, _)| at).find(|&at| ends_examples(text, at))
}

/// 等 is part of a word in 高等, 平等, 等级.
fn ends_examples(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + '等'.len_utf8()..].chars().next();
    before.is_some_and(|c| !"高中初平均同优一二三对相上下甲乙".contains(c))
        && !after.is_some_and(|c| "级于候待线效同量分差".contains(c))
}

fn first_item(list: &str) -> &str {
    list.split('、').next().unwrap_or(list)
}

/// 为企业减税降费 → 减税降费; 以工匠精神打造街区 → 街区.
fn behind_preposition<'t>(lexicon: &Lexicon, text: &'t str) -> &'t str {
    let Some(word) =
        lexicon.words(Class::Preposition).prefix_of(text).filter(|_| !is_compound(lexicon, text))
    else {
        return text;
    };
    let mut places = text[word.len()..].char_indices().skip(MIN_OBJECT).map(|(at, _)| word.len() + at);
    // The earliest verb ends the phrase; one that says nothing is left out as well.
    let found = places.find_map(|at| {
        let rest = &text[at..];
        let light = lexicon.words(Class::Weak).prefix_of(rest).map(|weak| at + weak.len());
        light.or_else(|| lexicon.words(Class::Verb).prefix_of(rest).map(|_| at))
    });
    found.map_or(text, |at| text[at..].trim_start_matches('了'))
}

/// What the sentence goes on to say of a thing begins with an adverb or a verb of its own: 10家企业全部完成技改.
fn before_predicate<'t>(lexicon: &Lexicon, text: &'t str) -> &'t str {
    let words = lexicon.words(Class::Adverb);
    let cut = text.char_indices().skip(MIN_OBJECT).find(|&(at, _)| {
        let rest = &text[at..];
        words.prefix_of(rest).is_some() && !is_compound(lexicon, rest)
    });
    cut.map_or(text, |(at, _)| &text[..at])
}

/// 安置区5月开始交付 → 安置区.
fn before_date(text: &str) -> &str {
    let Some(at) = text.find(|c: char| c.is_ascii_digit()).filter(|&at| at > 0) else { return text };
    let rest = text[at..].trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.starts_with('月') { &text[..at] } else { text }
}

/// 核心区的规划 → 核心区; but 条件较好的社区 is one noun.
fn before_genitive<'t>(lexicon: &Lexicon, text: &'t str) -> &'t str {
    let Some(at) = text.find('的') else { return text };
    let owner = &text[..at];
    let relative = lexicon.words(Class::Relative).is_in(owner);
    if relative || owner.chars().count() < MIN_OBJECT { text } else { owner }
}

/// Takes off the longest attribute behind which something is left.
fn strip_attribute<'t>(lexicon: &Lexicon, text: &'t str) -> &'t str {
    let attribute = lexicon.words(Class::Attribute).suffixes_of(text).find(|word| word.len() < text.len());
    attribute.map_or(text, |word| &text[..text.len() - word.len()])
}

/// Takes off an indicator or an attribute: 示范区固定资产投资 → 示范区.
fn strip_measured<'t>(lexicon: &Lexicon, text: &'t str) -> &'t str {
    match headline_words().suffix_of(text).filter(|word| word.len() < text.len()) {
        Some(word) => &text[..text.len() - word.len()],
        None => strip_attribute(lexicon, text),
    }
}

/// Takes words of a class off the end, as long as a noun of `least` characters remains.
fn strip_suffix<'t>(words: &Words, text: &'t str, least: usize) -> &'t str {
    let mut text = text;
    while let Some(word) = words.suffix_of(text) {
        let rest = text[..text.len() - word.len()].trim_end_matches('的');
        let chars = rest.chars().count();
        // 项目开工建设: so general a noun needs what is said of it.
        if chars < least || chars == 2 && rest == "项目" {
            break;
        }
        text = rest;
    }
    text
}
