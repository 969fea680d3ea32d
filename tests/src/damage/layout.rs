//! Where the characters are. Owns sentences cut by pages and columns, hard wraps, blanks, and widths of
//! characters.

use fastrand::Rng;

use super::{one_in, places};

/// A page holds about this many characters, a column fewer.
const PAGE: usize = 400;
/// Characters on a line of a wrapped text; usually 38.
const WRAP: std::ops::RangeInclusive<usize> = 34..=42;
/// Ends of sentences: what is cut behind one is a paragraph for every reader.
const STOPS: &str = "。！？；：”）";

/// A page or a column ends in the middle of a sentence; now and then its last character is printed again.
pub(super) fn cuts(text: &str, rng: &mut Rng) -> String {
    let chars: Vec<char> = text.chars().collect();
    let places = places(chars.len() / PAGE, chars.len(), rng);
    let mut damaged = String::new();
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| chars[i]);
        let within = before.is_some_and(|c| c != '\n' && !STOPS.contains(c)) && is_in_running_text(&chars, i);
        if places.contains(&i) && within {
            damaged.push_str(rng.choice(["\n", "\n\n", "\n\n\n", "\n　　"]).unwrap_or("\n"));
            if let Some(before) = before.filter(|&c| is_han(c) && one_in(3, rng)) {
                damaged.push(before);
            }
        }
        damaged.push(c);
    }
    damaged
}

/// Whether the character is within a paragraph: headings are on one page.
fn is_in_running_text(chars: &[char], at: usize) -> bool {
    let mut line = chars[..at].rsplit(|&c| c == '\n').next().unwrap_or_default().iter();
    let rest = chars[at..].split(|&c| c == '\n').next().unwrap_or_default();
    !rest.is_empty() && line.by_ref().chain(rest).filter(|c| "，。；".contains(**c)).count() >= 2
}

/// Every paragraph begins with two blanks and is broken after this many characters, whatever they are.
pub(super) fn wraps(text: &str, rng: &mut Rng) -> String {
    let width = rng.usize(WRAP);
    let paragraph = |line: &str| {
        let chars: Vec<char> = "　　".chars().chain(line.chars()).collect();
        let lines: Vec<String> = chars.chunks(width).map(|line| line.iter().collect()).collect();
        lines.join("\n")
    };
    text.lines().map(paragraph).collect::<Vec<_>>().join("\n")
}

/// Blanks of all sorts within words and around numerals; digits, letters and marks of the other width.
pub(super) fn spacing(text: &str, rng: &mut Rng) -> String {
    let mut damaged = String::new();
    let mut before = '\n';
    for c in text.chars() {
        let at_numeral = c.is_ascii_digit() != before.is_ascii_digit() && (is_han(c) || is_han(before));
        let in_word = is_han(before) && is_han(c);
        if (at_numeral && one_in(3, rng)) || (in_word && one_in(100, rng)) {
            damaged.push_str(rng.choice([" ", "\u{a0}", "　", "  "]).unwrap_or(" "));
        }
        damaged.push(if one_in(5, rng) { other_width(c) } else { c });
        before = c;
    }
    damaged
}

fn other_width(c: char) -> char {
    match c {
        '0'..='9' | 'A'..='Z' | 'a'..='z' | '%' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        '，' | '；' | '：' | '！' | '？' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
