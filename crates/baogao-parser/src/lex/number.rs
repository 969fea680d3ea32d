//! Numerals. Owns the reading of Arabic, full-width and Chinese numerals with their scale: 359.8, 1,200, 两,
//! 一千二百, 3万, 百分之八点五, 三分之一, 2×35, 一半.
//!
//! The scale that closes a numeral (万, 亿, 万亿) belongs to the unit, as written: 两万户 is 2 of 万户.

use baogao_core::Decimal;

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

const NO_SCALE: Scale = Scale { text: "", zeros: 0 };

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

/// Parts of a hundred, a thousand and ten thousand by name, with the sign they stand for.
const PARTS: [(&str, &str); 3] = [("百分之", "%"), ("千分之", "‰"), ("万分之", "‱")];

/// Whether a numeral may begin with `c`.
pub(crate) fn may_start(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '十' | '百' | '千' | '万' | '亿') || is_digit_word(c)
}

fn is_digit_word(c: char) -> bool {
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
    let (mut scale, mut blur, more) = closing(&text[len..]);
    len += more;
    // 3亿5千万 is written in two scales, each smaller than the one before: the unit keeps none.
    let mut larger = scale.zeros;
    while blur.is_none()
        && let Some((low, more)) = plain_arabic(&text[len..]).filter(|_| larger > 0)
        && let (smaller, inside, closing_len) = closing(&text[len + more..])
        && (1..larger).contains(&smaller.zeros)
    {
        value = value.checked_mul(power(scale.zeros))?.checked_add(low.checked_mul(power(smaller.zeros))?)?;
        (scale, blur, larger) = (NO_SCALE, inside, smaller.zeros);
        len += more + closing_len;
    }
    let (is_bare, is_ordinal) = (false, false);
    Some(Number { value, high: None, scale, blur, len, style: Style::Arabic, is_bare, is_ordinal })
}

/// Longer runs of digits are codes, and would not fit into a decimal.
const MAX_DIGITS: usize = 24;

/// Digits with thousands commas and a decimal point.
fn plain_arabic(text: &str) -> Option<(Decimal, usize)> {
    let bytes = text.as_bytes();
    // One digit too many is as good as all of them.
    let digits =
        |from: usize| bytes[from..].iter().take(MAX_DIGITS + 1).take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    if end == 0 {
        return None;
    }
    if end <= 3 {
        while end <= MAX_DIGITS && bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
            end += 4;
        }
    }
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    if end > MAX_DIGITS {
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
        let said = spoken_or_written(&text[name.len()..])?;
        return found(said, said.value, Scale { text: sign, zeros: 0 }, name.len() + said.len);
    }
    let below = spoken(text)?;
    let above = spoken(text[below.len..].strip_prefix("分之")?)?;
    if below.value.is_zero() {
        return None;
    }
    let len = below.len + "分之".len() + above.len;
    found(Spoken { high: None, ..above }, (above.value / below.value).round_dp(4), NO_SCALE, len)
}

/// 百分之八点五 and 百分之8.5.
fn spoken_or_written(text: &str) -> Option<Spoken> {
    let written = || plain_arabic(text).map(|(value, len)| Spoken { value, high: None, len });
    spoken(text).or_else(written)
}

