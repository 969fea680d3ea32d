//! Signs before numerals: 增长-4.6%, +4.2%, 为负4.6%, 负增长4.3%. Owns the decision whether a mark is a sign or a dash.

use baogao_lexicon::{Class, Lexicon};

/// A sign before a number.
#[derive(Clone, Copy)]
pub(super) struct Sign {
    /// Its length; 0 where a word before the number says it.
    pub(super) len: usize,
    pub(super) negative: bool,
}

/// The marks of a negative number.
pub(super) const NEGATIVE: [char; 3] = ['-', '－', '−'];

/// The sign between `before` and `behind`, which starts behind the numeral.
///
/// Assumption: a dash behind a number, a letter or a date joins, and does not negate; a mark before an amount
/// (减少-3480万元) is a sign only behind a predicate of change.
pub(super) fn before(lexicon: &Lexicon, before: &str, behind: &str) -> Option<Sign> {
    const SIGNS: [(&str, bool); 6] =
        [("-", true), ("－", true), ("−", true), ("负", true), ("+", false), ("＋", false)];
    const SIGNED: [&str; 6] = ["%", "％", "‰", "个百分点", "℃", "摄氏度"];
    if before.ends_with("负增长") {
        return Some(Sign { len: 0, negative: true });
    }
    let (mark, negative) = SIGNS.into_iter().find(|(sign, _)| before.ends_with(sign))?;
    let left = before.strip_suffix(mark)?;
    let shares = SIGNED.iter().any(|unit| behind.starts_with(unit)) || shares_percent(behind);
    if !shares && (mark == "负" || lexicon.predicate_words().suffix_of(left).is_none()) {
        return None;
    }
    let ahead = left.chars().next_back();
    // 减负15%, 胜负5%: the character ends a word more often than it is a sign.
    if mark == "负" {
        let states = ahead.is_none_or(|c| "为由从到至是达，、：（ ".contains(c));
        return states.then_some(Sign { len: mark.len(), negative });
    }
    let free = ahead.is_none_or(|c| {
        matches!(c, '、' | '，' | '；' | '：' | '（' | ' ')
            || ('\u{4e00}'..='\u{9fff}').contains(&c)
                && lexicon.words(Class::NoSign).suffix_of(left).is_none()
    });
    free.then_some(Sign { len: mark.len(), negative })
}

/// Whether a bare decimal shares a sign of percent with the numbers behind it: -5.64、1.34个百分点.
fn shares_percent(behind: &str) -> bool {
    let list: &str = behind.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | '、' | '和') || NEGATIVE.contains(&c)
    });
    let is_list = behind.starts_with(['、', '和']) && behind.contains('.');
    is_list && (list.starts_with("个百分点") || list.starts_with(['%', '％']))
}
