//! The suite of quantities (`tests/suite/quantities/*.tsv`), and the law that a quantity that is written
//! out reads back.

#![allow(clippy::panic, clippy::expect_used, reason = "a test fails by panicking")]

use std::{fs, path::PathBuf};

use baogao::{Decimal, Quantity, Source, Span, quantities};
use proptest::prelude::*;

/// Cases that are known to fail, in the same form; one that passes must move to its file.
const KNOWN: &str = "known_failures.tsv";

/// A quantity as the suite writes it: `359.8亿元=359.8 亿元 左右`, with its base value where the case gives one.
fn written(text: &str, span: Span<Source>, quantity: &Quantity, with_base: bool) -> String {
    let mut out = format!("{}={}", span.slice(text).unwrap_or_default(), quantity.value.normalize());
    if let Some(high) = quantity.high {
        out.push_str(&format!("..{}", high.normalize()));
    }
    let unit = quantity.unit.as_ref();
    out.push(' ');
    out.push_str(unit.map_or("_", |unit| unit.text.as_str()));
    match &quantity.qualifier {
        Some(word) => out.push_str(&format!(" {word}")),
        None if with_base => out.push_str(" _"),
        None => {}
    }
    if with_base {
        let base = quantity.base_value().unwrap_or_default();
        let symbol = unit.and_then(|unit| unit.dimension).map_or("_", |dimension| dimension.base_unit());
        out.push_str(&format!(" {base} {symbol}"));
    }
    out
}

/// What is wrong with a case, if anything: `sentence⇥quantity⇥quantity…`.
fn check(case: &str) -> Option<String> {
    let mut fields = case.split('\t');
    let text = fields.next().unwrap_or_default();
    let expected: Vec<&str> = fields.collect();
    let found = match quantities(text) {
        Ok(found) => found,
        Err(error) => return Some(error.to_string()),
    };
    let read: Vec<String> = found
        .iter()
        .enumerate()
        .map(|(i, (span, quantity))| {
            // A text, a value, a unit, a qualifier: what comes after them is the base.
            let with_base = expected.get(i).is_some_and(|case| {
                case.rsplit_once('=').is_some_and(|(_, reading)| reading.split(' ').count() > 3)
            });
            written(text, *span, quantity, with_base)
        })
        .collect();
    (read != expected).then(|| format!("{text}: reads {read:?}, expected {expected:?}"))
}

#[test]
fn suite_of_quantities() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("suite/quantities");
    let (mut cases, mut wrong) = (0, Vec::new());
    for entry in fs::read_dir(&folder).expect("the suite is there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let file = fs::read_to_string(entry.path()).expect("a text");
        for (i, case) in file.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            cases += 1;
            match check(case) {
                Some(_) if name == KNOWN => {}
                Some(message) => wrong.push(format!("{name}:{}: {message}", i + 1)),
                None if name == KNOWN => {
                    wrong.push(format!("{name}:{}: passes now, move it to its file: {case}", i + 1));
                }
                None => {}
            }
        }
    }
    assert!(cases >= 400, "only {cases} cases were found in {}", folder.display());
    assert!(wrong.is_empty(), "{} of {cases} cases:\n{}", wrong.len(), wrong.join("\n"));
}

/// Bounds before and behind; the last of each is not a bound.
const BEFORE: [&str; 8] = ["超过", "不低于", "至少", "近", "约", "突破", "不足", ""];
const BEHIND: [&str; 5] = ["以上", "左右", "以内", "以下", ""];
const UNITS: [&str; 16] = [
    "元",
    "亿元",
    "万亩",
    "%",
    "个百分点",
    "‰",
    "家",
    "个",
    "户",
    "万人次",
    "公里",
    "亿立方米",
    "万千瓦",
    "亿斤",
    "倍",
    "微克/立方米",
];
const DASHES: [&str; 6] = ["-", "—", "～", "至", "到", "－"];

/// A number below ten thousand as it is spoken: 一千零五.
fn spoken(n: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (mut out, mut gap) = (String::new(), false);
    for (place, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = n / place % 10;
        if digit == 0 {
            gap |= !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        out.push_str(DIGITS[digit as usize]);
        out.push_str(name);
    }
    out
}

fn with_commas(n: u32) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
            '.' => '．',
            c => c,
        })
        .collect()
}

