//! Quantities that go on behind their unit: 三成半, 两个半月, 3元5角, 1米75. Owns the addition of such a second part.

use baogao_core::{Decimal, Quantity, Unit};
use baogao_lexicon::{Class, Lexicon};

use super::{
    number::{Style, number},
    unit::ReadUnit,
};

/// The quantity with what continues it behind its unit, and the length of that; `None` where nothing does.
pub(super) fn continued(
    lexicon: &Lexicon,
    quantity: &Quantity,
    unit: Option<ReadUnit<'_>>,
    behind: &str,
) -> Option<(Quantity, usize)> {
    // A scale (三万) or a range has no second part.
    let unit = unit.filter(|unit| quantity.unit.as_ref().is_some_and(|whole| whole.text == unit.text))?;
    if quantity.high.is_some() || quantity.value.scale() > 0 {
        return None;
    }
    half(lexicon, quantity, unit, behind)
        .or_else(|| money(quantity, unit, behind))
        .or_else(|| centimetres(lexicon, quantity, unit, behind))
}

/// 三成半 is 3.5成; 两个半月 is 2.5个月; but 三米半径 names a radius.
fn half(
    lexicon: &Lexicon,
    quantity: &Quantity,
    unit: ReadUnit<'_>,
    behind: &str,
) -> Option<(Quantity, usize)> {
    let rest = behind.strip_prefix('半')?;
    let value = quantity.value + Decimal::new(5, 1);
    if unit.text == "个" {
        let noun = ["月", "小时", "百分点"].into_iter().find(|noun| rest.starts_with(noun))?;
        let whole = format!("个{noun}");
        let entry = lexicon.unit(&whole)?;
        let unit = Unit { text: whole, dimension: entry.dimension, factor: entry.factor };
        return Some((Quantity { value, unit: Some(unit), ..quantity.clone() }, "半".len() + noun.len()));
    }
    let halves = lexicon.words(Class::HalfUnit).contains(unit.text);
    let is_word = lexicon.words(Class::HalfWord).prefix_of(behind).is_some();
    (halves && !is_word).then(|| (Quantity { value, ..quantity.clone() }, "半".len()))
}

/// 3元5角, 3元5角2分.
fn money(quantity: &Quantity, unit: ReadUnit<'_>, behind: &str) -> Option<(Quantity, usize)> {
    if unit.text != "元" {
        return None;
    }
    let (mut value, mut len) = (quantity.value, 0);
    for (name, places) in [("角", 1), ("分", 2)] {
        let rest = behind.get(len..)?;
        if let Some(part) = number(rest)
            && part.style != Style::Share
            && part.scale.text.is_empty()
            && part.value < Decimal::TEN
            && rest.get(part.len..).is_some_and(|after| after.starts_with(name))
        {
            value += part.value * Decimal::new(1, places);
            len += part.len + name.len();
        }
    }
    (len > 0).then(|| (Quantity { value, ..quantity.clone() }, len))
}

/// 1米75: two digits behind metres are centimetres where no unit of their own follows.
fn centimetres(
    lexicon: &Lexicon,
    quantity: &Quantity,
    unit: ReadUnit<'_>,
    behind: &str,
) -> Option<(Quantity, usize)> {
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let after = behind.get(digits..)?;
    let small = unit.text == "米" && quantity.value < Decimal::TEN && digits == 2;
    if !small || lexicon.unit(after).is_some() || after.starts_with(['.', '%', '万', '亿', '年', '月']) {
        return None;
    }
    let cm: i64 = behind.get(..digits)?.parse().ok()?;
    Some((Quantity { value: quantity.value + Decimal::new(cm, 2), ..quantity.clone() }, digits))
}
