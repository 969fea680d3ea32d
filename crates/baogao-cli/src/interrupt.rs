//! Signals. Owns the list of temporary files that a signal removes, and the thread that waits for it.
//!
//! Signals belong to a process, so the list is one per process. It is locked while a temporary file is created or put in
//! its place; the thread that ends the process never unlocks it, so that no file appears after the list was cleared.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use baogao::table::Draft;

static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn temporary() -> MutexGuard<'static, Vec<PathBuf>> {
    TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a file whole or not at all; a signal leaves nothing of it.
pub(crate) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> io::Result<()> {
    let mut draft = {
        let mut list = temporary();
        let draft = Draft::create(path)?;
        list.extend(draft.temporary().map(Path::to_owned));
        draft
    };
    let file = draft.temporary().map(Path::to_owned);
    let written = write(draft.out());
    let mut list = temporary();
    let done = written.and_then(|()| draft.finish());
    list.retain(|other| Some(other) != file.as_ref());
    done
}

/// Waits for SIGINT, SIGTERM and SIGHUP in a thread: removes the temporary files, then lets the signal end the process.
/// Signals that the process was started to ignore, as by `nohup`, are ignored.
#[cfg(unix)]
pub(crate) fn watch() -> io::Result<()> {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    let ignored = ignored();
    let mut signals =
        Signals::new([SIGHUP, SIGINT, SIGTERM].iter().filter(|&&signal| ignored >> (signal - 1) & 1 == 0))?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let list = temporary();
            for file in list.iter() {
                // It may be gone already.
                let _ = std::fs::remove_file(file);
            }
            // Ends the process; the list stays locked until then.
            let _ = emulate_default_handler(signal);
        }
    })?;
    Ok(())
}

/// Elsewhere what a killed process leaves is removed by nobody but its user.
#[cfg(not(unix))]
pub(crate) fn watch() -> io::Result<()> {
    Ok(())
}

/// The signals that the process was started to ignore, a bit each; on Linux as the kernel says, elsewhere none.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
