//! Repair over whole texts: what is repaired stays as it is, what is clean is left alone, and the cost is linear.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use baogao::{Edit, EditKind, Repaired, Repairer};
use baogao_tests::{check_linear, samples, shared};

fn repair(name: &str, text: &str) -> Repaired {
    let source = baogao::from_text(name, text).unwrap_or_else(|error| panic!("{name}: {error}")).source;
    Repairer::default().repair(&source)
}

fn text_of(name: &str, bytes: &[u8]) -> String {
    baogao::decode(name, bytes, None).unwrap_or_else(|error| panic!("{name}: {error}")).source.text
}

/// Every text that the suites know: the shared reports and pages, and the samples.
fn texts() -> Vec<(String, String)> {
    let shared = ["reports", "pages"].iter().filter_map(|folder| shared(folder)).flatten();
    shared.chain(samples()).map(|(name, bytes)| (name.clone(), text_of(&name, &bytes))).collect()
}

#[test]
fn a_repaired_text_needs_no_repair() {
    for (name, text) in texts() {
        let once = repair(&name, &text).clean.text;
        let twice = repair(&name, &once).clean;
        let first = twice.edits.first().map(|edit| (edit.kind, edit.span.slice(&once), &edit.text));
        assert_eq!(once, twice.text, "{name}: the second repair begins with {first:?}");
    }
}

/// Two of the shared reports are clean but for what their pages put around them.
#[test]
fn a_clean_text_is_left_alone() {
    let Some(reports) = shared("reports") else { return };
    let clean = ["central_china_2019", "province_shanxi_2025"];
    let clean = reports.iter().filter(|(name, _)| clean.iter().any(|clean| name.starts_with(clean)));
    let mut seen = 0;
    for (name, bytes) in clean {
        let text = text_of(name, bytes);
        let edits = repair(name, &text).clean.edits;
        for edit in &edits {
            assert!(is_cosmetic(edit, &edits, &text), "{name}: {edit:?} in a clean text");
        }
        seen += 1;
    }
    assert_eq!(seen, 2, "both reports are there");
}

/// White space, punctuation, and lines outside the report's sentences.
fn is_cosmetic(edit: &Edit, edits: &[Edit], text: &str) -> bool {
    let range = edit.span.range();
    match edit.kind {
        EditKind::Punctuation => {
            !text[range].chars().any(|c| c.is_alphanumeric() && !('！'..='～').contains(&c))
        }
        // The blanks around a line of furniture become one gap when it is gone.
        EditKind::Spacing | EditKind::HardWrap => {
            let aside =
                |at| edits.iter().any(|e| e.kind == EditKind::Furniture && e.span.range().contains(&at));
            let mut words = text[range.clone()].char_indices().filter(|(_, c)| !c.is_whitespace());
            edit.text.trim().is_empty() && words.all(|(at, _)| aside(range.start + at))
        }
        EditKind::Furniture => {
            let (from_start, from_end) = (range.start * 100, (text.len() - range.start) * 100);
            edit.text.is_empty() && from_start.min(from_end) < 2 * text.len()
        }
        _ => false,
    }
}

#[test]
fn the_cost_is_linear_whatever_the_text() {
    let quarter_of_a_megabyte = |unit: &str| unit.repeat((1 << 18) / unit.len());
    let report = "各位代表：\n推动青川发展，稳中求进。\n";
    for unit in [
        "发\n",
        "发 ",
        "发\n\n",
        "，",
        "\"\n",
        "“\n",
        "3\n",
        "— 3 —\n",
        "政府工作报告\n",
        "首页>\n",
        "版权所有\n",
        "各位代表",
        "我们要推进改革，推进发展，推进开放，推进各项事业，实\n",
        "干家。\n",
        "\u{a0}",
        "（一）\n",
    ] {
        check_linear(unit, |times| {
            let text = format!("{report}{}{report}", quarter_of_a_megabyte(unit).repeat(times));
            let _ = baogao::continuations(&repair(unit, &text).clean.text);
        });
    }
}
