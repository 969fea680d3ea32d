//! Ends of clauses and of paragraphs. Owns the search for gaps between characters where a mark of punctuation
//! seems to be missing; it must not know what the clauses say.
//!
//! Assumption: how clauses and sentences begin and end is much the same in all reports, so that a model of a few
//! thousand weights (`lexicon/clause_breaks.tsv`) tells from the characters around a gap whether a mark is
//! there. It was learnt without names of places.

use baogao_lexicon::is_han;
use std::sync::LazyLock;

use foldhash::HashMap;

use super::{Sign, Strength, paragraphs};
use crate::{
    chars::{is_cjk_punctuation, not_ideographs, pair_number},
    fixers::entries,
};

/// A topic sentence at the start of a paragraph has at most this many characters.
const LEAD: usize = 14;
/// Paragraphs so near are siblings, whose topic sentences are often of one length.
const SIBLINGS: usize = 3;
/// What that adds to the weight of the gap at this length.
const LEAD_BONUS: i32 = 200;

/// Where a gap weighs at least so much, in hundredths of a nat, a mark is missing, whatever the document.
const STRONG: i32 = 350;
/// Behind a chapter's number, so much shows that its heading and the text below are in one line.
const HEADING: i32 = 0;
/// In a damaged document marks are missing more often than the model has seen.
/// Chosen for recall: in one report that the model had not seen, with one mark in twelve taken out, it finds four of
/// five and one report in three is right. That is why such a reading is never applied unasked.
const WEAK: i32 = -200;
/// Behind a number with its unit, nouns that are counted follow; there the weak sign must be stronger.
const WEAK_AFTER_NUMBER: i32 = -50;
/// Two marks are not missing within this many characters.
const NEAR: usize = 3;
/// The longest gram of the model, in characters.
const LONGEST: usize = 4;
/// Distances beyond this, in characters, are all alike.
const FAR: usize = 12;
/// A line without an inner stop is a paragraph from this many characters on, if it has commas.
const RUNNING: usize = 60;

/// Finds all signs of a strength; weaker ones of which some are found as well are left to the caller.
pub(super) fn find(text: &str, strength: Strength, signs: &mut Vec<Sign>) {
    // A strong sign outweighs all weak ones near it, so that it is found without them.
    let least = if strength == Strength::Strong { HEADING } else { WEAK };
    let lines: Vec<Line<'_>> = paragraphs(text).map(|(start, line)| Line::new(start, line)).collect();
    let mut codes = Vec::new();
    let leads: Vec<Option<usize>> = lines.iter().map(|line| line.lead(&mut codes)).collect();
    for (i, line) in lines.iter().enumerate() {
        if !line.is_running {
            continue;
        }
        line.open_end(signs);
        let near = &leads[i.saturating_sub(SIBLINGS)..lines.len().min(i + SIBLINGS + 1)];
        line.missing_marks(near, least, &mut codes, signs);
    }
}

/// One line of a clean text.
struct Line<'t> {
    start: usize,
    text: &'t str,
    /// Where the words behind a chapter's number begin, 0 where there is none.
    heading: usize,
    /// Running text: headings and captions have no inner stop.
    is_running: bool,
}

impl<'t> Line<'t> {
    fn new(start: usize, text: &'t str) -> Self {
        let words = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
        let heading = if words.len() < text.len() && words.starts_with('、') {
            text.len() - words.len() + '、'.len_utf8()
        } else {
            0
        };
        let stop = not_ideographs(text).find(|(_, c)| matches!(c, '。' | '；' | '！'));
        let inner = stop.is_some_and(|(at, c)| at + c.len_utf8() < text.len());
        let is_running = inner || (text.contains('，') && text.chars().count() >= RUNNING);
        Self { start, text, heading, is_running }
    }

