//! A mended place. Owns the undamaged bytes of one place, the choice of those that nothing fixes, and the
//! proof: the damage done again must give what is there.

use std::ops::Range;

use super::{
    model::Model,
    search::{Action, LONE, Step},
    token::{Sort, Token},
};
use crate::{
    chars::narrow,
    fixers::pinyin::{Syllable, is_annotation},
    gbk::{Code, Gbk, is_private},
};

/// How often the open bytes of a place are chosen, each in the light of the others.
const PASSES: usize = 2;

/// The bytes of one damaged place before the damage, and the damage.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mend {
    /// What is replaced.
    pub(super) range: Range<usize>,
    /// The two bytes before.
    tail: [u8; 2],
    bytes: Vec<u8>,
    /// Which of the bytes were lost.
    lost: Vec<usize>,
    /// How many bytes stood before each annotation.
    annotations: Vec<(usize, Syllable, Range<usize>)>,
    /// How many bytes stood before each place where the reading began anew.
    cuts: Vec<usize>,
    /// An ASCII character behind the last byte was lost too, and nothing tells which.
    pub(super) gone: bool,
}

/// A choice among the values that a lost byte may have had.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    /// Which of the place's bytes.
    pub(super) byte: usize,
    /// By how much the chosen text is likelier than the next best; infinite when there is only one.
    pub(super) margin: f32,
    /// The next best.
    pub(super) second: Option<String>,
}

impl Mend {
    /// The damaged places of a window: runs of tokens that were out of step, each with the annotations
    /// behind it.
    pub(super) fn places(tokens: &[Token], steps: &[Step], mut tail: [u8; 2]) -> Vec<Self> {
        let mut places: Vec<Self> = Vec::new();
        let mut open: Option<Self> = None;
        for (token, step) in tokens.iter().zip(steps) {
            let behind = matches!(step.action, Action::Drop(_)) && open.is_some();
            let mends = matches!(step.action, Action::Found(..) | Action::Cut(_) | Action::Gone(_));
            if step.in_step && !mends && !behind {
                places.extend(open.take());
            } else {
                let mend = open.get_or_insert_with(|| Self::new(token.range.start, tail));
                mend.range.end = token.range.end;
                mend.add(token, step.action);
                if mend.gone {
                    places.extend(open.take());
                }
            }
            for byte in bytes_of(step.action) {
                tail = [tail[1], byte];
            }
        }
        places.extend(open);
        places
    }

    fn new(start: usize, tail: [u8; 2]) -> Self {
        Self {
            range: start..start,
            tail,
            bytes: Vec::new(),
            lost: Vec::new(),
            annotations: Vec::new(),
            cuts: Vec::new(),
            gone: false,
        }
    }

    fn add(&mut self, token: &Token, action: Action) {
        if let Action::Found(..) | Action::Cut(_) | Action::Gone(_) = action {
            self.lost.push(self.bytes.len());
        }
        self.bytes.extend(bytes_of(action));
        match action {
            Action::Drop(syllable) | Action::Found(_, syllable) => {
                // The bracket or the question mark in its place is one byte.
                let letters = token.range.start + 1..token.range.end;
                self.annotations.push((self.bytes.len(), syllable, letters));
            }
            Action::Cut(_) => self.cuts.push(self.bytes.len()),
            Action::Gone(_) => self.gone = true,
            Action::Keep | Action::Bytes(..) => {}
        }
    }

    /// Whether something but question marks and other marks speaks for the place: an annotation, a
    /// character that was read out of step, or a letter that was the second half of one.
    pub(super) fn has_evidence(&self, tokens: &[Token]) -> bool {
        !self.annotations.is_empty()
            || tokens.iter().any(|token| {
                let inside = self.range.start <= token.range.start && token.range.end <= self.range.end;
                inside
                    && match token.sort {
                        // Marks and full-width forms have these lead bytes.
                        Sort::Pair([lead, _]) => !(0xA1..=0xA3).contains(&lead),
                        Sort::Byte(byte) => byte >= 0x40,
                        _ => false,
                    }
            })
    }

    /// The characters; `None` when the bytes are no text, or an annotation does not fit.
    fn characters(&self) -> Option<Vec<char>> {
        let fits = |&(at, syllable, _): &(usize, Syllable, Range<usize>)| {
            let key = match at.checked_sub(2) {
                Some(from) => [*self.bytes.get(from)?, *self.bytes.get(from + 1)?],
                None => [self.tail[1], *self.bytes.first()?],
            };
            is_annotation(key, syllable)
        };
        if !self.annotations.iter().all(|annotation| fits(annotation).is_some()) {
            return None;
        }
        let mut characters = Vec::new();
        let mut bytes = self.bytes.iter().copied();
        while let Some(byte) = bytes.next() {
            characters.push(match byte {
                0..=0x7F => char::from(byte),
                0x80 => '€',
                _ => Gbk::get().char([byte, bytes.next()?]).filter(|&c| !is_private(c))?,
            });
        }
        Some(characters)
    }

