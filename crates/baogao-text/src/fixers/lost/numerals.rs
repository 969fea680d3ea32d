//! Losses beside numerals. Owns the signs that an ordinal, a part of a date, or a unit is gone; it must not know
//! what is counted.
//!
//! Assumption: an Arabic number before a Chinese word has a unit or a classifier behind it. Those that do not are
//! names (a road, a hotline, a year) and recognised as such.

use baogao_lexicon::{Lexicon, is_han};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Sign, paragraphs};
use crate::{chars::not_ideographs, fixers::entries};

/// A whole number of this many digits is written with 万.
const LONG_NUMBER: usize = 6;

pub(super) fn find(text: &str, signs: &mut Vec<Sign>) {
    ordinals(text, signs);
    for (start, line) in paragraphs(text) {
        let mut depth = 0_usize;
        let mut end = 0;
        for (at, c) in not_ideographs(line) {
            match c {
                '“' | '《' => depth += 1,
                '”' | '》' => depth = depth.saturating_sub(1),
                // A mark whose partner was lost quotes no further than its sentence.
                '。' => depth = 0,
                '0'..='9' if at >= end => {
                    let number = Number::at(line, at);
                    end = number.end;
                    let sign = number.fused_date().or_else(|| {
                        // Names are in quotation marks: “2025示范年”.
                        if depth > 0 { None } else { number.without_unit().or_else(|| number.fused()) }
                    });
                    signs.extend(sign.map(|mut sign| {
                        sign.range = start + sign.range.start..start + sign.range.end;
                        sign
                    }));
                }
                _ => {}
            }
        }
    }
}

/// 第 with nothing between it and what it counts: 第次会议, 第届.
fn ordinals(text: &str, signs: &mut Vec<Sign>) {
    for at in memchr::memmem::find_iter(text.as_bytes(), "第") {
        let rest = &text[at + "第".len()..];
        let broken = rest.starts_with('\n');
        let rest = rest.trim_start_matches('\n');
        let counted = ["次", "届", "人民代表大会"].into_iter().find(|word| rest.starts_with(word));
        let bare = counted.is_some_and(|word| !broken || word != "次");
        if bare {
            let end = text.len() - rest.len() + rest.chars().next().map_or(0, char::len_utf8);
            signs.push(Sign::strong(at..end, "the number behind 第 is missing"));
        }
    }
}

/// One Arabic number of a line.
struct Number<'t> {
    line: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Number<'t> {
    fn at(line: &'t str, start: usize) -> Self {
        let digits = |from: usize| {
            line[from..].bytes().position(|b| !b.is_ascii_digit()).map_or(line.len(), |n| from + n)
        };
        let mut end = digits(start);
        if line[end..].starts_with('.') && line[end + 1..].starts_with(|c: char| c.is_ascii_digit()) {
            end = digits(end + 1);
        }
        Self { line, start, end }
    }

    fn text(&self) -> &'t str {
        &self.line[self.start..self.end]
    }

    fn before(&self) -> Option<char> {
        self.line[..self.start].chars().next_back()
    }

    fn rest(&self) -> &'t str {
        &self.line[self.end..]
    }

    fn is_whole(&self) -> bool {
        !self.text().contains('.')
    }

    fn is_year(&self) -> bool {
        self.text().len() == 4 && self.is_whole() && starts_century(self.text())
    }

    /// A date whose 年, 月 and 日 are gone: 2023223在.
    fn fused_date(&self) -> Option<Sign> {
        let digits = self.text();
        let plausible = self.is_whole()
            && (6..=7).contains(&digits.len())
            && starts_century(digits)
            && self.rest().starts_with(['在', '于'])
            && !self.before().is_some_and(|c| c.is_ascii_alphanumeric());
        if !plausible {
            return None;
        }
        let (year, rest) = digits.split_at(4);
        let number = |digits: &str, most: u8| {
            digits.parse().ok().filter(|n| !digits.starts_with('0') && (1..=most).contains(n))
        };
        let mut readings = (1..rest.len()).filter_map(|cut| {
            let (month, day) = rest.split_at(cut);
            Some(format!("{year}年{}月{}日", number(month, 12)?, number(day, 31)?))
        });
        let sign = Sign::strong(self.start..self.end, "年, 月 and 日 are missing from a date");
        Some(match (readings.next(), readings.next()) {
            (Some(only), None) => sign.reads(only),
            _ => sign,
        })
    }

    /// A number that a word follows to which it cannot belong.
    fn without_unit(&self) -> Option<Sign> {
        let named =
            self.before().is_some_and(|c| c.is_ascii_alphanumeric() || "-—–~－+＋.·/×_#:".contains(c));
        let clock = self.line[..self.start]
            .strip_suffix('：')
            .is_some_and(|s| s.ends_with(|c: char| c.is_ascii_digit()));
        if named || clock || Words::get().names_number(&self.line[..self.start]) {
            return None;
        }
        let rest = self.rest();
        let next = rest.chars().next()?;
        let range = self.start..self.end + next.len_utf8();
        let number = self.text();
        if self.is_year() {
            let lacks = ["是", "以来", "上半", "下半"].into_iter().any(|word| rest.starts_with(word));
            return lacks.then(|| {
                Sign::strong(range, format!("年 is missing behind {number}"))
                    .reads(format!("{number}年{next}"))
            });
        }
        if matches!(next, '，' | '。' | '；') {
            // Codes and indices are alone: 热线12345，指数为35。
            return self.is_whole().then(|| {
                Sign::weak(range, format!("a unit or classifier seems to be missing behind {number}"))
            });
        }
        if !is_han(next) || Words::get().may_follow(rest) {
            return None;
        }
        let sign = Sign::strong(range, format!("a unit or classifier is missing behind {number}"));
        Some(match Words::get().classifier(rest) {
            Some(classifier) => sign.reads(format!("{number}{classifier}{next}")),
            None => sign,
        })
    }

    /// Two numbers that grew together when the classifier between them went: 12栋36.5万平方米, 8类3000余台.
    fn fused(&self) -> Option<Sign> {
        let (whole, fraction) = self.text().split_once('.').unwrap_or((self.text(), ""));
        let areal = ["万平", "万立"].into_iter().any(|unit| self.rest().starts_with(unit));
        let grown = if fraction.is_empty() {
            whole.len() >= LONG_NUMBER && self.rest().starts_with(['余', '多'])
        } else {
            (3..=4).contains(&whole.len()) && areal
        };
        grown.then(|| {
            let message = format!("{} may be two numbers with the classifier between them lost", self.text());
            Sign::weak(self.start..self.end, message)
        })
    }
}

