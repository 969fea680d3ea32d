//! Quantities. Owns the reading of one numeral or range with its unit and qualifiers, the scan of a text for
//! them, and the recognition of numerals that quantify nothing (names, codes, ordinals, dates, durations).

use std::ops::Range;

use baogao_core::{Decimal, Quantity, Unit};

use super::{
    number::{Number, Style, may_start, number, power},
    period,
};
use crate::lexicon::{Lexicon, UnitEntry};

/// A quantity and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// From the numeral through the unit.
    pub(crate) range: Range<usize>,
    /// The same with its qualifiers: what the text around it may not use.
    pub(crate) outer: Range<usize>,
    pub(crate) quantity: Quantity,
    pub(crate) style: Style,
}

/// The unit words that join two ends of a range.
const DASHES: [&str; 10] = ["—", "－", "-", "~", "～", "–", "至", "到", "──", "——"];

/// Every quantity of `text`, in order; positions are moved by `offset`.
pub(crate) fn scan(lexicon: &Lexicon, text: &str, offset: usize, out: &mut Vec<Found>) {
    let mut at = 0;
    while let Some((skip, c)) = text[at..].char_indices().find(|&(_, c)| may_start(c)) {
        at += skip;
        match read(lexicon, text, at) {
            Read::Quantity(found) => {
                at = found.outer.end;
                let shift = |range: Range<usize>| range.start + offset..range.end + offset;
                out.push(Found { range: shift(found.range), outer: shift(found.outer), ..found });
            }
            Read::Nothing(end) => at = end.max(at + c.len_utf8()),
        }
    }
}

enum Read {
    Quantity(Found),
    /// No quantity up to here.
    Nothing(usize),
}

fn read(lexicon: &Lexicon, text: &str, start: usize) -> Read {
    let rest = &text[start..];
    let before = &text[..start];
    if let Some(len) = period::date_or_span(rest, before) {
        return Read::Nothing(start + len);
    }
    let Some(low) = number(rest) else {
        // No part of what is no numeral is one: 一一一, and digits too long to be a number.
        let run = rest.find(|c| !may_start(c)).unwrap_or(rest.len());
        return Read::Nothing(start + run);
    };
    let end = start + low.len;
    if is_name(before, &low, &text[end..]) {
        return Read::Nothing(end);
    }
    let Some((low_unit, quantity, end)) = with_range(lexicon, text, start, &low) else {
        return Read::Nothing(end);
    };
    if !is_counted(lexicon, before, &low, low_unit, &quantity, &text[end..]) {
        return Read::Nothing(end);
    }
    let mut found = Found { range: start..end, outer: start..end, quantity, style: low.style };
    qualify(lexicon, text, &mut found, low.blur);
    Read::Quantity(found)
}

/// The quantity from `start`: one numeral with its unit, or two with a dash.
fn with_range<'l>(
    lexicon: &'l Lexicon,
    text: &str,
    start: usize,
    low: &Number,
) -> Option<(Option<&'l UnitEntry>, Quantity, usize)> {
    let after_low = start + low.len;
    let low_unit = lexicon.unit(&text[after_low..]);
    let low_end = after_low + low_unit.map_or(0, |unit| unit.text.len());
    // 由12.5亿元到36.4亿元 goes from one quantity to another and is no range.
    let departs = text[..start].trim_end_matches("不足").ends_with(['由', '从']);
    if let Some((high, unit, end)) = upper(lexicon, text, low_end, low, low_unit).filter(|_| !departs) {
        let scale = if high.scale.text.is_empty() { low.scale } else { high.scale };
        let unit_of = unit.or(low_unit);
        // 3-5万: both ends share the closing scale.
        let factor = if low.scale.zeros > high.scale.zeros && !high.scale.text.is_empty() {
            power(low.scale.zeros - high.scale.zeros)
        } else {
            Decimal::ONE
        };
        let quantity = Quantity {
            value: low.value.checked_mul(factor)?,
            high: Some(high.value),
            unit: unit_with_scale(unit_of, scale.text, scale.zeros),
            qualifier: None,
        };
        return Some((unit_of, quantity, end));
    }
    let quantity = Quantity {
        value: low.value,
        high: None,
        unit: unit_with_scale(low_unit, low.scale.text, low.scale.zeros),
        qualifier: None,
    };
    Some((low_unit, quantity, low_end))
}

/// The upper end of a range whose lower end stops at `from`.
fn upper<'l>(
    lexicon: &'l Lexicon,
    text: &str,
    from: usize,
    low: &Number,
    low_unit: Option<&UnitEntry>,
) -> Option<(Number, Option<&'l UnitEntry>, usize)> {
    let dash = DASHES.iter().find(|dash| text[from..].starts_with(**dash))?;
    let high = number(&text[from + dash.len()..])?;
    let unit_at = from + dash.len() + high.len;
    let unit = lexicon.unit(&text[unit_at..]);
    // 从62个增加到96个 is no range, nor is a code; the ends ascend and have one unit. 两 and 三 need a classifier.
    let same = match (low_unit, unit) {
        (Some(a), Some(b)) => a.text == b.text,
        (None, Some(_)) => true,
        _ => false,
    };
    let ascends = low.value.checked_mul(power(low.scale.zeros))?
        < high.value.checked_mul(power(high.scale.zeros))?
        || (low_unit.is_none() && low.scale.text.is_empty() && low.value < high.value);
    let spoken = matches!(*dash, "至" | "到") && low.style == Style::Chinese;
    (same && ascends && !spoken).then(|| (high, unit, unit_at + unit.map_or(0, |unit| unit.text.len())))
}

