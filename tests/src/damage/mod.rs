//! The damage found in saved reports, done on purpose to clean ones: the proof of the repairs. Owns the list of
//! damages and the measure of what a repair undoes; it must not know how the fixers work, only, by the lexicons
//! that describe damage, what is found. The texts are read from `../shared` and never kept.
//!
//! Assumption: a text that has been repaired is clean, and its repair leaves it as it is (a law of its own, in
//! `tests/repair.rs`); so what a damaged copy should read is known to the character.
//!
//! Every damage is drawn from a seed, so a measurement repeats.

mod annotated;
mod layout;
mod scan;
mod site;

use std::collections::BTreeSet;

use baogao::{Repairer, from_text};
use fastrand::Rng;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::{samples, shared};

/// The reports that are clean but for what their pages put around them, by the start of their names.
const CLEAN: [&str; 2] = ["central_china_2019", "province_shanxi_2025"];
const SAMPLE: &str = "lanxi_2024.txt";
/// Another seed gives another damaged copy; this many copies of each text are measured.
const COPIES: u64 = 4;
/// Takes the readings that are only reported, too.
const LIKELY: f32 = 0.7;

/// One sort of damage.
#[derive(Debug, Clone, Copy)]
pub struct Damage {
    /// Its name among the floors.
    pub name: &'static str,
    /// What is done, for readers of the table.
    pub what: &'static str,
    /// Does it to a clean text.
    pub to: fn(&str, &mut Rng) -> String,
}

/// Every damage that is measured.
pub const ALL: &[Damage] = &[
    Damage {
        name: "repair.pinyin",
        what: "traditional page, readings in brackets, bytes out of step",
        to: annotated::page,
    },
    Damage {
        name: "repair.cuts",
        what: "sentences cut by pages and columns, a character printed twice",
        to: layout::cuts,
    },
    Damage {
        name: "repair.wraps",
        what: "lines wrapped at some 38 characters, paragraphs indented",
        to: layout::wraps,
    },
    Damage { name: "repair.ocr", what: "letters for digits, words misread by a scanner", to: scan::misread },
    Damage {
        name: "repair.spacing",
        what: "blanks in words and around numerals, full-width digits, ASCII punctuation",
        to: layout::spacing,
    },
    Damage {
        name: "repair.furniture",
        what: "navigation, publication line, page numbers, footer",
        to: site::furniture,
    },
    #[cfg(feature = "html")]
    Damage { name: "repair.html", what: "the page of a web site, in markup", to: site::html },
];

/// What one damage did to the texts, and what remained of it; all counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// The clean texts.
    pub chars: usize,
    /// Wrong after the repair.
    pub wrong: usize,
    /// Wrong when the readings that a repair only reports are taken as well.
    pub wrong_with_likely: usize,
}

impl Score {
    /// The share of characters that read as they should.
    #[must_use]
    pub fn accuracy(self) -> f64 {
        self.share(self.wrong)
    }

    /// The same, with the readings taken that are only reported.
    #[must_use]
    pub fn accuracy_with_likely(self) -> f64 {
        self.share(self.wrong_with_likely)
    }

    /// The share of characters that are not among `wrong` ones.
    #[must_use]
    pub fn share(self, wrong: usize) -> f64 {
        1.0 - wrong.min(self.chars) as f64 / self.chars.max(1) as f64
    }
}

/// A clean text and a damaged copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The name of the text.
    pub name: String,
    /// As it should read.
    pub clean: String,
    /// As it was found.
    pub damaged: String,
}

impl Damage {
    /// The damaged copies of clean texts.
    #[must_use]
    pub fn cases(&self, texts: &[(String, String)]) -> Vec<Case> {
        let copies = texts.iter().flat_map(|text| (0..COPIES).map(move |seed| (seed, text)));
        copies
            .map(|(seed, (name, clean))| Case {
                name: format!("{name} {seed}"),
                clean: clean.clone(),
                damaged: (self.to)(clean, &mut Rng::with_seed(seed)),
            })
            .collect()
    }

    /// Damages the texts, repairs them, and counts.
    #[must_use]
    pub fn measure(&self, texts: &[(String, String)]) -> Score {
        self.cases(texts).iter().fold(Score::default(), |sum, case| {
            let likely = Repairer::builder().min_confidence(LIKELY).build();
            Score {
                chars: sum.chars + case.clean.chars().count(),
                wrong: sum.wrong + wrong(&case.clean, &repaired(&Repairer::default(), &case.damaged)),
                wrong_with_likely: sum.wrong_with_likely
                    + wrong(&repaired(&likely, &case.clean), &repaired(&likely, &case.damaged)),
            }
        })
    }
}

/// The clean texts with their names; `None` where the shared ones are missing.
///
/// # Panics
/// When they are missing while `CI=true`.
#[must_use]
pub fn texts() -> Option<Vec<(String, String)>> {
    let reports =
        shared("reports")?.into_iter().filter(|(name, _)| CLEAN.iter().any(|clean| name.starts_with(clean)));
    let texts: Vec<_> = reports.map(|file| clean(&file)).chain([sample()]).collect();
    assert_eq!(texts.len(), CLEAN.len() + 1, "the clean reports are there");
    Some(texts)
}

/// The bundled sample.
///
/// # Panics
/// When it is missing.
#[must_use]
pub fn sample() -> (String, String) {
    let mut samples = samples();
    samples.retain(|(name, _)| name == SAMPLE);
    assert_eq!(samples.len(), 1, "{SAMPLE} is bundled");
    clean(&samples[0])
}

fn clean((name, bytes): &(String, Vec<u8>)) -> (String, String) {
    (name.clone(), repaired(&Repairer::default(), &String::from_utf8_lossy(bytes)))
}

/// The repair of a text; empty for an input that is not text.
#[must_use]
pub fn repaired(repairer: &Repairer, text: &str) -> String {
    from_text("damaged", text)
        .map_or_else(|_| String::new(), |decoded| repairer.repair(&decoded.source).clean.text)
}

/// Characters that are missing or are where they should not; one put for another counts once.
#[must_use]
pub fn wrong(expected: &str, found: &str) -> usize {
    differences(expected, found).iter().map(|(old, new)| old.len().max(new.len())).sum()
}

/// Where two texts differ: ranges of characters of each, by the longest sequence that both have.
#[must_use]
pub fn differences(expected: &str, found: &str) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let [expected, found] = [expected, found].map(|text| text.chars().collect::<Vec<_>>());
    let operations = capture_diff_slices(Algorithm::Myers, &expected, &found);
    let differs = |operation: &&DiffOp| !matches!(operation, DiffOp::Equal { .. });
    operations
        .iter()
        .filter(differs)
        .map(|operation| (operation.old_range(), operation.new_range()))
        .collect()
}

/// True once in `n` times.
fn one_in(n: usize, rng: &mut Rng) -> bool {
    rng.usize(..n) == 0
}

/// At most this many places of `0..end`, in order.
fn places(count: usize, end: usize, rng: &mut Rng) -> BTreeSet<usize> {
    (0..count).filter(|_| end > 0).map(|_| rng.usize(..end)).collect()
}
