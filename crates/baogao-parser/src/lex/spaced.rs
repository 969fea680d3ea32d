//! Numerals that blanks cut: 24. 3 亿元, 1 280 万元. Owns the decision that two runs of digits are one number.

use crate::cut::cut;
use baogao_core::Decimal;
use baogao_lexicon::{Class, Lexicon};

use super::{
    number::{Number, number},
    unit::unit,
};

/// The number that `rest` begins with, if a blank cuts it in two and a unit follows the second half.
///
/// Assumption: a point with a blank is a decimal point, and a blank before three digits separates thousands, if words
/// precede directly (收入24. 3亿元). At the start of a sentence a point closes a list mark (1. 3个项目), unless an amount
/// in 万 or 亿, or a percentage, follows; behind 表 and 图 the first number is a label.
pub(super) fn spaced(lexicon: &Lexicon, before: &str, rest: &str) -> Option<Number> {
    let before = before.trim_end_matches(' ');
    let opens = before.chars().next_back().is_none_or(|last| !last.is_alphabetic());
    let glued =
        before.ends_with(|last: char| last.is_ascii_alphanumeric() || matches!(last, '.' | ',' | '-'));
    if glued || lexicon.words(Class::Label).suffix_of(before).is_some() {
        return None;
    }
    let whole = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest.get(whole..)?;
    let point = [". ", " .", "． ", " ．"].iter().find(|point| behind.starts_with(**point));
    let gap = match point {
        Some(point) => point.len(),
        None if whole <= 3 && behind.starts_with(' ') => 1,
        None => return None,
    };
    let second = behind.get(gap..)?;
    let digits = second.bytes().take_while(u8::is_ascii_digit).count();
    let fits = if point.is_some() { (1..=4).contains(&digits) } else { digits == 3 };
    if whole == 0 || !fits || second.get(digits..)?.starts_with(['.', ',']) {
        return None;
    }
    // The second half tells the scale; the value is put together from both.
    let tail = number(second)?;
    let end = whole + gap + tail.len;
    let unit = unit(lexicon, rest.get(end..)?.trim_start_matches(' '))?;
    if opens && point.is_some() && tail.scale.text.is_empty() && !matches!(unit.text, "%" | "％") {
        return None;
    }
    let joined = if point.is_some() {
        format!("{}.{}", cut(rest, ..whole), cut(second, ..digits))
    } else {
        format!("{}{}", cut(rest, ..whole), cut(second, ..digits))
    };
    let value: Decimal = joined.parse().ok()?;
    Some(Number { value, len: end, ..tail })
}
