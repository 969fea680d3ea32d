//! Quantities. Owns the reading of one numeral or range with its unit and qualifiers, and the scan of a
//! text for them; which numerals quantify nothing is decided in [`super::name`].

use crate::cut::cut;
use baogao_lexicon::{Class, Lexicon};
use std::ops::Range;

use baogao_core::{Decimal, Dimension, Quantity};

use super::{
    compound,
    name::{Candidate, is_counted, is_name},
    number::{Number, Style, digit, may_start, number, power},
    period, sign,
    spaced::spaced,
    unit::{ReadUnit, unit, with_scale},
};

/// A quantity and where it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// From the numeral through the unit.
    pub(crate) range: Range<usize>,
    /// The same with its qualifiers: what the text around it may not use.
    pub(crate) outer: Range<usize>,
    pub(crate) quantity: Quantity,
    pub(crate) style: Style,
}

/// This many numbers share one unit, at most.
const SHARED_ITEMS: usize = 6;
/// This many characters before a bare number are searched for 分别.
const SHARED_REACH: usize = 24;
/// This many characters lead from one value of a change to the next: 增加到, 进一步提高到.
const SHARED_WORDS: usize = 8;
/// The upper end of a range that is written first is less than this many times the lower one.
const FALLS: Decimal = Decimal::TEN;
/// What joins two ends of a range, longer signs first.
const DASHES: [&str; 13] = ["——", "──", "--", "—", "－", "-", "~", "～", "∼", "〜", "–", "至", "到"];

/// Every quantity of `text`, in order; positions are moved by `offset`.
pub(crate) fn scan(lexicon: &Lexicon, text: &str, offset: usize, out: &mut Vec<Found>) {
    scan_at_most(lexicon, text, offset, usize::MAX, out);
}

