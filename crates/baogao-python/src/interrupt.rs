//! Long work that Ctrl-C stops. Owns the thread that works while the caller's thread looks for signals.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{RecvTimeoutError, channel},
    },
    thread,
    time::Duration,
};

use pyo3::{exceptions::PyRuntimeError, prelude::*};

/// Inputs of fewer bytes take less than the time that a person notices, and are worked on without a thread.
const LONG: usize = 256 << 10;
/// How often signals are looked for.
const PAUSE: Duration = Duration::from_millis(50);

/// Does `work` on an input of `size` bytes without holding the interpreter.
///
/// A signal handler that raises (Ctrl-C) ends the call at once; the work is told to stop by its flag, and its result is
/// dropped. Only the main thread sees signals; in other threads the call ends when the work does.
pub(crate) fn interruptible<T: Send + 'static>(
    py: Python<'_>,
    size: usize,
    work: impl FnOnce(Arc<AtomicBool>) -> T + Send + 'static,
) -> PyResult<T> {
    let stop = Arc::new(AtomicBool::new(false));
    if size < LONG {
        return Ok(py.detach(|| work(stop)));
    }
    let (sender, mut receiver) = channel();
    let flag = stop.clone();
    // The receiver is gone after an interrupt; nobody wants the result then.
    thread::spawn(move || drop(sender.send(work(flag))));
    loop {
        let results = &mut receiver;
        match py.detach(move || results.recv_timeout(PAUSE)) {
            Ok(done) => return Ok(done),
            Err(RecvTimeoutError::Timeout) => {
                if let Err(interrupt) = py.check_signals() {
                    stop.store(true, Ordering::Relaxed);
                    return Err(interrupt);
                }
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(PyRuntimeError::new_err("the thread that parses has ended without a result"));
            }
        }
    }
}
