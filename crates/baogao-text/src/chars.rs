//! What sort of character is this? Owns the few character classes that several fixers ask for.

/// The characters that are no common ideographs (U+4000 to U+9FFF), each with its place: most of a Chinese text
/// is passed over by its lead bytes, and what marks, white space and damage are made of is left.
pub(crate) fn not_ideographs(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while matches!(text.as_bytes().get(at), Some(0xE4..=0xE9)) {
            at += '一'.len_utf8();
        }
        let c = text.get(at..)?.chars().next()?;
        let place = at;
        at += c.len_utf8();
        Some((place, c))
    })
}

/// The lines of a text, each with its line end; `\r\n` is two.
pub(crate) fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let ends = not_ideographs(text).filter(|&(_, c)| is_line_end(c)).map(|(at, c)| at + c.len_utf8());
    ends.chain([text.len()]).filter_map(move |end| {
        let line = &text[std::mem::replace(&mut start, end)..end];
        (!line.is_empty()).then_some(line)
    })
}

/// Numbers by their low half: a set that may hold a few more than were put in, and says at once that most are not.
#[derive(Debug)]
struct Bits(Vec<u64>);

impl Default for Bits {
    fn default() -> Self {
        Self(vec![0; (1 << 16) / 64])
    }
}

impl Bits {
    fn insert(&mut self, number: u32) {
        let low = number & 0xffff;
        self.0[(low / 64) as usize] |= 1 << (low % 64);
    }

    fn contains(&self, number: u32) -> bool {
        let low = number & 0xffff;
        self.0[(low / 64) as usize] & 1 << (low % 64) != 0
    }
}

/// Characters; a few more than were put in may seem to be among them.
#[derive(Debug, Default)]
pub(crate) struct CharSet(Bits);

impl CharSet {
    pub(crate) fn insert(&mut self, c: char) {
        self.0.insert(c.into());
    }

    pub(crate) fn contains(&self, c: char) -> bool {
        self.0.contains(c.into())
    }
}

/// A number for two characters, of which the low half tells most pairs apart.
pub(crate) fn pair_number(first: impl Into<u32>, second: impl Into<u32>) -> u32 {
    first.into().wrapping_mul(0x9e5) ^ second.into()
}

/// The first two characters of words: in most places of a text none of the words begins, and these say so.
#[derive(Default)]
pub(crate) struct Beginnings {
    /// Words of one character.
    singles: CharSet,
    pairs: Bits,
}

impl Beginnings {
    pub(crate) fn insert(&mut self, word: &str) {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(first), Some(second)) => self.pairs.insert(pair_number(first, second)),
            (Some(first), None) => self.singles.insert(first),
            _ => {}
        }
    }

    /// The places of a text where one of the words may begin.
    pub(crate) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let mut chars = text.char_indices();
        let mut last = chars.next();
        std::iter::from_fn(move || {
            loop {
                let (at, first) = last?;
                last = chars.next();
                let second = last.map_or('\n', |(_, c)| c);
                if self.pairs.contains(pair_number(first, second)) || self.singles.contains(first) {
                    return Some(at);
                }
            }
        })
    }
}

/// Punctuation that Chinese text is set with.
pub(crate) const fn is_cjk_punctuation(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '《'
            | '》'
            | '（'
            | '）'
            | '—'
            | '·'
            | '…'
            | '【'
            | '】'
            | '〔'
            | '〕'
    )
}

/// White space within a line, the ideographic and the unbreakable ones included.
pub(crate) const fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// A line end of any platform.
pub(crate) const fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A full-width form as its ASCII character: copies differ in this only.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}
