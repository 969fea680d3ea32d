//! Where features go. A feature is a template and a value; its key is a hash of both. Training keeps the words, so that the
//! table of weights can be read; scoring only adds up.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hasher},
};

use foldhash::fast::FixedState;

use super::Question;

/// The weights of a feature, one per question.
pub(crate) type Weight = [f32; Question::ALL.len()];

/// The weights by the keys of their features.
pub(crate) type Weights = HashMap<u64, Weight, FixedState>;

/// Takes features.
pub(crate) trait Sink {
    /// A feature: its template, and the parts of its value.
    fn add(&mut self, template: &'static str, value: &[&str]);
}

/// Adds up the weights of features, for all questions at once.
pub(crate) struct Scorer<'m> {
    weights: &'m Weights,
    sums: Weight,
}

impl<'m> Scorer<'m> {
    pub(crate) const fn new(weights: &'m Weights) -> Self {
        Self { weights, sums: [0.0; Question::ALL.len()] }
    }

    pub(crate) const fn sums(&self) -> Weight {
        self.sums
    }
}

impl Sink for Scorer<'_> {
    fn add(&mut self, template: &'static str, value: &[&str]) {
        if let Some(weight) = self.weights.get(&key(template, value)) {
            for (sum, weight) in self.sums.iter_mut().zip(weight) {
                *sum += weight;
            }
        }
    }
}

#[cfg(any(test, feature = "training"))]
/// Keeps features as `template⇥value`, as the table of weights spells them.
#[derive(Default)]
pub(crate) struct Recorder {
    pub(crate) features: Vec<String>,
}

#[cfg(any(test, feature = "training"))]
impl Sink for Recorder {
    fn add(&mut self, template: &'static str, value: &[&str]) {
        let value: Vec<String> =
            value.iter().map(|part| part.replace(['\t', '\n', '\r', '|'], " ")).collect();
        self.features.push(format!("{template}\t{}", value.join("|")));
    }
}

/// The key of a feature, the same within a process. A value with a tab or a bar has another key than its row, and no weight.
pub(crate) fn key(template: &str, value: &[&str]) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    hasher.write(template.as_bytes());
    for part in value {
        hasher.write_u8(b'|');
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}

/// The key of a row of the table.
pub(crate) fn row_key(template: &str, value: &str) -> u64 {
    let parts: Vec<&str> = value.split('|').collect();
    key(template, &parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorded_feature_has_the_key_of_the_scored_one() {
        let mut recorder = Recorder::default();
        recorder.add("end", &["收入", "ratio"]);
        recorder.add("end", &["收|入"]);
        assert_eq!(recorder.features, ["end\t收入|ratio", "end\t收 入"]);
        assert_eq!(row_key("end", "收入|ratio"), key("end", &["收入", "ratio"]));
        assert_ne!(key("end", &["收入"]), key("start", &["收入"]));
    }
}
