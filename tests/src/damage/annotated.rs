//! The annotated page. Owns the turn of a clean text into traditional script as the careless converter does it; its
//! readings and the bytes it puts out of step are `baogao_text::damage`'s.
//!
//! Assumptions, as measured on pages: a character with several traditional forms, or one that traditional text has as
//! well (了, 后, 里), stays simplified, unless a form is a key of the converter; forms that Big5 does not count among
//! the frequent ones are variants.

use std::collections::HashMap;

use baogao_text::damage::{KEYS, damage};
use encoding_rs::BIG5;
use fastrand::Rng;

use super::one_in;

/// The frequent characters of Big5.
const FREQUENT: std::ops::RangeInclusive<u8> = 0xA4..=0xC6;

/// Each line is converted, annotated, and read anew at some of the cuts; the copy keeps full-width forms, or not.
pub(super) fn page(text: &str, rng: &mut Rng) -> String {
    let forms = traditional_forms();
    let keys: Vec<char> = KEYS.chars().filter(|c| !c.is_whitespace()).collect();
    let normalised = rng.bool();
    let lines = text.lines().map(|line| {
        let line: String = line.chars().map(|c| forms.get(&c).copied().unwrap_or(c)).collect();
        damage(&line, &keys, || one_in(3, rng), normalised)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The traditional form of each character that has one.
fn traditional_forms() -> HashMap<char, char> {
    let mut forms: HashMap<char, Vec<char>> = HashMap::new();
    let entries = include_str!("../../../crates/baogao-text/lexicon/script.tsv").lines();
    for entry in entries.filter(|line| !line.starts_with('#')) {
        let mut fields = entry.split('\t').filter_map(|field| field.chars().next());
        if let (Some(form), Some(simplified), Some(when)) = (fields.next(), fields.next(), fields.next())
            && is_frequent(form)
            && (when == 'a' || KEYS.contains(form))
        {
            forms.entry(simplified).or_default().push(form);
        }
    }
    let one = |(simplified, forms): (char, Vec<char>)| match *forms {
        [form] => Some((simplified, form)),
        _ => Some((simplified, forms.into_iter().find(|&form| KEYS.contains(form))?)),
    };
    forms.into_iter().filter_map(one).collect()
}

fn is_frequent(c: char) -> bool {
    let text = c.to_string();
    let (bytes, _, unknown) = BIG5.encode(&text);
    !unknown && bytes.first().is_some_and(|lead| FREQUENT.contains(lead))
}
