//! White space. Owns the removal of spaces around numerals and between Chinese characters, of indentation, and
//! the turn of every run of line ends into one: a clean text has one paragraph a line.
//!
//! Assumption: a blank within a word (民 主) is damage, and the document itself shows what its words are; a blank
//! between words (省长 王五) may mean something and stays.

use baogao_lexicon::is_han;
use std::{cell::LazyCell, ops::Range};

use baogao_core::EditKind;

use crate::{
    chars::{is_blank, is_cjk_punctuation, is_line_end, not_ideographs, split_lines},
    pairs::{Cuts, Pairs},
    repairer::Plan,
};

/// From this many single characters with blanks between them on, a word is taken for letter-spaced: 政 府 工 作.
const MIN_SPACED: usize = 3;

/// Running text is at least so long, in characters; in what is shorter blanks part names and titles.
const RUNNING: usize = 20;
/// This many words of the document's running text cut by blanks, and all its blanks are damage, unless they part words
/// more than this many times as often: half of all neighbours are parts of two words, and the words of a document are
/// not all known. Who sets blanks on purpose cuts no word.
const HABIT: usize = 5;
const MEANT: usize = 3;

/// White space between two characters of the text.
struct Gap {
    range: Range<usize>,
    before: Option<char>,
    after: Option<char>,
    /// A line ends here.
    breaks: bool,
    in_running_text: bool,
}

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let gaps = gaps(text);
    // Which gaps part words or cut one, and which do the second.
    let parts: Vec<bool> = gaps.iter().map(|gap| gap.parts_words(text)).collect();
    let mut asked = Cuts::default();
    for gap in gaps.iter().zip(&parts).filter_map(|(gap, parts)| parts.then_some(gap)) {
        if let (Some(before), Some(after)) = (gap.before, gap.after) {
            asked.add(before, after);
        }
    }
    let pairs = LazyCell::new(|| Pairs::of(text, &asked));
    let cuts: Vec<bool> =
        gaps.iter().zip(&parts).map(|(gap, &parts)| parts && gap.cuts_word(text, &pairs)).collect();
    let count = |cut: bool| {
        let gaps = gaps.iter().zip(&parts).zip(&cuts);
        gaps.filter(|((gap, parts), is_cut)| gap.in_running_text && **is_cut == cut && **parts).count()
    };
    let wild = count(true) >= HABIT && count(true) * MEANT >= count(false);
    for ((gap, &parts), cut) in gaps.iter().zip(&parts).zip(&cuts) {
        let is_damage = *cut || (wild && gap.in_running_text && parts);
        let new = match (gap.before, gap.after) {
            (Some(_), Some(_)) if gap.breaks => "\n",
            // A tab parts the cells of a table, not the digits of a number.
            (Some(before), Some(after))
                if is_numeral(before) && is_numeral(after) && text[gap.range.clone()].contains('\t') =>
            {
                "\t"
            }
            (Some(before), Some(after)) if !is_damage && !closes_up(before, after, text, &gap.range) => " ",
            // The edges of the text, and what is set tight.
            _ => "",
        };
        if text[gap.range.clone()] != *new {
            plans.push(Plan::new(gap.range.clone(), new, EditKind::Spacing, 1.0));
        }
    }
}

/// The runs of white space.
fn gaps(text: &str) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut start = 0;
    for line in split_lines(text) {
        let is_running = LazyCell::new(|| {
            line.chars().take(RUNNING).count() == RUNNING && line.contains(['。', '，', '；'])
        });
        for (at, c) in not_ideographs(line).filter(|&(_, c)| is_blank(c) || is_line_end(c)) {
            let (at, end) = (start + at, start + at + c.len_utf8());
            match gaps.last_mut() {
                Some(Gap { range, breaks, .. }) if range.end == at => {
                    range.end = end;
                    *breaks |= is_line_end(c);
                }
                _ => gaps.push(Gap {
                    range: at..end,
                    before: text[..at].chars().next_back(),
                    after: None,
                    breaks: is_line_end(c),
                    // Asked only of a gap within a line.
                    in_running_text: !is_line_end(c) && *is_running,
                }),
            }
        }
        start += line.len();
    }
    for gap in &mut gaps {
        gap.after = text[gap.range.end..].chars().next();
    }
    gaps
}

