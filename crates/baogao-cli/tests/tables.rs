//! Tables as the command writes them: which, in which format, and whole or not at all.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use serde_json::Value;

mod common;
use common::{TEXT, folder, run, stderr, stdout};

#[test]
fn many_reports_make_one_table() {
    let folder = folder();
    let output = run(&["parse", "--format", "csv", "-o", "all.csv", "a.txt", "b.txt"], folder.path());
    assert!(output.status.success(), "{}", stderr(&output));
    let table = fs::read_to_string(folder.path().join("all.csv")).unwrap();
    assert_eq!(table.lines().count(), 1 + 2 * 4);
    let lines = stdout(&run(&["parse", "--format", "jsonl", "a.txt", "b.txt"], folder.path()));
    assert_eq!(lines.lines().filter(|line| serde_json::from_str::<Value>(line).is_ok()).count(), 2);
}

#[test]
fn targets_make_a_table_of_their_own() {
    let folder = folder();
    let text = TEXT.to_owned() + "力争年底前建成松原岭市博物馆，居民收入增长与经济增长同步。\n";
    fs::write(folder.path().join("c.txt"), text).unwrap();
    let table = stdout(&run(&["parse", "--format", "csv", "--table", "targets", "c.txt"], folder.path()));
    let mut lines = table.lines();
    assert!(lines.next().unwrap().contains("form,text,indicator,canonical,low,high,unit,wording"));
    let forms: Vec<&str> = lines.filter_map(|line| line.split(',').nth(8)).collect();
    assert_eq!(forms, ["figure", "figure", "commitment", "relative"]);
    let page = stdout(&run(&["parse", "c.txt"], folder.path()));
    assert!(page.contains("居民收入增长与经济增长同步  relative 居民收入增长"), "{page}");
    assert!(page.contains("Commitments without a number  1"), "{page}");
}

#[test]
fn every_table_in_every_format() {
    let folder = folder();
    let parse = |args: &[&str]| run(&[&["parse", "a.txt", "b.txt"], args].concat(), folder.path());
    let rows = stdout(&parse(&["-f", "jsonl", "--table", "sections"]));
    assert!(
        rows.lines().count() > 2 && rows.lines().all(|line| line.starts_with("{\"report\":\"")),
        "{rows}"
    );
    assert!(parse(&["-f", "parquet", "--table", "reports", "-o", "r.parquet"]).status.success());
    let file = fs::read(folder.path().join("r.parquet")).unwrap();
    assert!(file.starts_with(b"PAR1") && file.ends_with(b"PAR1"));
    assert!(stdout(&parse(&["-f", "csv", "--excel"])).starts_with("\u{feff}report,"));
    for (args, message) in [
        (["--table", "targets", "-f", "json"].as_slice(), "--table needs"),
        (&["--excel"], "--excel is for"),
        (&["-f", "csv", "--table", "numbers"], "figures"),
    ] {
        let output = parse(args);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    }
}

#[test]
fn a_table_is_written_whole_or_not_at_all() {
    let folder = folder();
    fs::write(folder.path().join("old.parquet"), "old").unwrap();
    let output = run(&["parse", "-f", "parquet", "-o", "old.parquet", "none.txt"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(folder.path().join("old.parquet")).unwrap(), "old");
}
