//! `baogao eval` as its users meet it: which files belong together, exit status, and what it says when labels are
//! malformed.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

const TEXT: &str = "二、2024年工作安排\n地区生产总值增长6%左右，新增就业3万人以上。\n";

const GOLD: &str = r#"{"doc": "songyuan", "meta": {"plan_year": 2024, "review_year": null},
"figures": [
  {"at": 20, "end": 22, "text": "6%", "value": 6, "unit": "%", "measure": "growth", "sign": 1, "qualifier": "左右",
   "kind": "target", "year": 2024, "indicator": "地区生产总值", "canonical": "gdp"},
  {"at": 29, "end": 32, "text": "3万人", "value": 3, "unit": "万人", "measure": "increment", "sign": 1,
   "qualifier": "左右", "kind": "target", "year": 2024, "indicator": "新增就业", "canonical": null}
]}"#;

/// A folder with labels, a text, its report, and malformed labels.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["gold", "texts", "reports", "bad"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    let file = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    file("gold/songyuan.gold.json", GOLD);
    file("texts/songyuan.txt", TEXT);
    file("bad/a.gold.json", &GOLD.replace("\"growth\"", "\"grows\""));
    file("bad/b.gold.json", &GOLD.replace("\"value\": 3, ", ""));
    file("bad/c.gold.json", "{");
    file("bad/note.json", "{");
    let made = run(&["parse", "-f", "json", "-o", "reports", "texts/songyuan.txt"], folder.path());
    assert!(made.status.success());
    folder
}

fn run(args: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_baogao")).args(args).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn files_and_folders_texts_and_reports_give_the_same_scores() {
    let folder = folder();
    let (status, expected, errors) = said(&run(&["eval", "gold", "reports"], folder.path()));
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    assert!(expected.contains("figures.detect               F1  1.0000   tp/fp/fn 2/0/0\n"), "{expected}");
    assert!(expected.contains("figures.qualifier            acc 0.5000   right/wrong 1/1\n"), "{expected}");
    let gold = "gold/songyuan.gold.json";
    for (gold, pred) in
        [(gold, "reports/songyuan.json"), (gold, "texts/songyuan.txt"), (gold, "reports"), ("gold", "texts")]
    {
        assert_eq!(said(&run(&["eval", gold, pred], folder.path())).1, expected, "{gold} {pred}");
    }
}

#[test]
fn differences_are_listed_on_request() {
    let folder = folder();
    let (_, text, _) = said(&run(&["eval", "gold", "texts", "--errors", "5"], folder.path()));
    assert!(text.contains("songyuan\tqualifier\t29 3万人 (新增就业): 以上 for 左右\n"), "{text}");
    let (_, text, _) = said(&run(&["eval", "gold", "texts", "--errors", "5", "--json"], folder.path()));
    let scores: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(scores["misses"][1]["want"], "左右");
    assert_eq!(scores["documents"]["songyuan"]["meta"], 1.0);
    assert_eq!(scores["counts"]["figures.detect"], serde_json::json!([2, 0, 0]));
    let bands = scores["calibration"].as_array().unwrap();
    assert_eq!(bands.iter().filter_map(|band| band["figures"].as_u64()).sum::<u64>(), 2);
}

#[test]
fn a_missing_prediction_counts_as_missed_and_is_named() {
    let folder = folder();
    let (status, text, errors) = said(&run(&["eval", "gold", "bad"], folder.path()));
    assert_eq!(status, Some(0));
    assert!(text.contains("figures.detect               F1  0.0000   tp/fp/fn 0/0/2\n"), "{text}");
    assert!(errors.contains("no prediction, all of it counts as missed"), "{errors}");
    let (status, text, errors) = said(&run(&["eval", "gold", "nowhere"], folder.path()));
    assert_eq!((status, text.as_str()), (Some(1), ""));
    assert!(errors.contains("nowhere: no such file or folder of predictions"), "{errors}");
}

#[test]
fn every_malformed_file_is_named_with_field_and_line_and_nothing_is_scored() {
    let folder = folder();
    let (status, text, errors) = said(&run(&["eval", "bad", "texts"], folder.path()));
    assert_eq!((status, text.as_str()), (Some(1), ""));
    let said: Vec<_> = errors.lines().filter(|line| !line.contains("no prediction")).collect();
    assert_eq!(said.len(), 3, "{errors}");
    assert!(
        said[0].starts_with("baogao: bad/a.gold.json: line 3, figures[0].measure: unknown variant `grows`")
    );
    assert_eq!(said[1], "baogao: bad/b.gold.json: line 6, figures[1]: missing field `value`");
    assert!(said[2].starts_with("baogao: bad/c.gold.json: line 1, document: "), "{errors}");
}

#[test]
fn malformed_predictions_are_named_too() {
    let folder = folder();
    fs::write(folder.path().join("reports/songyuan.json"), "{\"figures\": [\n{\"value\": 1}]}").unwrap();
    let (status, _, errors) = said(&run(&["eval", "gold", "reports"], folder.path()));
    assert_eq!(status, Some(1));
    assert_eq!(errors, "baogao: reports/songyuan.json: line 2, figures[0]: missing field `source_span`\n");
}

#[test]
fn what_cannot_be_read_exits_with_1_and_wrong_usage_with_2() {
    let folder = folder();
    for (gold, message) in [("texts", "no *.gold.json in this folder"), ("nowhere", "nowhere: ")] {
        let (status, _, errors) = said(&run(&["eval", gold, "reports"], folder.path()));
        assert_eq!(status, Some(1));
        assert!(errors.contains(message), "{errors}");
    }
    for case in [&["eval"][..], &["eval", "gold"], &["eval", "gold", "texts", "--errors", "-1"]] {
        assert_eq!(said(&run(case, folder.path())).0, Some(2), "{case:?}");
    }
}
