//! Which characters belong together. Owns the count of neighbouring Han characters in one document; what follows from
//! it for a line end or a blank is the asker's business.
//!
//! Assumption: two characters that are together far more often than chance would have it are one word, or the
//! seam of one, and neither a paragraph nor a word ends between them.

use baogao_lexicon::is_han;
use foldhash::HashMap;

use crate::chars::{CharSet, is_blank};

/// How often two characters must be together in the document to be a word.
const MIN_PAIRS: u64 = 2;
/// How many times more often than chance has it.
const MIN_LIFT: u64 = 10;
/// Of this many times that the rarer of two characters is seen, it is once beside the other.
const BOUND: u64 = 8;

/// Which characters are together within the document's lines.
pub(crate) struct Pairs {
    pairs: HashMap<(char, char), u64>,
    chars: HashMap<char, u64>,
    total: u64,
}

/// The sides of the cuts that will be asked about. They are few, and what no cut shows need not be counted.
#[derive(Default)]
pub(crate) struct Cuts {
    firsts: CharSet,
    seconds: CharSet,
}

impl Cuts {
    /// A cut between these two will be asked about.
    pub(crate) fn add(&mut self, first: char, second: char) {
        self.add_first(first);
        self.add_second(second);
    }

    /// Cuts behind this character, before any of the second ones.
    pub(crate) fn add_first(&mut self, first: char) {
        self.firsts.insert(first);
    }

    /// Cuts before this character, behind any of the first ones.
    pub(crate) fn add_second(&mut self, second: char) {
        self.seconds.insert(second);
    }
}

impl Pairs {
    /// Counts the Han characters of a text and their pairs, as far as the cuts show them. Blanks do not part them, since
    /// they may be damage; line ends do, since they are what is asked about later.
    pub(crate) fn of(text: &str, cuts: &Cuts) -> Self {
        let mut counts = Self { pairs: HashMap::default(), chars: HashMap::default(), total: 0 };
        // The character before, when it is Han and the first of some cut.
        let mut before = None;
        for c in text.chars() {
            if !is_han(c) {
                before = before.filter(|_| is_blank(c));
                continue;
            }
            counts.total += 1;
            let (first, second) = (cuts.firsts.contains(c), cuts.seconds.contains(c));
            if first || second {
                *counts.chars.entry(c).or_default() += 1;
            }
            if second && let Some(before) = before {
                *counts.pairs.entry((before, c)).or_default() += 1;
            }
            before = first.then_some(c);
        }
        counts
    }

    /// How often the two are together.
    pub(crate) fn count(&self, first: char, second: char) -> u64 {
        self.pairs.get(&(first, second)).copied().unwrap_or(0)
    }

    /// Whether the two are hardly ever seen but together: a cut between them needs no other sign.
    pub(crate) fn is_bound(&self, first: char, second: char) -> bool {
        let rarer = self.alone(first).min(self.alone(second));
        let together = self.count(first, second);
        together > MIN_PAIRS && together.saturating_mul(BOUND) >= rarer && self.may_be_word(first, second)
    }

    /// Whether a cut between the two, in running text, is a cut within a word.
    pub(crate) fn is_word(&self, first: char, second: char) -> bool {
        self.count(first, second) >= MIN_PAIRS && self.may_be_word(first, second)
    }

    /// The same where other signs show a cut already: seen once is enough.
    pub(crate) fn may_be_word(&self, first: char, second: char) -> bool {
        let together = self.count(first, second);
        let (first, second) = (self.alone(first), self.alone(second));
        let beats_chance =
            together.saturating_mul(self.total) >= first.saturating_mul(second).saturating_mul(MIN_LIFT);
        // In a short text nothing beats chance by far, but some characters are hardly seen apart.
        together > 0 && (beats_chance || together.saturating_mul(2) > first.max(second))
    }

    fn alone(&self, c: char) -> u64 {
        self.chars.get(&c).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str, asked: &[(char, char)]) -> Pairs {
        let mut cuts = Cuts::default();
        asked.iter().for_each(|&(first, second)| cuts.add(first, second));
        Pairs::of(text, &cuts)
    }

    #[test]
    fn knows_words_by_how_often_they_stand_together() {
        let text = "推动青川发展，加快产业发展，实现绿色发展。动能充足，全力以赴，全面发力。";
        let pairs = pairs(text, &[('发', '展'), ('展', '全'), ('动', '全')]);
        assert!(pairs.is_word('发', '展'));
        assert!(!pairs.is_word('展', '全') && !pairs.is_word('动', '全'));
    }

    #[test]
    fn blanks_part_no_pair_and_line_ends_do() {
        let pairs = pairs("发 展\n展发", &[('发', '展'), ('展', '展')]);
        assert_eq!((pairs.count('发', '展'), pairs.count('展', '展')), (1, 0));
    }
}
