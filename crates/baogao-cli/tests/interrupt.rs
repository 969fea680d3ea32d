//! What a signal leaves behind: nothing, or after SIGKILL a file whose name says whose it is.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use common::{TEXT, command};

/// Runs of the killed command; the delays between start and signal go over the whole of a run.
const KILLS: u32 = 64;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

fn send(signal: &str, process: u32) {
    assert!(Command::new("kill").args([signal, &process.to_string()]).status().unwrap().success());
}

/// A folder of inputs that take some 100 ms, so that signals come while files are written.
fn inputs() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = TEXT.repeat(40);
    for number in 0..60 {
        fs::write(folder.path().join(format!("{number}.txt")), &text).unwrap();
    }
    folder
}

fn parse(folder: &Path) -> Command {
    let mut command = command();
    let mut files: Vec<String> = names(folder).into_iter().filter(|name| name.ends_with(".txt")).collect();
    files.sort();
    command.args(["parse", "--format", "json", "-o", "out/"]).args(files).current_dir(folder);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn signals_leave_no_half_written_file() {
    let folder = inputs();
    let out = folder.path().join("out");
    let begin = Instant::now();
    assert!(parse(folder.path()).status().unwrap().success());
    let whole = begin.elapsed();
    let expected: Vec<(String, Vec<u8>)> =
        names(&out).into_iter().map(|name| (name.clone(), fs::read(out.join(name)).unwrap())).collect();
    assert_eq!(expected.len(), 60);
    let mut was_killed = 0;
    let mut was_left = 0;
    for kill in 0..KILLS {
        fs::remove_dir_all(&out).unwrap();
        fs::create_dir(&out).unwrap();
        let mut child = parse(folder.path()).spawn().unwrap();
        thread::sleep(whole * (kill % 16) / 14 + Duration::from_micros(u64::from(kill) * 37));
        let signal = ["-INT", "-TERM", "-HUP", "-KILL"][(kill / 16) as usize];
        send(signal, child.id());
        was_killed += u32::from(!child.wait().unwrap().success());
        let (temporary, whole): (Vec<String>, Vec<String>) =
            names(&out).into_iter().partition(|name| name.contains(".baogao-"));
        for name in whole {
            let (_, bytes) = expected.iter().find(|(other, _)| *other == name).unwrap();
            assert_eq!(*bytes, fs::read(out.join(&name)).unwrap(), "{name} is whole");
        }
        if signal == "-KILL" {
            was_left += temporary.len();
            let mine = format!("-{}.", child.id());
            assert!(
                temporary.iter().all(|name| name.starts_with('.') && name.contains(&mine)),
                "{temporary:?}"
            );
        } else {
            assert_eq!(temporary, [""; 0], "after {signal}");
        }
        if !temporary.is_empty() {
            assert!(parse(folder.path()).status().unwrap().success());
            assert!(names(&out).iter().all(|name| !name.contains(".baogao-")), "the next run removes it");
        }
    }
    println!(
        "{KILLS} signals: {was_killed} runs ended by them, {was_left} files left by SIGKILL and removed"
    );
    assert!(was_killed >= KILLS / 2, "only {was_killed} of {KILLS} runs were reached");
}

/// What another process writes at the moment is left alone.
#[test]
fn files_of_living_processes_are_kept() {
    let folder = inputs();
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    let mut draft = baogao::table::Draft::create(&out.join("0.json")).unwrap();
    draft.out().write_all(b"half").unwrap();
    assert!(parse(folder.path()).status().unwrap().success());
    assert!(draft.temporary().unwrap().exists());
    draft.finish().unwrap();
    assert_eq!(fs::read(out.join("0.json")).unwrap(), b"half");
}

/// `nohup` ignores SIGHUP for the command.
#[cfg(target_os = "linux")]
#[test]
fn ignored_signals_stay_ignored() {
    let folder = inputs();
    let mut command = Command::new("nohup");
    let inner = parse(folder.path());
    command.arg(inner.get_program()).args(inner.get_args()).current_dir(folder.path());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(Duration::from_millis(15));
    send("-HUP", child.id());
    // `kill` may come before nohup has set it; a run that was hung up ends without exit status.
    let status = child.wait().unwrap();
    assert!(status.success() || names(&folder.path().join("out")).is_empty(), "{status}");
}
