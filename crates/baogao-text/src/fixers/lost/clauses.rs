//! Ends of clauses and of paragraphs. Owns the search for gaps between characters where a mark of punctuation
//! seems to be missing; it must not know what the clauses say.
//!
//! Assumption: how clauses and sentences begin and end is much the same in all reports, so that a model of a few
//! thousand weights (`lexicon/clause_breaks.tsv`) tells from the characters around a gap whether a mark stands
//! there. It was learnt without names of places.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::{Sign, paragraphs};
use crate::{
    chars::{is_cjk_punctuation, is_han},
    fixers::entries,
};

/// A topic sentence at the start of a paragraph has at most so many characters.
const LEAD: usize = 14;
/// Paragraphs so near are siblings, whose topic sentences are often of one length.
const SIBLINGS: usize = 3;
/// What that adds to the weight of the gap at this length.
const LEAD_BONUS: i32 = 200;

/// Where a gap weighs at least so much, in hundredths of a nat, a mark is missing, whatever the document.
const STRONG: i32 = 350;
/// Behind a chapter's number, so much shows that its heading and the text below stand in one line.
const HEADING: i32 = 0;
/// In a damaged document marks are missing more often than the model has seen.
/// Chosen for recall: in one report that the model had not seen, with one mark in twelve taken out, it finds four of
/// five and one report in three is right. That is why such a reading is never applied unasked.
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
    let lines: Vec<Line<'_>> = paragraphs(text).map(|(start, line)| Line::new(start, line)).collect();
    let leads: Vec<Option<usize>> = lines.iter().map(Line::lead).collect();
    for (i, line) in lines.iter().enumerate() {
        if !line.is_running() {
            continue;
        }
        line.open_end(signs);
        let near = &leads[i.saturating_sub(SIBLINGS)..lines.len().min(i + SIBLINGS + 1)];
        line.missing_marks(near, signs);
    }
}

/// One line of a clean text.
struct Line<'t> {
    start: usize,
    text: &'t str,
    /// The text with every digit a 0, as the model has learnt it.
    plain: String,
    /// Where the words behind a chapter's number begin, 0 where there is none.
    heading: usize,
}

impl<'t> Line<'t> {
    fn new(start: usize, text: &'t str) -> Self {
        let plain = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        let words = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
        let heading = if words.len() < text.len() && words.starts_with('、') {
            text.len() - words.len() + '、'.len_utf8()
        } else {
            0
        };
        Self { start, text, plain, heading }
    }

    /// Running text: headings and captions have no inner stop.
    fn is_running(&self) -> bool {
        let inner =
            self.text.find(['。', '；', '！']).is_some_and(|at| at + '。'.len_utf8() < self.text.len());
        inner || (self.text.contains('，') && self.text.chars().count() >= RUNNING)
    }

    /// The length of the topic sentence, in characters: its stop stands there, or seems to be missing there.
    fn lead(&self) -> Option<usize> {
        let bounds: Vec<usize> = self
            .plain
            .char_indices()
            .map(|(at, c)| (at, parts_segments(c)))
            .take(LEAD + SIBLINGS)
            .scan(false, |done, (at, parts)| (!std::mem::replace(done, parts)).then_some(at))
            .collect();
        let length = bounds.len().checked_sub(1)?;
        if self.plain[bounds[length]..].starts_with('。') {
            return (length <= LEAD).then_some(length);
        }
        let gap = peaks(&self.plain, &bounds, &[]).first().copied()?;
        self.is_running().then_some(gap.place).filter(|&place| place <= LEAD)
    }

    /// A paragraph that ends without a mark.
    fn open_end(&self, signs: &mut Vec<Sign>) {
        let mut ends = self.text.char_indices().rev();
        let (Some((at, last)), Some((_, before))) = (ends.next(), ends.next()) else { return };
        let range = self.start + at..self.start + self.text.len();
        // A quotation closes a sentence only together with a stop.
        if last == '”' && is_han(before) {
            signs.push(Sign::weak(range, "the paragraph ends without a stop").reads(format!("{last}。")));
        } else if is_han(last) || last.is_ascii_alphanumeric() || last == '%' {
            let message = "the paragraph ends without a mark of punctuation";
            signs.push(Sign::strong(range, message).reads(format!("{last}。")));
        }
    }

