//! From bytes to text. Owns decoding, and the alignment of bytes and text; the encoding is found in `detect`.

use std::ops::Range;

use baogao_core::{Alignment, Bytes, Defect, DefectKind, Encoding, Error, ErrorKind, Source, Span};
use sha2::{Digest, Sha256};

use crate::{
    detect::{detect, is_plausible},
    step,
};

/// A decoded document and what was wrong with its bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The document.
    pub source: Source,
    /// Malformed bytes, one defect a run.
    pub defects: Vec<Defect>,
}

/// Decodes a document; `encoding` overrides the detection.
///
/// UTF-8 and UTF-16 are recognised by their byte order mark, UTF-8 also by being well-formed, GB 18030 (and so
/// GBK) and Big5 by the `<meta charset>` of a web page, or else the encoding is the one in which the largest share of
/// the bytes is common Chinese text. Malformed bytes become U+FFFD and are reported.
///
/// # Errors
/// - [`ErrorKind::Empty`] when there is nothing but white space,
/// - [`ErrorKind::Binary`] when there are control bytes that no text holds,
/// - [`ErrorKind::TooLarge`] above [`Error::LIMIT`] bytes.
pub fn decode(name: &str, bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded, Error> {
    if bytes.len() > Error::LIMIT {
        return Err(too_large(bytes.len() as u64));
    }
    let encoding = encoding.unwrap_or_else(|| detect(bytes));
    let is_wide = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    if !is_wide && let Some(offset) = binary_byte(bytes) {
        return Err(Error::new(
            ErrorKind::Binary,
            offset as u64,
            "this is not text: it holds a control byte that no text encoding uses; extract the text first \
             (from a PDF or a Word file, for example)",
        ));
    }
    let (text, alignment) = decode_as(bytes, encoding);
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Error::new(ErrorKind::Empty, 0, "the input is empty or holds only white space"));
    }
    let mut defects = malformed(&text, encoding);
    if encoding == Encoding::Big5 {
        defects.extend(halves(bytes, &alignment));
        defects.sort_by_key(|defect| defect.span);
    }
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Decoded { source: Source { name: printable(name), text, encoding, sha256, alignment }, defects })
}

/// A name without control characters: `a\n.txt` of a file system becomes `a\\n.txt`, so that it cannot move the cursor of a
/// terminal or break a line of a table.
///
/// ```
/// assert_eq!(baogao_text::printable("a\u{1b}[2J.txt"), "a\\u{1b}[2J.txt");
/// assert_eq!(baogao_text::printable("报告.txt"), "报告.txt");
/// ```
#[must_use]
pub fn printable(name: &str) -> String {
    let mut shown = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_control() {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown
}

fn decode_as(bytes: &[u8], encoding: Encoding) -> (String, Alignment<Bytes, Source>) {
    match encoding {
        Encoding::Utf8 => utf8(bytes),
        Encoding::Utf16Le => wide(bytes, u16::from_le_bytes),
        Encoding::Utf16Be => wide(bytes, u16::from_be_bytes),
        Encoding::Gb18030 => legacy(bytes, encoding_rs::GB18030),
        Encoding::Big5 => legacy(bytes, encoding_rs::BIG5),
    }
}

/// The characters that bytes are in an encoding, each with its bytes; U+FFFD for malformed ones.
pub(crate) fn characters(bytes: &[u8], encoding: Encoding) -> Vec<(Range<usize>, char)> {
    let (text, alignment) = decode_as(bytes, encoding);
    let bytes_of = |at: usize, c: char| alignment.to_source(Span::from_range(at..at + c.len_utf8())).range();
    text.char_indices().map(|(at, c)| (bytes_of(at, c), c)).collect()
}

/// Takes text that is decoded already; its bytes are those of UTF-8.
///
/// # Errors
/// As [`decode`].
pub fn from_text(name: &str, text: &str) -> Result<Decoded, Error> {
    decode(name, text.as_bytes(), Some(Encoding::Utf8))
}

/// The encoding that a user names, such as `gbk` or `UTF-8`.
///
/// # Errors
/// [`ErrorKind::UnknownEncoding`] when it is none of UTF-8, UTF-16, GB 18030 or Big5.
///
/// ```
/// use baogao_core::Encoding;
/// assert_eq!(baogao_text::parse_encoding("GBK"), Ok(Encoding::Gb18030));
/// assert!(baogao_text::parse_encoding("ebcdic").is_err());
/// ```
pub fn parse_encoding(label: &str) -> Result<Encoding, Error> {
    // `encoding_rs` knows the labels that browsers know; Python's few other spellings are added.
    let lower = label.trim().to_ascii_lowercase();
    match lower.as_str() {
        "utf-16-le" => return Ok(Encoding::Utf16Le),
        "utf-16-be" => return Ok(Encoding::Utf16Be),
        "big5hkscs" => return Ok(Encoding::Big5),
        "utf-8-sig" | "utf_8" => return Ok(Encoding::Utf8),
        _ => {}
    }
    match encoding_rs::Encoding::for_label(lower.as_bytes()) {
        Some(e) if e == encoding_rs::UTF_8 => Ok(Encoding::Utf8),
        Some(e) if e == encoding_rs::UTF_16LE => Ok(Encoding::Utf16Le),
        Some(e) if e == encoding_rs::UTF_16BE => Ok(Encoding::Utf16Be),
        Some(e) if e == encoding_rs::GBK || e == encoding_rs::GB18030 => Ok(Encoding::Gb18030),
        Some(e) if e == encoding_rs::BIG5 => Ok(Encoding::Big5),
        _ => Err(Error::new(
            ErrorKind::UnknownEncoding,
            0,
            format!(
                "`{label}` is not an encoding that is read here; use utf-8, utf-16-le, utf-16-be, gb18030 or big5"
            ),
        )),
    }
}

fn too_large(len: u64) -> Error {
    Error::new(
        ErrorKind::TooLarge,
        Error::LIMIT as u64,
        format!(
            "the input has {len} bytes, more than the limit of {}; split it into documents",
            Error::LIMIT
        ),
    )
}

/// Assumption: text holds no NUL and next to no other control bytes; files of programs do, early on.
fn binary_byte(bytes: &[u8]) -> Option<usize> {
    let odd = |b: &u8| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127);
    let nul = memchr::memchr(0, bytes);
    // Up to one odd byte in a hundred is damage of a text, not a sign of a program's file.
    let head = &bytes[..bytes.len().min(1 << 16)];
    let many = head.iter().filter(|b| odd(b)).count() > head.len() / 100;
    nul.or_else(|| if many { head.iter().position(odd) } else { None })
}

