//! One note of a glossary. Owns the printed forms of a note: its mark, where the term ends and the
//! definition begins, and the cut of a paragraph that holds several notes.
//!
//! Assumption: a term ends at the first of a colon, a closing 】, a dash, or 是指 (behind quotation marks also
//! 指, 即 and 是). Counterexample: `信用指数：…` ends at its colon, because 指 alone ends no term without quotation
//! marks.

use crate::marker::{Kind, marker};

/// The longest term, in characters; what is longer is a sentence with a colon in it.
const MAX_TERM: usize = 40;

/// The parts of a note.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry<'t> {
    pub(super) number: Option<u32>,
    pub(super) term: &'t str,
    pub(super) definition: &'t str,
}

/// `1. “六稳”：稳就业、…`, `①六稳：…`, `【六稳】…`, `[1]“六稳”，是指…`, `注1：六稳是指…`; `expected` is the number
/// that the note has if it goes on with the list.
pub(super) fn entry(text: &str, expected: u32) -> Option<Entry<'_>> {
    let (number, len) = mark(text, expected).map_or((None, 0), |(number, len)| (Some(number), len));
    let plain = marker(text).filter(|mark| matches!(mark.kind, Kind::Symbol) && number.is_none());
    let rest = text[len.max(plain.map_or(0, |mark| mark.text.len()))..].trim_start();
    let (term, definition) = parted(rest)?;
    let term = unquoted(term.trim());
    let is_term = !term.is_empty() && term.chars().count() <= MAX_TERM && !term.contains(['。', '，', '；']);
    (is_term && !definition.is_empty()).then_some(Entry { number, term, definition })
}

/// The number of a note and the length of its mark.
fn mark(text: &str, expected: u32) -> Option<(u32, usize)> {
    let head = text.strip_prefix("注释").or_else(|| text.strip_prefix('注')).unwrap_or(text);
    let noted = text.len() - head.len();
    let found = marker(head)
        .filter(|mark| !matches!(mark.kind, Kind::Dash | Kind::Clause))
        .and_then(|mark| Some((mark.number?, noted + mark.text.len())))
        .or_else(|| bracketed(head).map(|(number, len)| (number, noted + len)))
        .or_else(|| long(head, expected).map(|(number, len)| (number, noted + len)))
        // `注1：`, and `3“六稳”：` where the stop is lost: only the number that is due.
        .or_else(|| {
            let due = expected.to_string();
            let rest = head.strip_prefix(due.as_str())?;
            let glued = rest.starts_with(['“', '"', '【']) || noted > 0 && rest.starts_with(['：', ':']);
            glued.then(|| (expected, noted + due.len()))
        })?;
    let (number, len) = found;
    let stop =
        if noted > 0 { text[len..].len() - text[len..].trim_start_matches(['：', ':']).len() } else { 0 };
    Some((number, len + stop))
}

/// `[1]`, `［1］`, `〔1〕`.
fn bracketed(text: &str) -> Option<(u32, usize)> {
    let rest = text.strip_prefix(['[', '［', '〔', '【'])?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest[..digits].parse().ok().filter(|_| digits <= 3)?;
    let close = rest[digits..].chars().next().filter(|c| matches!(c, ']' | '］' | '〕' | '】'))?;
    Some((number, text.len() - rest.len() + digits + close.len_utf8()))
}

/// `100.`, `（100）`: a mark of three or four digits. It must go on with the list, because reports hold other numbers of
/// that length at the start of a line.
fn long(text: &str, expected: u32) -> Option<(u32, usize)> {
    /// Notes that may be missing between two.
    const GAP: u32 = 5;
    let inner = text.strip_prefix(['（', '(']).unwrap_or(text);
    let open = text.len() - inner.len();
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let number = inner.get(..digits)?.parse().ok().filter(|_| (3..=4).contains(&digits))?;
    let mut behind = inner.get(digits..)?.chars();
    let stop = behind
        .next()
        .filter(|&c| if open > 0 { matches!(c, '）' | ')') } else { matches!(c, '、' | '.' | '．') })?;
    // 100.5 is a number.
    let decimal = stop == '.' && behind.next().is_some_and(|c| c.is_ascii_digit());
    let goes_on = (expected..=expected.saturating_add(GAP)).contains(&number);
    (goes_on && !decimal).then_some((number, open + digits + stop.len_utf8()))
}

