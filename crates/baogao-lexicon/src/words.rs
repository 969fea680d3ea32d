//! Sets of words. Owns the prefiltered matcher that finds one of many words at either end of a text, or anywhere in it.

use foldhash::HashMap;

/// A set of words that can be looked for at either end of a text.
#[derive(Debug, Default)]
pub struct Words {
    list: Vec<&'static str>,
    starts: Ends,
    ends: Ends,
}

/// Words by their two outermost characters on one side.
#[derive(Debug, Default)]
struct Ends {
    /// Bits of the outermost characters, of the two outermost, and of the words of one character: at most places of a
    /// text no word begins or ends, and a look here says so.
    outer: CharBits,
    pairs: CharBits,
    singles: CharBits,
    by_pair: HashMap<(char, char), Vec<&'static str>>,
    by_char: HashMap<char, &'static str>,
}

impl Ends {
    /// Adds a word with these characters; longer words come first.
    fn add(&mut self, word: &'static str, mut chars: impl Iterator<Item = char>) {
        let Some(outer) = chars.next() else { return };
        self.outer.insert(outer);
        match chars.next() {
            Some(inner) => {
                self.pairs.insert(pair(outer, inner));
                self.by_pair.entry((outer, inner)).or_default().push(word);
            }
            None => {
                self.singles.insert(outer);
                self.by_char.insert(outer, word);
            }
        }
    }

    /// The words that a text with these outermost characters may have there, the longest first.
    fn candidates(&self, mut chars: impl Iterator<Item = char>) -> impl Iterator<Item = &'static str> {
        let outer = chars.next().filter(|&c| self.outer.may_contain(c));
        let longer =
            outer.zip(chars.next()).filter(|&(outer, inner)| self.pairs.may_contain(pair(outer, inner)));
        let single = outer.filter(|&c| self.singles.may_contain(c));
        let longer = longer.and_then(|pair| self.by_pair.get(&pair));
        longer.into_iter().flatten().copied().chain(single.and_then(|c| self.by_char.get(&c)).copied())
    }
}

/// A bit for the low end of each number of a set.
#[derive(Debug, Clone, Copy)]
struct CharBits([u64; 64]);

impl Default for CharBits {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl CharBits {
    fn insert(&mut self, number: impl Into<u32>) {
        let low = number.into() & 0xfff;
        self.0[(low / 64) as usize] |= 1 << (low % 64);
    }

    fn may_contain(&self, number: impl Into<u32>) -> bool {
        let low = number.into() & 0xfff;
        self.0[(low / 64) as usize] & 1 << (low % 64) != 0
    }
}

impl Words {
    /// A set of these words.
    #[must_use]
    pub fn new(mut list: Vec<&'static str>) -> Self {
        list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let (mut starts, mut ends) = (Ends::default(), Ends::default());
        for &word in &list {
            starts.add(word, word.chars());
            ends.add(word, word.chars().rev());
        }
        Self { list, starts, ends }
    }

    /// The longest word that `text` begins with.
    #[must_use]
    pub fn prefix_of(&self, text: &str) -> Option<&'static str> {
        self.starts.candidates(text.chars()).find(|word| text.starts_with(word))
    }

    /// The longest word that `text` ends with.
    #[must_use]
    pub fn suffix_of(&self, text: &str) -> Option<&'static str> {
        self.suffixes_of(text).next()
    }

    /// Every word that `text` ends with, the longest first.
    pub fn suffixes_of<'t>(&'t self, text: &'t str) -> impl Iterator<Item = &'static str> + 't {
        self.ends.candidates(text.chars().rev()).filter(|word| text.ends_with(word))
    }

    /// Whether `text` is one of the words.
    #[must_use]
    pub fn contains(&self, text: &str) -> bool {
        self.prefix_of(text).is_some_and(|word| word.len() == text.len())
    }

    /// Every word in `text` with its place; of words that begin at one place the longest, and none within another.
    pub fn found_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'static str)> + 't {
        let mut end = 0;
        text.char_indices().filter(|&(_, c)| self.starts.outer.may_contain(c)).filter_map(move |(at, _)| {
            let word = self.prefix_of(&text[at..]).filter(|_| at >= end)?;
            end = at + word.len();
            Some((at, word))
        })
    }

    /// Whether one of the words occurs in `text`.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.found_in(text).next().is_some()
    }

    /// Where the last of the words in `text` begins.
    #[must_use]
    pub fn last_in(&self, text: &str) -> Option<usize> {
        let may = text.char_indices().rev().filter(|&(_, c)| self.starts.outer.may_contain(c));
        may.map(|(at, _)| at).find(|&at| self.prefix_of(&text[at..]).is_some())
    }

    /// The words, longest first.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.list.iter().copied()
    }
}

/// A number for two characters.
fn pair(first: char, second: char) -> u32 {
    u32::from(first).wrapping_mul(0x9e5) ^ u32::from(second)
}
