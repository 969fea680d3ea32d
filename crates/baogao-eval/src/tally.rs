//! Counts and the scores they give. Owns [`Tally`]; it must not know what is counted.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::norm::decimals;

/// What was counted for one measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Counts {
    /// Found, false alarms, missed: scored by F1.
    Found([u64; 3]),
    /// Right, wrong: scored by accuracy.
    Judged([u64; 2]),
}

impl Counts {
    /// F1 or accuracy with four decimals. Nothing to find and nothing found is an F1 of 1.
    ///
    /// ```
    /// use baogao_eval::Counts;
    /// assert_eq!(Counts::Found([2, 1, 0]).score(), 0.8);
    /// assert_eq!(Counts::Found([0, 0, 0]).score(), 1.0);
    /// assert_eq!(Counts::Judged([2, 1]).score(), 0.6667);
    /// ```
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "no text has 2^53 characters")]
    pub fn score(self) -> f64 {
        let exact = match self {
            Self::Found([0, 0, 0]) => 1.0,
            Self::Found([found, alarms, missed]) => 2.0 * found as f64 / (2 * found + alarms + missed) as f64,
            Self::Judged([right, wrong]) => right as f64 / (right + wrong).max(1) as f64,
        };
        decimals::<4>(exact)
    }

    /// The numbers in order.
    #[must_use]
    pub fn as_slice(&self) -> &[u64] {
        match self {
            Self::Found(counts) => counts,
            Self::Judged(counts) => counts,
        }
    }

    fn as_mut_slice(&mut self) -> &mut [u64] {
        match self {
            Self::Found(counts) => counts,
            Self::Judged(counts) => counts,
        }
    }
}

/// The counts of every measure, by name. A measure for which there was nothing to count is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Tally(BTreeMap<&'static str, Counts>);

impl Tally {
    /// The counts of a measure.
    #[must_use]
    pub fn get(&self, measure: &str) -> Option<Counts> {
        self.0.get(measure).copied()
    }

    /// The score of a measure: F1 or accuracy with four decimals.
    #[must_use]
    pub fn score(&self, measure: &str) -> Option<f64> {
        self.get(measure).map(Counts::score)
    }

    /// Measures with their counts, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Counts)> {
        self.0.iter().map(|(&measure, &counts)| (measure, counts))
    }

    /// Measures with their scores, by name.
    #[must_use]
    pub fn summary(&self) -> BTreeMap<&'static str, f64> {
        self.iter().map(|(measure, counts)| (measure, counts.score())).collect()
    }

    pub(crate) fn add(&mut self, measure: &'static str, counts: Counts) {
        let sum = self.0.entry(measure).or_insert(match counts {
            Counts::Found(_) => Counts::Found([0; 3]),
            Counts::Judged(_) => Counts::Judged([0; 2]),
        });
        // A measure is always counted in one way, so both have as many numbers.
        for (sum, count) in sum.as_mut_slice().iter_mut().zip(counts.as_slice()) {
            *sum += count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up() {
        let mut tally = Tally::default();
        tally.add("joins", Counts::Found([1, 0, 2]));
        tally.add("joins", Counts::Found([1, 1, 0]));
        tally.add("meta", Counts::Judged([0, 1]));
        assert_eq!(tally.get("joins"), Some(Counts::Found([2, 1, 2])));
        assert_eq!(tally.score("joins"), Some(0.5714));
        assert_eq!(tally.score("meta"), Some(0.0));
        assert_eq!(tally.get("headline"), None);
        assert_eq!(Counts::Judged([0, 0]).score(), 0.0);
    }
}
