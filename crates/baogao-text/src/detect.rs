//! Which encoding bytes are in. Owns the comparison of the encodings by how much of the bytes reads as Chinese text;
//! the decoders are in [`crate::decode`].
//!
//! Every encoding gets a share: of the characters beyond ASCII that the bytes would be in it, how many are common in
//! Chinese documents. A malformed byte counts as a character that is not common, so damage lowers the share and does not
//! exclude the encoding.

use std::ops::RangeInclusive;

use baogao_core::Encoding;

use crate::decode::parse_encoding;

/// The first bytes of a page hold its `<meta charset>`, as the HTML standard says.
const META_LIMIT: usize = 1024;
/// Bytes that are compared; the rest of a long text is in the same encoding.
const SAMPLE: usize = 1 << 20;
/// Below this share the bytes are not text of that encoding. Random bytes reach 0.44 (UTF-16).
const MIN_SHARE: f64 = 0.5;
/// UTF-8 with damage: of the text beyond ASCII at least this share is well-formed.
const MIN_UTF8: f64 = 0.8;

/// Rows of GB 2312 that hold punctuation, numbers and full-width forms, and its characters of level 1 (the 3,755 common
/// ones). Source: GB 2312-1980.
const GB_COMMON: [RangeInclusive<u8>; 2] = [0xA1..=0xA3, 0xB0..=0xD7];
/// Rows of Big5 that hold marks, and its characters of level 1 (the 5,401 common ones). Source: Big5-2003.
const BIG5_COMMON: [RangeInclusive<u8>; 2] = [0xA1..=0xA3, 0xA4..=0xC6];

/// The encoding of bytes that nobody has named.
///
/// A byte order mark decides, then well-formed UTF-8, then what a web page says of itself, then the shares.
pub(crate) fn detect(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => return Encoding::Utf8,
        [0xFF, 0xFE, ..] => return Encoding::Utf16Le,
        [0xFE, 0xFF, ..] => return Encoding::Utf16Be,
        _ if encoding_rs::Encoding::utf8_valid_up_to(bytes) == bytes.len() && !bytes.contains(&0) => {
            return Encoding::Utf8;
        }
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if common_share(sample, Encoding::Utf8) >= MIN_UTF8 {
        return Encoding::Utf8;
    }
    if let Some(declared) = declared(bytes) {
        return declared;
    }
    // The first of equals wins: most files are GBK where a few characters could be either.
    let encodings = [Encoding::Utf8, Encoding::Gb18030, Encoding::Big5, Encoding::Utf16Le, Encoding::Utf16Be];
    let best = encodings
        .map(|encoding| (encoding, common_share(sample, encoding)))
        .into_iter()
        .reduce(|best, next| if next.1 > best.1 { next } else { best });
    match best {
        Some((encoding, share)) if share >= MIN_SHARE => encoding,
        // Rare characters only: GBK if all bytes are characters of it.
        _ if gb18030_is_whole(bytes) => Encoding::Gb18030,
        _ => Encoding::Utf8,
    }
}

/// What a web page says of its encoding: `<meta charset=gbk>`, or `content="text/html; charset=gbk"`.
///
/// Assumption: bytes that are not UTF-8 are in the encoding that the page's first 1024 bytes name, when it is one of
/// those read here; a page that names UTF-8 or a Western encoding wrongly is left to the shares.
fn declared(bytes: &[u8]) -> Option<Encoding> {
    // Markup is ASCII in every encoding that is read here, and a label is too.
    let head: String =
        bytes.iter().take(META_LIMIT).map(|&byte| char::from(byte.to_ascii_lowercase())).collect();
    let label_of = |tag: &str| -> Option<Encoding> {
        let tag = tag.split('>').next()?;
        let value = tag.split_once("charset")?.1.trim_start().strip_prefix('=')?;
        let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\''));
        parse_encoding(value.split(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).next()?).ok()
    };
    head.split("<meta")
        .skip(1)
        .filter_map(label_of)
        .find(|encoding| matches!(encoding, Encoding::Gb18030 | Encoding::Big5))
}

/// Of the characters beyond ASCII that the bytes are in an encoding, the share that is common in Chinese documents.
pub(crate) fn common_share(bytes: &[u8], encoding: Encoding) -> f64 {
    match encoding {
        Encoding::Utf8 => utf8_share(bytes),
        Encoding::Gb18030 => gb18030_share(bytes),
        Encoding::Big5 => big5_share(bytes),
        Encoding::Utf16Le => wide_share(bytes, u16::from_le_bytes),
        Encoding::Utf16Be => wide_share(bytes, u16::from_be_bytes),
    }
}

/// Characters of three bytes are those of Chinese; GBK text holds next to none that are well-formed.
fn utf8_share(bytes: &[u8]) -> f64 {
    let (mut common, mut all) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars().filter(|c| !c.is_ascii()) {
            all += 1;
            common += u32::from(c.len_utf8() == 3);
        }
        all += u32::from(!chunk.invalid().is_empty());
    }
    share(common, all)
}

fn gb18030_share(bytes: &[u8]) -> f64 {
    pair_share(bytes, |trail| matches!(trail, 0x40..=0x7E | 0x80..=0xFE), is_common_gbk)
}

fn big5_share(bytes: &[u8]) -> f64 {
    pair_share(bytes, |trail| matches!(trail, 0x40..=0x7E | 0xA1..=0xFE), |lead, _| is_common_big5(lead))
}

