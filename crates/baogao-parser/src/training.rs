//! What `make train` learns from: for every figure of a report what is seen of its reading, by question.

use baogao_core::{Error, Figure, Report};

use crate::{
    Parser,
    figures::{
        figure,
        trust::{Question, View, known_of, sink::Recorder},
        walk,
    },
    limits::Stop,
    sentence::Reading,
};

/// A figure, and what is seen of it.
#[derive(Debug, Clone)]
pub struct Example {
    /// What the rules say.
    pub figure: Figure,
    /// Of each question its name, and the features as `template⇥value`.
    pub seen: Vec<(&'static str, Vec<String>)>,
}

impl Parser {
    /// The report, and the examples of its figures.
    ///
    /// # Errors
    /// As [`Parser::parse`].
    pub fn examples(&self, name: &str, bytes: &[u8]) -> Result<(Report, Vec<Example>), Error> {
        let mut examples = Vec::new();
        let report = self.parse_with(name, bytes, |reading: Reading<'_>| {
            // The defect is in the report already.
            let _ = walk(reading, &Stop::default(), |view| {
                examples.extend((0..view.clauses.len()).map(|i| example(view, i)));
            });
        })?;
        Ok((report, examples))
    }
}

fn example(view: View<'_, '_>, i: usize) -> Example {
    let figure = figure(view, i);
    let known = known_of(&figure);
    let seen = Question::ALL.map(|question| {
        let mut recorder = Recorder::default();
        question.features(view, i, known, &mut recorder);
        (question.as_str(), recorder.features)
    });
    Example { figure, seen: seen.into() }
}
