//! GBK as Windows' code page 936 reads it. Owns the table of byte pairs, both ways, and the reading of a byte
//! stream as a careless converter does it; it must not know why a stream is damaged.
//!
//! The pairs come from `encoding_rs`, one by one. Streams are not decoded with it: where a lead byte has an
//! impossible trail the standard keeps the trail, while the converters seen in damaged pages eat it.

use std::sync::LazyLock;

use encoding_rs::GBK;

const LEADS: std::ops::RangeInclusive<u8> = 0x81..=0xFE;
const TRAILS: std::ops::RangeInclusive<u8> = 0x40..=0xFE;
const ROW: usize = 0xFF - 0x40;

/// Pairs that code page 936 gives a private code point and later standards another: pair, private code point.
const PRIVATE: [(u16, u16); 20] = [
    (0xA3A0, 0xE5E5),
    (0xA6D9, 0xE78D),
    (0xA6DA, 0xE78E),
    (0xA6DB, 0xE78F),
    (0xA6DC, 0xE790),
    (0xA6DD, 0xE791),
    (0xA6DE, 0xE792),
    (0xA6DF, 0xE793),
    (0xA6EC, 0xE794),
    (0xA6ED, 0xE795),
    (0xA6F3, 0xE796),
    (0xA8BC, 0xE7C7),
    (0xFE59, 0xE81E),
    (0xFE61, 0xE826),
    (0xFE66, 0xE82B),
    (0xFE67, 0xE82C),
    (0xFE6D, 0xE832),
    (0xFE7E, 0xE843),
    (0xFE90, 0xE854),
    (0xFEA0, 0xE864),
];

/// The bytes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// ASCII, or the euro sign's 80.
    Byte(u8),
    /// Lead and trail.
    Pair([u8; 2]),
}

/// The table of pairs.
#[derive(Debug)]
pub(crate) struct Gbk {
    /// By lead and trail; 0 where there is no character.
    chars: Vec<u16>,
    /// By code point; `[0, 0]` where there is no pair.
    pairs: Vec<[u8; 2]>,
}

impl Gbk {
    /// The table, built on first use.
    pub(crate) fn get() -> &'static Self {
        static TABLE: LazyLock<Gbk> = LazyLock::new(Gbk::build);
        &TABLE
    }

    fn build() -> Self {
        let mut chars = vec![0; ROW * (usize::from(*LEADS.end() - LEADS.start()) + 1)];
        let mut pairs = vec![[0; 2]; 1 << 16];
        for lead in LEADS {
            for trail in TRAILS.filter(|&trail| trail != 0x7F) {
                let pair = [lead, trail];
                let Some(text) = GBK.decode_without_bom_handling_and_without_replacement(&pair) else {
                    continue;
                };
                // All are in the basic plane, so a code unit is a code point.
                let mut units = text.encode_utf16();
                if let (Some(unit), None) = (units.next(), units.next()) {
                    chars[slot(lead, trail)] = unit;
                    // Some characters have two pairs; the converters write the first.
                    if pairs[usize::from(unit)] == [0; 2] {
                        pairs[usize::from(unit)] = pair;
                    }
                }
            }
        }
        for (pair, unit) in PRIVATE {
            let [lead, trail] = pair.to_be_bytes();
            chars[slot(lead, trail)] = unit;
            pairs[usize::from(unit)] = [lead, trail];
        }
        Self { chars, pairs }
    }

    /// The character of a pair.
    pub(crate) fn char(&self, [lead, trail]: [u8; 2]) -> Option<char> {
        let valid = LEADS.contains(&lead) && TRAILS.contains(&trail) && trail != 0x7F;
        let unit = if valid { *self.chars.get(slot(lead, trail))? } else { 0 };
        (unit != 0).then(|| char::from_u32(u32::from(unit))).flatten()
    }

    /// The bytes of a character; `None` for what GBK cannot write.
    pub(crate) fn code(&self, c: char) -> Option<Code> {
        match c {
            '\0'..='\x7f' => u8::try_from(c).ok().map(Code::Byte),
            '€' => Some(Code::Byte(0x80)),
            _ => self.pairs.get(c as usize).filter(|&&pair| pair != [0; 2]).map(|&pair| Code::Pair(pair)),
        }
    }

    /// Reads a stream as the converters of damaged pages do: a lead byte with an impossible trail gives one
    /// `?` and both are consumed. At each of `cuts`, in order, the reading starts anew; a lead byte before
    /// one gives `?`.
    pub(crate) fn decode(&self, bytes: &[u8], cuts: &[usize]) -> String {
        let mut out = String::with_capacity(bytes.len() * 2);
        let mut cuts = cuts.iter().copied().peekable();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            while cuts.next_if(|&cut| cut <= at).is_some() {}
            at += 1;
            match byte {
                0..=0x7F => out.push(char::from(byte)),
                0x80 => out.push('€'),
                0xFF => out.push('\u{f8f5}'),
                _ => match bytes.get(at).filter(|_| cuts.peek() != Some(&at)) {
                    None => out.push('?'),
                    Some(&trail) => {
                        out.push(self.char([byte, trail]).unwrap_or('?'));
                        at += 1;
                    }
                },
            }
        }
        out
    }
}

fn slot(lead: u8, trail: u8) -> usize {
    usize::from(lead - LEADS.start()) * ROW + usize::from(trail - TRAILS.start())
}

/// A code point that no standard gives a character.
pub(crate) const fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

#[cfg(test)]
mod tests {
    use super::{Code, Gbk};

    #[test]
    fn pairs_lead_there_and_back() {
        let table = Gbk::get();
        let mut count = 0;
        for lead in 0x81..=0xFE {
            for trail in (0x40..=0xFE).filter(|&trail| trail != 0x7F) {
                let c = table.char([lead, trail]);
                assert!(c.is_some(), "{lead:x}{trail:x}");
                count += usize::from(c.and_then(|c| table.code(c)) == Some(Code::Pair([lead, trail])));
            }
        }
        // A2E3 is the euro sign, whose first code is the single byte 80.
        assert_eq!(count, 23_940 - 1);
        assert_eq!(table.char([0xA5, 0xFC]), Some('\u{e782}'));
        assert_eq!(table.code('ḿ'), Some(Code::Pair([0xA8, 0xBC])));
        assert_eq!((table.code('©'), table.code('𠀀')), (None, None));
        assert_eq!((table.char([0x80, 0x40]), table.char([0x81, 0x7F])), (None, None));
    }

    #[test]
    fn streams_lose_what_follows_a_lone_lead() {
        let table = Gbk::get();
        // 地(: the bracket is eaten when it follows the lead byte of the next character.
        assert_eq!(table.decode(&[0xB5, 0xD8, 0x94, 0x28, 0x61], &[]), "地?a");
        assert_eq!(table.decode(&[0xA1, 0xA3, 0xAC, 0x46], &[1]), "?，F");
        assert_eq!(table.decode(&[0x41, 0x80, 0xFF, 0x94], &[]), "A€\u{f8f5}?");
    }
}
