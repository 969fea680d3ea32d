//! Text whose bytes were read as Latin-1 or Windows-1252 before they were saved: æ”¿åºœ is 政府 in UTF-8, Õþ¸® is 政府 in GBK.
//! Owns the recognition of such texts and their reading; the decoders are in [`crate::decode`].
//!
//! Every character of Latin-1 and Windows-1252 is one byte, so the bytes are known. A stretch is read back only when it is
//! well-formed and when encoding it again gives the same bytes; what is not is reported by the fixers that follow.

use std::ops::Range;

use baogao_core::{EditKind, Encoding};
use encoding_rs::WINDOWS_1252;

use crate::{decode::characters, detect::common_share, repairer::Plan};

/// Of the characters beyond ASCII at least this share are those of Windows-1252: a saved page has few others.
const MIN_WESTERN: f64 = 0.9;
/// Fewer characters beyond ASCII are not enough to know.
const MIN_CHARS: usize = 12;
/// Of what the bytes are in the other encoding, at least this share is common Chinese text. Western prose reaches 0.1.
const MIN_COMMON: f64 = 0.8;

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let Some(encoding) = damage(text) else { return };
    // The byte of each character, and where the character begins.
    let (starts, bytes): (Vec<usize>, Vec<u8>) =
        text.char_indices().map(|(at, c)| (at, byte(c).unwrap_or(b'?'))).unzip();
    let place = |byte: usize| starts.get(byte).copied().unwrap_or(text.len());
    let is_foreign = |range: &Range<usize>| {
        text.get(place(range.start)..place(range.end))
            .is_some_and(|part| part.chars().any(|c| byte(c).is_none()))
    };
    // One plan per stretch of characters beyond ASCII.
    let mut stretch: Option<(Range<usize>, String)> = None;
    let flush = |stretch: &mut Option<(Range<usize>, String)>, plans: &mut Vec<Plan>| {
        let Some((range, reading)) = stretch.take() else { return };
        plans.push(Plan::recoded(place(range.start)..place(range.end), reading, encoding));
    };
    for (range, c) in characters(&bytes, encoding) {
        let is_certain = !c.is_ascii() && !is_foreign(&range) && encoded(c, encoding) == bytes[range.clone()];
        match &mut stretch {
            Some((before, reading)) if is_certain && before.end == range.start => {
                before.end = range.end;
                reading.push(c);
            }
            _ => {
                flush(&mut stretch, plans);
                if is_certain {
                    stretch = Some((range, c.to_string()));
                } else if !c.is_ascii() {
                    let message = format!("this cannot be read back as {}", encoding.as_str());
                    let place = place(range.start)..place(range.end);
                    plans.push(Plan::report(place, EditKind::Mojibake, message, None, 0.0));
                }
            }
        }
    }
    flush(&mut stretch, plans);
}

/// The characters of a reading, each with the range of the text that it is read from.
///
/// `start` is the byte of `text` where the stretch begins.
pub(crate) fn steps(
    text: &str,
    start: usize,
    reading: &str,
    encoding: Encoding,
) -> impl Iterator<Item = (Range<usize>, char)> {
    let mut western = text[start..].char_indices().map(move |(at, c)| start + at + c.len_utf8());
    let mut at = start;
    reading.chars().map(move |c| {
        let end = western.nth(encoded(c, encoding).len().saturating_sub(1)).unwrap_or(at);
        (std::mem::replace(&mut at, end)..end, c)
    })
}

fn encoded(c: char, encoding: Encoding) -> Vec<u8> {
    let mut buffer = [0; 4];
    let by = if encoding == Encoding::Utf8 { encoding_rs::UTF_8 } else { encoding_rs::GB18030 };
    by.encode(c.encode_utf8(&mut buffer)).0.into_owned()
}

/// The encoding that the bytes of the text are in, if it was read in the wrong one.
fn damage(text: &str) -> Option<Encoding> {
    let (mut western, mut beyond) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        beyond += 1;
        western += usize::from(byte(c).is_some());
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of characters are far below 2^52")]
    let is_western = western >= MIN_CHARS && western as f64 >= MIN_WESTERN * beyond as f64;
    if !is_western {
        return None;
    }
    let bytes: Vec<u8> = text.chars().map(|c| byte(c).unwrap_or(b'?')).collect();
    [Encoding::Utf8, Encoding::Gb18030]
        .into_iter()
        .find(|&encoding| common_share(&bytes, encoding) >= MIN_COMMON)
}

/// The byte that Latin-1 or Windows-1252 reads as this character.
fn byte(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match *bytes {
        [byte] if !unmappable => Some(byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::fixers::testing::{leaves, repairs};

    const REPORT: &str =
        "各位代表：2023年全年地区生产总值增长5.5%，城镇新增就业1200人，一般公共预算收入3亿元。";

    fn latin_1(bytes: &[u8]) -> String {
        bytes.iter().map(|&byte| char::from(byte)).collect()
    }

    fn windows_1252(bytes: &[u8]) -> String {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
    }

    #[test]
    fn reads_utf8_and_gbk_back() {
        let gbk = encoding_rs::GBK.encode(REPORT).0;
        for damaged in
            [latin_1(REPORT.as_bytes()), windows_1252(REPORT.as_bytes()), latin_1(&gbk), windows_1252(&gbk)]
        {
            repairs(super::plan, &damaged, REPORT);
        }
    }

    /// A trail byte in the range of ASCII belongs to its character.
    #[test]
    fn reads_rare_characters_of_gbk() {
        let report = format!("{REPORT}朱镕基同志，昇昉堃镕。");
        repairs(super::plan, &latin_1(&encoding_rs::GBK.encode(&report).0), &report);
    }

    /// A byte that Windows-1252 does not define is often lost on the way.
    #[test]
    fn reports_what_cannot_be_read_back() {
        let mut damaged = windows_1252(REPORT.as_bytes());
        damaged.remove(0);
        let mut plans = Vec::new();
        super::plan(&damaged, &mut plans);
        assert!(plans.iter().filter(|plan| plan.known).count() > 3);
        assert!(plans.iter().any(|plan| !plan.known), "{plans:?}");
    }

    #[test]
    fn leaves_western_and_chinese_text() {
        let french =
            "Les élèves ont été reçus à la fête: ça été très agréable, où êtes-vous allés? Œuvre, naïveté.";
        leaves(super::plan, &[french, REPORT]);
    }
}