    /// What the place reads, with U+FFFD for the characters of the bytes `unclear` and for one that is
    /// gone; a copy may have full-width forms as ASCII.
    pub(super) fn text(&self, normalised: bool, unclear: &[usize]) -> Option<String> {
        let mut characters = self.characters()?;
        for &byte in unclear {
            if let Some(c) = characters.get_mut(self.character_of(byte)) {
                *c = '\u{fffd}';
            }
        }
        if self.gone {
            characters.push('\u{fffd}');
        }
        Some(characters.into_iter().map(|c| if normalised { narrow(c) } else { c }).collect())
    }

    /// Chooses each lost byte again, by the words around it.
    pub(super) fn choose(&mut self, model: &Model<'_>, before: &[char], after: &[char]) -> Vec<Choice> {
        let mut choices = Vec::new();
        for _ in 0..PASSES {
            choices = (0..self.lost.len())
                .rev()
                .map(|i| self.choose_byte(self.lost[i], model, before, after))
                .collect();
        }
        choices
    }

    fn choose_byte(&mut self, byte: usize, model: &Model<'_>, before: &[char], after: &[char]) -> Choice {
        let mut scored: Vec<(f32, u8, String)> = Vec::new();
        let old = self.bytes[byte];
        let at = self.character_of(byte);
        for value in LONE {
            self.bytes[byte] = value;
            let Some(characters) = self.characters() else { continue };
            let text: Vec<char> = [before, &characters, after].concat();
            let annotated: f32 = self.keys_with(byte).map(|(key, read)| model.annotation(key, read)).sum();
            let score = model.fit(&text, before.len() + at) + annotated;
            scored.push((score, value, characters.into_iter().collect()));
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut scored = scored.into_iter();
        let best = scored.next();
        self.bytes[byte] = best.as_ref().map_or(old, |best| best.1);
        match (best, scored.next()) {
            (Some(best), Some(second)) => Choice { byte, margin: best.0 - second.0, second: Some(second.2) },
            _ => Choice { byte, margin: f32::INFINITY, second: None },
        }
    }

    /// The number of the character that a byte belongs to.
    fn character_of(&self, byte: usize) -> usize {
        let (mut at, mut number) = (0, 0);
        loop {
            at += if self.bytes.get(at).is_some_and(|b| LONE.contains(b)) { 2 } else { 1 };
            if byte < at || at >= self.bytes.len() {
                return number;
            }
            number += 1;
        }
    }

    /// The annotated characters that a byte belongs to.
    fn keys_with(&self, byte: usize) -> impl Iterator<Item = (char, Syllable)> + '_ {
        self.annotations.iter().filter(move |(at, ..)| byte + 2 == *at || byte + 1 == *at).filter_map(
            |&(at, syllable, _)| {
                let first = at.checked_sub(2).map_or(self.tail[1], |i| self.bytes[i]);
                Some((is_annotation([first, *self.bytes.get(at - 1)?], syllable)?, syllable))
            },
        )
    }

    /// Whether the damage, done again to the mended text, gives what is there.
    pub(super) fn is_certified(&self, source: &str, normalised: bool) -> bool {
        let Some(characters) = self.characters() else { return false };
        let mut damaged = Vec::new();
        let mut cuts = Vec::new();
        let mut written = 0;
        for c in characters {
            // The bytes of the character as the converter wrote them, each with what it put behind.
            let (first, second) = match Gbk::get().code(c) {
                Some(Code::Byte(byte)) => (byte, None),
                Some(Code::Pair([first, second])) => (first, Some(second)),
                None => return false,
            };
            for byte in [Some(first), second].into_iter().flatten() {
                damaged.push(byte);
                written += 1;
                for (_, _, letters) in self.annotations.iter().filter(|(at, ..)| *at == written) {
                    damaged.push(b'(');
                    let letters = source.get(letters.clone()).unwrap_or_default();
                    for code in letters.chars().map(|c| Gbk::get().code(c)) {
                        match code {
                            Some(Code::Byte(byte)) => damaged.push(byte),
                            Some(Code::Pair(pair)) => damaged.extend(pair),
                            None => return false,
                        }
                    }
                }
                if self.cuts.contains(&written) {
                    cuts.push(damaged.len());
                }
            }
        }
        if self.gone {
            // Any character that no pair has for its second byte would have been eaten alike.
            damaged.push(b' ');
        }
        let read = Gbk::get().decode(&damaged, &cuts);
        let width = |c| if normalised { narrow(c) } else { c };
        let observed = source.get(self.range.clone()).unwrap_or_default();
        read.chars().map(width).eq(observed.chars().map(width))
    }
}

fn bytes_of(action: Action) -> impl Iterator<Item = u8> {
    let (first, second) = match action {
        Action::Bytes(first, second) => (Some(first), second),
        Action::Found(byte, _) | Action::Cut(byte) | Action::Gone(byte) => (Some(byte), None),
        Action::Keep | Action::Drop(_) => (None, None),
    };
    first.into_iter().chain(second)
}
