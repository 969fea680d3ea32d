//! The laws over the whole country: every report of `../shared` keeps them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    panic,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    thread,
};

use baogao::{Parser, Repairer, decode, from_text};
use baogao_tests::{check_json, check_laws, shared};

/// One report in this many is printed as JSON as well, which takes as long as reading it.
const PRINTED: usize = 8;

/// Of all texts at least this share is repaired as far as it goes: repairing the result changes nothing.
const IDEMPOTENT: f64 = 0.997;

fn texts() -> Vec<(String, Vec<u8>)> {
    ["reports", "pages", "texts", "corpus"].into_iter().filter_map(shared).flatten().collect()
}

#[test]
fn repair_is_idempotent() {
    let texts = texts();
    let once = |(name, bytes): &(String, Vec<u8>)| -> Option<String> {
        let repair = |text: &str| -> Option<String> {
            Some(Repairer::default().clean(&from_text(name, text).ok()?.source).text)
        };
        let first = Repairer::default().clean(&decode(name, bytes, None).ok()?.source).text;
        (repair(&first)? != first).then(|| name.clone())
    };
    let (front, back) = texts.split_at(texts.len() / 2);
    let changed: Vec<String> = thread::scope(|scope| {
        let other = scope.spawn(|| back.iter().filter_map(once).collect::<Vec<_>>());
        let mut changed: Vec<String> = front.iter().filter_map(once).collect();
        changed.extend(other.join().expect("repair does not panic"));
        changed
    });
    let line = format!(
        "repair(repair(x)) differs from repair(x) in {} of {} texts: {changed:?}\n",
        changed.len(),
        texts.len()
    );
    let _ = std::io::Write::write_all(&mut std::io::stderr(), line.as_bytes());
    #[expect(clippy::cast_precision_loss, reason = "counts of texts are far below 2^52")]
    let share = 1.0 - changed.len() as f64 / texts.len().max(1) as f64;
    assert!(share >= IDEMPOTENT, "{share:.4}");
}

#[test]
fn every_report_keeps_the_laws() {
    let texts = texts();
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
