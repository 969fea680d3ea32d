//! Marks of Markdown. Owns the removal of `#` before headings and of `**` around emphasis.
//!
//! Assumption: reports are not written in Markdown; the marks come from a converter.

use baogao_core::EditKind;

use crate::{chars::is_blank, repairer::Plan};

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(length) = heading_mark(line) {
            plans.push(Plan::delete(start..start + length, EditKind::Markdown));
        }
        let stars: Vec<usize> = line.match_indices("**").map(|(at, _)| at).collect();
        // Emphasis opens and closes on one line; a lone pair of stars is something else.
        if stars.len().is_multiple_of(2) {
            for at in stars {
                plans.push(Plan::delete(start + at..start + at + 2, EditKind::Markdown));
            }
        }
        start += line.len();
    }
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
    }

    #[test]
    fn leaves_other_uses_of_the_characters() {
        leaves(super::plan, &["1#机组", "#1机组", "2**3", "C# 语言"]);
    }
}
