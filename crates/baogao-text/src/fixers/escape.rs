//! Escapes and invisible characters. Owns the deletion of what shows nothing (byte order marks, zero-width
//! characters, stray control characters) and the reading of HTML character references left in text.

use baogao_core::EditKind;

use crate::{
    chars::{is_line_end, not_ideographs},
    repairer::Plan,
};

/// Character references seen in saved report pages; all others are left alone, because text may speak of them.
const REFERENCES: [(&str, &str); 13] = [
    ("&nbsp;", " "),
    ("&ensp;", " "),
    ("&emsp;", " "),
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
    ("&lsquo;", "‘"),
    ("&rsquo;", "’"),
    ("&mdash;", "—"),
    ("&middot;", "·"),
];

/// Literal line ends, as a careless dump of a string leaves them. Assumption: no report writes a backslash.
const LITERALS: [(&str, &str); 3] = [("\\r\\n", "\n"), ("\\n", "\n"), ("\\t", " ")];

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    for (start, c) in not_ideographs(text) {
        let rest = &text[start..];
        let escape = match c {
            '&' => REFERENCES.iter(),
            '\\' => LITERALS.iter(),
            _ if shows_nothing(c) => {
                Plan::push_deletion(plans, start..start + c.len_utf8(), EditKind::Escape);
                continue;
            }
            _ => continue,
        }
        .find(|(from, _)| rest.starts_with(from));
        if let Some((from, to)) = escape {
            let range = start..start + from.len();
            match plans.last_mut() {
                // A run of line ends and blanks is one edit.
                Some(last)
                    if last.range.end == start
                        && last.kind == EditKind::Escape
                        && last.text.ends_with(char::is_whitespace)
                        && to.trim().is_empty() =>
                {
                    last.range.end = range.end;
                    last.text.push_str(to);
                }
                _ => plans.push(Plan::new(range, *to, EditKind::Escape, 0.99)),
            }
        } else if let Some((length, to)) = numbered(rest) {
            plans.push(Plan::new(start..start + length, to.to_string(), EditKind::Escape, 0.99));
        }
    }
}

/// A reference by number, `&#12288;` or `&#x3000;`: its length and its character.
fn numbered(text: &str) -> Option<(usize, char)> {
    let digits = text.strip_prefix("&#")?;
    // No character has a longer number.
    let end = digits.char_indices().take(8).find(|&(_, c)| c == ';')?.0;
    let number = match digits[..end].strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => digits[..end].parse().ok()?,
    };
    let c = char::from_u32(number).filter(|&c| !c.is_control() || c == '\n')?;
    Some(("&#".len() + end + 1, c))
}

fn shows_nothing(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
        || (c.is_control() && c != '\t' && !is_line_end(c))
}

#[cfg(test)]
mod tests {
    use crate::fixers::testing::{leaves, repairs};

    #[test]
    fn reads_references_and_drops_invisible_characters() {
        repairs(super::plan, "\u{feff}增\u{200b}长&nbsp;8%", "增长 8%");
        repairs(super::plan, "一\\r\\n二", "一\n二");
        repairs(super::plan, "增&#38271;&#x3000;8%", "增长　8%");
    }

    #[test]
    fn leaves_what_is_not_an_escape() {
        leaves(
            super::plan,
            &[
                "R&D经费",
                "AT&T;",
                "&unknown;",
                "&#;",
                "&#x110000;",
                "&#0;",
                "&#99999999999;",
                "一\n二\r\n三\t四",
            ],
        );
    }
}
