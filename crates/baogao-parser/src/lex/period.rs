//! Times. Owns the recognition of years, dates and durations in running text, so that they are not taken for
//! quantities, and the reading of the years that a clause names.

use crate::cut::cut;
use std::ops::Range;

use super::number::digit;

/// The years that reports are written in and about.
pub(crate) const YEARS: std::ops::RangeInclusive<u16> = 1949..=2060;

/// The length of the date, year or duration that `rest` begins with, if it is one.
///
/// 2022年, 2016—2020年, 3月5日, 10时, “十四五”, 三年行动, 一个月; but 13年未发生 is a duration as well: years are never
/// counted as quantities.
pub(crate) fn date_or_span(rest: &str, before: &str) -> Option<usize> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let tail = cut(rest, digits..);
        for unit in ["年代", "年", "月", "日", "号", "时", "点", "世纪"] {
            if let Some(more) = tail.strip_prefix(unit) {
                let next = more.chars().next();
                let no_date = match unit {
                    // 日 and 时 within units and words; 点 in 个百分点 has no digit before it.
                    "日" => next.is_some_and(|c| "均产".contains(c)),
                    "号" => false,
                    "点" | "时" => digits > 2,
                    "月" => digits > 2,
                    _ => false,
                };
                return (!no_date).then_some(digits + unit.len());
            }
        }
        // 2016—2020年, 2003-2004年度.
        if digits == 4
            && let Some(dash) = ["—", "－", "-", "~", "～", "–", "至", "到", "、", "和"]
                .iter()
                .find(|d| tail.starts_with(**d))
        {
            let second = cut(tail, dash.len()..);
            let more = second.bytes().take_while(u8::is_ascii_digit).count();
            if matches!(more, 2 | 4) && cut(second, more..).starts_with('年') {
                return Some(digits + dash.len() + more + '年'.len_utf8());
            }
        }
        return None;
    }
    let numerals: usize = rest
        .chars()
        .take_while(|&c| digit(c).is_some() || matches!(c, '十' | '百'))
        .map(char::len_utf8)
        .sum();
    let tail = cut(rest, numerals..);
    let unit = ["年", "月", "日", "季度", "号", "世纪"].iter().find(|unit| tail.starts_with(**unit))?;
    (numerals > 0 && !before.ends_with('第')).then_some(numerals + unit.len())
}

/// A year that a text names, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct YearMention {
    pub(crate) year: u16,
    /// The first year of a range; else the year itself.
    pub(crate) first: u16,
    pub(crate) range: Range<usize>,
}

/// The years named in `text`, in order and disjoint: 2022年, 2016—2020年 (the last of them), 二〇〇四年, “十四五”末 (2025).
pub(crate) fn years(text: &str) -> Vec<YearMention> {
    let mut found = Vec::new();
    // Most sentences name no year.
    if !text.contains(['年', '末']) {
        return found;
    }
    for (at, _) in text.match_indices('年') {
        let before = cut(text, ..at);
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let year = if digits == 4 { cut(before, at - 4..).parse().ok() } else { spoken_year(before) };
        if let Some(year) = year.filter(|year| YEARS.contains(year)) {
            let len = if digits == 4 { 4 } else { before.chars().rev().take(4).map(char::len_utf8).sum() };
            let (first, from) = range_start(cut(before, ..at - len)).unwrap_or((year, at - len));
            found.push(YearMention { year, first, range: from..at + '年'.len_utf8() });
        }
    }
    for (at, _) in text.match_indices("五”末") {
        if let Some(year) = plan_end(cut(text, ..at + '五'.len_utf8())) {
            // The plan's number has at most three characters before its 五.
            let from = cut(text, ..at)
                .char_indices()
                .rev()
                .take(4)
                .find(|&(_, c)| c == '“')
                .map_or(at, |(from, _)| from);
            found.push(YearMention { year, first: year, range: from..at + "五”末".len() });
        }
    }
    found.sort_by_key(|mention| (mention.range.start, std::cmp::Reverse(mention.range.end)));
    // 2018年至2021年 is one mention: the range holds the mention of its first year.
    let mut apart: Vec<YearMention> = Vec::with_capacity(found.len());
    for mention in found {
        match apart.last_mut() {
            Some(last) if mention.range.start < last.range.end => {
                if mention.range.end > last.range.end {
                    last.year = mention.year;
                    last.range.end = mention.range.end;
                }
            }
            _ => apart.push(mention),
        }
    }
    apart
}

/// The first year of 2016—2020 before its last, and where it starts.
fn range_start(before: &str) -> Option<(u16, usize)> {
    let stem = before.trim_end_matches('年');
    let dash =
        ["—", "－", "-", "~", "～", "–", "至", "到"].iter().find_map(|dash| stem.strip_suffix(dash))?;
    let dash = dash.trim_end_matches('年');
    let digits = dash.bytes().rev().take_while(u8::is_ascii_digit).count();
    let year =
        cut(dash, dash.len() - digits..).parse().ok().filter(|year| digits == 4 && YEARS.contains(year))?;
    Some((year, dash.len() - 4))
}

