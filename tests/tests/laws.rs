//! The laws over the whole country: every report of `../shared` keeps them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    panic,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    thread,
};

use baogao::Parser;
use baogao_tests::{check_json, check_laws, shared};

/// One report in this many is printed as JSON as well, which takes as long as reading it.
const PRINTED: usize = 8;

#[test]
fn every_report_keeps_the_laws() {
    let folders: Vec<_> = ["reports", "pages", "texts", "corpus"].into_iter().filter_map(shared).collect();
    let texts: Vec<(String, Vec<u8>)> = folders.into_iter().flatten().collect();
    let (next, broken, parser) = (AtomicUsize::new(0), AtomicUsize::new(0), Parser::default());
    let work = || {
        while let Some((i, (name, bytes))) =
            Some(next.fetch_add(1, Relaxed)).and_then(|i| Some((i, texts.get(i)?)))
        {
            // The message of a broken law names the text; the others are still read.
            let kept = panic::catch_unwind(|| {
                let report = parser.parse(name, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
                check_laws(&report);
                if i % PRINTED == 0 {
                    check_json(&report);
                }
            });
            broken.fetch_add(usize::from(kept.is_err()), Relaxed);
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    assert_eq!(broken.into_inner(), 0, "of {} texts break a law", texts.len());
    // Straight to the terminal: the test harness swallows what a passing test prints.
    let _ = std::io::Write::write_all(
        &mut std::io::stderr(),
        format!("the laws hold on {} texts\n", texts.len()).as_bytes(),
    );
}
