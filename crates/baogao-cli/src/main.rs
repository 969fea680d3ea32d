//! The `baogao` command; what it does is in the library beside, which Python's `python -m baogao` runs too.

use std::{env, process::ExitCode};

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    closed::mend();
    baogao_cli::run_process(env::args_os()).into()
}

/// A standard output that was closed before the command began (`>&-`).
///
/// The runtime of Rust opens /dev/null in its place before `main`, so that output would be lost without a word. It is looked
/// at before that, and made a device on which writing fails.
#[cfg(target_os = "linux")]
mod closed {
    use std::{
        fs::OpenOptions,
        sync::atomic::{AtomicBool, Ordering},
    };

    static WAS_CLOSED: AtomicBool = AtomicBool::new(false);

    extern "C" fn look() {
        let is_closed = rustix::fs::fcntl_getfl(rustix::stdio::stdout()).is_err();
        WAS_CLOSED.store(is_closed, Ordering::Relaxed);
    }

    // SAFETY: the loader calls the functions of this section before `main`, with C's calling convention, which `look` has; it
    // makes one system call and writes one atomic, and uses nothing that the runtime has still to set up.
    #[allow(unsafe_code, reason = "nothing later can tell a closed output from /dev/null")]
    #[used]
    #[unsafe(link_section = ".init_array")]
    static LOOK: extern "C" fn() = look;

    /// Lets writing to a closed standard output fail.
    pub(crate) fn mend() {
        if WAS_CLOSED.load(Ordering::Relaxed)
            && let Ok(full) = OpenOptions::new().write(true).open("/dev/full")
        {
            // Without it the output is lost as in any other program.
            let _ = rustix::stdio::dup2_stdout(full);
        }
    }
}