/// The same, until `out` holds `most`.
pub(crate) fn scan_at_most(lexicon: &Lexicon, text: &str, offset: usize, most: usize, out: &mut Vec<Found>) {
    let (mut at, mut last) = (0, 0);
    while out.len() < most
        && let Some((skip, c)) = cut(text, at..).char_indices().find(|&(_, c)| may_start(c))
    {
        at += skip;
        match read(lexicon, text, last, at) {
            Read::Quantity(found) => {
                at = found.outer.end;
                last = found.range.end;
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

/// The quantity whose numeral starts at `start`; nothing before `last`, the end of the quantity before, belongs to it.
fn read(lexicon: &Lexicon, text: &str, last: usize, start: usize) -> Read {
    let rest = cut(text, start..);
    let before = cut(text, ..start);
    if let Some(idiom) = lexicon.words(Class::Idiom).prefix_of(rest) {
        return Read::Nothing(start + idiom.len());
    }
    if let Some(len) = period::date_or_span(rest, before) {
        return Read::Nothing(start + len);
    }
    let Some(low) = spaced(lexicon, before, rest).or_else(|| number(rest)) else {
        // No part of what is no numeral is one: 一一一, and digits too long to be a number.
        let run = rest.find(|c| !may_start(c)).unwrap_or(rest.len());
        return Read::Nothing(start + run);
    };
    let end = start + low.len;
    let sign = sign::before(lexicon, before, cut(text, end..)).filter(|sign| start - sign.len >= last);
    let before = cut(before, ..start - sign.map_or(0, |sign| sign.len));
    if is_name(lexicon, before, &low, cut(text, end..)) {
        return Read::Nothing(end);
    }
    let Some((mut unit, mut quantity, end)) = with_range(lexicon, text, start, &low) else {
        return Read::Nothing(end);
    };
    let mut before = before;
    // $5.2亿, ¥300: the sign before the number is its unit.
    if unit.is_none()
        && let Some(sign) = lexicon.words(Class::Currency).suffix_of(before)
        && before.len() - sign.len() >= last
    {
        let (rest, sign) = before.split_at(before.len() - sign.len());
        unit = super::unit::unit(lexicon, sign);
        quantity.unit = with_scale(unit, low.scale);
        before = rest;
    }
    let candidate = Candidate {
        before,
        text: cut(text, start..end),
        number: &low,
        unit,
        is_compound: quantity.high.is_none() && quantity.value != low.value,
        is_range: quantity.high.is_some(),
        after: cut(text, end..),
    };
    if !is_counted(lexicon, &candidate) {
        return Read::Nothing(end);
    }
    if sign.is_some_and(|sign| sign.negative) && quantity.high.is_none() {
        quantity.value = -quantity.value;
    }
    let range = before.len()..end;
    let mut found = Found { range: range.clone(), outer: range, quantity, style: low.style };
    qualify(lexicon, text, &mut found, low.blur);
    Read::Quantity(found)
}

/// The quantity from `start`: one numeral with its unit, or two with a dash.
fn with_range<'t>(
    lexicon: &Lexicon,
    text: &'t str,
    start: usize,
    low: &Number,
) -> Option<(Option<ReadUnit<'t>>, Quantity, usize)> {
    let after_low = start + low.len;
    let low_unit = if low.style == Style::Share { None } else { unit(lexicon, cut(text, after_low..)) };
    let low_end = after_low + low_unit.map_or(0, |unit| unit.text.len());
    // 由12.5亿元到36.4亿元 goes from one quantity to another and is no range.
    let departs = cut(text, ..start).trim_end_matches("不足").ends_with(['由', '从']);
    if let Some((high, unit, end)) = upper(lexicon, text, low_end, low, low_unit).filter(|_| !departs) {
        let scale = if high.scale.text.is_empty() { low.scale } else { high.scale };
        let unit_of = unit.or(low_unit);
        // 5000万-1.2亿, 1000元-30万元: both ends are told in the closing scale.
        let factor = if low.scale.text.is_empty() && low_unit.is_none() {
            Decimal::ONE
        } else {
            power(low.scale.zeros).checked_div(power(scale.zeros))?
        };
        let (from, to) = (low.value.checked_mul(factor)?, high.value);
        let quantity = Quantity {
            value: from.min(to),
            high: Some(from.max(to)),
            unit: with_scale(unit_of, scale),
            qualifier: None,
        };
        return Some((unit_of, quantity, end));
    }
    let low_unit = low_unit.or_else(|| shared_unit(lexicon, cut(text, ..start), cut(text, low_end..), low));
    let simple =
        Quantity { value: low.value, high: low.high, unit: with_scale(low_unit, low.scale), qualifier: None };
    let behind = text.get(low_end..).unwrap_or_default();
    if let Some((quantity, more)) = compound::continued(lexicon, &simple, low_unit, behind) {
        return Some((low_unit, quantity, low_end + more));
    }
    Some((low_unit, simple, low_end))
}

/// The unit that a number without one shares with the numbers behind it: 1.2和0.8个百分点, 由3000万增加到3500万平方米.
///
/// Assumption: bare numbers share 个百分点 and % where they have decimals or 分别 is before; others may be anything.
fn shared_unit<'t>(lexicon: &Lexicon, before: &str, after: &'t str, low: &Number) -> Option<ReadUnit<'t>> {
    if low.style != Style::Arabic {
        return None;
    }
    let mut rest = after;
    if low.scale.text.is_empty() {
        let near =
            before.char_indices().rev().take(SHARED_REACH).last().map_or("", |(at, _)| cut(before, at..));
        if low.value.scale() == 0 && !near.contains("分别") {
            return None;
        }
        for _ in 0..SHARED_ITEMS {
            let next = rest.strip_prefix(['、', '和', '与', '及'])?;
            let next = next.strip_prefix(sign::NEGATIVE).unwrap_or(next);
            let item = number(next).filter(|item| item.style == low.style && item.scale.text.is_empty())?;
            rest = cut(next, item.len..);
            if let Some(unit) = unit(lexicon, rest) {
                return Some(unit).filter(|unit| matches!(unit.text, "个百分点" | "%" | "％"));
            }
        }
        return None;
    }
    // The change from one to the other is told in few words.
    let (at, _) = rest.char_indices().take(SHARED_WORDS).find(|(_, c)| c.is_ascii_digit())?;
    let words = cut(rest, ..at);
    let departs = before.trim_end_matches(['约', '近']).ends_with(['由', '从']);
    if !departs || !words.ends_with(['到', '至']) || words.contains(['，', '；', '、']) {
        return None;
    }
    let next = number(cut(rest, at..)).filter(|next| next.scale.text == low.scale.text)?;
    rest = cut(rest, at + next.len..);
    unit(lexicon, rest)
}

/// The upper end of a range whose lower end stops at `from`.
fn upper<'t>(
    lexicon: &Lexicon,
    text: &'t str,
    from: usize,
    low: &Number,
    low_unit: Option<ReadUnit<'t>>,
) -> Option<(Number, Option<ReadUnit<'t>>, usize)> {
    // 7%左右至8%: a blur of the lower end says nothing once the upper one is told.
    let blur = ["左右", "以上"]
        .iter()
        .find(|word| cut(text, from..).starts_with(**word))
        .map_or(0, |word| word.len());
    let from = from + blur;
    let dash = DASHES.iter().find(|dash| cut(text, from..).starts_with(**dash))?;
    let spoken_dash = matches!(*dash, "至" | "到");
    if blur > 0 && !spoken_dash {
        return None;
    }
    let mut high = number(cut(text, from + dash.len()..))?;
    let unit_at = from + dash.len() + high.len;
    let unit = unit(lexicon, cut(text, unit_at..)).filter(|_| high.style != Style::Share);
    // 百分之五至六 names the parts once.
    let parts = low.style == Style::Share && low.scale.zeros == 0 && !low.scale.text.is_empty();
    if parts && unit.is_none() && high.scale.text.is_empty() && high.style != Style::Share {
        (high.style, high.scale) = (Style::Share, low.scale);
    }
    // 从62个增加到96个 is no range, nor is a code; the ends ascend and have one unit.
    let same = match (low_unit, unit) {
        (Some(a), Some(b)) => a.text == b.text,
        (None, Some(_)) => true,
        // 百分之五至百分之六, 100万到200万.
        (None, None) => !low.scale.text.is_empty() && !high.scale.text.is_empty(),
        (Some(_), None) => false,
    };
    let full = |number: &Number| number.value.checked_mul(power(number.scale.zeros));
    let shared_scale = low_unit.is_none() && low.scale.text.is_empty();
    // 1997到136.97亿斤: a bare number goes on to a greater one in the same scale.
    let (from, to) = if shared_scale { (low.value, high.value) } else { (full(low)?, full(&high)?) };
    // 5—3%: a range that falls is written the wrong way round; 从5%到3% is a change.
    let falls = !spoken_dash
        && unit.is_some_and(|unit| unit.dimension == Some(Dimension::Ratio))
        && from < to * FALLS;
    let ascends = from < to || falls && from > to;
    let one_style = low.style == high.style && low.high.is_none() && high.high.is_none();
    (same && ascends && one_style).then(|| (high, unit, unit_at + unit.map_or(0, |unit| unit.text.len())))
}

