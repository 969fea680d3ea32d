//! What a scanner misreads. Owns letters put for digits, and words of `misread.tsv` as it misreads them.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};
use fastrand::Rng;

use super::one_in;

/// One word in this many, and one digit, is misread.
const RATE: usize = 10;

/// Letters for digits, then wrong words for right ones.
pub(super) fn misread(text: &str, rng: &mut Rng) -> String {
    let digits = letters(text, rng);
    words(&digits, rng)
}

/// `0` is read as O and `1` as l, where a digit beside it shows that it is a number.
fn letters(text: &str, rng: &mut Rng) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(char::is_ascii_digit);
    let read = |(i, &c): (usize, &char)| match c {
        '0' | '1' if (is_digit(i.checked_sub(1)) || is_digit(Some(i + 1))) && one_in(RATE, rng) => {
            if c == '0' { 'O' } else { 'l' }
        }
        c => c,
    };
    chars.iter().enumerate().map(read).collect()
}

fn words(text: &str, rng: &mut Rng) -> String {
    let mut misreadings: HashMap<&str, Vec<&str>> = HashMap::new();
    let entries = include_str!("../../../crates/baogao-text/lexicon/misread.tsv").lines();
    for entry in entries.filter(|line| !line.starts_with('#')) {
        let mut fields = entry.split('\t');
        if let (Some(wrong), Some(right)) = (fields.next(), fields.next()) {
            misreadings.entry(right).or_default().push(wrong);
        }
    }
    let mut rights: Vec<&str> = misreadings.keys().copied().collect();
    rights.sort_unstable();
    let Ok(automaton) = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&rights) else {
        return text.to_owned();
    };
    let mut damaged = String::new();
    automaton.replace_all_with(text, &mut damaged, |_, right, damaged| {
        let wrong = misreadings.get(right).filter(|_| one_in(RATE, rng)).and_then(|wrong| rng.choice(wrong));
        damaged.push_str(wrong.unwrap_or(&right));
        true
    });
    damaged
}
