//! How likely is a text? Owns the words of `lexicon/words.tsv` and what the damaged document itself shows
//! in its clean part; must not know how bytes are damaged.

use baogao_lexicon::is_han;
use std::{ops::Range, sync::LazyLock};

use foldhash::HashMap;

use super::token::without_readings;
use crate::{
    chars::{is_cjk_punctuation, narrow},
    fixers::{
        entries,
        pinyin::{Annotations, Syllable},
        script::CharTable,
    },
    gbk::{Code, Gbk},
};

/// Words that jieba's dictionary counted, as a logarithm.
const LN_ALL: f32 = 17.9;
/// A character that is no word of its own in the lexicon, and one that no lexicon holds.
const RARE: f32 = -15.0;
/// One character in thirty is a full stop or a comma.
const MARK: f32 = -3.5;
/// This many characters after a suspicious `?` may be damaged, and are not learned from.
const DAMAGED: usize = 30;

/// The words of the lexicon.
struct Words {
    /// By first character: its class as a word, the frequency of all its words together, and where these are.
    heads: HashMap<char, (f32, f32, Range<usize>)>,
    /// Second character and log probability, sorted within each head.
    tails: Vec<(char, f32)>,
}

impl Words {
    fn get() -> &'static Self {
        static WORDS: LazyLock<Words> = LazyLock::new(|| {
            let mut words = Words { heads: HashMap::default(), tails: Vec::new() };
            // Half a class up: the middle of what the class represents.
            let class = |letter: char| (letter as u32 - 'a' as u32) as f32 + 0.5 - LN_ALL;
            for entry in entries(include_str!("../../../lexicon/words.tsv")) {
                let Some((head, list)) = entry.split_once('\t') else { continue };
                let mut head = head.chars();
                let Some(first) = head.next() else { continue };
                let single = head.next().map_or(RARE, class);
                let (from, mut all, mut now) = (words.tails.len(), single.exp(), RARE);
                for c in list.chars() {
                    if c.is_ascii_lowercase() {
                        now = class(c);
                    } else {
                        all += now.exp();
                        words.tails.push((c, now));
                    }
                }
                words.tails[from..].sort_by_key(|&(c, _)| c);
                words.heads.insert(first, (single, all, from..words.tails.len()));
            }
            words
        });
        &WORDS
    }

    /// Log probability of a character as a word.
    fn single(&self, c: char) -> f32 {
        match c {
            _ if is_han(c) => self.heads.get(&c).map_or(RARE - 2.0, |head| head.0),
            _ if c.is_ascii() || is_cjk_punctuation(c) => MARK,
            _ => RARE - 2.0,
        }
    }

    /// Log probability of a word of two characters.
    fn pair(&self, first: char, second: char) -> Option<f32> {
        let tails = &self.tails[self.heads.get(&first)?.2.clone()];
        tails.binary_search_by_key(&second, |tail| tail.0).ok().map(|i| tails[i].1)
    }

    /// Probability that `second` follows where `first` begins a word.
    fn follows(&self, first: char, second: char) -> f32 {
        match (self.pair(first, second), self.heads.get(&first)) {
            (Some(pair), Some(head)) => pair.exp() / head.1,
            _ => 0.0,
        }
    }
}

/// What is known of the language and of one document.
pub(super) struct Model<'a> {
    words: &'static Words,
    annotations: &'a Annotations,
    /// How often each pair of neighbours is in the clean part, and each character as the first of one.
    pairs: HashMap<(char, char), u32>,
    firsts: HashMap<char, u32>,
    /// How many pairs that are.
    total: u32,
}

impl<'a> Model<'a> {
    pub(super) fn new(text: &str, annotations: &'a Annotations) -> Self {
        let (mut pairs, mut firsts, mut total) = (HashMap::default(), HashMap::default(), 0);
        let (mut before, mut skip) = ('\n', 0);
        for c in without_readings(text) {
            if c == '?' {
                skip = DAMAGED;
            }
            let c = narrow(c);
            if skip == 0 {
                *pairs.entry((before, c)).or_default() += 1;
                *firsts.entry(before).or_default() += 1;
                total += 1;
            } else {
                skip -= 1;
            }
            before = c;
        }
        Self { words: Words::get(), annotations, pairs, firsts, total }
    }

    /// How often the character is in the clean part (at a line's end it is not counted).
    fn occurs(&self, c: char) -> f32 {
        self.firsts.get(&c).map_or(0.0, |&count| count as f32)
    }

    /// How often the two are side by side in the clean part.
    fn side_by_side(&self, first: char, second: char) -> f32 {
        self.pairs.get(&(narrow(first), narrow(second))).map_or(0.0, |&count| count as f32)
    }

    /// Log probability that `c` follows `before`.
    pub(super) fn next(&self, before: char, c: char) -> f32 {
        let (before, c) = (narrow(before), narrow(c));
        let together = self.side_by_side(before, c);
        // What was seen once may be damage itself.
        let document = if together >= 2.0 { together / self.occurs(before).max(together) } else { 0.0 };
        let alone = self.occurs(c) / (self.total as f32 + 1.0);
        let words = self.words.follows(simple(before), simple(c));
        (0.45 * document + 0.25 * alone + 0.2 * words + 0.1 * prior(c)).ln()
    }

