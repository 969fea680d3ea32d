//! What the parser knows of the language. Owns the reading of the files in `lexicon/`, compiled in; the rules
//! that use them are elsewhere.

use std::sync::LazyLock;

use foldhash::HashMap;

use baogao_core::{Decimal, Dimension, Measure, Role, Sign};

use crate::indicators::{Indicator, Indicators, key};

/// Everything read from `lexicon/`.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) units: Vec<UnitEntry>,
    /// Units by their first character, the longest first.
    units_by_char: HashMap<char, Vec<usize>>,
    pub(crate) predicates: HashMap<&'static str, Predicate>,
    /// The predicates' words, to find one at the end of a clause.
    pub(crate) predicate_words: Words,
    words: Classes,
    /// The words of targets that are sought all over a clause, of all classes together: one look says that a clause
    /// holds none of them.
    pub(crate) clause_cues: Words,
    pub(crate) roles: Vec<RoleEntry>,
    /// The headline indicators' names, to find one at the end of a phrase.
    pub(crate) indicator_words: Words,
    /// What may stand before an indicator's name and leaves it what it is.
    pub(crate) scopes: Words,
    /// What before an indicator's name makes another thing of it.
    pub(crate) other_things: Vec<&'static str>,
    /// What says that a growth is not one of a year.
    pub(crate) long_spans: Vec<&'static str>,
}

/// A unit of `units.tsv`.
#[derive(Debug)]
pub(crate) struct UnitEntry {
    pub(crate) text: &'static str,
    pub(crate) dimension: Option<Dimension>,
    pub(crate) factor: Decimal,
    /// Followed by one of these it is no unit.
    not_before: &'static str,
    /// Behind a Chinese numeral it is part of a name: 两市一体化, 七支点.
    pub(crate) arabic_only: bool,
}

/// What a predicate of change makes of a quantity.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Predicate {
    pub(crate) of_share: Measure,
    pub(crate) of_amount: Measure,
    pub(crate) sign: Sign,
}

/// A row of `roles.tsv`.
#[derive(Debug)]
pub(crate) struct RoleEntry {
    pub(crate) role: Role,
    /// Only at the first level of the outline.
    pub(crate) main_only: bool,
    pub(crate) cue: &'static str,
}

/// The classes of words by their names. A name is looked up in every sentence, and nearly always a literal: its place in
/// the table is then known to the compiler, and one comparison is left.
#[derive(Debug)]
struct Classes {
    slots: Vec<Option<(&'static str, Words)>>,
    none: Words,
}

impl Classes {
    fn new(classes: impl Iterator<Item = (&'static str, Words)>) -> Self {
        let classes: Vec<_> = classes.collect();
        let size = (classes.len() * 4).next_power_of_two();
        let mut slots: Vec<_> = std::iter::repeat_with(|| None).take(size).collect();
        for (name, words) in classes {
            let free = (Self::slot(name)..).map(|at| at & (size - 1)).find(|&at| slots[at].is_none());
            slots[free.unwrap_or(0)] = Some((name, words));
        }
        Self { slots, none: Words::default() }
    }

    /// Where the search for a class begins.
    #[inline]
    fn slot(name: &str) -> usize {
        let at = |i: usize| name.as_bytes().get(i).map_or(0, |&byte| usize::from(byte));
        let len = name.len();
        len + at(0) * 3 + at(len / 2) * 37 + at(len.wrapping_sub(2)) * 11 + at(len.wrapping_sub(1)) * 7
    }

    #[inline]
    fn get(&self, class: &str) -> &Words {
        let mask = self.slots.len() - 1;
        let mut at = Self::slot(class) & mask;
        // Three slots of four are free, so that the search ends.
        while let Some((name, words)) = &self.slots[at] {
            if *name == class {
                return words;
            }
            at = (at + 1) & mask;
        }
        &self.none
    }
}

/// A set of words that can be looked for at either end of a text.
#[derive(Debug, Default)]
pub(crate) struct Words {
    list: Vec<&'static str>,
    by_first: HashMap<char, Vec<&'static str>>,
    by_last: HashMap<char, Vec<&'static str>>,
    /// Bits of the first characters, of the first two, of words of one character, and of the last characters: at most
    /// places of a text no word begins or ends, and a look here says so.
    firsts: CharBits,
    pairs: CharBits,
    singles: CharBits,
    lasts: CharBits,
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
    fn new(mut list: Vec<&'static str>) -> Self {
        list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut words = Self::default();
        for &word in &list {
            if let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) {
                match word.chars().nth(1) {
                    Some(second) => words.pairs.insert(pair(first, second)),
                    None => words.singles.insert(first),
                }
                words.firsts.insert(first);
                words.lasts.insert(last);
                words.by_first.entry(first).or_default().push(word);
                words.by_last.entry(last).or_default().push(word);
            }
        }
        words.list = list;
        words
    }

