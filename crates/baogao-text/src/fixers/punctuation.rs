//! Punctuation and widths. Owns the turn of half-width punctuation in Chinese text into full-width, and of
//! full-width digits, letters and per-cent signs into half-width.
//!
//! No blanket NFKC: 10³ must not become 103 nor ① become 1.

use baogao_core::EditKind;
use baogao_lexicon::is_han;

use crate::{
    chars::{is_cjk_punctuation, not_ideographs},
    repairer::Plan,
};

/// Brackets further apart than this, in bytes, are not taken for a pair.
const MAX_BRACKET: usize = 240;

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let mut marks = not_ideographs(text);
    // Where the mark before ends, and how it reads now.
    let mut last = (0, None);
    let mut brackets: Vec<(usize, Option<char>)> = Vec::new();
    while let Some((at, c)) = marks.next() {
        let end = at + c.len_utf8();
        let before = if last.0 == at { last.1 } else { text[..at].chars().next_back() };
        let after = text[end..].chars().next();
        last = (end, Some(c));
        let mut put = |at: usize, old: char, new: char| {
            plans.push(Plan::new(at..at + old.len_utf8(), new, EditKind::Punctuation, 1.0));
        };
        // A mark that is typed twice, often once in each width: ，, becomes one.
        if let (Some(mark), Some(next)) = (doubles(c), after)
            && doubles(next) == Some(mark)
            && before.and_then(doubles) != Some(mark)
            && (c == mark || next == mark || before.is_some_and(is_han))
        {
            let behind = end + next.len_utf8();
            // Three in a row are somebody's dots.
            if text[behind..].chars().next().and_then(doubles) != Some(mark) {
                plans.push(Plan::delete(end..behind, EditKind::Punctuation));
                if c != mark {
                    plans.push(Plan::new(at..end, mark, EditKind::Punctuation, 1.0));
                }
                marks.next();
                last = (behind, Some(mark));
                continue;
            }
        }
        match c {
            ',' | ';' | ':' | '!' | '?' if in_chinese(before, after) => {
                put(at, c, widened(c));
                last.1 = Some(widened(c));
            }
            '(' => brackets.push((at, before)),
            ')' => {
                if let Some((open, outside)) = brackets.pop()
                    && at - open <= MAX_BRACKET
                    && (text[open..at].chars().any(is_han)
                        || outside.is_some_and(|c| is_han(c) || is_cjk_punctuation(c)))
                    && !is_foreign(&text[open + 1..at])
                {
                    put(open, '(', '（');
                    put(at, ')', '）');
                }
            }
            '\n' => brackets.clear(),
            '．' if is_digit(before) && is_digit(after) => put(at, c, '.'),
            '％' => put(at, c, '%'),
            _ => {
                if let Some(narrow) = narrowed(c) {
                    put(at, c, narrow);
                }
            }
        }
    }
}

/// Between digits a comma parts thousands and a colon parts hours; beside Chinese both are punctuation.
fn in_chinese(before: Option<char>, after: Option<char>) -> bool {
    let chinese =
        |c: Option<char>| c.is_some_and(|c| is_han(c) || is_cjk_punctuation(c) || c == '％' || c == '%');
    (chinese(before) || chinese(after)) && !(is_digit(before) && is_digit(after))
}

/// The full-width form of a mark that is never doubled on purpose.
fn doubles(c: char) -> Option<char> {
    match c {
        '，' | ',' => Some('，'),
        '；' | ';' => Some('；'),
        '、' | '。' => Some(c),
        _ => None,
    }
}

/// Latin text in brackets keeps them as they are: 首页(home), GDP(gdp).
fn is_foreign(inside: &str) -> bool {
    !inside.is_empty() && inside.chars().all(|c| !is_han(c) && (c.is_alphabetic() || c == ' ' || c == '.'))
}

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

fn widened(c: char) -> char {
    match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '!' => '！',
        _ => '？',
    }
}

fn narrowed(c: char) -> Option<char> {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xFEE0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::fixers::testing::{leaves, repairs};

    #[test]
    fn sets_chinese_text_with_chinese_punctuation() {
        repairs(super::plan, "增长5.6%;投资完成,增长(含税)", "增长5.6%；投资完成，增长（含税）");
        repairs(super::plan, "(一)加快转型", "（一）加快转型");
    }

    #[test]
    fn drops_a_mark_typed_twice() {
        repairs(super::plan, "稳增长，,促改革。。惠民生、、强基层", "稳增长，促改革。惠民生、强基层");
        leaves(super::plan, &["等等。。。", "a,,b", "说到做到！！", "……", "1,,2"]);
    }

    #[test]
    fn narrows_digits_and_letters() {
        repairs(super::plan, "增长１１．５％，ＧＤＰ", "增长11.5%，GDP");
    }

    #[test]
    fn leaves_numbers_and_latin_text() {
        leaves(
            super::plan,
            &["2,760套", "10:40", "10³ m²", "①", "Hello, world!", "GDP(gdp)同比", "首页(home)"],
        );
    }
}