/// The one quantity of a clause.
fn one(text: &str) -> Result<(String, Quantity), TestCaseError> {
    let found = quantities(text).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(found.len(), 1, "{}: {:?}", text, &found);
    let (span, quantity) = found[0].clone();
    Ok((span.slice(text).unwrap_or_default().to_owned(), quantity))
}

fn unit_of(quantity: &Quantity) -> Option<&str> {
    quantity.unit.as_ref().map(|unit| unit.text.as_str())
}

proptest! {
    #[test]
    fn arabic_quantities_read_back(
        mantissa in 1_u32..10_000_000,
        scale in 0_u32..4,
        style in 0..3,
        unit in prop::sample::select(&UNITS[..]),
        before in prop::sample::select(&BEFORE[..]),
        behind in prop::sample::select(&BEHIND[..]),
    ) {
        let value = Decimal::new(i64::from(mantissa), scale);
        let (value, numeral) = match style {
            0 => (value, value.to_string()),
            1 => (Decimal::from(mantissa), with_commas(mantissa)),
            _ => (value, full_width(&value.to_string())),
        };
        // 24 hours and years are names; no unit here is either.
        let text = format!("总量{before}{numeral}{unit}{behind}，继续扩大");
        let (place, quantity) = one(&text)?;
        prop_assert_eq!(place, format!("{numeral}{unit}"));
        prop_assert_eq!(quantity.value, value);
        prop_assert_eq!(quantity.high, None);
        prop_assert_eq!(unit_of(&quantity), Some(unit));
        let bound = [behind, before].into_iter().find(|word| !word.is_empty());
        prop_assert_eq!(quantity.qualifier.as_deref(), bound);
    }

    #[test]
    fn spoken_quantities_read_back(
        n in 3_u32..10_000,
        unit in prop::sample::select(vec!["家", "座", "户", "万亩", "亿元", "个百分点", "公里"]),
        behind in prop::sample::select(&BEHIND[..]),
    ) {
        let numeral = spoken(n);
        let (place, quantity) = one(&format!("建成{numeral}{unit}{behind}，继续扩大"))?;
        prop_assert_eq!(place, format!("{numeral}{unit}"));
        prop_assert_eq!(quantity.value, Decimal::from(n));
        prop_assert_eq!(unit_of(&quantity), Some(unit));
        prop_assert_eq!(quantity.qualifier.as_deref(), (!behind.is_empty()).then_some(behind));
    }

    #[test]
    fn spoken_shares_read_back(n in 1_u32..1000, behind in prop::sample::select(&BEHIND[..])) {
        let (_, quantity) = one(&format!("比重为百分之{}{behind}，继续扩大", spoken(n)))?;
        prop_assert_eq!(quantity.value, Decimal::from(n));
        prop_assert_eq!(unit_of(&quantity), Some("%"));
        prop_assert_eq!(quantity.qualifier.as_deref(), (!behind.is_empty()).then_some(behind));
    }

    #[test]
    fn ranges_read_back(
        low in 1_u32..5_000,
        more in 1_u32..5_000,
        unit in prop::sample::select(&UNITS[..]),
        dash in prop::sample::select(&DASHES[..]),
        twice: bool,
        behind in prop::sample::select(&BEHIND[..]),
    ) {
        let high = low + more;
        let inner = if twice { unit } else { "" };
        let (place, quantity) = one(&format!("总量达{low}{inner}{dash}{high}{unit}{behind}，继续扩大"))?;
        prop_assert_eq!(place, format!("{low}{inner}{dash}{high}{unit}"));
        prop_assert_eq!((quantity.value, quantity.high), (Decimal::from(low), Some(Decimal::from(high))));
        prop_assert_eq!(unit_of(&quantity), Some(unit));
        prop_assert_eq!(quantity.qualifier.as_deref(), (!behind.is_empty()).then_some(behind));
    }

    /// Whatever the text, quantities are in order, apart, and between characters.
    #[test]
    fn quantities_are_places(text in "[0-9一二三千万亿两百十个家亩元%.,—至到点分之成倍“”第年月 ×/多余]{0,40}") {
        let found = quantities(&text).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let mut end = 0;
        for (span, _) in found {
            prop_assert!(span.start() >= end && span.slice(&text).is_some_and(|place| !place.is_empty()));
            end = span.end();
        }
    }
}
