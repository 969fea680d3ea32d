//! What the suites of the command share: running it, and a folder of inputs.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "a test fails by panicking, and no suite needs all of this"
)]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

pub(crate) const TEXT: &str = "松原岭县人民政府工作报告\n一、2023年工作回顾\n全年地区生产总值完成120亿元，增长5.5%。\n\
                    二、2024年工作安排\n地区生产总值增长6%左右，新增就业3万人以上。\n";

pub(crate) fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_baogao"))
}

pub(crate) fn run(args: &[&str], folder: &Path) -> Output {
    command().args(args).current_dir(folder).output().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with two reports, a.txt and b.txt, and inputs that are not text.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    file("a.txt", TEXT.as_bytes());
    file("b.txt", TEXT.replace('\n', "\r\n").as_bytes());
    file("empty.txt", b"");
    file("binary.txt", b"%PDF\x00\x01\x02");
    folder
}
