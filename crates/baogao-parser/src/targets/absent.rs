//! Targets that a report says it does not set: 没有提出全年经济增速具体目标. Owns their recognition.
//!
//! Assumption: what is not set is named between the negation and 目标, or before the negation where nothing is
//! between; it is something that can be measured, so 不设最低目标要求 of a fund is not such a statement.

use baogao_core::{TargetForm, Wording};
use baogao_lexicon::{Class, Lexicon};

use super::{
    Pledge,
    clause::{Clause, is_measured, without_end, without_front},
};

/// The longest words between the negation and 目标, in characters.
const MAX_NAME: usize = 24;

pub(super) fn absent<'t>(lexicon: &Lexicon, clause: &Clause<'t>) -> Option<Pledge<'t>> {
    let text = clause.text;
    let (at, negation) = lexicon.words(Class::Negation).found_in(text).next()?;
    let rest = &text[at + negation.len()..];
    let between = &rest[..rest.find("目标")?];
    let vague = lexicon.words(Class::VagueTarget);
    let strip = |name: &'t str| {
        let name = without_front(lexicon.words(Class::Head), name.trim_start_matches(['了', '的']));
        without_end(vague, without_front(vague, name))
    };
    let name = match strip(between) {
        "" => strip(&text[..at]),
        name => name,
    };
    (between.chars().count() <= MAX_NAME && is_measured(lexicon, name)).then(|| Pledge {
        form: TargetForm::Absent,
        start: clause.start,
        end: clause.end(),
        indicator: name,
        reference: None,
        wording: Wording::None,
        action: None,
        object: None,
        confidence: 0.9,
    })
}
