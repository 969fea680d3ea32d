//! Any bytes through the decoders, named or detected. What must hold: all bytes belong to a character, in order (the characters
//! that one malformed sequence becomes share its bytes), and well-formed UTF-8 is left as it is.

#![no_main]

use baogao::{Encoding, Repairer, Span, decode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((how, bytes)) = input.split_first() else { return };
    let encoding = match how % 8 {
        0 => Some(Encoding::Utf8),
        1 => Some(Encoding::Utf16Le),
        2 => Some(Encoding::Utf16Be),
        3 => Some(Encoding::Gb18030),
        4 => Some(Encoding::Big5),
        _ => None,
    };
    // The second half of the choices reads the bytes as the characters of Latin-1, as careless fetchers do.
    let latin: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    let bytes = if how % 8 == 7 { latin.as_bytes() } else { bytes };
    let Ok(decoded) = decode("bytes", bytes, encoding) else { return };
    let source = decoded.source;
    let mut last = 0..0;
    for (at, c) in source.text.char_indices() {
        let place = source.bytes_of(Span::from_range(at..at + c.len_utf8())).range();
        let is_next = place.start == last.end && place.end > last.end;
        assert!(is_next || place == last, "{c:?} at {at}: {place:?} follows {last:?}");
        last = place;
    }
    assert_eq!(last.end, bytes.len(), "all bytes belong to a character");
    let is_utf8 = source.encoding == Encoding::Utf8;
    if let (true, Ok(text)) = (is_utf8, std::str::from_utf8(bytes)) {
        assert_eq!(text, source.text);
    }
    let clean = Repairer::default().repair(&source).clean;
    assert_eq!(clean.alignment.clean_len() as usize, clean.text.len());
    assert_eq!(clean.alignment.source_len() as usize, source.text.len());
});