/// The number of years of a span that a text ends by naming: 力争通过3年努力, 用三年时间.
pub(crate) fn horizon(text: &str) -> Option<u16> {
    const SPANS: [&str; 5] = ["年努力", "年的努力", "年时间", "年左右时间", "年左右的时间"];
    let at = SPANS.iter().filter_map(|span| text.rfind(span)).max()?;
    let number = cut(text, ..at).chars().next_back()?;
    let digit = number.to_digit(10).or_else(|| digit(number).filter(|_| number != '〇'))?;
    // 两 and single digits; a longer number (2023年时间) is a year.
    let single = !cut(text, ..at - number.len_utf8()).ends_with(|c: char| c.is_ascii_digit());
    u16::try_from(digit).ok().filter(|years| single && *years > 0)
}

/// 二〇〇四 or 二零零四 at the end of `before`.
fn spoken_year(before: &str) -> Option<u16> {
    let mut year = 0;
    let mut weight = 1;
    for c in before.chars().rev().take(4) {
        let digit = match c {
            '〇' | '零' | '○' | 'Ｏ' | '0' | 'O' | 'o' => 0,
            c => u16::try_from("一二三四五六七八九".chars().position(|d| d == c)?).ok()? + 1,
        };
        year += digit * weight;
        weight = weight.saturating_mul(10);
    }
    (year > 999).then_some(year)
}

/// The last year of the five-year plan that `text` ends with: “十四五” ends in 2025.
///
/// The n-th plan ends in 1955 + 5n. Before the seventh (七五) two numerals with 五 are a ratio or a date more often than a
/// plan, and the first two plans had other years.
pub(crate) fn plan_end(text: &str) -> Option<u16> {
    const LAST: u16 = 29;
    let before = text.strip_suffix('五')?;
    let digits = before.chars().rev().take_while(|&c| digit(c).is_some() || c == '十').count();
    let start = before.char_indices().rev().take(digits.min(3)).last().map_or(before.len(), |(at, _)| at);
    let (tens, ones) = match cut(before, start..).split_once('十') {
        Some(("", ones)) => (1, ones),
        Some((tens, ones)) => (plan_digit(tens)?, ones),
        None => (0, cut(before, start..)),
    };
    let number = 10 * tens + if ones.is_empty() { 0 } else { plan_digit(ones)? };
    (7..=LAST).contains(&number).then_some(1955 + 5 * number)
}

/// One Chinese digit as it counts plans: 两五 is no plan.
fn plan_digit(text: &str) -> Option<u16> {
    let mut chars = text.chars();
    let value = "一二三四五六七八九".chars().position(|c| Some(c) == chars.clone().next())?;
    chars.next();
    chars.next().is_none().then(|| u16::try_from(value + 1).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_not_quantities() {
        for (text, len) in
            [("2022年末", 7), ("3月5日", 4), ("2016—2020年", 14), ("三年行动", 6), ("十二月", 9)]
        {
            assert_eq!(date_or_span(text, ""), Some(len), "{text}");
        }
        assert_eq!(date_or_span("3.5个月", ""), None);
        assert_eq!(date_or_span("200人", ""), None);
    }

    #[test]
    fn years_of_a_text() {
        let years: Vec<u16> =
            years("到2025年，比二〇〇四年翻一番，“十四五”末完成").iter().map(|m| m.year).collect();
        assert_eq!(years, [2025, 2004, 2025]);
        for (text, end) in [
            ("“七五", Some(1990)),
            ("“十五", Some(2005)),
            ("“十一五", Some(2010)),
            ("“十五五", Some(2030)),
            ("“十六五", Some(2035)),
            ("到“二十五", Some(2055)),
            ("二十一五", Some(2060)),
            ("两五", None),
            ("一五", None),
            ("占三五", None),
            ("十四", None),
        ] {
            assert_eq!(plan_end(text), end, "{text}");
        }
    }

    #[test]
    fn a_range_is_one_mention() {
        let mentions = |text| -> Vec<_> {
            years(text).iter().map(|m| (m.first, m.year, text.get(m.range.clone()))).collect()
        };
        for range in ["2018年至2021年", "2018年到2021年", "2018—2021年", "2018年—2021年"] {
            assert_eq!(mentions(range), [(2018, 2021, Some(range))]);
        }
        let chain = "2018年至2019年至2020年";
        assert_eq!(mentions(chain), [(2018, 2020, Some(chain))]);
        for pair in years("2018年至2019年至2020年、2021年至2022年，二〇二三年").windows(2) {
            assert!(pair[0].range.end <= pair[1].range.start, "{pair:?}");
        }
    }
}