/// The term and its definition.
fn parted(text: &str) -> Option<(&str, &str)> {
    let head_end = text.char_indices().nth(MAX_TERM + 4).map_or(text.len(), |(at, _)| at);
    let head = &text[..head_end];
    // 【六稳】 and 【六稳】：.
    if let Some((term, _)) = head.strip_prefix('【').and_then(|inner| inner.split_once('】')) {
        let rest = &text['【'.len_utf8() + term.len() + '】'.len_utf8()..];
        return Some((term, rest.trim_start_matches(['：', ':', '，']).trim()));
    }
    const ENDS: [&str; 14] = [
        "：",
        ":",
        "——",
        "，是指",
        "，指的是",
        "，即",
        "，指",
        "是指",
        "指的是",
        "”是指",
        "”指",
        "”即",
        "”就是",
        "”是",
    ];
    // The first end wins, and of two at one place the longer.
    let (at, end) = ENDS
        .iter()
        .filter_map(|end| Some((head.find(end)?, *end)))
        .min_by_key(|(at, end)| (*at, std::cmp::Reverse(end.len())))?;
    let quote = if end.starts_with('”') { '”'.len_utf8() } else { 0 };
    let rest = text[at + end.len()..].trim_start_matches(['：', ':', '，', '—']).trim();
    Some((&text[..at + quote], rest))
}

/// The term without its quotation marks, when they enclose all of it.
fn unquoted(term: &str) -> &str {
    let inner = term.strip_prefix(['“', '"', '「']).and_then(|rest| rest.strip_suffix(['”', '"', '」']));
    inner.filter(|inner| !inner.contains(['“', '”', '"'])).unwrap_or(term)
}

/// The notes of one paragraph, as ranges: `①六稳：…。②六保：…。` holds two, most hold one.
pub(super) fn notes(text: &str) -> Vec<std::ops::Range<usize>> {
    let circled = |c: char| ('①'..='⑳').contains(&c);
    let mut starts: Vec<usize> = text
        .match_indices(circled)
        .map(|(at, _)| at)
        // A circled number within a definition counts its parts.
        .filter(|&at| at == 0 || text[..at].trim_end().ends_with(['。', '：', '；']))
        .filter(|&at| entry(&text[at..], 0).is_some())
        .collect();
    if starts.len() < 2 || !text.trim_start_matches(['注', '释', '：', ':']).starts_with(circled) {
        starts = vec![0];
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_in_every_form() {
        let meaning = "净水、净路、净院。";
        for (text, number) in [
            ("3.“三净”：净水、净路、净院。", Some(3)),
            ("③三净：净水、净路、净院。", Some(3)),
            ("（3）三净:净水、净路、净院。", Some(3)),
            ("3、三净——净水、净路、净院。", Some(3)),
            ("[3]“三净”，是指净水、净路、净院。", Some(3)),
            ("［3］三净是指净水、净路、净院。", Some(3)),
            ("注3：三净：净水、净路、净院。", Some(3)),
            ("注③：三净，指净水、净路、净院。", Some(3)),
            ("3“三净”：净水、净路、净院。", Some(3)),
            ("【三净】净水、净路、净院。", None),
            ("【三净】：净水、净路、净院。", None),
            ("●三净：净水、净路、净院。", None),
            ("“三净”即净水、净路、净院。", None),
            ("“三净”是指：净水、净路、净院。", None),
        ] {
            assert_eq!(entry(text, 3), Some(Entry { number, term: "三净", definition: meaning }), "{text}");
        }
        for (text, due) in [("100.三净：净水、净路、净院。", 100), ("（1203）三净：净水、净路、净院。", 1200)]
        {
            assert_eq!(entry(text, due).map(|e| e.term), Some("三净"), "{text}");
        }
        assert_eq!(entry("100.三净：净水。", 3).and_then(|e| e.number), None, "3 is due");
        assert_eq!(entry("100.5三净：净水。", 100).and_then(|e| e.number), None);
        let named = entry("“三净”庭院，是指净水的院子。", 1).map(|e| e.term);
        assert_eq!(named, Some("“三净”庭院"));
    }

    #[test]
    fn what_is_no_note() {
        for text in ["这是一句话，里面有冒号：没有词条。", "净水、净路、净院。", "三净：", "2024年1月。"]
        {
            assert_eq!(entry(text, 1), None, "{text}");
        }
        assert_eq!(entry("信用指数：一项评分。", 1).map(|e| e.term), Some("信用指数"));
        assert_eq!(entry("4“三净”：净水。", 1).and_then(|e| e.number), None);
    }

    #[test]
    fn paragraphs_with_several_notes() {
        let text = "注：①三净：净水、净路、净院。②双护：护林、护水。";
        let parts: Vec<&str> = notes(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(parts, ["①三净：净水、净路、净院。", "②双护：护林、护水。"]);
        let one = "三净：①净水；②净路；③净院。";
        assert_eq!(notes(one), std::iter::once(0..one.len()).collect::<Vec<_>>());
    }
}
