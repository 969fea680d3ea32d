//! How likely a reading is right. Owns the confidence of a figure and of its name, kind and year: what is seen of the reading
//! ([`name`], [`stance`]), the weights learned from labels ([`model`]), and their calibration.
//!
//! `make train` learns the weights anew; docs/confidence.md says from what, and how well they do on reports that they were
//! not learned from.

pub(super) mod model;
mod name;
mod phrases;
pub(crate) mod sink;
mod stance;

#[cfg(feature = "training")]
use baogao_core::Figure;

use model::Model;
use sink::Scorer;
#[cfg(feature = "training")]
use sink::Sink;

use super::{attach::Name, clause::Clause, measure::Measured, stance::Stance};
use crate::sentence::{Reading, Sentence};

/// What the rules say of the figures of a sentence.
#[derive(Clone, Copy)]
pub(crate) struct View<'a, 't> {
    pub(crate) reading: Reading<'t>,
    pub(crate) sentence: &'a Sentence<'t>,
    pub(crate) clauses: &'a [Clause<'t>],
    pub(crate) names: &'a [Name],
    pub(crate) measures: &'a [Measured],
    pub(crate) stances: &'a [Stance],
}

/// What may be right or wrong of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    /// The indicator's name.
    Name,
    /// Target, outcome or context.
    Kind,
    /// The last year of its period.
    Year,
    /// Name, kind, year, measure and sign together.
    All,
}

impl Question {
    pub(crate) const ALL: [Self; 4] = [Self::Name, Self::Kind, Self::Year, Self::All];

    /// The name in the tables of the model.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Year => "year",
            Self::All => "all",
        }
    }

    /// What is seen of figure `i` for this question, for training.
    #[cfg(feature = "training")]
    pub(crate) fn features(self, view: View<'_, '_>, i: usize, known: Known, sink: &mut impl Sink) {
        if matches!(self, Self::Name | Self::All) {
            name::features(view, i, known, sink);
        }
        if matches!(self, Self::Kind | Self::Year | Self::All) {
            stance::features(view, i, sink);
        }
    }
}

/// What the table of indicators knows of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    Headline,
    Other,
    Unknown,
}

/// How likely the parts of a figure are right, 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trust {
    pub(super) all: f32,
    pub(super) indicator: f32,
    pub(super) kind: f32,
    pub(super) year: f32,
}

/// How likely the parts of a figure are right.
pub(super) fn trust(view: View<'_, '_>, i: usize, known: Known) -> Trust {
    let model = Model::get();
    // A feature that a question does not ask for has no weight in it.
    let mut scorer = Scorer::new(model.weights());
    name::features(view, i, known, &mut scorer);
    stance::features(view, i, &mut scorer);
    let sums = scorer.sums();
    let [indicator, kind, year, all] =
        Question::ALL.map(|question| model.probability(question, sums[question as usize]));
    Trust { all, indicator, kind, year }
}

/// What the table of indicators knows of a figure's name.
#[cfg(feature = "training")]
pub(crate) fn known_of(figure: &Figure) -> Known {
    match (&figure.canonical, &figure.indicator_id) {
        (Some(_), _) => Known::Headline,
        (None, Some(_)) => Known::Other,
        (None, None) => Known::Unknown,
    }
}
