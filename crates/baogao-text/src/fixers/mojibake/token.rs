//! The damaged text as the search reads it. Owns the tokens of a line; must not know what they were once.

use std::ops::Range;

use crate::{
    chars::is_line_end,
    fixers::pinyin::{Syllable, syllable},
    gbk::{Code, Gbk},
};

/// A unit of damaged text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A character that GBK writes with two bytes.
    Pair([u8; 2]),
    /// One that it writes with one byte.
    Byte(u8),
    /// `(bào)`.
    Reading(Syllable),
    /// `?bào)`: a byte and the bracket behind it gave the question mark.
    Eaten(Syllable),
    /// `?`: a byte that found no partner, or a question mark.
    Lost,
    /// A character that GBK cannot write.
    Foreign,
}

/// A token and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) sort: Sort,
}

/// The tokens of `text` from `start` to the end of the line, at most `limit`.
pub(super) fn tokens(text: &str, start: usize, limit: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = start;
    while tokens.len() < limit
        && let Some(c) = text[at..].chars().next()
        && !is_line_end(c)
    {
        let rest = &text[at + c.len_utf8()..];
        let (sort, more) = match (c, Gbk::get().code(c)) {
            ('(', _) if let Some((read, length)) = syllable(rest) => (Sort::Reading(read), length),
            ('?', _) if let Some((read, length)) = syllable(rest) => (Sort::Eaten(read), length),
            ('?', _) => (Sort::Lost, 0),
            (_, Some(Code::Pair(pair))) => (Sort::Pair(pair), 0),
            (_, Some(Code::Byte(byte))) => (Sort::Byte(byte), 0),
            (_, None) => (Sort::Foreign, 0),
        };
        let end = at + c.len_utf8() + more;
        tokens.push(Token { range: at..end, sort });
        at = end;
    }
    tokens
}

/// The text without its readings in brackets: what stood there before the annotation. A damaged reading
/// stays.
pub(super) fn without_readings(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut skip = 0;
    text.char_indices().filter_map(move |(at, c)| {
        if at < skip {
            return None;
        }
        if c == '('
            && let Some((_, length)) = syllable(&text[at + 1..])
        {
            skip = at + 1 + length;
            return None;
        }
        Some(c)
    })
}

#[cfg(test)]
mod tests {
    use super::{Sort, tokens, without_readings};

    #[test]
    fn tokens_stop_at_the_line_end() {
        let sorts: Vec<_> = tokens("人(rén)?yàn)?A©\n人", 0, 9).into_iter().map(|token| token.sort).collect();
        assert!(matches!(
            sorts[..],
            [
                Sort::Pair([0xC8, 0xCB]),
                Sort::Reading(_),
                Sort::Eaten(_),
                Sort::Lost,
                Sort::Byte(b'A'),
                Sort::Foreign
            ]
        ));
        assert_eq!(tokens("人人人", 3, 1).len(), 1);
        assert_eq!(without_readings("發(fā)展(x)").collect::<String>(), "發展(x)");
    }
}
