//! Bytes of GBK text out of step. Owns the repair of what the converter to annotated traditional script
//! broke: it put readings between bytes of two characters, and what followed was read one byte off:
//! 因?yàn)?zāi)受損 was 因災受損.
//!
//! Assumptions: only pages that are annotated throughout are damaged in this way, and an annotation out of
//! step is true of the two bytes it followed. A repair is applied only when the damage done again to it
//! gives, character for character, what is there; any other is reported. A byte that no annotation
//! fixes is chosen by the words around it; where these do not say it clearly, U+FFFD represents its
//! character, and the note says what it may be.

mod mend;
mod model;
mod search;
#[cfg(test)]
mod tests;
mod token;

use std::ops::Range;

use baogao_core::EditKind;

use self::{
    mend::Mend,
    model::Model,
    search::{Before, Search},
    token::{Sort, tokens, without_readings},
};
use super::pinyin::Annotations;
use crate::{
    chars::{is_blank, is_line_end, narrow},
    gbk::{Code, Gbk, is_private},
    repairer::Plan,
};

/// Tokens of a window; the longest damage seen has 22.
const WINDOW: usize = 64;
/// A mended text must be so much likelier than the text as it is. Question marks before other marks
/// come to 6.5.
const MIN_MARGIN: f32 = 7.0;
/// A character of which a byte was lost is written when it is so much likelier than the next; measured on
/// clean reports damaged on purpose, 98 of 100 such choices are right.
const CLEAR: f32 = 3.0;
/// Confidence of a repair with a chosen byte, of one with a character that remains unknown, and of one for
/// which only question marks speak, or whose damage done again gives something else.
const CHOSEN: f32 = 0.95;
const INCOMPLETE: f32 = 0.9;
const DOUBTFUL: f32 = 0.3;
/// Steps of the search for each byte of the document, and for any document: a few windows, however short it is.
const STEPS_PER_BYTE: usize = 8;
const STEPS: usize = 8_000;
/// Bytes of context before and after a place, readings included.
const CONTEXT: usize = 160;

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let Some(annotations) = Annotations::of(text) else { return };
    if !text.contains('?') && !text.contains(is_private) {
        return;
    }
    let model = Model::new(text, &annotations);
    let normalised = is_normalised(text);
    let budget = STEPS + text.len().saturating_mul(STEPS_PER_BYTE);
    let mut search = Search { model: &model, normalised, budget };
    let mut mended: Vec<Plan> = Vec::new();
    for (at, _) in text.match_indices('?') {
        if mended.last().is_none_or(|plan| plan.range.end <= at) {
            window(text, at, &mut search, &mut mended);
        }
    }
    let mut unexplained = private_use(text, &mended);
    plans.append(&mut mended);
    plans.append(&mut unexplained);
}

/// Runs of private characters that no search explained: damage all the same.
fn private_use(text: &str, mended: &[Plan]) -> Vec<Plan> {
    let mut mended = mended.iter().peekable();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|&(_, c)| is_private(c)) {
        while mended.next_if(|plan| plan.range.end <= at).is_some() {}
        if mended.peek().is_some_and(|plan| plan.range.start <= at) {
            continue;
        }
        match runs.last_mut() {
            Some(last) if last.end == at => last.end = at + c.len_utf8(),
            _ => runs.push(at..at + c.len_utf8()),
        }
    }
    runs.into_iter().map(|run| report(text, run)).collect()
}

/// Looks at the window that a question mark opens.
fn window(text: &str, at: usize, search: &mut Search<'_>, mended: &mut Vec<Plan>) {
    if let Some(plan) = copyright(text, at) {
        mended.push(plan);
        return;
    }
    if !search.opens(&tokens(text, at, 2)) {
        return;
    }
    let tokens = tokens(text, at, WINDOW);
    let eaten = matches!(tokens.first().map(|token| token.sort), Some(Sort::Eaten(_)));
    let left = preceding(text, at, mended);
    let before = before(&left);
    let places = search
        .run(&tokens, tokens.len() < WINDOW, before)
        .filter(|found| found.margin > MIN_MARGIN)
        .map(|found| Mend::places(&tokens, &found.steps, before.tail))
        .unwrap_or_default();
    let mut any = false;
    for mut place in places {
        any = true;
        let right: Vec<char> = without_readings(following(text, place.range.end)).collect();
        // Between this window's start and the place the text is as it is.
        let mut left = left.clone();
        left.extend(without_readings(text.get(at..place.range.start).unwrap_or_default()));
        let mut plan = mend(&mut place, search, text, &left, &right);
        if let Some(plan) = plan.as_mut().filter(|_| !place.has_evidence(&tokens)) {
            plan.confidence = DOUBTFUL;
        }
        mended.extend(plan);
    }
    if eaten && !any {
        mended.extend(tokens.first().map(|token| report(text, token.range.clone())));
    }
}

