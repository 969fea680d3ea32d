//! Ends of clauses and of paragraphs. Owns the search for gaps between characters where a mark of punctuation
//! seems to be missing; it must not know what the clauses say.
//!
//! Assumption: how clauses and sentences begin and end is much the same in all reports, so that a model of a few
//! thousand weights (`lexicon/clause_breaks.tsv`) tells from the characters around a gap whether a mark stands
//! there. It was learnt without names of places.

use std::{collections::HashMap, sync::LazyLock};

use super::{Sign, paragraphs};
use crate::{
    chars::{is_cjk_punctuation, is_han},
    fixers::entries,
};

/// Where a gap weighs at least so much, in hundredths of a nat, a mark is missing, whatever the document.
const STRONG: i32 = 350;
/// In a damaged document marks are missing more often than the model has seen.
const WEAK: i32 = -200;
/// Behind a number with its unit, nouns that are counted follow; there the weak sign must be stronger.
const WEAK_AFTER_NUMBER: i32 = -50;
/// Two marks are not missing within so many characters.
const NEAR: usize = 3;
/// The longest gram of the model, in characters.
const LONGEST: usize = 4;
/// Distances beyond this, in characters, are all alike.
const FAR: usize = 12;
/// A line without an inner stop is a paragraph from so many characters on, if it has commas.
const RUNNING: usize = 60;

pub(super) fn find(text: &str, signs: &mut Vec<Sign>) {
    for (start, line) in paragraphs(text) {
        open_end(start, line, signs);
        missing_marks(start, line, signs);
    }
}

/// A paragraph that ends without a mark.
fn open_end(start: usize, line: &str, signs: &mut Vec<Sign>) {
    let inner = line.contains(['。', '；', '！']);
    let running = inner || (line.contains('，') && line.chars().count() >= RUNNING);
    let mut ends = line.char_indices().rev();
    let (Some((at, last)), Some((_, before))) = (ends.next(), ends.next()) else { return };
    // A quotation closes a sentence only together with a stop.
    let quoted = last == '”' && inner && is_han(before);
    if running && quoted {
        signs.push(
            Sign::weak(start + at..start + line.len(), "the paragraph ends without a stop")
                .reads(format!("{last}。")),
        );
    } else if running && (is_han(last) || last.is_ascii_alphanumeric() || last == '%') {
        signs.push(
            Sign::strong(start + at..start + line.len(), "the paragraph ends without a mark of punctuation")
                .reads(format!("{last}。")),
        );
    }
}

