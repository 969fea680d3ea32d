//! What several suites share: the texts beside the checkout, and the laws that every report must keep.
//!
//! The examples of the project's README run as this crate's doc tests.

pub mod damage;
mod json;

use std::{collections::HashMap, env, fs, path::PathBuf, time::Instant};

pub use json::check_json;

use baogao::{FigureKind, Quantity, Report};

#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
struct Readme;

/// The texts (`.txt`, `.md`) of a folder of `../shared`, or of `SHARED` where that is set (an absolute path), with their names; `None`, and a visible line, where it is missing.
///
/// # Panics
/// When the folder is missing or empty while `CI=true`: there it must be tested.
#[must_use]
pub fn shared(folder: &str) -> Option<Vec<(String, Vec<u8>)>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let path = env::var_os("SHARED").map_or_else(beside, PathBuf::from).join(folder);
    let files: Vec<_> = fs::read_dir(&path)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|file| file.extension().is_some_and(|extension| extension == "txt" || extension == "md"))
        .filter_map(|file| Some((file.file_name()?.to_string_lossy().into_owned(), fs::read(&file).ok()?)))
        .collect();
    if files.is_empty() {
        assert!(
            env::var("CI").as_deref() != Ok("true"),
            "{} has no texts, and CI must test them",
            path.display()
        );
        // Straight to the terminal: the test harness swallows what a passing test prints.
        let _ = std::io::Write::write_all(
            &mut std::io::stderr(),
            format!("SKIPPED: {} is missing, its texts are not tested\n", path.display()).as_bytes(),
        );
        return None;
    }
    Some(files)
}

/// Twice the input takes at most this many times as long, with room for a busy machine. A quadratic pass takes four times.
const MAX_GROWTH: f64 = 3.0;
/// Below this many seconds the clock says little.
const MEASURABLE: f64 = 0.01;
/// A growth beyond the limit is measured again at most this often.
const RETRIES: usize = 5;

/// Checks that work on twice the input takes about twice as long; `work(n)` works on n times the smallest input.
///
/// # Panics
/// When it takes more than three times as long in each of five measurements.
pub fn check_linear(name: &str, mut work: impl FnMut(usize)) {
    let mut seconds = |n: usize| {
        let start = Instant::now();
        work(n);
        start.elapsed().as_secs_f64()
    };
    let mut growths = Vec::new();
    for _ in 0..RETRIES {
        let (once, twice) = (seconds(1), seconds(2));
        let growth = twice / once.max(MEASURABLE);
        if growth <= MAX_GROWTH {
            return;
        }
        growths.push(growth);
    }
    assert!(growths.is_empty(), "{name}: twice the input takes {growths:.1?} times as long");
}

/// The sample reports that the project ships, with their names.
///
/// # Panics
/// When there are none: a test over nothing proves nothing.
#[must_use]
pub fn samples() -> Vec<(String, Vec<u8>)> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples/reports");
    let read = |entry: fs::DirEntry| {
        Some((entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).ok()?))
    };
    let samples: Vec<_> =
        fs::read_dir(&path).into_iter().flatten().filter_map(Result::ok).filter_map(read).collect();
    assert!(!samples.is_empty(), "{} has no samples", path.display());
    samples
}

/// Checks what holds for every report, whatever its text.
///
/// # Panics
/// When a law is broken; the message names the report and the place.
pub fn check_laws(report: &Report) {
    let (source, clean) = (&report.source, &report.clean);
    let name = &source.name;
    assert_eq!(
        clean.alignment.source_len() as usize,
        source.text.len(),
        "{name}: the alignment ends with the source"
    );
    assert_eq!(
        clean.alignment.clean_len() as usize,
        clean.text.len(),
        "{name}: the alignment ends with the text"
    );
    check_verbatim(report);
    for edit in &clean.edits {
        assert!(!edit.span.is_empty(), "{name}: an edit replaces something");
        assert!(edit.span.slice(&source.text).is_some(), "{name}: {:?} cuts no character", edit.span);
    }
    for (i, section) in report.sections.iter().enumerate() {
        assert!(section.span.slice(&clean.text).is_some(), "{name}: heading {i} lies in the text");
        assert!(section.body.start() >= section.span.end(), "{name}: the body of {i} follows its heading");
        assert!(section.body.slice(&clean.text).is_some(), "{name}: the body of {i} lies in the text");
        match section.parent {
            Some(parent) => {
                let above = &report.sections[parent as usize];
                assert!((parent as usize) < i, "{name}: the parent of {i} stands before it");
                assert_eq!(section.level, above.level + 1, "{name}: levels of {i}");
            }
            None => assert_eq!(section.level, 1, "{name}: {i} has no parent"),
        }
    }
    check_siblings(report);
    let mut end = 0;
    for figure in &report.figures {
        check_quantity(name, &figure.quantity);
        assert!(figure.span.start() >= end, "{name}: figures do not overlap at {:?}", figure.span);
        end = figure.span.end();
        assert!(figure.sentence.contains(figure.span), "{name}: {:?} stands in its sentence", figure.span);
        assert!(!figure.source_span.is_empty(), "{name}: {:?} leads back", figure.span);
        let innermost = report.sections.iter().rposition(|s| s.span.start() <= figure.span.start());
        assert_eq!(figure.section.map(|id| id as usize), innermost, "{name}: section of {:?}", figure.span);
        assert_eq!(clean.to_source(figure.span), figure.source_span, "{name}: {:?}", figure.span);
        assert!((0.0..=1.0).contains(&figure.confidence), "{name}: confidence of {:?}", figure.span);
    }
    check_targets(report);
    for term in &report.glossary {
        assert!(term.span.slice(&clean.text).is_some(), "{name}: {:?} lies in the text", term.span);
        for mention in &term.mentions {
            assert_eq!(mention.slice(&clean.text), Some(term.term.as_str()), "{name}: mention");
        }
    }
    for defect in &report.defects {
        let (span, within) = (defect.span, source.bytes_of(defect.span));
        assert!(span.slice(&source.text).is_some(), "{name}: the defect at {span:?} cuts no character");
        assert!(within.end() as usize <= source.byte_len() as usize, "{name}: {within:?} lies in the bytes");
    }
    for join in &report.joins {
        for at in [join.end, join.start] {
            assert!(source.text.is_char_boundary(at as usize), "{name}: {join:?} cuts no character");
        }
    }
    for change in clean.changes(&source.text) {
        for part in change.parts {
            let (old, new) = (part.source.slice(&source.text), part.clean.slice(&clean.text));
            assert!(old.is_some() && new.is_some(), "{name}: {part:?} lies in both texts");
            assert!(part.changed || old == new, "{name}: {part:?} is verbatim");
        }
    }
}

