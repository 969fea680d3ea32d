//! Numerals. Owns the reading of Arabic, full-width and Chinese numerals with their scale: 359.8, 1,200, 两, 一千二百,
//! 3万, 百分之八点五, 三分之一, 2×35, 一半.
//!
//! The scale that closes a numeral (万, 亿, 万亿) belongs to the unit, as written: 两万户 is 2 of 万户.

use baogao_core::Decimal;

/// A numeral at the start of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    /// The value before the closing scale.
    pub(crate) value: Decimal,
    /// 万, 亿, 万亿, 千万 …, or nothing.
    pub(crate) scale: Scale,
    /// 多, 余 or 几 inside the numeral (620多万, 二十余).
    pub(crate) blur: Option<&'static str>,
    /// Length in bytes, scale included.
    pub(crate) len: usize,
    /// How it is written.
    pub(crate) style: Style,
    /// A scale or place without a digit: 万元, 千亿, 百里.
    pub(crate) is_bare: bool,
    /// 二 by itself orders and does not count: 二次, 二期.
    pub(crate) is_ordinal: bool,
}

/// A closing scale: how it is written and what it multiplies by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scale {
    pub(crate) text: &'static str,
    pub(crate) zeros: u32,
}

/// How a numeral is written; Chinese ones count only with a unit behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Arabic,
    Chinese,
    /// A share that needs no unit: 三分之一, 一半, 百分之八.
    Share,
}

const NO_SCALE: Scale = Scale { text: "", zeros: 0 };

/// Closing scales, longest first; a Chinese numeral has read its own 百 and 千 before (百万 is 100 of 万).
const SCALES: [Scale; 6] = [
    Scale { text: "万亿", zeros: 12 },
    Scale { text: "千亿", zeros: 11 },
    Scale { text: "千万", zeros: 7 },
    Scale { text: "百万", zeros: 6 },
    Scale { text: "亿", zeros: 8 },
    Scale { text: "万", zeros: 4 },
];

/// Words that blur a numeral from inside.
const BLURS: [&str; 4] = ["多", "余", "几", "來"];

/// Whether a numeral may begin with `c`.
pub(crate) fn may_start(c: char) -> bool {
    c.is_ascii_digit() || is_digit_word(c) || matches!(c, '十' | '百' | '千' | '万' | '亿')
}

fn is_digit_word(c: char) -> bool {
    digit(c).is_some()
}

fn digit(c: char) -> Option<u32> {
    "零一二三四五六七八九".chars().position(|d| d == c).and_then(|n| u32::try_from(n).ok()).or(match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => None,
    })
}

fn place(c: char) -> Option<i64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// Reads the numeral that `text` begins with.
pub(crate) fn number(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() { arabic(text) } else { share(text).or_else(|| chinese(text)) }
}

fn arabic(text: &str) -> Option<Number> {
    let (mut value, mut len) = plain_arabic(text)?;
    // 2×35万千瓦: two sets of 35.
    if let Some(rest) = text[len..].strip_prefix(['×', '*', 'x', 'X'])
        && let Some((factor, more)) = plain_arabic(rest)
    {
        value = value.checked_mul(factor)?;
        len = text.len() - rest.len() + more;
    }
    let (scale, blur, more) = closing(&text[len..]);
    Some(Number {
        value,
        scale,
        blur,
        len: len + more,
        style: Style::Arabic,
        is_bare: false,
        is_ordinal: false,
    })
}

/// Digits with thousands commas and a decimal point.
fn plain_arabic(text: &str) -> Option<(Decimal, usize)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    if end == 0 {
        return None;
    }
    if end <= 3 {
        while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
            end += 4;
        }
    }
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    // Longer runs of digits are codes, and would not fit into a decimal.
    if end > 24 {
        return None;
    }
    let value =
        if text[..end].contains(',') { text[..end].replace(',', "").parse() } else { text[..end].parse() };
    Some((value.ok()?, end))
}

/// What may follow the digits: a blur, a scale, a blur.
fn closing(text: &str) -> (Scale, Option<&'static str>, usize) {
    let (mut len, mut blur) = (0, None);
    let rest = |len: usize| &text[len..];
    if let Some(word) = BLURS.iter().find(|b| rest(0).starts_with(**b)) {
        // 20多万, 20余个; what stands behind the unit is a qualifier of its own.
        blur = Some(*word);
        len += word.len();
    }
    let scale = SCALES.iter().find(|s| rest(len).starts_with(s.text)).copied().unwrap_or(NO_SCALE);
    len += scale.text.len();
    if blur.is_none()
        && scale.zeros > 0
        && let Some(word) = BLURS.iter().find(|b| rest(len).starts_with(**b))
    {
        blur = Some(*word);
        len += word.len();
    }
    (scale, blur, len)
}

