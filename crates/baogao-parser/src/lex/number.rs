//! Numerals. Owns the reading of Arabic, full-width and Chinese numerals with their scale: 359.8, 1,200, 两,
//! 一千二百, 3万, 百分之八点五, 三分之一, 2×35, 一半.
//!
//! The scale that closes a numeral (万, 亿, 万亿) belongs to the unit, as written: 两万户 is 2 of 万户.

use crate::cut::cut;
use baogao_core::Decimal;

use super::{
    arabic::{arabic, digits},
    spoken::{Spoken, chinese, spoken, tens},
};

/// A numeral at the start of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    /// The value before the closing scale.
    pub(crate) value: Decimal,
    /// The upper of two neighbours said together: 三五个, 二三百, 十七八岁.
    pub(crate) high: Option<Decimal>,
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

pub(super) const NO_SCALE: Scale = Scale { text: "", zeros: 0 };

/// Closing scales, longest first; a Chinese numeral has read its own 百 and 千 before (百万 is 100 of 万).
const SCALES: [Scale; 8] = [
    Scale { text: "万亿", zeros: 12 },
    Scale { text: "千亿", zeros: 11 },
    Scale { text: "千万", zeros: 7 },
    Scale { text: "百万", zeros: 6 },
    Scale { text: "亿", zeros: 8 },
    Scale { text: "万", zeros: 4 },
    Scale { text: "千", zeros: 3 },
    Scale { text: "百", zeros: 2 },
];

/// What 千 and 百 belong to instead of the numeral: 千克, 千瓦, 百分点.
const NAMED_WITH_SCALE: &str = "克瓦米伏帕卡赫焦分";

/// Words that blur a numeral from inside.
const BLURS: [&str; 4] = ["多", "余", "几", "来"];

/// Parts of a hundred, a thousand and ten thousand by name, with the sign they represent.
const PARTS: [(&str, &str); 3] = [("百分之", "%"), ("千分之", "‰"), ("万分之", "‱")];

/// Whether a numeral may begin with `c`.
pub(crate) fn may_start(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, '十' | '百' | '千' | '万' | '亿')
        || is_digit_word(c)
        || tens(c).is_some()
        || FORMAL.iter().any(|&(formal, _)| formal == c)
}

pub(super) fn is_digit_word(c: char) -> bool {
    digit(c).is_some()
}

/// The value of a digit that is said.
pub(crate) fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

pub(super) fn place(c: char) -> Option<i64> {
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
    if first.is_ascii_digit() {
        fraction(text).or_else(|| arabic(text))
    } else {
        formal(text).or_else(|| share(text)).or_else(|| chinese(text))
    }
}

/// What may follow the digits: a blur, a scale, a blur.
pub(super) fn closing(text: &str) -> (Scale, Option<&'static str>, usize) {
    let (mut len, mut blur) = (0, None);
    let rest = |len: usize| cut(text, len..);
    if let Some(word) = BLURS.iter().find(|b| rest(0).starts_with(**b)) {
        // 20多万, 20余个; what is behind the unit is a qualifier of its own.
        blur = Some(*word);
        len += word.len();
    }
    let is_scale = |s: &&Scale| {
        rest(len).strip_prefix(s.text).is_some_and(|more| s.zeros > 3 || !more.starts_with(is_named_with))
    };
    let scale = SCALES.iter().find(is_scale).copied().unwrap_or(NO_SCALE);
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

fn is_named_with(c: char) -> bool {
    NAMED_WITH_SCALE.contains(c)
}

/// 1/3, 3/4: a share written with a slash.
///
/// Assumption: the denominator is at most 20 and greater than the numerator, and no digit, slash, letter or date
/// follows; 24/7 and 5/12/2023 are not shares.
fn fraction(text: &str) -> Option<Number> {
    const LARGEST: u32 = 20;
    let above = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(above..)?.strip_prefix('/')?;
    let below = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (numerator, denominator): (u32, u32) =
        (cut(text, ..above).parse().ok()?, cut(rest, ..below).parse().ok()?);
    let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '月' | '日');
    if !(1..denominator).contains(&numerator)
        || denominator > LARGEST
        || cut(rest, below..).starts_with(goes_on)
    {
        return None;
    }
    let value = (Decimal::from(numerator) / Decimal::from(denominator)).round_dp(4);
    let (is_bare, is_ordinal, len) = (false, false, above + 1 + below);
    Some(Number {
        value,
        high: None,
        scale: NO_SCALE,
        blur: None,
        len,
        style: Style::Share,
        is_bare,
        is_ordinal,
    })
}