fn starts_century(digits: &str) -> bool {
    digits.starts_with("19") || digits.starts_with("20")
}

/// A classifier that follows a noun, with its numeral gone: 两类球场个, 管理项重点工作.
pub(super) fn find_bare(text: &str, signs: &mut Vec<Sign>) {
    let words = Words::get();
    let mut before = None;
    for (at, c) in text.char_indices() {
        if matches!(c, '个' | '座' | '项')
            && before.is_some_and(is_han)
            && words.kind(&text[at..]) == Some(Kind::Follows)
            && !words.numeral_before(&text[..at])
        {
            signs.push(Sign::weak(
                at..at + c.len_utf8(),
                format!("the numeral before {c} seems to be missing"),
            ));
        }
        before = Some(c);
    }
}

/// What an entry of `lexicon/numerals.tsv` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// May follow a number: a unit, a classifier, a scale, or a word that makes the number a name.
    Follows,
    /// A noun, and the classifier it is counted with.
    Counted(&'static str),
    /// Makes the number behind it a name: 国道.
    Names,
    /// Begins like a classifier and is another word: 个体, 项目.
    Word,
    /// What is before a classifier, or makes a word with it: 两个, 各个, 事项.
    Numeral,
}

struct Words {
    automaton: Option<AhoCorasick>,
    kinds: Vec<Kind>,
    names: Vec<&'static str>,
    numerals: Vec<&'static str>,
}

impl Words {
    fn get() -> &'static Self {
        static WORDS: LazyLock<Words> = LazyLock::new(|| {
            let mut words =
                Words { automaton: None, kinds: Vec::new(), names: Vec::new(), numerals: Vec::new() };
            let mut patterns = Vec::new();
            for entry in entries(include_str!("../../../lexicon/numerals.tsv")) {
                let mut fields = entry.split('\t');
                let (Some(kind), Some(word)) = (fields.next(), fields.next()) else { continue };
                let kind = match kind {
                    "follows" => Kind::Follows,
                    "counted" => Kind::Counted(fields.next().unwrap_or_default()),
                    "names" => Kind::Names,
                    "word" => Kind::Word,
                    _ => Kind::Numeral,
                };
                match kind {
                    Kind::Names => words.names.push(word),
                    Kind::Numeral => words.numerals.push(word),
                    _ => {
                        words.kinds.push(kind);
                        patterns.push(word);
                    }
                }
            }
            // What the parser reads as a unit is one here.
            for unit in Lexicon::get().units() {
                words.kinds.push(Kind::Follows);
                patterns.push(unit.text);
            }
            words.automaton = AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .start_kind(aho_corasick::StartKind::Anchored)
                .build(patterns)
                .ok();
            words
        });
        &WORDS
    }

    /// The longest entry with which `rest` begins.
    fn kind(&self, rest: &str) -> Option<Kind> {
        let input = aho_corasick::Input::new(rest).anchored(aho_corasick::Anchored::Yes);
        let found = self.automaton.as_ref()?.try_find(input).ok()??;
        self.kinds.get(found.pattern().as_usize()).copied()
    }

    fn may_follow(&self, rest: &str) -> bool {
        matches!(self.kind(rest), Some(Kind::Follows | Kind::Word))
    }

    fn classifier(&self, rest: &str) -> Option<&'static str> {
        match self.kind(rest) {
            Some(Kind::Counted(classifier)) => Some(classifier),
            _ => None,
        }
    }

    fn names_number(&self, before: &str) -> bool {
        self.names.iter().any(|word| before.ends_with(word))
    }

    fn numeral_before(&self, before: &str) -> bool {
        self.numerals.iter().any(|word| before.ends_with(word))
    }
}
