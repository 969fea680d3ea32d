//! Logistic regression: the probability that a reading is right, from the sum of its features' weights. Owns its training, by
//! gradient steps of adaptive size in a fixed order, so that the same labels give the same weights to the last bit; and its
//! calibration.

use std::collections::{BTreeMap, BTreeSet};

/// A reading to learn from: numbers of features, and whether it was right.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    /// The report that it comes from.
    pub(crate) report: usize,
    pub(crate) features: Vec<usize>,
    pub(crate) is_right: bool,
}

/// A feature that fewer reports have is that of a report and not of the language.
const MIN_REPORTS: usize = 5;

/// Numbers of the features that at least [`MIN_REPORTS`] reports have, in the order of their names.
pub(crate) fn vocabulary<'f>(seen: impl Iterator<Item = (usize, &'f [String])>) -> BTreeMap<&'f str, usize> {
    let mut reports: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (report, features) in seen {
        for feature in features {
            let of = reports.entry(feature).or_default();
            if of.len() < MIN_REPORTS {
                of.insert(report);
            }
        }
    }
    let kept = reports.into_iter().filter(|(_, reports)| reports.len() >= MIN_REPORTS).map(|(name, _)| name);
    kept.enumerate().map(|(number, name)| (name, number)).collect()
}

const EPOCHS: usize = 8;
/// The size of the first step.
const RATE: f64 = 0.05;
/// How strongly a step draws a weight to zero.
const DECAY: f64 = 0.002;

pub(crate) fn sum(weights: &[f64], reading: &Reading) -> f64 {
    reading.features.iter().map(|&feature| weights[feature]).sum()
}

/// The weights that make the labels likely.
pub(crate) fn train(readings: &[&Reading], features: usize) -> Vec<f64> {
    let mut weights = vec![0.0; features];
    let mut squares = vec![1.0_f64; features];
    let count = readings.len();
    // A fixed order that mixes the reports: steps of a number that shares no factor with the count.
    let step = (count * 5 / 8 + 1..).find(|step| gcd(*step, count.max(1)) == 1).unwrap_or(1);
    for epoch in 0..EPOCHS {
        for n in 0..count {
            let reading = readings[(n * step + epoch * 7) % count];
            let probability = 1.0 / (1.0 + (-sum(&weights, reading)).exp());
            let gradient = f64::from(u8::from(reading.is_right)) - probability;
            for &feature in &reading.features {
                squares[feature] += gradient * gradient;
                let size = RATE / squares[feature].sqrt();
                weights[feature] += size * (gradient - DECAY * weights[feature]);
            }
        }
    }
    weights
}

const fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Readings of a step of the calibration, at least.
const STEP: usize = 150;

/// Sums and shares of right readings, both rising: neighbouring groups that fall are pooled (isotonic regression).
pub(crate) fn calibration(mut judged: Vec<(f64, bool)>) -> Vec<(f64, f64)> {
    judged.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Of each group the sum of its sums, the right readings, and all of them.
    let mut groups: Vec<(f64, f64, f64)> = Vec::new();
    for group in judged.chunks(STEP) {
        let total = group.iter().map(|(sum, _)| sum).sum();
        let right = group.iter().filter(|(_, is_right)| *is_right).count() as f64;
        groups.push((total, right, group.len() as f64));
        while let [.., before, last] = groups.as_mut_slice()
            && before.1 / before.2 >= last.1 / last.2
        {
            *before = (before.0 + last.0, before.1 + last.1, before.2 + last.2);
            groups.pop();
        }
    }
    groups.into_iter().map(|(total, right, count)| (total / count, right / count)).collect()
}

/// The probability that belongs to a sum; as the parser reads the table.
pub(crate) fn probability(steps: &[(f64, f64)], sum: f64) -> f64 {
    let above = steps.partition_point(|(from, _)| *from <= sum);
    match (above.checked_sub(1).and_then(|below| steps.get(below)), steps.get(above)) {
        (Some(&(low, from)), Some(&(high, to))) => from + (to - from) * (sum - low) / (high - low).max(1e-6),
        (Some(&(_, share)), None) | (None, Some(&(_, share))) => share,
        (None, None) => 0.5,
    }
}