/// The formal characters of accounts, with the common ones.
const FORMAL: [(char, char); 13] = [
    ('壹', '一'),
    ('贰', '二'),
    ('叁', '三'),
    ('肆', '四'),
    ('伍', '五'),
    ('陆', '六'),
    ('柒', '七'),
    ('捌', '八'),
    ('玖', '九'),
    ('拾', '十'),
    ('佰', '百'),
    ('仟', '千'),
    ('萬', '万'),
];

/// 壹拾万零叁仟: a numeral in formal characters, of three at least.
fn formal(text: &str) -> Option<Number> {
    let formal = |c: char| FORMAL.iter().find(|(formal, _)| *formal == c).map(|(_, common)| *common);
    text.chars().next().and_then(formal)?;
    let common: String =
        text.chars().map_while(|c| formal(c).or(matches!(c, '零' | '万' | '亿').then_some(c))).collect();
    // Each character has three bytes in either form, so that lengths agree.
    let number = chinese(&common).filter(|number| number.len == common.len())?;
    (common.chars().count() >= 3).then_some(number)
}

/// 百分之八点五, 千分之三, 三分之一, 一半.
fn share(text: &str) -> Option<Number> {
    let found = |said: Spoken, value: Decimal, scale, len| {
        let (is_bare, is_ordinal) = (false, false);
        Some(Number {
            value,
            high: said.high,
            scale,
            blur: None,
            len,
            style: Style::Share,
            is_bare,
            is_ordinal,
        })
    };
    if text.starts_with("一半") {
        let half = Spoken { value: Decimal::new(5, 1), high: None, len: "一半".len() };
        return found(half, half.value, NO_SCALE, half.len);
    }
    if let Some((name, sign)) = PARTS.iter().find(|(name, _)| text.starts_with(name)) {
        let said = spoken_or_written(cut(text, name.len()..))?;
        return found(said, said.value, Scale { text: sign, zeros: 0 }, name.len() + said.len);
    }
    let below = spoken(text)?;
    let above = spoken(cut(text, below.len..).strip_prefix("分之")?)?;
    if below.value.is_zero() {
        return None;
    }
    let len = below.len + "分之".len() + above.len;
    found(Spoken { high: None, ..above }, (above.value / below.value).round_dp(4), NO_SCALE, len)
}

/// 百分之八点五 and 百分之8.5.
fn spoken_or_written(text: &str) -> Option<Spoken> {
    let written = || digits(text).map(|(value, len)| Spoken { value, high: None, len });
    spoken(text).or_else(written)
}

/// Ten to the power of `zeros`.
pub(crate) fn power(zeros: u32) -> Decimal {
    Decimal::from(10_i64.pow(zeros.min(18)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, value: &str, scale: &str, rest: &str) {
        let number = number(text).unwrap_or_else(|| unreachable!("no numeral in {text}"));
        assert_eq!(
            (number.value.normalize().to_string().as_str(), number.scale.text, cut(text, number.len..)),
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
        reads("5千多人", "5", "千", "人");
        reads("5千瓦", "5", "", "千瓦");
        reads("0.3百分点", "0.3", "", "百分点");
        reads("3亿5千万元", "350000000", "", "元");
        reads("两万五千人", "25000", "", "人");
        reads("十三亿五千万人", "1350000000", "", "人");
        reads("亿元", "1", "亿", "元");
    }

    #[test]
    fn shares() {
        reads("百分之八点五", "8.5", "%", "");
        reads("三分之一以上", "0.3333", "", "以上");
        reads("一半", "0.5", "", "");
        reads("千分之三以内", "3", "‰", "以内");
        reads("百分之8.5", "8.5", "%", "");
    }

    #[test]
    fn neighbours_are_ranges() {
        for (text, low, high) in [
            ("三五个", 3, 5),
            ("二三百个", 200, 300),
            ("十七八岁", 17, 18),
            ("两三家", 2, 3),
            ("七八十户", 70, 80),
        ] {
            let ends = number(text).map(|n| (n.value, n.high));
            assert_eq!(ends, Some((Decimal::from(low), Some(Decimal::from(high)))), "{text}");
        }
        assert_eq!(number("五一放假"), None);
        reads("一百零五户", "105", "", "户");
    }

    #[test]
    fn codes_are_no_numerals() {
        assert_eq!(number("1234567890123456789012345"), None);
        assert_eq!(number("人"), None);
        assert_eq!(number("千千万万"), None);
    }
}
