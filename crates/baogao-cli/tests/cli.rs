//! The command as its users meet it: exit status, files, pipes, and what it says when something fails.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

mod common;
use common::{TEXT, command, folder, run, stderr, stdout};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports").join(name)
}

/// The text of a JSON report's figure as its source has it, by code points.
fn slice(report: &Value, figure: &Value) -> String {
    let at = |i: usize| usize::try_from(figure["source_span"][i].as_u64().unwrap()).unwrap();
    report["source_text"].as_str().unwrap().chars().skip(at(0)).take(at(1) - at(0)).collect()
}

/// A device stays a device: nothing is renamed over it.
#[cfg(unix)]
#[test]
fn devices_are_written_to() {
    use std::os::unix::fs::FileTypeExt;
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/reports/lanxi_2024.txt");
    let done = Command::new(env!("CARGO_BIN_EXE_baogao"))
        .args(["parse", "--format", "json", "-o", "/dev/null", sample])
        .status()
        .unwrap();
    assert!(done.success());
    let kind = fs::metadata("/dev/null").unwrap().file_type();
    assert!(kind.is_char_device(), "/dev/null is still a device");
}

#[test]
fn prints_one_report_in_every_format() {
    let folder = folder();
    for format in ["text", "json", "jsonl", "csv"] {
        let output = run(&["parse", "--format", format, "a.txt"], folder.path());
        assert!(output.status.success(), "{format}: {}", stderr(&output));
        assert!(stdout(&output).contains("地区生产总值"), "{format}");
        assert!(!stdout(&output).contains('\u{1b}'), "{format}: colours belong on terminals");
        assert_eq!(stderr(&output), "", "{format}");
    }
}

