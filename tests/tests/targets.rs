//! Targets, case by case: each line of `suite/targets.tsv` is a passage of a plan and the targets that it holds.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use baogao::{Parser, Period, Report, Target, TargetForm};
use baogao_tests::check_laws;

const SUITE: &str = include_str!("../suite/targets.tsv");
const PLAN: &str = "松原岭市人民政府工作报告\n一、2023年工作回顾\n工作扎实推进。\n二、2024年工作安排\n";
const REVIEW: &str = "松原岭市人民政府工作报告\n一、2023年工作回顾\n";

fn parse(head: &str, passage: &str) -> Report {
    let report = Parser::default().parse_text("case", &format!("{head}{passage}\n")).expect("text is text");
    check_laws(&report);
    report
}

/// A target as the suite writes it.
fn shown(report: &Report, target: &Target) -> String {
    fn or_empty(value: Option<impl ToString>) -> String {
        value.map(|value| value.to_string()).unwrap_or_default()
    }
    let unit = or_empty(target.unit.as_deref());
    let (wording, hardness) = (target.wording.as_str(), target.hardness.as_str());
    let mut line = match target.form {
        TargetForm::Figure => format!(
            "figure {} {}..{}{unit} {wording} {hardness}",
            target.indicator,
            or_empty(target.low),
            or_empty(target.high)
        ),
        TargetForm::Relative => {
            let reference = target.reference.as_ref().expect("a relative target has a reference");
            let offset = or_empty(reference.offset) + &or_empty(reference.unit.as_deref());
            let offset = if offset.is_empty() { offset } else { format!(" {offset}") };
            format!("relative {} ~ {}{offset} {wording} {hardness}", target.indicator, reference.text)
        }
        TargetForm::Commitment => {
            let due = target.deadline.as_ref();
            format!(
                "commitment {} | {} | {} {} {hardness}",
                or_empty(target.action.as_deref()),
                or_empty(target.object.as_deref()),
                due.map_or("-", |due| &due.text),
                due.and_then(|due| due.year).map_or("-".to_owned(), |year| year.to_string())
            )
        }
        TargetForm::Absent => format!("absent {}", target.indicator),
    };
    match target.period {
        Some(period) if period.is_multi_year() => {
            line += &format!(" {}-{}", period.first(), period.last());
        }
        Some(period) if period != Period::year(2024) => line += &format!(" in {}", period.last()),
        _ => {}
    }
    if let Some(aspiration) = target.aspiration {
        line += " * ";
        line += aspiration.slice(&report.clean.text).unwrap_or("?");
    }
    line
}

#[test]
fn the_suite_holds() {
    let cases: Vec<_> = SUITE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(cases.len() >= 80, "the suite has {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let (passage, expected) = case.split_once('\t').expect("a case has a passage and its targets");
        let report = parse(PLAN, passage);
        let found: Vec<String> = report.targets.iter().map(|target| shown(&report, target)).collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join(" ; ") };
        if found != expected {
            wrong.push(format!("{passage}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases fail:\n{}", wrong.len(), wrong.join("\n"));
}

/// The same passages in a review pledge nothing without a number, whatever their verbs.
#[test]
fn reviews_pledge_nothing() {
    for case in SUITE.lines().filter(|line| line.contains("\tcommitment") || line.contains("\trelative")) {
        let passage = case.split('\t').next().unwrap_or_default();
        if passage.contains("预期目标") {
            continue;
        }
        let report = parse(REVIEW, passage);
        let pledged: Vec<_> = report.targets.iter().map(|target| shown(&report, target)).collect();
        assert!(pledged.is_empty(), "{passage}: {pledged:?}");
    }
}

#[test]
fn canonical_ids_are_found_behind_scope_and_change() {
    let report = parse(PLAN, "全市居民收入增长与经济增长同步，我们没有提出全年经济增速具体目标。");
    let ids: Vec<_> = report.targets.iter().map(|target| target.canonical.as_deref()).collect();
    assert_eq!(ids, [Some("resident_income"), Some("gdp")]);
}