/// A section ends before its next sibling starts. (It may lie outside its parent: a newspaper's columns are not in order.)
fn check_siblings(report: &Report) {
    let name = &report.source.name;
    // The last section of each parent.
    let mut last: HashMap<Option<u32>, usize> = HashMap::new();
    for (i, section) in report.sections.iter().enumerate() {
        if let Some(before) = last.insert(section.parent, i).map(|before| &report.sections[before]) {
            assert!(
                before.body.end() <= section.span.start(),
                "{name}: sections before {i} do not overlap it"
            );
        }
    }
}

/// The ends of a range ascend.
///
/// # Panics
/// When the upper end lies below the value.
pub fn check_quantity(name: &str, quantity: &Quantity) {
    assert!(quantity.high.is_none_or(|high| high >= quantity.value), "{name}: {quantity:?} ascends");
}

/// Targets lead back, keep their order, and every figure that is a target is one of them, once.
fn check_targets(report: &Report) {
    let name = &report.source.name;
    let mut start = 0;
    let mut pledged = vec![0; report.figures.len()];
    for target in &report.targets {
        assert!(target.span.start() >= start, "{name}: targets stand in order at {:?}", target.span);
        start = target.span.start();
        assert!(target.sentence.contains(target.span), "{name}: {:?} stands in its sentence", target.span);
        assert!(!target.source_span.is_empty(), "{name}: {:?} leads back", target.span);
        assert_eq!(report.clean.to_source(target.span), target.source_span, "{name}: {:?}", target.span);
        assert!((0.0..=1.0).contains(&target.confidence), "{name}: confidence of {:?}", target.span);
        if let Some(figure) = target.figure {
            pledged[figure as usize] += 1;
        }
        if let Some(figure) = target.value_index().map(|i| &report.figures[i]) {
            let value = Some(figure.quantity.value);
            assert!(target.low == value || target.high == value, "{name}: ends of {:?}", target.span);
            assert_eq!((figure.span, figure.period), (target.span, target.period), "{name}");
        }
        if let Some(aspiration) = target.aspiration {
            assert!(
                aspiration.slice(&report.clean.text).is_some(),
                "{name}: aspiration of {:?}",
                target.span
            );
            // A number that is striven for is part of the target before it.
            if target.aspiration_value.is_some() {
                let inside = report.figures.iter().position(|figure| aspiration.contains(figure.span));
                assert!(inside.is_some(), "{name}: no figure in {aspiration:?}");
                inside.into_iter().for_each(|figure| pledged[figure] += 1);
            }
        }
    }
    for (figure, count) in report.figures.iter().zip(pledged) {
        let expected = usize::from(figure.kind == FigureKind::Target);
        assert_eq!(count, expected, "{name}: {:?} is a target once, or none", figure.span);
    }
}

/// What no edit touched reads the same in both texts.
fn check_verbatim(report: &Report) {
    let (mut in_source, mut in_clean) = (0, 0);
    let (source, clean) = (&report.source.text, &report.clean.text);
    for run in report.clean.alignment.rewrites() {
        let same = source.get(in_source..run.source.start() as usize);
        assert_eq!(
            same,
            clean.get(in_clean..run.clean.start() as usize),
            "{}: verbatim run",
            report.source.name
        );
        assert!(same.is_some(), "{}: runs are cut between characters", report.source.name);
        (in_source, in_clean) = (run.source.end() as usize, run.clean.end() as usize);
    }
    assert_eq!(source.get(in_source..), clean.get(in_clean..), "{}: last run", report.source.name);
}