    /// The longest word that `text` begins with.
    pub(crate) fn prefix_of(&self, text: &str) -> Option<&'static str> {
        let mut chars = text.chars();
        let first = chars.next().filter(|&c| self.firsts.may_contain(c))?;
        if !self.singles.may_contain(first) && !self.pairs.may_contain(pair(first, chars.next()?)) {
            return None;
        }
        self.by_first.get(&first)?.iter().copied().find(|word| text.starts_with(word))
    }

    /// The longest word that `text` ends with.
    pub(crate) fn suffix_of(&self, text: &str) -> Option<&'static str> {
        let last = text.chars().next_back().filter(|&c| self.lasts.may_contain(c))?;
        self.by_last.get(&last)?.iter().copied().find(|word| text.ends_with(word))
    }

    /// Every word that `text` ends with, the longest first.
    pub(crate) fn suffixes_of<'t>(&'t self, text: &'t str) -> impl Iterator<Item = &'static str> + 't {
        let words = text.chars().next_back().and_then(|last| self.by_last.get(&last));
        words.into_iter().flatten().copied().filter(|word| text.ends_with(word))
    }

    pub(crate) fn contains(&self, text: &str) -> bool {
        self.prefix_of(text).is_some_and(|word| word.len() == text.len())
    }

    /// Every word in `text` with its place; of words that begin at one place the longest, and none within another.
    pub(crate) fn found_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'static str)> + 't {
        let mut end = 0;
        text.char_indices().filter(|&(_, c)| self.firsts.may_contain(c)).filter_map(move |(at, _)| {
            let word = self.prefix_of(&text[at..]).filter(|_| at >= end)?;
            end = at + word.len();
            Some((at, word))
        })
    }

    /// Whether one of the words stands anywhere in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.found_in(text).next().is_some()
    }

    /// Where the last of the words in `text` begins.
    pub(crate) fn last_in(&self, text: &str) -> Option<usize> {
        let may = text.char_indices().rev().filter(|&(_, c)| self.firsts.may_contain(c));
        may.map(|(at, _)| at).find(|&at| self.prefix_of(&text[at..]).is_some())
    }

    /// The words, longest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.list.iter().copied()
    }
}

/// A number for two characters.
fn pair(first: char, second: char) -> u32 {
    u32::from(first).wrapping_mul(0x9e5) ^ u32::from(second)
}

/// The rows of a file that say something, split into fields.
fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines()
        .map(|line| line.trim_end_matches('\r'))
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

