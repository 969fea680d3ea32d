//! White space. Owns the removal of spaces around numerals and between Chinese characters, of indentation, and
//! the turn of every run of line ends into one: a clean text has one paragraph a line.

use baogao_core::EditKind;

use crate::{
    chars::{is_blank, is_cjk_punctuation, is_han, is_line_end},
    repairer::Plan,
};

/// From so many single characters with blanks between them on, a word is taken for letter-spaced: 政 府 工 作.
const MIN_SPACED: usize = 3;

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some(&(start, c)) = chars.peek() {
        if !is_blank(c) && !is_line_end(c) {
            before = Some(c);
            chars.next();
            continue;
        }
        let mut breaks = false;
        let mut end = start;
        while let Some(&(at, c)) = chars.peek() {
            if !is_blank(c) && !is_line_end(c) {
                break;
            }
            breaks |= is_line_end(c);
            end = at + c.len_utf8();
            chars.next();
        }
        let after = chars.peek().map(|&(_, c)| c);
        let (old, new) = (&text[start..end], gap(before, after, breaks, text, start, end));
        if old != new {
            plans.push(Plan::new(start..end, new, EditKind::Spacing, 1.0));
        }
    }
}

/// What white space between two characters becomes.
fn gap(
    before: Option<char>,
    after: Option<char>,
    breaks: bool,
    text: &str,
    start: usize,
    end: usize,
) -> &'static str {
    let (Some(before), Some(after)) = (before, after) else {
        return ""; // the edge of the text
    };
    if breaks {
        return "\n";
    }
    let sets_tight = |c: char| is_han(c) || is_cjk_punctuation(c) || matches!(c, '%' | '％' | '‰' | '℃');
    let numeral = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let tight = is_cjk_punctuation(before)
        || is_cjk_punctuation(after)
        || (numeral(before) && sets_tight(after))
        || (sets_tight(before) && numeral(after))
        || (numeral(before) && numeral(after) && spaced_digits(text, start, end))
        || (is_han(before) && is_han(after) && letter_spaced(text, start, end));
    if tight { "" } else { " " }
}

/// Whether the blank is one of a letter-spaced word's: single Han characters with blanks between.
fn letter_spaced(text: &str, start: usize, end: usize) -> bool {
    run(text[..start].chars().rev(), is_han) + run(text[end..].chars(), is_han) >= MIN_SPACED
}

/// Whether the blank is one of a spaced number's: `1 9 9 3 年`.
fn spaced_digits(text: &str, start: usize, end: usize) -> bool {
    let single = |c: char| c.is_ascii_digit();
    run(text[..start].chars().rev(), single) + run(text[end..].chars(), single) >= MIN_SPACED
}

/// How many single characters of a class follow one another with blanks between; at most [`MIN_SPACED`].
fn run(chars: impl Iterator<Item = char>, class: impl Fn(char) -> bool) -> usize {
    let mut chars = chars.peekable();
    let mut count = 0;
    while count < MIN_SPACED && chars.next_if(|&c| class(c)).is_some() {
        match chars.peek() {
            // Part of a longer word, which is not letter-spaced.
            Some(&c) if !is_blank(c) && !is_line_end(c) => break,
            _ => count += 1,
        }
        while chars.next_if(|&c| is_blank(c)).is_some() {}
    }
    count
}

#[cfg(test)]
mod tests {
    use crate::fixers::testing::{leaves, repairs};

    #[test]
    fn closes_up_numerals_and_letter_spaced_words() {
        repairs(super::plan, "完成 359.8 亿元，增长 8.1%", "完成359.8亿元，增长8.1%");
        repairs(super::plan, "政 府 工 作 报 告", "政府工作报告");
        repairs(super::plan, "1 9 9 3 年", "1993年");
    }

    #[test]
    fn puts_one_paragraph_on_a_line() {
        repairs(super::plan, "\r\n　　各位代表：\r\n\r\n　　现在\r\n", "各位代表：\n现在");
    }

    #[test]
    fn leaves_spaces_that_part_words() {
        leaves(super::plan, &["代区长 彭明", "责编 王五 美编 赵六", "hello world", "NO. 10", "2024 2025"]);
    }
}