/// Gaps inside the segments of a line where a mark should stand.
fn missing_marks(start: usize, line: &str, signs: &mut Vec<Sign>) {
    let model = Model::get();
    let digitless: String = line.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    // A heading has no clauses.
    if !line.contains(['。', '，', '；', '！']) {
        return;
    }
    let mut bounds: Vec<usize> = Vec::new();
    for (at, c) in digitless.char_indices().chain([(digitless.len(), '\n')]) {
        bounds.push(at);
        if !parts_segments(c) {
            continue;
        }
        for gap in peaks(&digitless, &bounds, model) {
            let (from, at, to) = (bounds[gap.place - 1], bounds[gap.place], bounds[gap.place + 1]);
            let message = "a mark of punctuation seems to be missing between two clauses";
            let range = start + from..start + to;
            let sign = if gap.weight >= STRONG {
                Sign::strong(range, message)
            } else {
                Sign::weak(range, message)
            };
            signs.push(sign.reads(format!("{}，{}", &line[from..at], &line[at..to])));
        }
        bounds.clear();
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Gap {
    /// The gap lies before the segment's character of this number.
    place: usize,
    weight: i32,
}

/// The gaps of a segment that are heavy enough and heavier than their neighbours.
fn peaks(line: &str, bounds: &[usize], model: &Model) -> Vec<Gap> {
    let mut found: Vec<Gap> = Vec::new();
    for place in 1..bounds.len().saturating_sub(1) {
        let weight = model.weigh(line, bounds, place);
        let least = if after_number(line, bounds, place) { WEAK_AFTER_NUMBER } else { WEAK };
        if weight < least {
            continue;
        }
        match found.last_mut() {
            Some(last) if place - last.place <= NEAR => {
                if weight > last.weight {
                    *last = Gap { place, weight };
                }
            }
            _ => found.push(Gap { place, weight }),
        }
    }
    found
}

/// Whether the gap follows a digit and at most three characters of unit.
fn after_number(line: &str, bounds: &[usize], place: usize) -> bool {
    let from = place.saturating_sub(4);
    line[bounds[from]..bounds[place]].contains('0')
}

/// What parts segments; the same list as in `tools/clause_breaks.py`.
fn parts_segments(c: char) -> bool {
    is_cjk_punctuation(c) && !matches!(c, '【' | '】' | '〔' | '〕')
        || matches!(
            c,
            ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | ' ' | '.' | '|' | '>' | '*' | '\n'
        )
}

/// The weights of what is seen at a gap.
#[derive(Debug, Default)]
struct Model {
    always: i32,
    left: HashMap<&'static str, i32>,
    left_all: HashMap<&'static str, i32>,
    right: HashMap<&'static str, i32>,
    right_all: HashMap<&'static str, i32>,
    pair: HashMap<&'static str, i32>,
    before: [i32; FAR + 1],
    behind: [i32; FAR + 1],
    length: [i32; FAR + 1],
}

impl Model {
    fn get() -> &'static Self {
        static MODEL: LazyLock<Model> = LazyLock::new(|| {
            let mut model = Model::default();
            for entry in entries(include_str!("../../../lexicon/clause_breaks.tsv")) {
                let mut fields = entry.split('\t');
                if let (Some(seen), Some(what), Some(Ok(weight))) =
                    (fields.next(), fields.next(), fields.next().map(str::parse))
                {
                    model.add(seen, what, weight);
                }
            }
            model
        });
        &MODEL
    }

    fn add(&mut self, seen: &str, what: &'static str, weight: i32) {
        let numbered = |table: &mut [i32; FAR + 1]| {
            if let Some(slot) = what.parse().ok().and_then(|n: usize| table.get_mut(n)) {
                *slot = weight;
            }
        };
        let grams = match seen {
            "left" => &mut self.left,
            "left_all" => &mut self.left_all,
            "right" => &mut self.right,
            "right_all" => &mut self.right_all,
            "pair" => &mut self.pair,
            "before" => return numbered(&mut self.before),
            "behind" => return numbered(&mut self.behind),
            "length" => return numbered(&mut self.length),
            _ => {
                self.always = weight;
                return;
            }
        };
        grams.insert(what, weight);
    }

    /// The weight of the gap before character `place` of the segment with these character boundaries.
    fn weigh(&self, line: &str, bounds: &[usize], place: usize) -> i32 {
        let end = bounds.len() - 1;
        let gram = |from: usize, to: usize| &line[bounds[from]..bounds[to]];
        let look = |grams: &HashMap<&str, i32>, gram: &str| grams.get(gram).copied().unwrap_or(0);
        let mut weight = self.always
            + look(&self.pair, gram(place - 1, place + 1))
            + self.before[place.min(FAR)]
            + self.behind[(end - place).min(FAR)]
            + self.length[(end / 4).min(10)];
        for n in 1..=LONGEST.min(place) {
            weight += look(&self.left, gram(place - n, place));
        }
        for n in 1..=LONGEST.min(end - place) {
            weight += look(&self.right, gram(place, place + n));
        }
        if place < LONGEST {
            weight += look(&self.left_all, gram(0, place));
        }
        if end - place < LONGEST {
            weight += look(&self.right_all, gram(place, end));
        }
        weight
    }
}
