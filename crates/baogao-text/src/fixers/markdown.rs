//! Marks of Markdown. Owns the removal of `#` before headings, of `**` around emphasis, and of the `_` that sets a
//! digit lower (PM_2.5, CO_2).
//!
//! Assumption: reports are not written in Markdown; the marks come from a converter.

use baogao_core::EditKind;

use crate::{chars::is_blank, repairer::Plan};

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    if memchr::memchr3(b'#', b'*', b'_', text.as_bytes()).is_none() {
        return;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(length) = heading_mark(line) {
            Plan::push_deletion(plans, start..start + length, EditKind::Markdown);
        }
        let stars: Vec<usize> = line.match_indices("**").map(|(at, _)| at).collect();
        // Emphasis opens and closes on one line; a lone pair of stars is something else.
        if stars.len().is_multiple_of(2) {
            for at in stars {
                Plan::push_deletion(plans, start + at..start + at + 2, EditKind::Markdown);
            }
        }
        for at in subscripts(line) {
            Plan::push_deletion(plans, start + at..start + at + 1, EditKind::Markdown);
        }
        start += line.len();
    }
}

/// The `_` between the symbol of a substance (PM, CO, O) and a digit; names of files have longer words.
fn subscripts(line: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = line.as_bytes();
    line.match_indices('_').map(|(at, _)| at).filter(move |&at| {
        let letters = bytes[..at].iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
        let capital = at > 0 && bytes[at - 1].is_ascii_uppercase();
        let before = at.checked_sub(letters + 1).map(|at| bytes[at]);
        capital
            && (matches!(letters, 2 | 3) || line[..at].ends_with('O'))
            && before.is_none_or(|b| !b.is_ascii())
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    })
}

/// The length of `## ` at the start of a line.
fn heading_mark(line: &str) -> Option<usize> {
    let marks = line.bytes().take_while(|&b| b == b'#').count();
    let blanks: usize = line[marks..].chars().take_while(|&c| is_blank(c)).map(char::len_utf8).sum();
    ((1..=6).contains(&marks) && blanks > 0).then_some(marks + blanks)
}

#[cfg(test)]
mod tests {
    use crate::fixers::testing::{leaves, repairs};

    #[test]
    fn removes_marks() {
        repairs(super::plan, "## 一、回顾\n**汽车产业方面**，发展", "一、回顾\n汽车产业方面，发展");
        repairs(super::plan, "城市PM_2.5浓度、CO_2排放", "城市PM2.5浓度、CO2排放");
    }

    #[test]
    fn leaves_other_uses_of_the_characters() {
        leaves(super::plan, &["1#机组", "#1机组", "2**3", "C# 语言", "report_A_2.txt", "A_2", "snake_case"]);
    }
}
