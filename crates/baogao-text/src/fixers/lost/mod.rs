//! Characters that were lost without a trace. Owns the decision which of the signs of loss are believed; the
//! signs themselves are found by `clauses` (marks between clauses, ends of paragraphs), `numerals` (units,
//! ordinals, parts of dates) and `marks` (halves of pairs, customary quotation marks).
//!
//! What was lost is rarely known, so a place is reported, with a reading where one is likely.
//!
//! Assumption: losses come in crowds. The tool that dropped characters from one sentence dropped them all over the
//! document. A strong sign is believed anywhere; a weak one, which good prose shows now and then, only where the
//! strong ones are dense.

mod clauses;
mod marks;
mod numerals;

use std::ops::Range;

use baogao_core::EditKind;

use crate::repairer::Plan;

/// A document is damaged when it holds at least so many strong signs …
const MIN_STRONG: usize = 6;
/// … and one for every so many characters. Clean reports have fewer than one in 2,000.
const CHARS_FOR_STRONG: usize = 1_000;

/// How far a sign can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// Good text does not show it.
    Strong,
    /// Good text shows it now and then.
    Weak,
}

/// A place where something seems to be missing.
#[derive(Debug, Clone, PartialEq)]
struct Sign {
    range: Range<usize>,
    strength: Strength,
    message: String,
    /// What the place should read, where one reading is likely.
    reading: Option<String>,
}

impl Sign {
    fn strong(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, strength: Strength::Strong, message: message.into(), reading: None }
    }

    fn weak(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { strength: Strength::Weak, ..Self::strong(range, message) }
    }

    fn reads(mut self, reading: impl Into<String>) -> Self {
        self.reading = Some(reading.into());
        self
    }
}

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let mut signs = Vec::new();
    numerals::find(text, &mut signs);
    marks::find(text, &mut signs);
    clauses::find(text, &mut signs);
    if is_damaged(text, &signs) {
        marks::find_customary(text, &mut signs);
    } else {
        signs.retain(|sign| sign.strength == Strength::Strong);
    }
    plans.extend(signs.into_iter().map(|sign| {
        let confidence = if sign.strength == Strength::Strong { 0.7 } else { 0.5 };
        Plan::report(sign.range, EditKind::Lost, sign.message, sign.reading, confidence)
    }));
}

fn is_damaged(text: &str, signs: &[Sign]) -> bool {
    let strong = signs.iter().filter(|sign| sign.strength == Strength::Strong).count();
    strong >= MIN_STRONG && strong * CHARS_FOR_STRONG >= text.chars().count()
}

/// The lines of a clean text, which are its paragraphs, each with the byte where it starts.
fn paragraphs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split('\n').scan(0, |start, line| {
        let at = *start;
        *start += line.len() + 1;
        Some((at, line))
    })
}
