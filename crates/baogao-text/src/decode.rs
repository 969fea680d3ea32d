//! From bytes to text. Owns the detection of encodings, decoding, and the alignment of bytes and text.

use baogao_core::{Alignment, Bytes, Defect, DefectKind, Encoding, Error, ErrorKind, Source, Span};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use sha2::{Digest, Sha256};

/// A page's `<meta charset>` stands within so many bytes, as the HTML standard has it.
const META_LIMIT: usize = 1024;

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
/// GBK) and Big5 by the `<meta charset>` of a web page, or else by statistics. Malformed bytes become U+FFFD and are reported.
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
    let (text, alignment) = match encoding {
        Encoding::Utf8 => utf8(bytes),
        Encoding::Utf16Le => wide(bytes, u16::from_le_bytes),
        Encoding::Utf16Be => wide(bytes, u16::from_be_bytes),
        Encoding::Gb18030 => legacy(bytes, encoding_rs::GB18030),
        Encoding::Big5 => legacy(bytes, encoding_rs::BIG5),
    };
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Error::new(ErrorKind::Empty, 0, "the input is empty or holds only white space"));
    }
    let defects = malformed(&text, encoding);
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Decoded { source: Source { name: name.to_owned(), text, encoding, sha256, alignment }, defects })
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

fn detect(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => return Encoding::Utf8,
        [0xFF, 0xFE, ..] => return Encoding::Utf16Le,
        [0xFE, 0xFF, ..] => return Encoding::Utf16Be,
        _ if encoding_rs::Encoding::utf8_valid_up_to(bytes) == bytes.len() => return Encoding::Utf8,
        _ => {}
    }
    // Assumption: a text with a few malformed places among much well-formed UTF-8 is damaged UTF-8. GBK text is
    // hardly ever well-formed UTF-8 for more than a few characters.
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| !b.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    if bad * 20 <= good {
        return Encoding::Utf8;
    }
    if let Some(declared) = declared(bytes) {
        return declared;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == encoding_rs::BIG5 {
        return Encoding::Big5;
    }
    // Assumption: what is neither UTF-8 nor Big5 and comes from a Chinese government is GBK, unless most of it
    // cannot be decoded as such.
    let (_, malformed) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    if guess == encoding_rs::GBK || !malformed { Encoding::Gb18030 } else { Encoding::Utf8 }
}

/// What a web page says of its encoding: `<meta charset=gbk>`, or `content="text/html; charset=gbk"`.
///
/// Assumption: bytes that are not UTF-8 are in the encoding that the page's first 1024 bytes name, when it is one of
/// those read here; a page that names UTF-8 or a Western encoding wrongly is left to the statistics.
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
fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, Alignment<Bytes, Source>) {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut builder = Alignment::builder();
    let (units, odd) = bytes.as_chunks();
    let chars = char::decode_utf16(units.iter().map(|&pair| unit(pair)));
    let odd = odd.iter().map(|_| char::REPLACEMENT_CHARACTER);
    let mut at = 0;
    for c in chars.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).chain(odd) {
        let (end, from) = ((at + 2 * c.len_utf16()).min(bytes.len()), text.len());
        text.push(c);
        if text.as_bytes()[from..] != bytes[at..end] {
            builder.rewrite(Span::from_range(at..end), u32::try_from(c.len_utf8()).unwrap_or(0));
        }
        at = end;
    }
    (text, builder.finish(length(bytes)))
}

/// Feeds the decoder byte by byte, so that every character's bytes are known.
fn legacy(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> (String, Alignment<Bytes, Source>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut builder = Alignment::builder();
    let mut buffer = [0; 32];
    let mut pending = 0;
    for at in 0..=bytes.len() {
        let last = at == bytes.len();
        let input = if last { &[][..] } else { &bytes[at..=at] };
        let (_, _, written, _) = decoder.decode_to_utf8(input, &mut buffer, last);
        let piece = std::str::from_utf8(&buffer[..written]).unwrap_or("\u{fffd}");
        if piece.is_empty() {
            continue;
        }
        let end = (at + 1).min(bytes.len());
        if piece.as_bytes() != &bytes[pending..end] {
            builder.rewrite(Span::from_range(pending..end), u32::try_from(piece.len()).unwrap_or(0));
        }
        text.push_str(piece);
        pending = end;
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