fn utf8(bytes: &[u8]) -> (String, Alignment<Bytes, Source>) {
    let mut builder = Alignment::builder();
    if let Some(text) = encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return (text.into_owned(), builder.finish(length(bytes)));
    }
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            builder.rewrite(Span::from_range(at..at + chunk.invalid().len()), 3);
            at += chunk.invalid().len();
        }
    }
    (text, builder.finish(length(bytes)))
}

/// UTF-16. Half a character is malformed by itself, and so is an odd byte at the end: a decoder that is fed byte by
/// byte notices a lone half only when it has the next one, and would not say which bytes the two were.
///
/// A byte that was lost or added puts all that follows out of step; a byte after which the text is in step again is
/// malformed by itself.
fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, Alignment<Bytes, Source>) {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut builder = Alignment::builder();
    let mut at = 0;
    while at < bytes.len() {
        let (c, len) = wide_char(&bytes[at..], unit);
        let from = text.len();
        text.push(c);
        if text.as_bytes()[from..] != bytes[at..at + len] {
            builder.rewrite(Span::from_range(at..at + len), u32::try_from(c.len_utf8()).unwrap_or(0));
        }
        at += len;
    }
    (text, builder.finish(length(bytes)))
}

/// The first character of UTF-16 bytes, and how many bytes it takes; never none.
fn wide_char(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (char, usize) {
    let [first, second, rest @ ..] = bytes else { return (char::REPLACEMENT_CHARACTER, bytes.len()) };
    let first = unit([*first, *second]);
    if !is_plausible(first) && is_in_step(&bytes[1..], unit) && !is_in_step(bytes, unit) {
        return (char::REPLACEMENT_CHARACTER, 1);
    }
    let low = if let [a, b, ..] = rest { Some(unit([*a, *b])) } else { None };
    match char::decode_utf16([first].into_iter().chain(low)).next() {
        Some(Ok(c)) => (c, 2 * c.len_utf16()),
        _ => (char::REPLACEMENT_CHARACTER, 2),
    }
}

/// Units that are looked at to see whether a text is in step. Of units out of step, one in three is plausible.
const STEP_WINDOW: usize = 12;

/// Whether nearly all of the next units are plausible. At the end of a text there may be fewer.
fn is_in_step(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let units = bytes.as_chunks().0.iter().take(STEP_WINDOW);
    let (all, odd) =
        units.fold((0, 0), |(all, odd), &pair| (all + 1, odd + usize::from(!is_plausible(unit(pair)))));
    all > 0 && odd * STEP_WINDOW <= all
}

/// An encoding of pairs. Feeds the decoder byte by byte, so that every character's bytes are known; a byte that puts
/// the text behind it out of step is malformed by itself.
fn legacy(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> (String, Alignment<Bytes, Source>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut builder = Alignment::builder();
    let mut buffer = [0; 32];
    let mut pending = 0;
    let mut odd_bytes =
        if encoding == encoding_rs::BIG5 { step::big5(bytes).left_out } else { step::gbk(bytes) }.into_iter();
    let mut odd = odd_bytes.next();
    for at in 0..=bytes.len() {
        let is_odd = odd == Some(at);
        let last = is_odd || at == bytes.len();
        let input = if last { &[][..] } else { &bytes[at..=at] };
        let (_, _, written, _) = decoder.decode_to_utf8(input, &mut buffer, last);
        let piece = std::str::from_utf8(&buffer[..written]).unwrap_or("\u{fffd}");
        if !piece.is_empty() {
            let end = if last { at } else { at + 1 };
            if piece.as_bytes() != &bytes[pending..end] {
                builder.rewrite(Span::from_range(pending..end), length(piece.as_bytes()));
            }
            text.push_str(piece);
            pending = end;
        }
        if is_odd {
            text.push(char::REPLACEMENT_CHARACTER);
            builder.rewrite(Span::from_range(at..at + 1), 3);
            pending = at + 1;
            decoder = encoding.new_decoder_without_bom_handling();
            odd = odd_bytes.next();
        }
    }
    (text, builder.finish(length(bytes)))
}

/// Inputs are limited to [`Error::LIMIT`], which fits.
fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

fn malformed(text: &str, encoding: Encoding) -> Vec<Defect> {
    let mut defects: Vec<Defect> = Vec::new();
    const MARK: &str = "\u{fffd}";
    for start in memchr::memmem::find_iter(text.as_bytes(), MARK) {
        let span = Span::from_range(start..start + MARK.len());
        match defects.last_mut() {
            Some(run) if run.span.end() == span.start() => run.span = run.span.hull(span),
            _ => defects.push(Defect {
                span,
                kind: DefectKind::Mojibake,
                message: format!("characters lost: bytes that are not {}", encoding.as_str()),
                repair: None,
            }),
        }
    }
    defects
}

/// Where half of a Big5 character may be missing.
fn halves(bytes: &[u8], alignment: &Alignment<Bytes, Source>) -> Vec<Defect> {
    let defect = |at: usize| Defect {
        span: alignment.to_clean(Span::from_range(at..at + 1)),
        kind: DefectKind::Mojibake,
        message: "half of a character may be missing: bytes that are not plain big5hkscs".to_owned(),
        repair: None,
    };
    step::big5(bytes).doubtful.into_iter().map(defect).collect()
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Span, decode};

    /// Four characters are GBK text as good as Big5 text, so only the page can say which.
    fn encoding_of(meta: &str, body: &[u8]) -> Encoding {
        let bytes = [b"<html><head>", meta.as_bytes(), b"</head>", body].concat();
        decode("page", &bytes, None).map_or(Encoding::Utf16Le, |decoded| decoded.source.encoding)
    }

    #[test]
    fn a_page_says_what_it_is_encoded_in() {
        let (gbk, _, _) = encoding_rs::GBK.encode("政府工作报告");
        let (big5, _, _) = encoding_rs::BIG5.encode("政府工作報告");
        for meta in [
            "<meta charset=gb2312>",
            "<META CHARSET = 'GBK' />",
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">",
            "<meta name=x content=y><meta charset=\"gb18030\">",
        ] {
            assert_eq!(encoding_of(meta, &gbk), Encoding::Gb18030, "{meta}");
        }
        assert_eq!(encoding_of("<meta charset=big5>", &big5), Encoding::Big5);
        assert_eq!(encoding_of("<meta charset=big5>", &gbk), Encoding::Big5, "it decides");
    }

    /// Every character has its own bytes, the halves of characters and an odd byte too.
    #[test]
    fn halves_of_characters_keep_their_places() {
        let high = 0xD83D_u16;
        for (units, odd, places) in [
            (&[0x7532, high, high][..], false, &[(0, 2), (2, 4), (4, 6)][..]),
            (&[high, 0x7532, 0xDE00], true, &[(0, 2), (2, 4), (4, 6), (6, 7)]),
            (&[0x7532, high, 0xDE00, high], true, &[(0, 2), (2, 6), (6, 8), (8, 9)]),
        ] {
            let mut bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            bytes.extend(odd.then_some(0x31));
            let source = decode("wide", &bytes, Some(Encoding::Utf16Le)).map(|decoded| decoded.source);
            let source = source.unwrap_or_else(|error| unreachable!("{error}"));
            let found: Vec<_> = source
                .text
                .char_indices()
                .map(|(at, c)| source.bytes_of(Span::from_range(at..at + c.len_utf8())).range())
                .map(|range| (range.start, range.end))
                .collect();
            assert_eq!(found, places, "{units:x?}");
        }
    }

    #[test]
    fn bytes_that_are_utf8_need_no_word_for_it() {
        assert_eq!(encoding_of("<meta charset=gb2312>", "政府工作报告".as_bytes()), Encoding::Utf8);
    }

    #[test]
    fn a_label_that_cannot_be_true_is_left_alone() {
        let (gbk, _, _) =
            encoding_rs::GBK.encode("全年地区生产总值增长，全市粮食产量达到新高，城镇居民收入增长。");
        for meta in ["<meta charset=utf-8>", "<meta charset=iso-8859-1>", "<meta charset>", "charset=big5"] {
            assert_eq!(encoding_of(meta, &gbk), Encoding::Gb18030, "{meta}");
        }
    }
}