fn unit_with_scale(unit: Option<&UnitEntry>, scale: &str, zeros: u32) -> Option<Unit> {
    if unit.is_none() && scale.is_empty() {
        return None;
    }
    let (text, dimension, factor) =
        unit.map_or(("", None, Decimal::ONE), |u| (u.text, u.dimension, u.factor));
    let text = match text {
        "％" => "%",
        text => text,
    };
    Some(Unit {
        text: format!("{scale}{text}"),
        // 百分之 carries its own sign as a scale.
        dimension: if scale == "%" { Some(baogao_core::Dimension::Ratio) } else { dimension },
        factor: if scale == "%" {
            Decimal::new(1, 2)
        } else {
            factor.checked_mul(power(zeros)).unwrap_or(factor)
        },
    })
}

/// Whether the numeral is part of a name, code or ordinal, by what stands beside it.
fn is_name(before: &str, number: &Number, after: &str) -> bool {
    let (Some(previous), next) = (before.chars().next_back().or(Some('\n')), after.chars().next()) else {
        return false;
    };
    // PM2.5, 5G, 4A, “415”战略, G20, 108国道, 12345热线.
    let latin = |c: char| c.is_ascii_alphabetic();
    if latin(previous) || next.is_some_and(latin) && number.style == Style::Arabic {
        return true;
    }
    // Chinese numerals within words: 第一, 统一, 唯一, 之一, 进一步.
    if previous == '第' {
        return true;
    }
    let quoted = matches!(previous, '“' | '‘' | '+')
        || matches!(next, Some('”' | '"' | '’' | '+'))
        || opens_quote(before);
    quoted || matches!(previous, '.' | '/') && number.style == Style::Arabic
}

/// Whether a text ends with a straight quotation mark that opens: with an even number of them close before.
fn opens_quote(before: &str) -> bool {
    const NEAR: usize = 40;
    before.ends_with('"') && before.chars().rev().take(NEAR).filter(|&c| c == '"').count() % 2 == 1
}

/// Whether the quantity counts or measures something.
fn is_counted(
    lexicon: &Lexicon,
    before: &str,
    number: &Number,
    unit: Option<&UnitEntry>,
    quantity: &Quantity,
    after: &str,
) -> bool {
    match number.style {
        Style::Share => true,
        Style::Arabic => match (unit, &quantity.unit) {
            (Some(_), _) => !after.starts_with("热线") && !after.starts_with("年行动"),
            // 1400万农业转移人口, 近14亿人口: the scale alone is the unit.
            (None, Some(_)) => true,
            (None, None) => false,
        },
        Style::Chinese => {
            let Some(unit) = unit else {
                // 千亿级, 万亿 without a unit name a class of things.
                return false;
            };
            // 万元 alone is an amount only where something bounds it: 突破万元, but not 万元生产总值.
            if number.is_bare {
                let bounded = lexicon.words("before").suffix_of(before).is_some();
                return bounded && (!number.scale.text.is_empty() && !in_word(before));
            }
            // 一个 is an article, 二次 an ordinal, 几个 indefinite, 三个代表 a name.
            number.value >= Decimal::from(2)
                && !number.is_ordinal
                && (!unit.arabic_only || !number.scale.text.is_empty())
                && number.blur.is_none_or(|blur| blur != "几")
                && !in_word(before)
                && lexicon.words("name_head").prefix_of(after).is_none()
        }
    }
}

/// Endings after which a Chinese numeral continues a word: 十大, 第二, 统一, 任何一.
fn in_word(before: &str) -> bool {
    before.ends_with([
        '第', '统', '唯', '之', '十', '初', '周', '星', '几', '数', '每', '这', '那', '各', '前', '后', '头',
        '同', '“', '"', '某', '百', '首', '上', '下',
    ])
}

/// Takes in the words that bound or blur the value.
fn qualify(lexicon: &Lexicon, text: &str, found: &mut Found, blur: Option<&'static str>) {
    let after = &text[found.range.end..];
    let behind = lexicon.words("after").prefix_of(after).filter(|word| {
        // 内 and 多 are qualifiers only where no word begins with them.
        let next = after[word.len()..].chars().next();
        match *word {
            "内" => !next.is_some_and(|c| "容部外涵蒙".contains(c)),
            "多" => !next.is_some_and(|c| "元种样层式".contains(c)),
            _ => true,
        }
    });
    if let Some(word) = behind {
        found.outer.end += word.len();
    }
    let ahead = lexicon.words("before").suffix_of(&text[..found.range.start]).filter(|word| {
        let rest = &text[..found.range.start - word.len()];
        match *word {
            // 我国有上亿市场主体, but not 以上20个.
            "上" => rest.ends_with('有') || rest.ends_with('达'),
            "近" => !rest.ends_with(['最', '附', '临', '亲', '新']),
            "约" => !rest.ends_with(['节', '集', '公', '条', '大']),
            _ => true,
        }
    });
    if let Some(word) = ahead {
        found.outer.start -= word.len();
    }
    // 大约 and 接近 blur what 以上 bounds; the bound says more.
    let ahead = ahead.map(|word| word.trim_start_matches("首次"));
    found.quantity.qualifier = behind.or(ahead).or(blur).map(str::to_owned);
}
