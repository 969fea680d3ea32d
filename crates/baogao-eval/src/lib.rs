//! Scores what was read of a report against labels made by people.
//!
//! This crate owns the format of the labels ([`Gold`]), what of a report is compared ([`Prediction`]), how a
//! labelled record and a predicted one are paired, and the counts that come of it ([`Tally`]). It must not
//! know how a report is parsed, and it touches no files.
//!
//! | question | module |
//! |---|---|
//! | what may be in a file of labels? | `gold`, `prediction`; `read` says what is wrong with one |
//! | when are two words, units, numbers the same? | `norm` |
//! | which prediction answers which label? | `figures`, `headline`, `outline`, `glossary`, `spans`, by `matching` |
//! | what is counted, and how is it shown? | `tally`, `scores`, `calibration`, `render` |
//!
//! Named assumptions. *One place, one fact*: a predicted figure answers a label when they overlap and have
//! the same value, whatever the rest says. *In the order of the labels*: they choose one after the other, and
//! each takes the first prediction that is left. *Unsure labels are silent*: they are neither missed nor do
//! predictions at their place count as false alarms.
//!
#![doc = include_str!("../README.md")]

mod calibration;
mod figures;
mod glossary;
mod gold;
mod headline;
mod matching;
mod meta;
mod norm;
mod outline;
mod prediction;
mod read;
mod render;
mod scores;
mod spans;
mod tally;
mod wording;

pub use calibration::{Band, Calibration, Judgement};
pub use gold::{Gold, GoldDefect, GoldFigure, GoldHeading, GoldMeta, GoldTerm};
pub use prediction::{PredictedDefect, PredictedFigure, PredictedHeading, PredictedTerm, Prediction};
pub use read::{FormatError, Range};
pub use scores::{Document, Miss, Scores};
pub use tally::{Counts, Tally};
pub use wording::core as indicator_core;

/// The ending of the names of files of labels.
const GOLD_SUFFIX: &str = ".gold.json";

/// Scores the prediction for one document; an empty [`Prediction`] counts as everything missed.
#[must_use]
pub fn score(gold: &Gold, prediction: &Prediction) -> Document {
    let mut document = Document::new(&gold.doc);
    meta::score(&gold.meta, prediction, &mut document);
    outline::score(&gold.outline, &prediction.sections, &mut document);
    figures::score(&gold.figures, &prediction.figures, &mut document);
    headline::score(&gold.figures, &prediction.figures, &mut document);
    glossary::score(&gold.glossary, &prediction.glossary, &mut document);
    spans::joins(&gold.joins, &prediction.joins, &mut document);
    spans::boilerplate(&gold.boilerplate, &prediction.boilerplate, &mut document);
    spans::defects(&gold.defects, &prediction.defects, &mut document);
    document
}

/// Whether a file of this name in a folder of labels is one of them.
///
/// ```
/// assert!(baogao_eval::is_gold("songyuan.gold.json"));
/// assert!(!baogao_eval::is_gold("songyuan.json"));
/// ```
#[must_use]
pub fn is_gold(file_name: &str) -> bool {
    file_name.ends_with(GOLD_SUFFIX)
}

/// The names under which a folder of predictions may hold the one for a file of labels, best first: the
/// report as JSON, or its text, which is to be parsed.
///
/// ```
/// assert_eq!(baogao_eval::prediction_names("songyuan.gold.json"), ["songyuan.json", "songyuan.txt"]);
/// ```
#[must_use]
pub fn prediction_names(gold_file_name: &str) -> [String; 2] {
    let stem = gold_file_name
        .strip_suffix(GOLD_SUFFIX)
        .or_else(|| gold_file_name.strip_suffix(".json"))
        .unwrap_or(gold_file_name);
    [format!("{stem}.json"), format!("{stem}.txt")]
}