/// 百分之八点五, 三分之一, 一半.
fn share(text: &str) -> Option<Number> {
    let found = |value: Decimal, scale, len| {
        Some(Number { value, scale, blur: None, len, style: Style::Share, is_bare: false, is_ordinal: false })
    };
    if text.starts_with("一半") {
        return found(Decimal::new(5, 1), NO_SCALE, "一半".len());
    }
    if let Some(rest) = text.strip_prefix("百分之") {
        let (value, len) = spoken(rest)?;
        return found(value, Scale { text: "%", zeros: 0 }, "百分之".len() + len);
    }
    let (below, len) = spoken(text)?;
    let rest = text[len..].strip_prefix("分之")?;
    let (above, more) = spoken(rest)?;
    if below.is_zero() {
        return None;
    }
    found((above / below).round_dp(4), NO_SCALE, len + "分之".len() + more)
}

fn chinese(text: &str) -> Option<Number> {
    let mut total = Decimal::ZERO;
    let mut len = 0;
    // A section is what stands before 万 or 亿; the last one keeps its scale for the unit.
    let mut sections: Vec<(Decimal, Scale)> = Vec::new();
    let mut blur = None;
    loop {
        let rest = &text[len..];
        let (value, more) = match spoken(rest) {
            Some(found) => found,
            // 万元, 亿元 alone stand for one of them.
            None if sections.is_empty() => (Decimal::ONE, 0),
            None => break,
        };
        let (scale, inside, closing_len) = closing(&rest[more..]);
        if more == 0 && scale.zeros == 0 {
            return None;
        }
        len += more + closing_len;
        sections.push((value, scale));
        if inside.is_some() {
            blur = inside;
            break;
        }
        if scale.zeros == 0 {
            break;
        }
    }
    let is_bare = !text[..len].contains(is_digit_word) && !text.starts_with('十');
    let is_ordinal = text[..len] == *"二";
    let made =
        |value, scale| Some(Number { value, scale, blur, len, style: Style::Chinese, is_bare, is_ordinal });
    let (last, scale) = *sections.last()?;
    if sections.len() == 1 {
        return made(last, scale);
    }
    for (value, scale) in &sections {
        total = total.checked_add(value.checked_mul(power(scale.zeros))?)?;
    }
    // 十三亿五千万 is written in two scales: the unit keeps none.
    made(total, NO_SCALE)
}

/// Ten to the power of `zeros`.
pub(crate) fn power(zeros: u32) -> Decimal {
    Decimal::from(10_i64.pow(zeros.min(18)))
}

/// 一千二百三十, 二十, 三点五, 二〇〇四: a Chinese numeral below ten thousand, and its length.
fn spoken(text: &str) -> Option<(Decimal, usize)> {
    let (mut total, mut current, mut any, mut len) = (0_i64, None::<i64>, false, 0);
    let mut row = 0_i64;
    for c in text.chars() {
        if let Some(d) = digit(c) {
            // A row of digits is read one by one: 二〇〇四.
            row = if current.is_some() { row * 10 + i64::from(d) } else { i64::from(d) };
            if row > 99_999_999 {
                return None;
            }
            current = Some(row);
        } else if let Some(p) = place(c) {
            total += current.unwrap_or(1) * p;
            current = None;
        } else {
            break;
        }
        any = true;
        len += c.len_utf8();
    }
    if !any {
        return None;
    }
    let whole = Decimal::from(total + current.unwrap_or(0));
    if let Some(rest) = text[len..].strip_prefix('点') {
        let (mut fraction, mut scale, mut more) = (0_i64, 0_u32, 0);
        for c in rest.chars() {
            let Some(d) = digit(c) else { break };
            if scale == 9 {
                break;
            }
            fraction = fraction * 10 + i64::from(d);
            scale += 1;
            more += c.len_utf8();
        }
        if scale > 0 {
            return Some((whole + Decimal::new(fraction, scale), len + '点'.len_utf8() + more));
        }
    }
    Some((whole, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, value: &str, scale: &str, rest: &str) {
        let number = number(text).unwrap_or_else(|| unreachable!("no numeral in {text}"));
        assert_eq!(
            (number.value.normalize().to_string().as_str(), number.scale.text, &text[number.len..]),
            (value, scale, rest)
        );
    }

    #[test]
    fn arabic_numerals() {
        reads("359.8亿元", "359.8", "亿", "元");
        reads("1,200户", "1200", "", "户");
        reads("1.3万亿元", "1.3", "万亿", "元");
        reads("620多万套", "620", "万", "套");
        reads("2×35万千瓦", "70", "万", "千瓦");
        reads("10³", "10", "", "³");
    }

    #[test]
    fn chinese_numerals() {
        reads("两万户", "2", "万", "户");
        reads("一千二百人", "1200", "", "人");
        reads("二十余个", "20", "", "个");
        reads("千亿元", "1000", "亿", "元");
        reads("百万平方米", "100", "万", "平方米");
        reads("3千万元", "3", "千万", "元");
        reads("十三亿五千万人", "1350000000", "", "人");
        reads("亿元", "1", "亿", "元");
    }

    #[test]
    fn shares() {
        reads("百分之八点五", "8.5", "%", "");
        reads("三分之一以上", "0.3333", "", "以上");
        reads("一半", "0.5", "", "");
    }

    #[test]
    fn codes_are_no_numerals() {
        assert_eq!(number("1234567890123456789012345"), None);
        assert_eq!(number("人"), None);
    }
}
