//! Every fact leads back to the characters it was read from: over the shared reports, the shared pages and the samples.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use baogao::{Parser, Report};
use baogao_tests::{check_json, check_laws, samples, shared};

fn check(name: &str, bytes: &[u8]) -> Report {
    let report = Parser::default().parse(name, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    check_laws(&report);
    check_json(&report);
    report
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
