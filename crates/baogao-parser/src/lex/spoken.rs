//! Chinese numerals: 一千二百三十, 三点五, 二〇〇四, 三五, 廿四, 壹拾万零叁仟. Owns the reading of spoken numerals.

use crate::cut::cut;
use baogao_core::Decimal;

use super::number::{NO_SCALE, Number, Scale, Style, closing, digit, is_digit_word, place, power};

/// The spoken numeral that `text` begins with, its scale included.
pub(super) fn chinese(text: &str) -> Option<Number> {
    let (mut len, mut blur) = (0, None);
    // A section is what is before 万 or 亿; the last one keeps its scale for the unit.
    let mut sections: Vec<(Spoken, Scale)> = Vec::new();
    loop {
        let rest = cut(text, len..);
        let said = match spoken(rest) {
            Some(said) => said,
            // 万元, 亿元 alone represent one of them.
            None if sections.is_empty() && rest.starts_with(['万', '亿']) => {
                Spoken { value: Decimal::ONE, high: None, len: 0 }
            }
            None if sections.is_empty() => return None,
            None => break,
        };
        let (scale, inside, closing_len) = closing(cut(rest, said.len..));
        if let Some((_, larger)) = sections.last()
            && scale.zeros >= larger.zeros
        {
            // 一万五千亿: the larger scale multiplies the sum. 三亿五亿: another numeral begins.
            let below = said.high.is_none() && said.value < power(larger.zeros) && scale.zeros > larger.zeros;
            if below && larger.zeros == 4 && scale.zeros == 8 {
                let whole = sum(&sections)?.checked_add(said.value)?;
                sections = vec![(Spoken { value: whole, high: None, len: 0 }, scale)];
                len += said.len + closing_len;
                blur = inside;
            }
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
    let is_bare =
        !cut(text, ..len).contains(|c| is_digit_word(c) || tens(c).is_some()) && !text.starts_with('十');
    let is_ordinal = cut(text, ..len) == "二";
    let made = |value, high, scale| {
        Some(Number { value, high, scale, blur, len, style: Style::Chinese, is_bare, is_ordinal })
    };
    let (last, scale) = *sections.last()?;
    if sections.len() == 1 {
        return made(last.value, last.high, scale);
    }
    // 十三亿五千万 is written in two scales: the unit keeps none.
    made(sum(&sections)?, None, NO_SCALE)
}

/// The value of sections with their scales.
fn sum(sections: &[(Spoken, Scale)]) -> Option<Decimal> {
    sections.iter().try_fold(Decimal::ZERO, |total, (said, scale)| {
        total.checked_add(said.value.checked_mul(power(scale.zeros))?)
    })
}

/// A Chinese numeral below ten thousand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spoken {
    pub(super) value: Decimal,
    /// The upper of two neighbours.
    pub(super) high: Option<Decimal>,
    pub(super) len: usize,
}

/// 一千二百三十, 二十, 三点五, 二〇〇四, 三五, 二三百.
pub(super) fn spoken(text: &str) -> Option<Spoken> {
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
        } else if let Some(tens) = tens(c) {
            // 廿四, 卅五: the tens in one character.
            if !row.is_empty() || larger <= 10 {
                return None;
            }
            larger = 10;
            total += tens;
        } else if let Some(p) = place(c) {
            // 零十二 after 一万: the zero holds the places that are empty.
            if row == [0] {
                row.clear();
            }
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
    if let Some(rest) = cut(text, len..).strip_prefix('点') {
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

/// 廿 (20), 卅 (30), 卌 (40).
pub(super) fn tens(c: char) -> Option<i64> {
    match c {
        '廿' => Some(20),
        '卅' => Some(30),
        '卌' => Some(40),
        _ => None,
    }
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
