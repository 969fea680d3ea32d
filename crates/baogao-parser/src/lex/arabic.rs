//! Arabic numerals: 359.8, 1,200, 2×35, 3万4000. Owns the reading of digits with their marks.

use crate::cut::cut;
use baogao_core::Decimal;

use super::number::{NO_SCALE, Number, Scale, Style, closing, power};

/// Longer runs of digits are codes, and would not fit into a decimal.
const MAX_DIGITS: usize = 24;

/// The numeral in digits that `text` begins with, its scale included.
pub(super) fn arabic(text: &str) -> Option<Number> {
    let (mut value, mut len) = digits(text)?;
    // 2×35万千瓦: two sets of 35.
    if let Some(rest) = cut(text, len..).strip_prefix(['×', '*', 'x', 'X'])
        && let Some((factor, more)) = digits(rest)
    {
        value = value.checked_mul(factor)?;
        len = text.len() - rest.len() + more;
    }
    let (mut scale, mut blur, more) = closing(cut(text, len..));
    len += more;
    let mut larger = scale.zeros;
    while blur.is_none()
        && larger > 0
        && let Some(next) = lower_part(cut(text, len..), larger)
    {
        let lower = next.value.checked_mul(power(next.scale.zeros))?;
        value = value.checked_mul(power(scale.zeros))?.checked_add(lower)?;
        (scale, blur, larger) = (NO_SCALE, next.blur, next.scale.zeros);
        len += next.len;
    }
    // 2千零30万: a larger scale behind the sum multiplies all of it.
    if scale == NO_SCALE && larger < 4 && blur.is_none() {
        let (closes, inside, more) = closing(cut(text, len..));
        if closes.zeros >= 4 {
            (scale, blur) = (closes, inside);
            len += more;
        }
    }
    Some(Number {
        value,
        high: None,
        scale,
        blur,
        len,
        style: Style::Arabic,
        is_bare: false,
        is_ordinal: false,
    })
}

/// The next part of a numeral in several scales.
struct LowerPart {
    value: Decimal,
    scale: Scale,
    blur: Option<&'static str>,
    len: usize,
}

/// What continues a numeral behind a scale of `larger` zeros: 5千 of 3亿5千万, 4000 of 3万4000户, 零30 of 2千零30万.
fn lower_part(text: &str, larger: u32) -> Option<LowerPart> {
    let zero = if text.starts_with('零') { '零'.len_utf8() } else { 0 };
    let (value, digits_len) = digits(cut(text, zero..))?;
    let (scale, blur, more) = closing(cut(text, zero + digits_len..));
    let plain = value.scale() == 0 && value < power(larger);
    // 3万2023年 names a year.
    let is_year = cut(text, zero + digits_len..).starts_with('年');
    let continues = match scale.zeros {
        0 => plain && !is_year && (zero > 0 || digits_len as u32 == larger),
        // 2千零30万: the scale closes the whole numeral.
        zeros if zeros >= larger && larger < 4 && plain && zero > 0 => {
            return Some(LowerPart { value, scale: NO_SCALE, blur: None, len: zero + digits_len });
        }
        zeros => zeros < larger,
    };
    continues.then_some(LowerPart { value, scale, blur, len: zero + digits_len + more })
}

/// Digits with thousands marks and a decimal point; full-width marks part thousands where there are two at least.
pub(super) fn digits(text: &str) -> Option<(Decimal, usize)> {
    let bytes = text.as_bytes();
    // One digit too many is as good as all of them.
    let run = |from: usize| {
        bytes
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take(MAX_DIGITS + 1)
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let mut end = run(0);
    if end == 0 {
        return None;
    }
    if end <= 3 {
        let groups = |mark: &str| {
            let mut to = end;
            while to <= MAX_DIGITS * 2 && cut(text, to..).starts_with(mark) && run(to + mark.len()) == 3 {
                to += mark.len() + 3;
            }
            to
        };
        let wide = groups("，");
        end = groups(",").max(if wide >= end + 2 * "，000".len() { wide } else { end });
    }
    if bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
        end += 1 + run(end + 1);
    }
    let written: String = cut(text, ..end).chars().filter(|c| !matches!(c, ',' | '，')).collect();
    if written.len() > MAX_DIGITS {
        return None;
    }
    Some((written.parse().ok()?, end))
}
