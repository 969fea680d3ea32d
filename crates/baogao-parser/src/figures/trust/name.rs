//! What is seen of an indicator's name: the characters at its ends and around it, its length and words, the rule that gave it,
//! and how many places use it.

use baogao_core::Unit;

use super::{Known, View, phrases, sink::Sink};
use crate::{
    cut::{first_chars, last_chars},
    figures::clause::Link,
};

/// The characters around a place: two before and two behind, as slices of the sentence.
struct Around<'t> {
    before: &'t str,
    before_2: &'t str,
    behind: &'t str,
    behind_2: &'t str,
}

fn around(sentence: &str, at: usize) -> Around<'_> {
    let (left, right) = sentence.split_at_checked(at).unwrap_or((sentence, ""));
    Around {
        before: last_chars(left, 1),
        before_2: last_chars(left, 2),
        behind: first_chars(right, 1),
        behind_2: first_chars(right, 2),
    }
}

/// What the unit says of the thing: its dimension, or the unit itself where it has none.
fn unit_class(unit: Option<&Unit>) -> &str {
    unit.map_or("none", |unit| unit.dimension.map_or(unit.text.as_str(), |dimension| dimension.base_unit()))
}

/// The features of the name of figure `i`.
pub(super) fn features(view: View<'_, '_>, i: usize, known: Known, sink: &mut impl Sink) {
    let clause = &view.clauses[i];
    let name = &view.names[i];
    let text = name.text.as_str();
    let unit = unit_class(clause.found.quantity.unit.as_ref());
    let measure = view.measures[i].measure.as_str();
    let length = length_class(text.chars().count());
    let sure = if name.sure { "sure" } else { "unsure" };
    let known = match known {
        Known::Headline => "headline",
        Known::Other => "known",
        Known::Unknown => "unknown",
    };
    let places = phrases::class(phrases::places(text));
    let link = match clause.link {
        Link::First => "first",
        Link::Clause => "clause",
        Link::Item => "item",
        Link::Direct => "direct",
    };
    let has = |text: &str| if text.is_empty() { "no" } else { "yes" };
    sink.add("bias", &[]);
    sink.add("via", &[name.via, sure]);
    sink.add("via.known", &[name.via, known]);
    sink.add("via.unit", &[name.via, unit]);
    sink.add("via.length", &[name.via, length]);
    sink.add("via.link", &[name.via, link]);
    sink.add("via.places", &[name.via, places]);
    sink.add("known.measure", &[known, measure]);
    sink.add("known.link", &[known, link]);
    sink.add("length", &[length]);
    sink.add("length.unit", &[length, unit]);
    sink.add("places", &[places]);
    sink.add("places.length", &[places, length]);
    sink.add("places.sure", &[places, sure]);
    sink.add("shape", &[link, has(clause.subject), has(clause.behind), measure]);
    sink.add("tail", &[clause.tail]);
    sink.add("tail.measure", &[clause.tail, measure]);
    // A longer name is a phrase of a report, and no feature of the language.
    if text.len() <= phrases::LONGEST {
        sink.add("text", &[text]);
    }
    sink.add("first", &[first_chars(text, 1)]);
    sink.add("first2", &[first_chars(text, 2)]);
    sink.add("last", &[last_chars(text, 1), unit]);
    sink.add("last2", &[last_chars(text, 2)]);
    sink.add("last2.unit", &[last_chars(text, 2), unit]);
    sink.add("last3", &[last_chars(text, 3)]);
    content(text, sink);
    surroundings(view, i, sink);
    if let Some(before) = i.checked_sub(1).and_then(|i| view.names.get(i)) {
        let same = if before.text == text { "same" } else { "another" };
        sink.add("before", &[same, name.via, link]);
        let alike = if last_chars(&before.text, 2) == last_chars(text, 2) { "alike" } else { "unlike" };
        sink.add("before.end", &[alike, link]);
    }
    // The longest end that many places use, and what is before it: 全市 | 地区生产总值.
    let rest = text.char_indices().skip(1).take(8).find(|&(at, _)| phrases::places(&text[at..]) >= 10);
    match rest {
        Some((at, _)) => {
            sink.add("head", &[&text[..at], places]);
            sink.add("head.length", &[length_class(text[..at].chars().count()), places]);
        }
        None => sink.add("head", &["none", places]),
    }
}

/// What is around the name, if it is one piece of the clause.
fn surroundings(view: View<'_, '_>, i: usize, sink: &mut impl Sink) {
    let clause = &view.clauses[i];
    let text = view.names[i].text.as_str();
    let sentence = view.sentence.text;
    let numeral = clause.found.outer.start;
    let before = clause.before.rfind(text).map(|at| numeral - clause.before.len().min(numeral) + at);
    let behind = clause.behind.find(text).map(|at| (at, clause.found.outer.end));
    let place = match (before, behind) {
        _ if text.is_empty() => None,
        (_, Some((0, end))) => sentence.get(end..).and_then(|rest| rest.find(text)).map(|at| ("r", end + at)),
        (Some(at), _) => Some(("l", at)),
        _ => None,
    };
    let Some((side, start)) = place else {
        return sink.add("place", &["elsewhere", view.names[i].via]);
    };
    let at_start = around(sentence, start);
    let at_end = around(sentence, start + text.len());
    sink.add("place", &[side, view.names[i].via]);
    sink.add("s.before", &[side, at_start.before]);
    sink.add("s.before2", &[side, at_start.before_2]);
    sink.add("s.join", &[side, at_start.before, at_start.behind]);
    sink.add("e.next", &[side, at_end.behind]);
    sink.add("e.next2", &[side, at_end.behind_2]);
    sink.add("e.join", &[side, at_end.before, at_end.behind]);
}

/// What a candidate is made of.
fn content(text: &str, sink: &mut impl Sink) {
    let count = |mark: &str| text.matches(mark).count();
    let quotes = count("“") == count("”") && count("（") == count("）") && count("《") == count("》");
    sink.add("quotes", &[if quotes { "even" } else { "odd" }]);
    sink.add("of", &[number_class(count("的"))]);
    sink.add("list", &[number_class(count("、") + count("和") + count("及"))]);
    sink.add("digits", &[if text.bytes().any(|byte| byte.is_ascii_digit()) { "yes" } else { "no" }]);
}

const fn number_class(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        _ => "2",
    }
}

const fn length_class(chars: usize) -> &'static str {
    match chars {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4 => "4",
        5 => "5",
        6 => "6",
        7..=8 => "8",
        9..=10 => "10",
        11..=13 => "13",
        14..=17 => "17",
        18..=24 => "24",
        _ => "25",
    }
}
