//! Enumeration marks. Owns their recognition at the start of a paragraph and their rank: 一、 is above （一）,
//! which is above 一是 and ①.

use crate::lex::number::digit;
use baogao_lexicon::is_list_mark;

/// A mark at the start of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marker<'t> {
    /// As written.
    pub(crate) text: &'t str,
    pub(crate) kind: Kind,
    /// Its number, where it has one.
    pub(crate) number: Option<u32>,
}

/// The sorts of marks, from the outermost to the innermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// 一、
    Chapter,
    /// （一）
    Bracketed,
    /// 第一， and 1.
    Numbered,
    /// 一是, 一要
    Clause,
    /// ——
    Dash,
    /// （1）
    BracketedDigit,
    /// ① ● ◆
    Symbol,
}

/// The mark that `text` begins with.
pub(crate) fn marker(text: &str) -> Option<Marker<'_>> {
    let first = text.chars().next()?;
    let made = |len: usize, kind, number| Some(Marker { text: &text[..len], kind, number });
    if is_list_mark(first) {
        return made(first.len_utf8(), Kind::Symbol, None);
    }
    if ('①'..='⑳').contains(&first) {
        return made(first.len_utf8(), Kind::Symbol, Some(u32::from(first) - u32::from('①') + 1));
    }
    if let Some(rest) = text.strip_prefix("——").or_else(|| text.strip_prefix("--")) {
        let len = text.len() - rest.trim_start_matches(['—', '-']).len();
        return made(len, Kind::Dash, None);
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let open = first.len_utf8();
        let (number, len, digits) = numeral(rest)?;
        let close = rest[len..].chars().next().filter(|c| matches!(c, '）' | ')'))?;
        let kind = if digits { Kind::BracketedDigit } else { Kind::Bracketed };
        return made(open + len + close.len_utf8(), kind, Some(number));
    }
    if let Some(rest) = text.strip_prefix('第') {
        let (number, len, _) = numeral(rest)?;
        let stop = rest[len..].chars().next().filter(|c| matches!(c, '，' | '、' | ',' | '：'))?;
        // 第一、二、三产业 is a list of its own.
        if stop == '、' && numeral(&rest[len + stop.len_utf8()..]).is_some() {
            return None;
        }
        return made('第'.len_utf8() + len + stop.len_utf8(), Kind::Numbered, Some(number));
    }
    let (number, len, digits) = numeral(text)?;
    let rest = &text[len..];
    let next = rest.chars().next()?;
    match next {
        '、' | '.' | '．' if digits => {
            // 2.5 is a number and no mark.
            let after = rest[next.len_utf8()..].chars().next()?;
            if after.is_ascii_digit() && next == '.' {
                return None;
            }
            made(len + next.len_utf8(), Kind::Numbered, Some(number))
        }
        '、' | '．' | '.' if !digits => made(len + next.len_utf8(), Kind::Chapter, Some(number)),
        '是' | '要' if !digits => made(len + next.len_utf8(), Kind::Clause, Some(number)),
        _ => None,
    }
}

/// A list number up to 99, its length, and whether it is written in digits.
fn numeral(text: &str) -> Option<(u32, usize, bool)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return (digits <= 2).then(|| text[..digits].parse().ok().map(|n| (n, digits, true)))?;
    }
    let (mut value, mut len) = (0_u32, 0);
    for c in text.chars().take(3) {
        if c == '十' {
            value = value.max(1) * 10;
        } else if let Some(n) = digit(c).filter(|_| !matches!(c, '零' | '〇' | '两')) {
            value += n;
        } else {
            break;
        }
        len += c.len_utf8();
    }
    (len > 0).then_some((value, len, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_every_kind() {
        for (text, mark, kind, number) in [
            ("一、工作回顾", "一、", Kind::Chapter, Some(1)),
            ("（十二）加快", "（十二）", Kind::Bracketed, Some(12)),
            ("(三)加快", "(三)", Kind::Bracketed, Some(3)),
            ("第二，抓", "第二，", Kind::Numbered, Some(2)),
            ("12.“六稳”：", "12.", Kind::Numbered, Some(12)),
            ("三是改革", "三是", Kind::Clause, Some(3)),
            ("⑥努力", "⑥", Kind::Symbol, Some(6)),
            ("——经济", "——", Kind::Dash, None),
        ] {
            assert_eq!(marker(text), Some(Marker { text: mark, kind, number }), "{text}");
        }
    }

    #[test]
    fn words_that_are_no_marks() {
        for text in [
            "2.5万人",
            "一年来",
            "三大攻坚战",
            "第一产业",
            "第一、二产业",
            "2022年",
            "（见附件）",
            "十分重要",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
    }
}
