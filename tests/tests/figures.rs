//! What figures mean, case by case: `suite/figures.tsv` through one check.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use baogao::{Figure, FigureKind, Parser, Sign};

const CASES: &str = include_str!("../suite/figures.tsv");
const REVIEW: u16 = 2023;

/// The sentence in a report that reviews 2023 and plans 2024.
fn read(section: &str, sentence: &str) -> Vec<Figure> {
    let (review, plan) = if section == "review" { (sentence, "") } else { ("", sentence) };
    let text = format!("一、{REVIEW}年工作回顾\n{review}\n二、{}年工作安排\n{plan}\n", REVIEW + 1);
    Parser::default().parse_text("case", &text).expect("it is text").figures
}

/// A figure as the suite writes it, without what the section says already.
fn written(figure: &Figure, section: &str) -> String {
    let mut text = format!("{} = {}, {}", figure.quantity, figure.indicator, figure.measure.as_str());
    if figure.sign == Sign::Minus {
        text.push_str(", -");
    }
    let (kind, year) =
        if section == "review" { (FigureKind::Actual, REVIEW) } else { (FigureKind::Target, REVIEW + 1) };
    if figure.kind != kind {
        let _ = write!(text, ", {}", figure.kind.as_str());
    }
    match figure.period.map(baogao::Period::last) {
        Some(found) if found != year => {
            let _ = write!(text, ", {found}");
        }
        None => text.push_str(", none"),
        Some(_) => {}
    }
    if let Some(modality) = &figure.modality {
        let _ = write!(text, ", ~{modality}");
    }
    text
}

#[test]
fn figures_mean_what_they_say() {
    let mut cases = 0;
    let mut wrong = String::new();
    for (number, line) in
        CASES.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    {
        let fields: Vec<&str> = line.split('\t').collect();
        let [section, sentence, expected] = fields[..] else {
            panic!("suite/figures.tsv:{}: three fields, parted by tabs: {line}", number + 1)
        };
        cases += 1;
        let found: Vec<String> =
            read(section, sentence).iter().map(|figure| written(figure, section)).collect();
        let found = found.join(" | ");
        if found != expected {
            let _ = write!(
                wrong,
                "\nsuite/figures.tsv:{}: {sentence}\n  expected {expected}\n  found    {found}",
                number + 1
            );
        }
    }
    assert!(cases >= 50, "the suite has its cases, not {cases}");
    assert!(wrong.is_empty(), "{wrong}");
}