fn field(row: &[&'static str], i: usize) -> &'static str {
    row.get(i).copied().unwrap_or_default()
}

fn measure(name: &str) -> Option<Measure> {
    [Measure::Level, Measure::Increment, Measure::Growth, Measure::Ratio, Measure::Rank]
        .into_iter()
        .find(|measure| measure.as_str() == name)
}

impl Lexicon {
    /// The lexicon that is compiled in.
    pub(crate) fn get() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);
        &LEXICON
    }

    fn load() -> Self {
        let mut units: Vec<UnitEntry> = rows(include_str!("../lexicon/units.tsv"))
            .map(|row| UnitEntry {
                text: field(&row, 0),
                dimension: Dimension::from_name(field(&row, 1)),
                factor: field(&row, 2).parse().unwrap_or(Decimal::ONE),
                not_before: field(&row, 3),
                arabic_only: field(&row, 4) == "arabic",
            })
            .collect();
        units.sort_by_key(|unit| std::cmp::Reverse(unit.text.len()));
        let mut units_by_char: HashMap<char, Vec<usize>> = HashMap::default();
        for (i, unit) in units.iter().enumerate() {
            if let Some(first) = unit.text.chars().next() {
                units_by_char.entry(first).or_default().push(i);
            }
        }
        let predicates: HashMap<_, _> = rows(include_str!("../lexicon/predicates.tsv"))
            .filter_map(|row| {
                let sign = if field(&row, 3) == "-1" { Sign::Minus } else { Sign::Plus };
                let predicate = Predicate {
                    of_share: measure(field(&row, 1))?,
                    of_amount: measure(field(&row, 2))?,
                    sign,
                };
                Some((field(&row, 0), predicate))
            })
            .collect();
        let predicate_words = Words::new(predicates.keys().copied().collect());
        let mut classes: HashMap<&'static str, Vec<&'static str>> = HashMap::default();
        const FILES: [&str; 3] = [
            include_str!("../lexicon/words.tsv"),
            include_str!("../lexicon/numerals.tsv"),
            include_str!("../lexicon/targets.tsv"),
        ];
        for file in FILES {
            for row in rows(file) {
                classes.entry(field(&row, 0)).or_default().push(field(&row, 1));
            }
        }
        const CUES: [&str; 5] = ["aspiration", "looks_back", "negation", "above", "below"];
        let cues = CUES.iter().filter_map(|class| classes.get(class)).flatten().copied();
        let clause_cues = Words::new(cues.collect());
        let words = Classes::new(classes.into_iter().map(|(class, list)| (class, Words::new(list))));
        let roles = rows(include_str!("../lexicon/roles.tsv"))
            .filter_map(|row| {
                let role = Role::ALL.into_iter().find(|role| role.as_str() == field(&row, 0))?;
                Some(RoleEntry { role, main_only: field(&row, 1) == "main", cue: field(&row, 2) })
            })
            .collect();
        let before_names = |class: &str| -> Vec<&'static str> {
            let rows = rows(include_str!("../lexicon/scopes.tsv"));
            rows.filter(|row| field(row, 0) == class).map(|row| field(&row, 1)).collect()
        };
        let headline = Indicators::builtin().iter().filter(|indicator| indicator.is_headline());
        let indicator_words = Words::new(headline.flat_map(Indicator::names).collect());
        Self {
            units,
            units_by_char,
            predicates,
            predicate_words,
            words,
            clause_cues,
            roles,
            indicator_words,
            scopes: Words::new(before_names("scope")),
            other_things: before_names("other"),
            long_spans: before_names("span"),
        }
    }

    /// The words of one class of `words.tsv`, `numerals.tsv` or `targets.tsv`; a class that all lack has none.
    #[inline]
    pub(crate) fn words(&self, class: &str) -> &Words {
        self.words.get(class)
    }

    /// The longest unit that `text` begins with.
    pub(crate) fn unit(&self, text: &str) -> Option<&UnitEntry> {
        let first = text.chars().next()?;
        self.units_by_char.get(&first)?.iter().map(|&i| &self.units[i]).find(|unit| {
            text.strip_prefix(unit.text)
                .is_some_and(|rest| !rest.chars().next().is_some_and(|next| unit.not_before.contains(next)))
        })
    }

    /// The headline indicators of an exact name. Others (存款余额) may well be attributes of what was named before.
    pub(crate) fn indicators_named(&self, name: &str) -> impl Iterator<Item = &'static Indicator> {
        let named = Indicators::builtin().named(&key(name)).map(|(indicator, _)| indicator);
        named.filter(|indicator| indicator.is_headline())
    }
}