fn chinese(text: &str) -> Option<Number> {
    let mut total = Decimal::ZERO;
    let (mut len, mut blur) = (0, None);
    // A section is what stands before 万 or 亿; the last one keeps its scale for the unit.
    let mut sections: Vec<(Spoken, Scale)> = Vec::new();
    loop {
        let rest = &text[len..];
        let said = match spoken(rest) {
            Some(said) => said,
            // 万元, 亿元 alone stand for one of them.
            None if sections.is_empty() && rest.starts_with(['万', '亿']) => {
                Spoken { value: Decimal::ONE, high: None, len: 0 }
            }
            None if sections.is_empty() => return None,
            None => break,
        };
        // 三亿五千万: each scale is smaller than the one before, else another numeral begins.
        let (scale, inside, closing_len) = closing(&rest[said.len..]);
        if sections.last().is_some_and(|(_, larger)| scale.zeros >= larger.zeros) {
            break;
        }
        len += said.len + closing_len;
        sections.push((said, scale));
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
    let made = |value, high, scale| {
        Some(Number { value, high, scale, blur, len, style: Style::Chinese, is_bare, is_ordinal })
    };
    let (last, scale) = *sections.last()?;
    if sections.len() == 1 {
        return made(last.value, last.high, scale);
    }
    for (said, scale) in &sections {
        total = total.checked_add(said.value.checked_mul(power(scale.zeros))?)?;
    }
    // 十三亿五千万 is written in two scales: the unit keeps none.
    made(total, None, NO_SCALE)
}

/// Ten to the power of `zeros`.
pub(crate) fn power(zeros: u32) -> Decimal {
    Decimal::from(10_i64.pow(zeros.min(18)))
}

/// A Chinese numeral below ten thousand.
#[derive(Debug, Clone, Copy)]
struct Spoken {
    value: Decimal,
    /// The upper of two neighbours.
    high: Option<Decimal>,
    len: usize,
}

/// 一千二百三十, 二十, 三点五, 二〇〇四, 三五, 二三百.
fn spoken(text: &str) -> Option<Spoken> {
    // What is summed up so far, and where two neighbours part, up to the higher one.
    let (mut total, mut gap, mut len) = (0_i64, None::<i64>, 0);
    let mut larger = i64::MAX;
    let mut row: Vec<u32> = Vec::new();
    for c in text.chars() {
        if let Some(d) = digit(c) {
            row.push(d);
            if row.len() > MAX_ROW {
                return None;
            }
        } else if let Some(p) = place(c) {
            let (low, apart) = read_row(&row)?;
            // 千千 is no numeral.
            if p >= larger {
                return None;
            }
            larger = p;
            total += low.unwrap_or(1) * p;
            gap = gap.or(apart.map(|apart| apart * p));
            row.clear();
        } else {
            break;
        }
        len += c.len_utf8();
    }
    if len == 0 {
        return None;
    }
    let (low, apart) = read_row(&row)?;
    let whole = Decimal::from(total + low.unwrap_or(0));
    let high = gap.or(apart).map(|gap| whole + Decimal::from(gap));
    if let Some(rest) = text[len..].strip_prefix('点') {
        let (mut fraction, mut scale, mut more) = (0_i64, 0_u32, 0);
        for c in rest.chars() {
            let Some(d) = digit(c).filter(|_| scale < 9) else { break };
            fraction = fraction * 10 + i64::from(d);
            scale += 1;
            more += c.len_utf8();
        }
        if scale > 0 && high.is_none() {
            let value = whole + Decimal::new(fraction, scale);
            return Some(Spoken { value, high, len: len + '点'.len_utf8() + more });
        }
    }
    Some(Spoken { value: whole, high, len })
}

/// The longest row of digits that is read one by one: a number, not a text of 一.
const MAX_ROW: usize = 8;

/// Digits side by side: none, one, two neighbours (三五: their lower and how far they part), or a row read
/// one by one (二〇〇四); `None` for what is no number, such as 五一.
fn read_row(row: &[u32]) -> Option<(Option<i64>, Option<i64>)> {
    match *row {
        [] => Some((None, None)),
        [one] => Some((Some(i64::from(one)), None)),
        // 零五 belongs to a larger numeral: 一百零五.
        [0, one] => Some((Some(i64::from(one)), None)),
        [low, high] => {
            let neighbours = low > 0 && (high == low + 1 || (low, high) == (3, 5));
            neighbours.then(|| (Some(i64::from(low)), Some(i64::from(high - low))))
        }
        _ => Some((Some(row.iter().fold(0, |value, &d| value * 10 + i64::from(d))), None)),
    }
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
