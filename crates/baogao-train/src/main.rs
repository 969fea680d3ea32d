//! Learns the confidence of the parser's figures from labels, and counts the names that many places use.
//!
//! `make train` runs it twice: with `--phrases` it writes `model/phrases.tsv` of the parser, which the parser is then built
//! with; with `--write` it prints what cross-validation over whole reports gives, and writes the weights, the calibration and
//! docs/confidence.md.

#![allow(clippy::print_stdout, reason = "it is a tool")]
#![allow(clippy::cast_precision_loss, reason = "counts of labels are far below 2^52")]

mod labels;
mod learn;
mod phrases;
mod report;

use std::{env, error::Error, fs, path::Path, thread};

use baogao_core::{CodePoints, Figure};
use baogao_eval::indicator_core;
use baogao_parser::{Parser, training};

use labels::{Label, Labelled};
use learn::{Reading, calibration, probability, sum, train, vocabulary};

pub(crate) const FOLDS: usize = 5;
pub(crate) const QUESTIONS: [&str; 4] = ["name", "kind", "year", "all"];

/// A labelled figure: what is seen of it, and which questions the rules answered rightly.
pub(crate) struct Example {
    pub(crate) report: usize,
    pub(crate) is_sampled: bool,
    seen: Vec<(&'static str, Vec<String>)>,
    pub(crate) right: [bool; 4],
}

/// What the rules said rightly: name, kind, year, and all of them with measure and sign.
fn right(figure: &Figure, label: &Label) -> [bool; 4] {
    let name = indicator_core(&figure.indicator) == indicator_core(&label.indicator);
    let kind = figure.kind.as_str() == label.kind;
    let year =
        label.year.is_none_or(|year| figure.period.is_some_and(|period| i64::from(period.last()) == year));
    let sign = if figure.sign == baogao_core::Sign::Minus { -1 } else { 1 };
    let all = name && kind && year && figure.measure.as_str() == label.measure && sign == label.sign;
    [name, kind, year, all]
}

fn examples(report: usize, labelled: &Labelled) -> Vec<Example> {
    let Ok(bytes) = fs::read(&labelled.file) else { return Vec::new() };
    let name = labelled.file.file_stem().unwrap_or_default().to_string_lossy();
    let Ok((parsed, examples)) = Parser::default().examples(&name, &bytes) else { return Vec::new() };
    let points = CodePoints::new(&parsed.source.text);
    let byte = |at: usize| points.to_byte(&parsed.source.text, u32::try_from(at).unwrap_or(u32::MAX));
    let mut found = Vec::new();
    for label in &labelled.labels {
        let (start, end) = (byte(label.place.0), byte(label.place.1));
        let overlaps = |example: &&training::Example| {
            let span = example.figure.source_span;
            span.start() < end && start < span.end()
        };
        let Some(example) = examples.iter().find(overlaps) else { continue };
        let right = right(&example.figure, label);
        found.push(Example { report, is_sampled: label.is_sampled, seen: example.seen.clone(), right });
    }
    found
}

/// Work on the parts of a list in two threads, results in order.
fn in_two<T: Sync, R: Send>(list: &[T], work: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    let (front, back) = list.split_at(list.len() / 2);
    thread::scope(|scope| {
        let work = &work;
        let other = scope.spawn(move || {
            back.iter().enumerate().map(|(i, one)| work(front.len() + i, one)).collect::<Vec<_>>()
        });
        let mut all: Vec<R> = front.iter().enumerate().map(|(i, one)| work(i, one)).collect();
        all.extend(other.join().unwrap_or_default());
        all
    })
}

/// What was learned for one question.
pub(crate) struct Learned {
    pub(crate) question: &'static str,
    /// Features with their weights, in the order of their names.
    pub(crate) weights: Vec<(String, f64)>,
    pub(crate) steps: Vec<(f64, f64)>,
    /// Of each example the probability that the folds without its report give; calibrated on the other folds.
    pub(crate) judged: Vec<f64>,
}

fn learn(examples: &[Example], which: usize, share: f64) -> Learned {
    let question = QUESTIONS[which];
    let seen = |example: &'_ Example| -> usize {
        example.seen.iter().position(|(name, _)| *name == question).unwrap_or(0)
    };
    let names =
        vocabulary(examples.iter().map(|example| (example.report, example.seen[seen(example)].1.as_slice())));
    let readings: Vec<Reading> = examples
        .iter()
        .map(|example| {
            let features = &example.seen[seen(example)].1;
            Reading {
                report: example.report,
                features: features
                    .iter()
                    .filter_map(|feature| names.get(feature.as_str()).copied())
                    .collect(),
                is_right: example.right[which],
            }
        })
        .collect();
    let folds: Vec<usize> = (0..FOLDS).collect();
    let sums: Vec<Vec<(usize, f64)>> = in_two(&folds, |_, &fold| {
        let used = |reading: &&Reading| {
            reading.report % FOLDS != fold && (reading.report / FOLDS % 100) as f64 <= share * 100.0
        };
        let part: Vec<&Reading> = readings.iter().filter(used).collect();
        let weights = train(&part, names.len());
        let held = readings.iter().enumerate().filter(|(_, reading)| reading.report % FOLDS == fold);
        held.map(|(i, reading)| (i, sum(&weights, reading))).collect()
    });
    let mut outside = vec![0.0; readings.len()];
    for &(i, sum) in sums.iter().flatten() {
        outside[i] = sum;
    }
    let judge = |fold: Option<usize>| {
        // Whole annotated reports are easier than what was sampled from many; those who use the numbers read the many.
        let of = readings
            .iter()
            .zip(&outside)
            .zip(examples)
            .filter(|((reading, _), example)| example.is_sampled && Some(reading.report % FOLDS) != fold);
        calibration(of.map(|((reading, sum), _)| (*sum, reading.is_right)).collect())
    };
    let by_fold: Vec<_> = (0..FOLDS).map(|fold| judge(Some(fold))).collect();
    let judged = readings
        .iter()
        .zip(&outside)
        .map(|(reading, sum)| probability(&by_fold[reading.report % FOLDS], *sum))
        .collect();
    let every: Vec<&Reading> = readings.iter().collect();
    let weights = train(&every, names.len());
    let weights = names.iter().map(|(name, &number)| ((*name).to_owned(), weights[number])).collect();
    Learned { question, weights, steps: judge(None), judged }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().collect();
    let shared = Path::new(arguments.get(1).map_or("../shared", String::as_str));
    let is_writing = arguments.iter().any(|argument| argument == "--write");
    if arguments.iter().any(|argument| argument == "--phrases") {
        phrases::write(shared)?;
        return Ok(());
    }
    let labelled = labels::all(shared, Path::new("tests/labels"))?;
    let examples: Vec<Example> = in_two(&labelled, examples).into_iter().flatten().collect();
    println!("{} labelled figures of {} reports", examples.len(), labelled.len());
    let mut curve = Vec::new();
    for share in [0.25, 0.5] {
        let learned = learn(&examples, 3, share);
        curve.push((share, report::Table::of(&examples, 3, &learned.judged, false)));
    }
    let learned: Vec<Learned> = (0..QUESTIONS.len()).map(|which| learn(&examples, which, 1.0)).collect();
    let text = report::text(&examples, &learned, &curve);
    println!("{text}");
    if is_writing {
        report::write(&learned, &labelled, &text)?;
    }
    Ok(())
}