impl Gap {
    /// Whether it is between Chinese characters of one line.
    fn parts_words(&self, text: &str) -> bool {
        !self.breaks
            && matches!((self.before, self.after), (Some(before), Some(after))
                if is_han(before) && is_han(after) && !letter_spaced(text, &self.range))
    }

    /// Whether the characters on both sides are one word: in a short line only a lone character is damage.
    fn cuts_word(&self, text: &str, pairs: &Pairs) -> bool {
        let (Some(before), Some(after)) = (self.before, self.after) else { return false };
        let lone = || {
            let second = |c: Option<char>| c.is_some_and(is_han);
            !second(text[..self.range.start].chars().rev().nth(1))
                || !second(text[self.range.end..].chars().nth(1))
        };
        pairs.is_word(before, after) && (self.in_running_text || lone())
    }
}

/// Whether Chinese typography sets two characters without a blank between.
fn closes_up(before: char, after: char, text: &str, blank: &Range<usize>) -> bool {
    let sets_tight = |c: char| is_han(c) || is_cjk_punctuation(c) || matches!(c, '%' | '％' | '‰' | '℃');
    is_cjk_punctuation(before)
        || is_cjk_punctuation(after)
        || (is_numeral(before) && sets_tight(after))
        || (sets_tight(before) && is_numeral(after))
        || (is_numeral(before) && is_numeral(after) && spaced_digits(text, blank))
        || (is_han(before) && is_han(after) && letter_spaced(text, blank))
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Whether the blank is one of a letter-spaced word's: single Han characters with blanks between.
fn letter_spaced(text: &str, blank: &Range<usize>) -> bool {
    run(text[..blank.start].chars().rev(), is_han) + run(text[blank.end..].chars(), is_han) >= MIN_SPACED
}

/// Whether the blank is one of a spaced number's: `1 9 9 3 年`.
fn spaced_digits(text: &str, blank: &Range<usize>) -> bool {
    let single = |c: char| c.is_ascii_digit();
    run(text[..blank.start].chars().rev(), single) + run(text[blank.end..].chars(), single) >= MIN_SPACED
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
    fn closes_up_words_that_the_document_knows() {
        repairs(
            super::plan,
            "加强民主监督，健全民主制度。扩大民\u{a0}\u{a0}主参与",
            "加强民主监督，健全民主制度。扩大民主参与",
        );
    }

    #[test]
    fn closes_up_blanks_that_fell_anywhere() {
        // Six verbs before six nouns: a blank after each verb, and in every other sentence one that cuts a word.
        let document = |cut: &str, blank: &str| {
            let nouns = ["监督", "制度", "改革", "服务", "教育", "管理"];
            let verbs = ["加强", "健全", "推动", "完善", "提高", "深化"];
            let pairs = verbs.into_iter().flat_map(|verb| nouns.map(|noun| (verb, noun)));
            let sentence = |(i, (verb, noun)): (usize, (&str, &str))| {
                let cut = if i % 2 == 0 { cut } else { "" };
                format!("青川县{verb}{blank}{noun}，扩大民{cut}主参与，让城乡居民过上好日子。\n")
            };
            pairs.enumerate().map(sentence).collect::<String>() + "民主监督"
        };
        repairs(super::plan, &document(" ", "\u{a0}"), &document("", ""));
        // Blanks on purpose part words and cut none.
        leaves(super::plan, &[&document("", " ")]);
    }

    #[test]
    fn leaves_spaces_that_part_words() {
        leaves(super::plan, &["区长彭明到会\n区长 彭明\n区长彭明报告"]);
        leaves(
            super::plan,
            &["代区长 彭明", "责编 王五 美编 赵六", "hello world", "NO. 10", "2024 2025", "3\t5\t8"],
        );
    }
}