/// The repair of one place.
fn mend(place: &mut Mend, search: &Search<'_>, text: &str, left: &[char], right: &[char]) -> Option<Plan> {
    let choices = place.choose(search.model, left, right);
    let unclear: Vec<usize> = choices.iter().filter(|c| c.margin < CLEAR).map(|c| c.byte).collect();
    let best = place.text(search.normalised, &[])?;
    let second = choices.iter().min_by(|a, b| a.margin.total_cmp(&b.margin)).and_then(|c| c.second.as_ref());
    let mut plan = Plan::new(
        place.range.clone(),
        place.text(search.normalised, &unclear)?,
        EditKind::Mojibake,
        match second {
            _ if !place.is_certified(text, search.normalised) => DOUBTFUL,
            _ if place.gone || !unclear.is_empty() => INCOMPLETE,
            Some(_) => CHOSEN,
            None => 1.0,
        },
    );
    let reason = match second {
        Some(second) if unclear.is_empty() => {
            Some(format!("a byte was lost; chosen by the words around it before {second}"))
        }
        Some(second) => Some(format!("a byte was lost; perhaps {best}, or {second}")),
        None if place.gone => Some(format!("a character was lost behind {best}")),
        None => None,
    };
    if let Some(reason) = reason {
        plan = plan.because(reason);
    }
    Some(plan)
}

/// The last character and the last two bytes of the text before a window.
fn before(left: &[char]) -> Before {
    let mut tail = [0, 0];
    for c in left.iter().rev().take(2).rev() {
        match Gbk::get().code(*c) {
            Some(Code::Byte(byte)) => tail = [tail[1], byte],
            Some(Code::Pair(pair)) => tail = pair,
            None => tail = [0, 0],
        }
    }
    Before { last: left.last().copied().unwrap_or('\n'), tail }
}

/// The text before a window, from the start of the line or of the context, as it reads so far.
fn preceding(text: &str, at: usize, mended: &[Plan]) -> Vec<char> {
    let mut from = at.saturating_sub(CONTEXT);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from += text[from..at].rfind(is_line_end).unwrap_or(0);
    let last = mended.last().filter(|last| last.range.end > from && last.confidence > DOUBTFUL);
    let Some(last) = last else { return without_readings(&text[from..at]).collect() };
    without_readings(text.get(from..last.range.start).unwrap_or_default())
        .chain(last.text.chars())
        .chain(without_readings(&text[last.range.end..at]))
        .collect()
}

/// The text behind a place, to the end of the line or of the context.
fn following(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let mut end = rest.len().min(CONTEXT);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let rest = &rest[..end];
    &rest[..rest.find(is_line_end).unwrap_or(end)]
}

/// A place that looks damaged and that nothing mends.
fn report(text: &str, range: Range<usize>) -> Plan {
    let same = text[range.clone()].to_owned();
    Plan::new(range, same, EditKind::Mojibake, 0.0)
}

/// The copyright sign, which the converter's encoding lacks, in the one place where it is known to have
/// stood.
fn copyright(text: &str, at: usize) -> Option<Plan> {
    let after = text[at + 1..].trim_start_matches(is_blank);
    let alone = text[..at].chars().next_back().is_none_or(|c| is_blank(c) || is_line_end(c));
    (alone && ["版权所有", "版權所有"].iter().any(|words| starts(after, words)))
        .then(|| Plan::new(at..at + 1, "©", EditKind::Mojibake, 0.95))
}

/// Whether a text starts with words, their readings left out.
fn starts(text: &str, words: &str) -> bool {
    let mut chars = without_readings(text);
    words.chars().all(|c| chars.next() == Some(c))
}

/// Whether the copy turned full-width forms into ASCII, as many sites do. A page that kept them has them
/// everywhere.
fn is_normalised(text: &str) -> bool {
    let wide = text.chars().filter(|&c| narrow(c) != c).count();
    let ascii = text.chars().filter(|&c| matches!(c, ',' | ';' | ':' | '!' | '%')).count();
    wide <= ascii
}