    /// Gaps where a mark should stand; `leads` are the lengths of the neighbours' topic sentences.
    fn missing_marks(&self, leads: &[Option<usize>], signs: &mut Vec<Sign>) {
        let mut bounds: Vec<usize> = Vec::new();
        for (at, c) in self.plain.char_indices().chain([(self.plain.len(), '\n')]) {
            bounds.push(at);
            if !parts_segments(c) {
                continue;
            }
            let first = bounds[0] == 0;
            let is_lead = first && c == '。' && bounds.len() <= LEAD;
            if !is_lead {
                for gap in peaks(&self.plain, &bounds, if first { leads } else { &[] }) {
                    signs.push(self.sign(gap, &bounds));
                }
            }
            bounds.clear();
        }
    }

    /// Whether a segment that starts here belongs to a chapter's heading: no clause has ended before it.
    fn in_heading(&self, start: usize) -> bool {
        let before = self.text.get(self.heading..start);
        self.heading > 0 && before.is_some_and(|words| !words.contains(['，', '。', '；', '：', '！']))
    }

    fn sign(&self, gap: Gap, bounds: &[usize]) -> Sign {
        let (from, at, to) = (bounds[gap.place - 1], bounds[gap.place], bounds[gap.place + 1]);
        let range = self.start + from..self.start + to;
        let (before, after) = (&self.text[from..at], &self.text[at..to]);
        let own = gap.weight - gap.bonus;
        if self.in_heading(bounds[0]) && own >= HEADING {
            let message = "the line break between a heading and its text seems to be missing";
            return Sign::strong(range, message).reads(format!("{before}\n{after}"));
        }
        let message = "a mark of punctuation seems to be missing between two clauses";
        let sign = if own >= STRONG { Sign::strong(range, message) } else { Sign::weak(range, message) };
        sign.reads(format!("{before}，{after}"))
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Gap {
    /// The gap lies before the segment's character of this number.
    place: usize,
    weight: i32,
    /// What the lengths of neighbouring topic sentences added to the weight.
    bonus: i32,
}

/// The gaps of a segment that are heavy enough and heavier than their neighbours.
fn peaks(line: &str, bounds: &[usize], leads: &[Option<usize>]) -> Vec<Gap> {
    let model = Model::get();
    let (Some(&first), Some(&last)) = (bounds.first(), bounds.last()) else { return Vec::new() };
    let codes: Vec<u64> = line[first..last].chars().map(code).collect();
    let mut found: Vec<Gap> = Vec::new();
    for place in 1..bounds.len().saturating_sub(1) {
        let bonus = if leads.contains(&Some(place)) { LEAD_BONUS } else { 0 };
        let weight = model.weigh(&codes, place) + bonus;
        let least = if after_number(line, bounds, place) { WEAK_AFTER_NUMBER } else { WEAK };
        if weight < least {
            continue;
        }
        match found.last_mut() {
            Some(last) if place - last.place <= NEAR => {
                if weight > last.weight {
                    *last = Gap { place, weight, bonus };
                }
            }
            _ => found.push(Gap { place, weight, bonus }),
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

/// Weights by up to four characters, packed into one number: looking up text would cost most of the repair's time.
type Grams = HashMap<u64, i32>;

/// A character as a part of a packed gram. Those outside the basic plane are in no gram.
fn code(c: char) -> u64 {
    u64::from(u16::try_from(u32::from(c)).unwrap_or(u16::MAX))
}

/// A gram with one more character behind it.
const fn packed(gram: u64, code: u64) -> u64 {
    gram << 16 | code
}

/// The weights of what is seen at a gap.
#[derive(Debug, Default)]
struct Model {
    always: i32,
    left: Grams,
    left_all: Grams,
    right: Grams,
    right_all: Grams,
    pair: Grams,
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
        grams.insert(what.chars().map(code).fold(0, packed), weight);
    }

    /// The weight of the gap before character `place` of a segment with these characters.
    fn weigh(&self, codes: &[u64], place: usize) -> i32 {
        let end = codes.len();
        let look = |grams: &Grams, gram: u64| grams.get(&gram).copied().unwrap_or(0);
        let mut weight = self.always
            + look(&self.pair, packed(codes[place - 1], codes[place]))
            + self.before[place.min(FAR)]
            + self.behind[(end - place).min(FAR)]
            + self.length[(end / 4).min(10)];
        let (mut left, mut right) = (0, 0);
        for n in 1..=LONGEST.min(place) {
            left |= codes[place - n] << (16 * (n - 1));
            weight += look(&self.left, left);
        }
        for n in 1..=LONGEST.min(end - place) {
            right = packed(right, codes[place + n - 1]);
            weight += look(&self.right, right);
        }
        if place < LONGEST {
            weight += look(&self.left_all, left);
        }
        if end - place < LONGEST {
            weight += look(&self.right_all, right);
        }
        weight
    }
}
