//! Whether confidence can be trusted. Owns the bands of confidence; it must not know what makes a figure
//! right.

use std::collections::BTreeMap;

use serde::Serialize;

/// A predicted figure that was judged: unsure labels are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// Where the prediction starts, in code points of the source.
    pub at: u32,
    /// How sure the prediction was, 0 to 1.
    pub confidence: Option<f64>,
    /// The fields that are wrong, named as their measures without `figures.`; `detect` alone for a false
    /// alarm. The indicator counts as right when it is close.
    pub wrong: Vec<&'static str>,
}

/// The figures of one band of confidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Band {
    /// The lowest confidence of the band.
    pub from: f64,
    /// Where the next band begins; the last one takes in 1.
    pub to: f64,
    /// How many figures were judged.
    pub figures: u64,
    /// How many of them are right in every scored field.
    pub right: u64,
    /// The mean of their confidences: what `right / figures` should be.
    pub expected: f64,
    /// How often each field is wrong.
    pub wrong: BTreeMap<&'static str, u64>,
}

/// Bands of confidence in ascending order; a band without figures is left out, as are figures without
/// confidence.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Calibration(Vec<Band>);

/// The borders of the bands.
const BORDERS: [f64; 8] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0];

impl Calibration {
    pub(crate) fn new<'a>(judgements: impl IntoIterator<Item = &'a Judgement>) -> Self {
        let mut bands: Vec<_> = BORDERS
            .windows(2)
            .map(|ends| Band {
                from: ends[0],
                to: ends[1],
                figures: 0,
                right: 0,
                expected: 0.0,
                wrong: BTreeMap::new(),
            })
            .collect();
        for judgement in judgements {
            let Some(confidence) = judgement.confidence else { continue };
            let rank = bands.iter().rposition(|band| band.from <= confidence).unwrap_or_default();
            let band = &mut bands[rank];
            band.figures += 1;
            band.right += u64::from(judgement.wrong.is_empty());
            band.expected += confidence;
            for &field in &judgement.wrong {
                *band.wrong.entry(field).or_default() += 1;
            }
        }
        bands.retain(|band| band.figures > 0);
        for band in &mut bands {
            #[allow(clippy::cast_precision_loss, reason = "no text has 2^53 figures")]
            let figures = band.figures as f64;
            band.expected = crate::norm::decimals::<4>(band.expected / figures);
        }
        Self(bands)
    }

    /// The bands that have figures, lowest confidence first.
    #[must_use]
    pub fn bands(&self) -> &[Band] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(confidence: Option<f64>, wrong: &[&'static str]) -> Judgement {
        Judgement { at: 0, confidence, wrong: wrong.to_vec() }
    }

    #[test]
    fn borders_belong_to_the_higher_band() {
        let judgements =
            [judged(Some(0.9), &[]), judged(Some(1.0), &["year"]), judged(Some(0.89), &["year", "kind"])];
        let calibration = Calibration::new(&judgements);
        let rows: Vec<_> = calibration.bands().iter().map(|b| (b.from, b.figures, b.right)).collect();
        assert_eq!(rows, [(0.8, 1, 0), (0.9, 1, 1), (0.95, 1, 0)]);
        assert_eq!(calibration.bands()[0].wrong, BTreeMap::from([("kind", 1), ("year", 1)]));
    }

    #[test]
    fn what_has_no_confidence_is_left_out() {
        assert!(Calibration::new(&[judged(None, &[])]).bands().is_empty());
        assert_eq!(Calibration::new(&[judged(Some(-1.0), &[])]).bands()[0].from, 0.0);
    }
}