    /// How well an annotation fits the document: best is one that is elsewhere too, worst is one of a
    /// character that is elsewhere without.
    pub(super) fn annotation(&self, key: char, syllable: Syllable) -> f32 {
        if self.annotations.count(key, syllable) > 0 {
            0.0
        } else if self.occurs(key) > 0.0 {
            -7.0
        } else {
            -3.0
        }
    }

    /// How well `text[at]` fits between its neighbours, as words and as the document writes elsewhere.
    pub(super) fn fit(&self, text: &[char], at: usize) -> f32 {
        /// Characters looked at on each side.
        const SIDE: usize = 8;
        let Some(&c) = text.get(at) else { return 0.0 };
        let near: Vec<char> =
            text[at.saturating_sub(SIDE)..text.len().min(at + SIDE + 1)].iter().map(|&c| simple(c)).collect();
        let before = at.checked_sub(1).and_then(|i| text.get(i)).copied();
        let after = text.get(at + 1).copied();
        let beside =
            |pair: Option<(char, char)>| pair.map_or(0.0, |(a, b)| 2.0 * self.side_by_side(a, b).ln_1p());
        let neighbours = beside(before.map(|b| (b, c))) + beside(after.map(|a| (c, a)));
        let typeset = if is_cjk_punctuation(c) { mark(text, at) } else { prior(c).ln() * 0.25 };
        self.segment(&near) + neighbours + typeset + 0.5 * self.occurs(c).ln_1p()
    }

    /// Log probability of the likeliest division into words of one or two characters.
    fn segment(&self, text: &[char]) -> f32 {
        let (mut two_back, mut one_back) = (f32::NEG_INFINITY, 0.0);
        let mut previous = None;
        for &c in text {
            let single = one_back + self.words.single(c);
            let pair =
                previous.and_then(|p| self.words.pair(p, c)).map_or(f32::NEG_INFINITY, |w| two_back + w);
            (two_back, one_back) = (one_back, single.max(pair));
            previous = Some(c);
        }
        one_back
    }
}

/// Whether a mark may be at a place of a set text.
fn mark(text: &[char], at: usize) -> f32 {
    /// A quotation shorter than this is a name, and ends without a full stop.
    const NAME: usize = 7;
    let opens = |c: char| "“‘《（【〔(—".contains(c);
    let closes = |c: char| "”’》）】〕)％%".contains(c);
    let c = text[at];
    let mut score = 0.0;
    if at > 0 && is_mark(text[at - 1]) && !closes(text[at - 1]) && !opens(c) {
        score -= 6.0;
    }
    if text.get(at + 1).is_some_and(|&after| is_mark(after) && !opens(after)) {
        score -= 6.0;
    }
    if at + 1 == text.len() && matches!(c, '，' | '、') {
        score -= 6.0;
    }
    if c == '。' {
        score -= 4.0;
        let quoted = text[..at].iter().rev().take(NAME).any(|&c| c == '“');
        if quoted && text.get(at + 1) == Some(&'”') {
            score -= 6.0;
        }
    }
    const PAIRS: [(char, char); 6] =
        [('“', '”'), ('‘', '’'), ('《', '》'), ('（', '）'), ('【', '】'), ('〔', '〕')];
    for (open, close) in PAIRS {
        // The nearest mark of the pair on the other side tells whether this one is missing.
        let missing = if c == close {
            text[..at].iter().rev().find(|&&b| b == open || b == close).copied() == Some(open)
        } else if c == open {
            text[at + 1..].iter().find(|&&a| a == open || a == close).copied() == Some(close)
        } else {
            continue;
        };
        score += if missing { 4.0 } else { -8.0 };
    }
    score
}

fn is_mark(c: char) -> bool {
    is_cjk_punctuation(c) || matches!(c, ',' | ';' | ':' | '!' | '?')
}

/// How common a character is, as its place in the character sets says.
fn prior(c: char) -> f32 {
    match Gbk::get().code(simple(c)) {
        Some(Code::Byte(_)) => 5e-4,
        _ if is_cjk_punctuation(c) => 5e-3,
        // GB 2312 has the common characters in its first half.
        Some(Code::Pair([0xB0..=0xD7, 0xA1..=0xFE])) => 2e-4,
        Some(Code::Pair([0xD8..=0xF7, 0xA1..=0xFE])) => 1e-5,
        Some(Code::Pair(_)) if is_han(c) => 2e-6,
        Some(Code::Pair(_)) => 1e-6,
        None => 1e-8,
    }
}

fn simple(c: char) -> char {
    CharTable::get().simplified(c).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_loaded_with_their_frequencies() {
        let words = Words::get();
        assert!(words.heads.len() > 4000);
        assert!(words.pair('规', '模') > words.pair('规', '矩'));
        assert_eq!(words.pair('规', '口'), None);
        assert!(words.single('的') > words.single('模'));
    }
}
