//! `baogao html` as its users meet it: where pages go, and that they are written whole or not at all.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

const TEXT: &str =
    "松原岭县人民政府工作报告\n二、2024年工作安排\n地区生产总值增长6%左右，新增就业3万人以上。\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("a.txt", TEXT.as_bytes()),
        ("b.txt", TEXT.as_bytes()),
        ("empty.txt", b""),
        ("binary.txt", b"%PDF\x00"),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn run(args: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_baogao")).args(args).current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn writes_evidence_pages() {
    let folder = folder();
    let page = String::from_utf8(run(&["html", "a.txt"], folder.path()).stdout).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"), "{page}");
    assert_eq!(page.matches("<mark class=\"target\"").count(), 2);
    let output = run(&["html", "a.txt", "-o", "page.html"], folder.path());
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(folder.path().join("page.html")).unwrap(), page);
    let output = run(&["html", "a.txt", "empty.txt", "b.txt", "-o", "pages"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("empty.txt"), "{}", text(&output.stderr));
    assert_eq!(fs::read_dir(folder.path().join("pages")).unwrap().count(), 2);
    assert_eq!(fs::read_to_string(folder.path().join("pages/a.html")).unwrap(), page);
    // A folder that is there takes a single page too.
    fs::remove_file(folder.path().join("pages/a.html")).unwrap();
    assert!(run(&["html", "a.txt", "-o", "pages"], folder.path()).status.success());
    assert!(folder.path().join("pages/a.html").is_file());
    let mut child = Command::new(env!("CARGO_BIN_EXE_baogao"))
        .args(["html", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(TEXT.as_bytes()).unwrap();
    let piped = child.wait_with_output().unwrap().stdout;
    assert_eq!(String::from_utf8(piped).unwrap().matches("<mark").count(), page.matches("<mark").count());
}

#[test]
fn a_page_is_written_whole_or_not_at_all() {
    let folder = folder();
    let page = |name: &str| folder.path().join(name);
    fs::write(page("old.html"), "old").unwrap();
    for input in ["empty.txt", "binary.txt", "missing.txt"] {
        let output = run(&["html", input, "-o", "old.html"], folder.path());
        assert_eq!(output.status.code(), Some(1), "{input}");
        assert!(
            text(&output.stderr).contains(input) && text(&output.stdout).is_empty(),
            "{}",
            text(&output.stderr)
        );
        assert_eq!(fs::read_to_string(page("old.html")).unwrap(), "old", "{input}");
    }
    // A saved page is an input, and a page of its name would be written over it.
    fs::write(page("saved.html"), format!("<!doctype html><p>{TEXT}</p>")).unwrap();
    let before = fs::read(page("saved.html")).unwrap();
    for (args, code) in
        [(&["html", "saved.html", "-o", "saved.html"][..], 2), (&["html", "saved.html", "-o", "."], 1)]
    {
        let output = run(args, folder.path());
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", text(&output.stderr));
        assert_eq!(fs::read(page("saved.html")).unwrap(), before, "{args:?}");
    }
}