#[test]
fn json_leads_back_to_the_source_even_with_crlf() {
    let folder = folder();
    let output = run(&["parse", "--format", "json", "-o", "out", "a.txt", "b.txt"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for name in ["a", "b"] {
        let text = fs::read_to_string(folder.path().join("out").join(name).with_extension("json")).unwrap();
        let mut report: Value = serde_json::from_str(&text).unwrap();
        report["source_text"] =
            fs::read_to_string(folder.path().join(name).with_extension("txt")).unwrap().into();
        let figures = report["figures"].as_array().unwrap();
        let texts: Vec<String> = figures.iter().map(|figure| slice(&report, figure)).collect();
        assert_eq!(texts, ["120亿元", "5.5%", "6%", "3万人"], "{name}");
    }
}

#[test]
fn a_path_that_ends_like_a_folder_is_one() {
    let folder = folder();
    assert!(run(&["parse", "-f", "json", "-o", "new/", "a.txt"], folder.path()).status.success());
    assert!(folder.path().join("new/a.json").is_file());
    assert!(run(&["html", "-o", "pages/", "a.txt"], folder.path()).status.success());
    assert!(folder.path().join("pages/a.html").is_file());
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let folder = folder();
    for (args, message) in [
        (["parse", "a.txt", "-o", "-"].as_slice(), "leave `-o -` out"),
        (&["repair", "a.txt", "--only", "pinyin", "--skip", "pinyin"], "nothing is left to do"),
    ] {
        let output = run(args, folder.path());
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    }
    assert!(!folder.path().join("-").exists());
}

#[test]
fn quantities_say_which_line_is_no_text() {
    let mut child = command()
        .arg("quantities")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"\xd4\xf6\xb3\xa45%\n\xe5\xa2\x9e\xe9\x95\xbf6%\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("line 1: not UTF-8 at byte 0"), "{}", stderr(&output));
    assert!(stdout(&output).starts_with("{\"line\":2,"), "{}", stdout(&output));
}

#[test]
fn knows_the_indicators_of_a_file() {
    let folder = folder();
    let file = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    file("tea.txt", "一、2023年工作回顾\n全县茶园面积达到12万亩。\n");
    file("more.toml", "[tea_gardens]\ntitle = \"茶园面积\"\ndimension = \"area\"\n");
    file("wrong.toml", "[tea_gardens]\ntitle = \"茶园面积\"\ncolour = \"green\"\n");
    let parse = |file: &str| run(&["parse", "-f", "json", "--indicators", file, "tea.txt"], folder.path());
    let output = parse("more.toml");
    let report: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(report["figures"][0]["indicator_id"], "tea_gardens");
    assert_eq!(report["figures"][0]["canonical"], Value::Null);
    for (file, message) in
        [("wrong.toml", "line 3, [tea_gardens]: unknown field `colour`"), ("none.toml", "none.toml")]
    {
        let output = parse(file);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    }
}

#[test]
fn reads_standard_input() {
    let mut child = command()
        .args(["parse", "-f", "json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(TEXT.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["figures"].as_array().unwrap().len(), 4);
}

#[test]
fn a_batch_goes_on_past_what_fails() {
    let folder = folder();
    let output = run(
        &["parse", "-f", "json", "-o", "out", "a.txt", "empty.txt", "missing.txt", "binary.txt", "b.txt"],
        folder.path(),
    );
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    for name in ["empty.txt", "missing.txt", "binary.txt"] {
        assert!(said.contains(name), "{name} is not named in: {said}");
    }
    let mut written: Vec<_> =
        fs::read_dir(folder.path().join("out")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    written.sort();
    assert_eq!(written, ["a.json", "b.json"]);
}

#[test]
fn two_inputs_of_one_name_do_not_overwrite_each_other() {
    let folder = folder();
    fs::create_dir(folder.path().join("other")).unwrap();
    fs::write(folder.path().join("other/a.txt"), TEXT.replace("120", "450")).unwrap();
    let output = run(&["parse", "-f", "json", "-o", "out", "a.txt", "other/a.txt"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("two inputs have this name"));
    assert!(fs::read_to_string(folder.path().join("out/a.json")).unwrap().contains("120"));
}

#[test]
fn output_that_cannot_be_made_leaves_the_old_one() {
    let folder = folder();
    fs::create_dir_all(folder.path().join("out")).unwrap();
    fs::write(folder.path().join("out/empty.json"), "kept").unwrap();
    let output = run(&["parse", "-f", "json", "-o", "out", "empty.txt", "a.txt"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(folder.path().join("out/empty.json")).unwrap(), "kept");
}

#[test]
fn wrong_usage_exits_with_2() {
    let folder = folder();
    let cases: [&[&str]; 15] = [
        &[],
        &["parse"],
        &["parse", "--format", "xml", "a.txt"],
        &["parse", "-", "-"],
        &["html"],
        &["html", "a.txt", "b.txt"],
        &["html", "-", "-", "-o", "out"],
        &["parse", "--format", "json", "a.txt", "b.txt"],
        &["parse", "--encoding", "no-such", "a.txt"],
        &["repair", "--min-confidence", "1.5", "a.txt"],
        &["repair", "--min-confidence=-0.1", "a.txt"],
        &["repair", "--min-confidence", "NaN", "a.txt"],
        &["repair", "--only", "no-such", "a.txt"],
        &["repair", "--skip", "no-such", "a.txt"],
        &["repair", "--diff", "--edits", "a.txt"],
    ];
    for case in cases {
        let output = run(case, folder.path());
        assert_eq!(output.status.code(), Some(2), "{case:?}: {}", stderr(&output));
        assert!(!stderr(&output).is_empty(), "{case:?} says what is wrong");
    }
    for help in ["--help", "--version"] {
        assert_eq!(run(&[help], folder.path()).status.code(), Some(0), "{help}");
    }
}

#[test]
fn a_broken_pipe_is_silent() {
    let sample = sample("lanxi_2024.txt");
    for format in ["text", "jsonl", "csv"] {
        // Far more than a pipe holds, so that the command is still writing when its reader leaves.
        let mut child = command()
            .args(["parse", "--format", format])
            .args(std::iter::repeat_n(&sample, 40))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 16];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{format}");
    }
}

#[test]
fn repairs_a_page_and_lists_the_edits() {
    let page = sample("lanxi_2024_page.txt");
    let folder = folder();
    let clean = stdout(&run(&["repair", page.to_str().unwrap()], folder.path()));
    assert!(clean.starts_with("政府工作报告\n"), "{clean}");
    assert!(!clean.contains("(yè)"));
    let edits: Value =
        serde_json::from_str(&stdout(&run(&["repair", "--edits", page.to_str().unwrap()], folder.path())))
            .unwrap();
    let kinds: Vec<&str> =
        edits.as_array().unwrap().iter().filter_map(|edit| edit["kind"].as_str()).collect();
    for kind in ["pinyin", "script", "spacing", "punctuation", "furniture", "hard_wrap"] {
        assert!(kinds.contains(&kind), "no edit of kind {kind}");
    }
}

#[test]
fn shows_what_was_repaired_side_by_side() {
    let page = sample("lanxi_2024_page.txt");
    let output = command().args(["repair", "--diff"]).arg(&page).env("COLUMNS", "60").output().unwrap();
    let shown = stdout(&output);
    assert!(output.status.success() && !shown.contains('\u{1b}'), "colours belong on terminals");
    assert!(shown.lines().any(|line| line.contains("script, pinyin")), "{shown}");
    let beside = |line: &str| {
        line.split_once(" │ ")
            .is_some_and(|(old, new)| old.starts_with("產(chǎn)總值") && new.starts_with("产总值"))
    };
    assert!(shown.lines().any(beside), "{shown}");
    // Nothing to repair, nothing to show.
    assert_eq!(stdout(&run(&["repair", "--diff", "--only", "pinyin", "a.txt"], folder().path())), "");
}

#[test]
fn repairs_the_kinds_that_are_asked_for() {
    let page = sample("lanxi_2024_page.txt");
    let page = page.to_str().unwrap();
    let folder = folder();
    let kinds = |args: &[&str]| -> Vec<String> {
        let output = run(&[&["repair", "--edits"], args, &[page]].concat(), folder.path());
        let edits: Value = serde_json::from_str(&stdout(&output)).unwrap();
        let mut kinds: Vec<_> =
            edits.as_array().unwrap().iter().map(|edit| edit["kind"].as_str().unwrap().to_owned()).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(&["--only", "pinyin", "--only", "spacing"]), ["pinyin", "spacing"]);
    assert_eq!(kinds(&["--only", "pinyin", "--only", "spacing", "--skip", "spacing"]), ["pinyin"]);
    let all = kinds(&[]);
    let rest = kinds(&["--skip", "script", "--skip", "furniture"]);
    assert!(all.contains(&"script".to_owned()) && !rest.contains(&"script".to_owned()));
    assert!(
        !kinds(&["--min-confidence", "1"]).contains(&"furniture".to_owned()),
        "which is less than certain"
    );
}

#[test]
fn a_saved_page_is_read_as_its_text() {
    let folder = folder();
    let lines: String = TEXT.lines().map(|line| format!("<p><span>{line}</span></p>\n")).collect();
    let page = format!("<!doctype html><head><title>报告</title></head><body>{lines}</body>");
    fs::write(folder.path().join("a.html"), page).unwrap();
    let text = stdout(&run(&["repair", "a.html"], folder.path()));
    assert_eq!(text, stdout(&run(&["repair", "a.txt"], folder.path())));
    assert!(stdout(&run(&["repair", "--skip", "html", "a.html"], folder.path())).contains("<span>"));
}

#[test]
fn outlines_with_figures_counted() {
    let folder = folder();
    let outline = stdout(&run(&["outline", "a.txt"], folder.path()));
    assert!(outline.contains("一、2023年工作回顾  review, 2"), "{outline}");
    assert!(outline.contains("二、2024年工作安排  plan, 2"), "{outline}");
}

/// Standard input is answered line by line.
fn quantities(input: &[u8]) -> Output {
    let mut child = command()
        .arg("quantities")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn reads_quantities_line_by_line() {
    let output = quantities("增长5%—6%。\r\n实施“415”战略\n\n改造２.６ 万亩以上，两座水库".as_bytes());
    assert!(output.status.success());
    let lines: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let brief: Vec<String> = lines
        .iter()
        .map(|q| {
            format!(
                "{} {} {}-{} {}..{} {} {}",
                q["line"],
                q["text"],
                q["start"],
                q["end"],
                q["value"],
                q["value_hi"],
                q["unit"],
                q["qualifier"]
            )
        })
        .collect();
    assert_eq!(
        brief,
        [
            r#"1 "5%—6%" 2-7 5..6 "%" null"#,
            r#"4 "２.６ 万亩" 2-8 2.6..null "万亩" "以上""#,
            r#"4 "两座" 11-13 2..null "座" null"#,
        ]
    );
    assert_eq!((&lines[1]["base_value"], &lines[1]["base_unit"]), (&17_333_333.334_2.into(), &"m2".into()));
}

#[test]
fn lines_that_are_no_text_are_named() {
    let output = quantities(b"\x00\x01\x02\n\xe5\xa2\x9e3\xe4\xb8\x87\xe4\xba\xba\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("line 1"), "{}", stderr(&output));
    assert_eq!(stdout(&output).lines().count(), 1, "the other lines are done");
}

#[test]
fn quantities_into_a_closed_pipe() {
    let mut child = command()
        .arg("quantities")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    // The command may have gone before all is written.
    let _ = child.stdin.take().unwrap().write_all("增长5%\n".repeat(20_000).as_bytes());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(stderr(&output), "");
}

#[test]
fn quantities_are_answered_before_the_input_ends() {
    let mut child = command().arg("quantities").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all("增长5%\n".as_bytes()).unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(&first, b"{");
    drop(input);
    assert!(child.wait().unwrap().success());
}

/// A slip of the command line must not cost a report.
#[test]
fn inputs_are_never_written_over() {
    let folder = folder();
    let before = fs::read(folder.path().join("a.txt")).unwrap();
    for (args, code) in [
        (&["parse", "-f", "json", "-o", "a.txt", "a.txt"][..], 2),
        (&["parse", "-o", ".", "a.txt"][..], 1),
        (&["parse", "-o", ".", "a.txt", "b.txt"][..], 1),
    ] {
        let output = run(args, folder.path());
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains("input as well"), "{}", stderr(&output));
        assert_eq!(fs::read(folder.path().join("a.txt")).unwrap(), before, "{args:?}");
    }
}

#[test]
fn nothing_read_leaves_the_old_output() {
    let folder = folder();
    for format in ["json", "jsonl", "csv"] {
        fs::write(folder.path().join("old"), "old").unwrap();
        let output = run(&["parse", "-f", format, "-o", "old", "missing.txt"], folder.path());
        assert_eq!(output.status.code(), Some(1), "{format}: {}", stderr(&output));
        assert_eq!(fs::read(folder.path().join("old")).unwrap(), b"old", "{format}");
    }
}

#[cfg(unix)]
#[test]
fn links_and_permissions_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let real = folder.path().join("real.json");
    fs::write(&real, "old").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
    symlink("real.json", folder.path().join("link.json")).unwrap();
    let output = run(&["parse", "-f", "json", "-o", "link.json", "a.txt"], folder.path());
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(fs::symlink_metadata(folder.path().join("link.json")).unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().contains("地区生产总值"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o600);
}

/// A name with an escape sequence must not reach the terminal.
#[cfg(unix)]
#[test]
fn names_with_control_characters_are_escaped() {
    let folder = folder();
    let name = "a\u{1b}[2J\n.txt";
    fs::write(folder.path().join(name), TEXT).unwrap();
    fs::write(folder.path().join("no\u{7}.txt"), "").unwrap();
    for format in ["csv", "jsonl"] {
        let output = run(&["parse", "--format", format, name, "no\u{7}.txt"], folder.path());
        assert_eq!(output.status.code(), Some(1));
        let (out, err) = (stdout(&output), stderr(&output));
        assert!(!out.contains('\u{1b}') && out.contains(r"u{1b}[2J"), "{out}");
        assert!(!err.contains('\u{7}') && err.contains(r"no\u{7}.txt"), "{err}");
    }
}

/// Output that goes nowhere is a failure, for every command that prints.
#[cfg(target_os = "linux")]
#[test]
fn lost_output_is_a_failure() {
    let folder = folder();
    for redirect in [">/dev/full", ">&-"] {
        for args in [
            "parse a.txt",
            "parse --format csv a.txt",
            "parse --format json a.txt",
            "outline a.txt",
            "repair a.txt",
            "html a.txt",
        ] {
            let script = format!("{} {args} {redirect}", env!("CARGO_BIN_EXE_baogao"));
            let output = std::process::Command::new("sh")
                .args(["-c", &script])
                .current_dir(folder.path())
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(1), "{args} {redirect}: {}", stderr(&output));
            assert!(stderr(&output).contains("standard output"), "{args} {redirect}: {}", stderr(&output));
        }
    }
    let script = format!("{} parse --format json -o out.json a.txt >&-", env!("CARGO_BIN_EXE_baogao"));
    let output =
        std::process::Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    assert!(output.status.success(), "a file is written without standard output");
}