    /// The length of the topic sentence, in characters: its stop is there, or seems to be missing there.
    fn lead(&self, codes: &mut Vec<u16>) -> Option<usize> {
        codes.clear();
        let mut last = None;
        for c in self.text.chars().take(LEAD + SIBLINGS) {
            last = Some(c);
            codes.push(code(c));
            if parts_segments(c) {
                break;
            }
        }
        // The mark, or the last character that is looked at, ends the segment.
        codes.pop()?;
        if last == Some('。') {
            return Some(codes.len()).filter(|&length| length <= LEAD);
        }
        if !self.is_running {
            return None;
        }
        peaks(codes, &[], WEAK).first().map(|gap| gap.place).filter(|&place| place <= LEAD)
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

    /// Gaps where a mark should be; `leads` are the lengths of the neighbours' topic sentences.
    fn missing_marks(
        &self,
        leads: &[Option<usize>],
        least: i32,
        codes: &mut Vec<u16>,
        signs: &mut Vec<Sign>,
    ) {
        codes.clear();
        let mut start = 0;
        for (at, c) in self.text.char_indices().chain([(self.text.len(), '\n')]) {
            if !parts_segments(c) {
                codes.push(code(c));
                continue;
            }
            let is_lead = start == 0 && c == '。' && codes.len() < LEAD;
            if !is_lead {
                for gap in peaks(codes, if start == 0 { leads } else { &[] }, least) {
                    signs.push(self.sign(gap, start));
                }
            }
            codes.clear();
            start = at + c.len_utf8();
        }
    }

    /// Whether a segment that starts here belongs to a chapter's heading: no clause has ended before it.
    fn in_heading(&self, start: usize) -> bool {
        let before = self.text.get(self.heading..start);
        self.heading > 0 && before.is_some_and(|words| !words.contains(['，', '。', '；', '：', '！']))
    }

    /// The sign of a gap in the segment that starts at a byte of the line.
    fn sign(&self, gap: Gap, start: usize) -> Sign {
        let chars = self.text[start..].char_indices().map(|(at, _)| start + at);
        let mut bounds = chars.chain([self.text.len()]).skip(gap.place - 1);
        let [from, at, to] = std::array::from_fn(|_| bounds.next().unwrap_or(self.text.len()));
        let range = self.start + from..self.start + to;
        let (before, after) = (&self.text[from..at], &self.text[at..to]);
        let own = gap.weight - gap.bonus;
        if self.in_heading(start) && own >= HEADING {
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

/// The gaps of a segment that weigh at least so much and more than their neighbours.
fn peaks(codes: &[u16], leads: &[Option<usize>], least: i32) -> Vec<Gap> {
    let model = Model::get();
    let mut found: Vec<Gap> = Vec::new();
    for place in 1..codes.len() {
        let bonus = if leads.contains(&Some(place)) { LEAD_BONUS } else { 0 };
        if model.at_most(codes, place) + bonus < least {
            continue;
        }
        let weight = model.weigh(codes, place) + bonus;
        if weight < least || weight < WEAK_AFTER_NUMBER && after_number(codes, place) {
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
fn after_number(codes: &[u16], place: usize) -> bool {
    codes[place.saturating_sub(4)..place].contains(&code('0'))
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

/// A character as a part of a packed gram, every digit as 0, as the model has learnt it. Those outside the basic
/// plane are in no gram.
fn code(c: char) -> u16 {
    match c {
        '0'..='9' => '0' as u16,
        c => u16::try_from(u32::from(c)).unwrap_or(u16::MAX),
    }
}

/// A gram with one more character behind it.
fn packed(gram: u64, code: u16) -> u64 {
    gram << 16 | u64::from(code)
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
    /// What is known of single characters, and by its code which of the list a character is: the model knows some
    /// hundreds, which so lie close together.
    chars: Vec<Char>,
    places: Vec<u16>,
    /// What the longer grams on the left, those on the right, and the pairs add at most, by the two characters beside
    /// the gap on that side, or around it.
    left_most: Most,
    right_most: Most,
    pair_most: Most,
}

/// The weights of a character by itself, and of what is all of a side and ends or begins with it, at most: before a gap
/// and behind it.
#[derive(Debug, Clone, Copy, Default)]
struct Char {
    alone: [i16; 2],
    all: [i16; 2],
}

/// The greatest weights by two characters; those of one slot share theirs.
#[derive(Debug, Default)]
struct Most(Vec<i16>);

impl Most {
    const SLOTS: usize = 1 << 15;

    fn slot(first: u16, second: u16) -> usize {
        pair_number(first, second) as usize % Self::SLOTS
    }

    fn get(&self, first: u16, second: u16) -> i32 {
        self.0.get(Self::slot(first, second)).copied().unwrap_or(0).into()
    }

    /// By the two characters that `of` takes from each gram of two and more. Of the grams of one length one at most counts
    /// at a gap.
    fn of(grams: &Grams, of: impl Fn(u64) -> (u16, u16)) -> Self {
        let mut most = vec![0_i16; Self::SLOTS];
        for n in 2..=LONGEST {
            let mut best: HashMap<usize, i32> = HashMap::default();
            for (&gram, &weight) in grams.iter().filter(|&(&gram, _)| length(gram) == n) {
                let (first, second) = of(gram);
                let best = best.entry(Self::slot(first, second)).or_default();
                *best = weight.max(*best);
            }
            best.into_iter().for_each(|(slot, weight)| most[slot] = most[slot].saturating_add(small(weight)));
        }
        Self(most)
    }
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
            model.derive();
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

    /// Fills what is derived from the weights.
    fn derive(&mut self) {
        // The first represents all that the model does not know.
        self.chars = vec![Char::default()];
        self.places = vec![0; 1 << 16];
        for (side, grams) in [(0, &self.left), (1, &self.right)] {
            for (&gram, &weight) in grams.iter().filter(|&(&gram, _)| length(gram) == 1) {
                entry(&mut self.chars, &mut self.places, gram as u16).alone[side] = small(weight);
            }
        }
        for (side, grams) in [(0, &self.left_all), (1, &self.right_all)] {
            for (&gram, &weight) in grams {
                let c = if side == 0 { last(gram, 0) } else { first(gram, 0) };
                let all = &mut entry(&mut self.chars, &mut self.places, c).all[side];
                *all = small(weight).max(*all);
            }
        }
        self.left_most = Most::of(&self.left, |gram| (last(gram, 1), last(gram, 0)));
        self.right_most = Most::of(&self.right, |gram| (first(gram, 0), first(gram, 1)));
        self.pair_most = Most::of(&self.pair, |gram| (first(gram, 0), first(gram, 1)));
    }

    fn of_char(&self, code: u16) -> Char {
        self.chars[usize::from(self.places[usize::from(code)])]
    }

    /// What of a gap's weight its place in the segment makes.
    fn of_place(&self, end: usize, place: usize) -> i32 {
        self.always
            + self.before[place.min(FAR)]
            + self.behind[(end - place).min(FAR)]
            + self.length[(end / 4).min(10)]
    }

    /// The weight of the gap before character `place` is no greater than this: most gaps need no closer look.
    fn at_most(&self, codes: &[u16], place: usize) -> i32 {
        let end = codes.len();
        let (before, behind) = (codes[place - 1], codes[place]);
        let (left, right) = (self.of_char(before), self.of_char(behind));
        let alone = i32::from(left.alone[0]) + i32::from(right.alone[1]);
        let mut most = self.of_place(end, place) + alone + self.pair_most.get(before, behind);
        if place < LONGEST {
            most += i32::from(left.all[0]);
        }
        if end - place < LONGEST {
            most += i32::from(right.all[1]);
        }
        if place > 1 {
            most += self.left_most.get(codes[place - 2], before);
        }
        if end - place > 1 {
            most += self.right_most.get(behind, codes[place + 1]);
        }
        most
    }

    /// The weight of the gap before character `place` of a segment with these characters.
    fn weigh(&self, codes: &[u16], place: usize) -> i32 {
        let end = codes.len();
        let look = |grams: &Grams, gram: u64| grams.get(&gram).copied().unwrap_or(0);
        let pair = packed(codes[place - 1].into(), codes[place]);
        let mut weight = self.of_place(end, place) + look(&self.pair, pair);
        let (mut left, mut right) = (0, 0);
        for n in 1..=LONGEST.min(place) {
            left |= u64::from(codes[place - n]) << (16 * (n - 1));
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

/// Character `i` of a packed gram from its end, and from its start.
fn last(gram: u64, i: usize) -> u16 {
    (gram >> (16 * i)) as u16
}

fn first(gram: u64, i: usize) -> u16 {
    last(gram, length(gram) - 1 - i)
}

fn small(weight: i32) -> i16 {
    i16::try_from(weight).unwrap_or(i16::MAX)
}

/// What is known of a character, which takes the next place if it has none.
fn entry<'c>(chars: &'c mut Vec<Char>, places: &mut [u16], code: u16) -> &'c mut Char {
    let place = &mut places[usize::from(code)];
    if *place == 0 {
        *place = u16::try_from(chars.len()).unwrap_or(0);
        chars.push(Char::default());
    }
    &mut chars[usize::from(*place)]
}

/// The number of characters of a packed gram, none of which is NUL.
fn length(gram: u64) -> usize {
    (1..LONGEST).find(|n| gram >> (16 * n) == 0).unwrap_or(LONGEST)
}