/// Takes in the words that bound or blur the value.
fn qualify(lexicon: &Lexicon, text: &str, found: &mut Found, blur: Option<&'static str>) {
    let after = cut(text, found.range.end..);
    let behind = lexicon.words(Class::After).prefix_of(after).filter(|word| {
        // A longer word that begins with the qualifier is not a qualifier: 内容, 多元, 上下游, 余热.
        lexicon.words(Class::NotAfter).prefix_of(after).is_none_or(|longer| longer.len() <= word.len())
    });
    if let Some(word) = behind {
        found.outer.end += word.len();
    }
    let ahead = lexicon.words(Class::Before).suffix_of(cut(text, ..found.range.start)).filter(|word| {
        let rest = cut(text, ..found.range.start - word.len());
        match *word {
            // 我国有上亿市场主体, but not 以上20个.
            "上" => {
                // 上百亿元, 上千家: the numeral is a scale without a digit.
                let scale_only =
                    !cut(text, found.range.clone()).starts_with(|c| digit(c).is_some() || c.is_ascii_digit());
                let word =
                    lexicon.words(Class::NotBefore).suffix_of(cut(text, ..found.range.start)).is_some();
                rest.ends_with('有') || rest.ends_with('达') || scale_only && !word
            }
            // 前10名, but not 年前20个.
            "前" => {
                found.quantity.unit.as_ref().is_some_and(|unit| matches!(unit.text.as_str(), "名" | "位"))
            }
            _ => lexicon.words(Class::NotBefore).suffix_of(cut(text, ..found.range.start)).is_none(),
        }
    });
    if let Some(word) = ahead {
        found.outer.start -= word.len();
    }
    // 大约 and 接近 blur what 以上 bounds; the bound says more.
    let ahead = ahead.map(|word| word.trim_start_matches("首次"));
    found.quantity.qualifier = behind.or(ahead).or(blur).map(str::to_owned);
}
