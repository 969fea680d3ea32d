//! Parts of a text. Owns [`cut`], the total form of a slice: readers compute places from places, and a wrong one must
//! cost a word, not the whole report.

use std::slice::SliceIndex;

/// The part of `text` in `range`; empty where the range ends before it starts, or lies inside a character.
///
/// Debug builds panic on such a range, so that tests and fuzzing find it.
#[inline]
pub(crate) fn cut<R>(text: &str, range: R) -> &str
where
    R: SliceIndex<str, Output = str>,
{
    let part = text.get(range);
    debug_assert!(part.is_some(), "a range that is not a part of {text:?}");
    part.unwrap_or_default()
}

/// The first `n` characters of a text, or all of it.
pub(crate) fn first_chars(text: &str, n: usize) -> &str {
    text.char_indices().nth(n).map_or(text, |(at, _)| cut(text, ..at))
}

/// The last `n` characters of a text, or all of it.
pub(crate) fn last_chars(text: &str, n: usize) -> &str {
    text.char_indices().rev().take(n).last().map_or("", |(from, _)| cut(text, from..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_text() {
        assert_eq!(cut("增长5%", 3..), "长5%");
        assert_eq!(cut("增长5%", 3..3), "");
    }

    #[cfg(not(debug_assertions))]
    #[test]
    fn wrong_ranges_are_empty() {
        let (start, end) = (6, 3);
        assert_eq!(cut("增长5%", start..end), "");
        assert_eq!(cut("增长5%", 1..), "");
        assert_eq!(cut("增长5%", 3..99), "");
    }
}