/// Whether a lead byte begins a mark or a common character of Big5.
pub(crate) fn is_common_big5(lead: u8) -> bool {
    BIG5_COMMON.iter().any(|rows| rows.contains(&lead))
}

/// Whether two bytes are a mark or a common character of GBK.
pub(crate) fn is_common_gbk(lead: u8, trail: u8) -> bool {
    trail >= 0xA1 && GB_COMMON.iter().any(|rows| rows.contains(&lead))
}

/// The share for an encoding of pairs: a lead byte from 0x81 and a trail byte.
fn pair_share(bytes: &[u8], is_trail: fn(u8) -> bool, is_common: impl Fn(u8, u8) -> bool) -> f64 {
    let (mut common, mut all) = (0, 0);
    let mut rest = bytes;
    while let [lead, after @ ..] = rest {
        rest = after;
        if lead.is_ascii() {
            continue;
        }
        all += 1;
        if let [trail, after @ ..] = after
            && *lead > 0x80
            && *lead < 0xFF
            && is_trail(*trail)
        {
            rest = after;
            common += u32::from(is_common(*lead, *trail));
        }
    }
    share(common, all)
}

/// UTF-16 of Chinese holds ASCII, marks and common characters; bytes of another encoding read as UTF-16 do not.
///
/// A byte that was lost or added puts the rest out of step, so the better of both steps counts for each part.
fn wide_share(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> f64 {
    const PART: usize = 64;
    // Two letters of ASCII are one common character of UTF-16, so text that is mostly ASCII would pass.
    let is_ascii = |pair: &&[u8; 2]| pair.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
    let pairs = bytes.as_chunks().0;
    if pairs.iter().filter(is_ascii).count() * 2 > pairs.len() {
        return 0.0;
    }
    let (mut plausible, mut all) = (0, 0);
    for part in bytes.chunks(PART) {
        let count = |from: &[u8]| {
            from.as_chunks()
                .0
                .iter()
                .filter(|&&pair| is_plausible(unit(pair)))
                .count()
                .try_into()
                .unwrap_or(0)
        };
        let shifted = part.get(1..).unwrap_or_default();
        let best: u32 = count(part).max(count(shifted));
        plausible += best;
        all += u32::try_from(part.len() / 2).unwrap_or(0);
    }
    share(plausible, all)
}

/// Whether a UTF-16 unit is one that Chinese documents hold.
pub(crate) const fn is_plausible(unit: u16) -> bool {
    matches!(unit,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0 | 0xB7 | 0x2010..=0x2040 | 0x2160..=0x217F | 0x2460..=0x249B
        | 0x3000..=0x303F | 0x3220..=0x3229 | 0x4E00..=0x9FA5 | 0xFF01..=0xFF5E | 0xFEFF)
}

fn gb18030_is_whole(bytes: &[u8]) -> bool {
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

fn share(part: u32, all: u32) -> f64 {
    if all == 0 { 0.0 } else { f64::from(part) / f64::from(all) }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, detect};

    const SIMPLIFIED: &str = "各位代表：2023年，全年地区生产总值增长5.5%，城镇新增就业1200人。";
    const TRADITIONAL: &str = "各位代表：2023年，全年地區生產總值增長5.5%，城鎮新增就業1200人。";

    fn gbk(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    fn big5(text: &str) -> Vec<u8> {
        encoding_rs::BIG5.encode(text).0.into_owned()
    }

    fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn whole_texts_are_told_apart() {
        assert_eq!(detect(SIMPLIFIED.as_bytes()), Encoding::Utf8);
        assert_eq!(detect(&gbk(SIMPLIFIED)), Encoding::Gb18030);
        assert_eq!(detect(&gbk(TRADITIONAL)), Encoding::Gb18030);
        assert_eq!(detect(&big5(TRADITIONAL)), Encoding::Big5);
        assert_eq!(detect(&wide(SIMPLIFIED, u16::to_le_bytes)), Encoding::Utf16Le);
        assert_eq!(detect(&wide(SIMPLIFIED, u16::to_be_bytes)), Encoding::Utf16Be);
    }

    /// One bad byte used to exclude GBK, and the text was read as UTF-8.
    #[test]
    fn one_bad_byte_excludes_nothing() {
        for bad in [0xFF, 0x80, 0xA0] {
            for (bytes, encoding) in [
                (SIMPLIFIED.as_bytes().to_vec(), Encoding::Utf8),
                (gbk(SIMPLIFIED), Encoding::Gb18030),
                (big5(TRADITIONAL), Encoding::Big5),
                (wide(SIMPLIFIED, u16::to_le_bytes), Encoding::Utf16Le),
                (wide(SIMPLIFIED, u16::to_be_bytes), Encoding::Utf16Be),
            ] {
                for at in [4, bytes.len() / 2, bytes.len()] {
                    let mut damaged = bytes.clone();
                    damaged.insert(at, bad);
                    assert_eq!(detect(&damaged), encoding, "{bad:x} at {at} of {encoding:?}");
                }
            }
        }
    }

    #[test]
    fn western_text_is_not_taken_for_chinese() {
        assert_eq!(
            detect(b"r\xe9sum\xe9 of the caf\xe9, d\xe9j\xe0 vu, cr\xe8me br\xfbl\xe9e"),
            Encoding::Utf8
        );
    }
}
