//! Every fact leads back to the characters it was read from: over the shared reports, the shared pages and the samples.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use baogao::{Parser, Report};
use baogao_tests::{by_code_points, check_laws, samples, shared};
use serde_json::Value;

fn check(name: &str, bytes: &[u8]) -> Report {
    let report = Parser::default().parse(name, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    check_laws(&report);
    check_json(&report);
    report
}

/// The offsets of the JSON are code points that slice the texts.
fn check_json(report: &Report) {
    let json: Value = serde_json::from_str(&report.to_json()).expect("the report prints valid JSON");
    let name = &report.source.name;
    assert_eq!(json["schema"], "baogao/report/1");
    let at = |value: &Value, i: usize| {
        u32::try_from(value[i].as_u64().expect("an offset")).expect("a small offset")
    };
    let list = |key: &str| json[key].as_array().unwrap_or_else(|| panic!("{name}: {key} is a list")).clone();
    for (figure, view) in report.figures.iter().zip(list("figures")) {
        let span = &view["source_span"];
        let sliced = by_code_points(&report.source.text, at(span, 0), at(span, 1));
        assert_eq!(view["text"], sliced, "{name}: source[a:b] is the figure's text");
        assert_eq!(Some(sliced), figure.source_span.slice(&report.source.text));
        let span = &view["span"];
        assert_eq!(
            Some(by_code_points(&report.clean.text, at(span, 0), at(span, 1))),
            figure.span.slice(&report.clean.text)
        );
    }
    for (target, view) in report.targets.iter().zip(list("targets")) {
        let span = &view["source_span"];
        assert_eq!(view["text"], by_code_points(&report.source.text, at(span, 0), at(span, 1)), "{name}");
        assert_eq!(view["form"], target.form.as_str());
    }
    for view in list("sections") {
        let span = &view["span"];
        let heading = by_code_points(&report.clean.text, at(span, 0), at(span, 1));
        assert!(
            heading.ends_with(view["heading"].as_str().unwrap_or("?")),
            "{name}: {heading} ends with its words"
        );
    }
    for key in ["sections", "glossary", "edits", "defects"] {
        for view in list(key) {
            let span = &view["source_span"];
            assert!(at(span, 0) <= at(span, 1), "{name}: {key} {span}");
        }
    }
}

#[test]
fn samples_keep_every_law() {
    for (name, bytes) in samples() {
        let report = check(&name, &bytes);
        assert!(!report.figures.is_empty(), "{name} has figures");
    }
}

#[test]
fn shared_reports_keep_every_law() {
    let Some(files) = shared("reports") else { return };
    for (name, bytes) in files {
        let report = check(&name, &bytes);
        assert!(report.figures.len() > 40, "{name}: {} figures", report.figures.len());
        // The same text in another encoding says the same.
        assert_eq!(report.source.encoding.as_str(), "utf-8");
        let again = Parser::default().parse_text(&name, &report.source.text).expect("text is text");
        assert_eq!(again, report, "{name}: text and bytes give one report");
    }
}

#[test]
fn shared_pages_keep_every_law() {
    for (name, bytes) in shared("pages").unwrap_or_default() {
        check(&name, &bytes);
    }
}

#[test]
fn carriage_returns_count() {
    let text = "一、2023年工作回顾\r\n\r\n全年粮食产量达到9.6亿斤。\r\n增长1.2%。\r\n";
    let report = Parser::default().parse_text("crlf", text).expect("text is text");
    check_laws(&report);
    let found: Vec<_> = report.figures.iter().filter_map(|figure| figure.source_span.slice(text)).collect();
    assert_eq!(found, ["9.6亿斤", "1.2%"]);
}
