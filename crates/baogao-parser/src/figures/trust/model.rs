//! The learned weights. Owns the tables `model/weights.tsv` and `model/calibration.tsv`, which `make train` writes.

use std::sync::LazyLock;

use super::{
    Question,
    sink::{Weights, row_key},
};

const WEIGHTS: &str = include_str!("../../../model/weights.tsv");
const CALIBRATION: &str = include_str!("../../../model/calibration.tsv");

/// What is known where the tables say nothing, which is only before the first training.
const UNKNOWN: f32 = 0.5;

/// The weights of each question, and the share of right answers by their sum.
pub(crate) struct Model {
    weights: Weights,
    /// Sums in ascending order, each with the share of right answers from there on.
    steps: [Vec<(f32, f32)>; Question::ALL.len()],
}

impl Model {
    /// The model that the program brings along, read on first use.
    pub(crate) fn get() -> &'static Self {
        static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(WEIGHTS, CALIBRATION));
        &MODEL
    }

    /// Tables whose rows are `question⇥template⇥value⇥weight in hundredths` and `question⇥sum in hundredths⇥share in
    /// thousandths`; lines that begin with # are their heads. What is no row is left out; a test reads both tables.
    fn read(weights: &str, calibration: &str) -> Self {
        let mut model = Self { weights: Weights::default(), steps: Default::default() };
        for line in weights.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let row = (
                fields.next().and_then(question),
                fields.next(),
                fields.next(),
                number(fields.next(), 100.0),
            );
            if let (Some(question), Some(template), Some(value), Some(weight)) = row {
                model.weights.entry(row_key(template, value)).or_default()[question as usize] = weight;
            }
        }
        for line in calibration.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let row = (
                fields.next().and_then(question),
                number(fields.next(), 100.0),
                number(fields.next(), 1000.0),
            );
            if let (Some(question), Some(sum), Some(share)) = row {
                model.steps[question as usize].push((sum, share));
            }
        }
        model
    }

    pub(crate) const fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The probability that belongs to a sum of weights, from 0 to 1: between two steps it rises evenly.
    pub(crate) fn probability(&self, question: Question, sum: f32) -> f32 {
        let steps = &self.steps[question as usize];
        let above = steps.partition_point(|(from, _)| *from <= sum);
        match (above.checked_sub(1).and_then(|below| steps.get(below)), steps.get(above)) {
            (Some(&(low, from)), Some(&(high, to))) => {
                from + (to - from) * (sum - low) / (high - low).max(1e-6)
            }
            (Some(&(_, share)), None) | (None, Some(&(_, share))) => share,
            (None, None) => UNKNOWN,
        }
    }
}

fn question(name: &str) -> Option<Question> {
    Question::ALL.into_iter().find(|question| question.as_str() == name)
}

fn number(field: Option<&str>, unit: f32) -> Option<f32> {
    Some(f32::from(field?.parse::<i16>().ok()?) / unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_shares_rise() {
        let rows = |table: &str| table.lines().filter(|line| !line.starts_with('#')).count();
        let model = Model::get();
        let weights = model.weights.values().flatten().filter(|weight| **weight != 0.0).count();
        assert_eq!(weights, rows(WEIGHTS), "no two keys are alike, and every weight counts");
        assert_eq!(model.steps.iter().map(Vec::len).sum::<usize>(), rows(CALIBRATION));
        for (question, steps) in Question::ALL.iter().zip(&model.steps) {
            assert!(steps.len() > 3 && steps.is_sorted(), "{question:?}: {steps:?}");
            assert!(steps.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{question:?} rises");
        }
    }

    #[test]
    fn probabilities_rise_between_the_steps() {
        let model = Model::read("", "all\t-100\t200\nall\t100\t800\n");
        let at = |sum| model.probability(Question::All, sum);
        assert_eq!((at(-9.0), at(0.0), at(9.0)), (0.2, 0.5, 0.8));
        assert_eq!(model.probability(Question::Kind, 0.0), UNKNOWN);
    }
}
