//! Targets with a number. Owns the turn of a figure into a target, its ends, and how firmly it is worded.

use baogao_core::{Figure, Hardness, Target, TargetForm, Wording, figure::Bound};
use baogao_lexicon::{Class, Lexicon};

/// The target that a figure is; `clause` holds its words, `opening` those that open a list of targets.
pub(super) fn of_figure(
    lexicon: &Lexicon,
    figure: &Figure,
    index: Option<u32>,
    clause: &str,
    opening: &str,
) -> Target {
    let quantity = &figure.quantity;
    let wording = wording(lexicon, figure);
    let (low, high) = wording.ends(quantity.value, quantity.high);
    let (hardness, modality) = firmness(lexicon, clause, figure.modality.as_deref(), opening);
    Target {
        form: TargetForm::Figure,
        figure: index,
        indicator: figure.indicator.clone(),
        canonical: figure.canonical.clone(),
        low,
        high,
        unit: quantity.unit.as_ref().map(|unit| unit.text.clone()),
        wording,
        hardness,
        modality,
        period: figure.period,
        aspiration: None,
        aspiration_value: None,
        reference: None,
        action: None,
        object: None,
        deadline: None,
        span: figure.span,
        source_span: figure.source_span,
        sentence: figure.sentence,
        section: figure.section,
        confidence: figure.confidence,
    }
}

/// How the words bound a figure.
fn wording(lexicon: &Lexicon, figure: &Figure) -> Wording {
    let blurs =
        figure.quantity.qualifier.as_deref().is_some_and(|word| lexicon.words(Class::About).contains(word));
    match figure.bound() {
        Bound::Range => Wording::Range,
        _ if blurs => Wording::About,
        Bound::AtLeast => Wording::AtLeast,
        Bound::AtMost => Wording::AtMost,
        Bound::Point => Wording::Point,
    }
}

/// How firmly a clause words its target, and the word that says so.
///
/// 约束性 in the clause itself comes first, then the figure's own modality, the clause's cue, the cue of the list.
pub(super) fn firmness(
    lexicon: &Lexicon,
    clause: &str,
    modality: Option<&str>,
    opening: &str,
) -> (Hardness, Option<String>) {
    let own = cue(lexicon, clause);
    let binding = own.filter(|(hardness, _)| *hardness == Hardness::Binding);
    let said = modality.map(|word| (degree(lexicon, word), word));
    let found = binding.or(said).or(own).or_else(|| cue(lexicon, opening));
    found.map_or((Hardness::Stated, None), |(hardness, word)| (hardness, Some(word.to_owned())))
}

/// The degrees of firmness that words express, with their classes.
const DEGREES: [(Hardness, Class); 4] = [
    (Hardness::Hard, Class::Hard),
    (Hardness::Soft, Class::Soft),
    (Hardness::Expected, Class::Expected),
    (Hardness::Binding, Class::Binding),
];

/// The firmest hint of a text: 约束性 wherever it is, else the last word that says how firm it is.
fn cue(lexicon: &Lexicon, text: &str) -> Option<(Hardness, &'static str)> {
    let not = lexicon.words(Class::NotCue);
    let degrees = DEGREES.map(|(hardness, class)| (hardness, lexicon.words(class)));
    let mut last = None;
    let mut skip = 0;
    for (at, _) in text.char_indices() {
        let rest = &text[at..];
        if at < skip {
            continue;
        }
        if let Some(word) = not.prefix_of(rest) {
            skip = at + word.len();
            continue;
        }
        let found =
            degrees.iter().find_map(|&(hardness, words)| words.prefix_of(rest).map(|word| (hardness, word)));
        if let Some((hardness, word)) = found {
            skip = at + word.len();
            if hardness == Hardness::Binding {
                return found;
            }
            last = found;
        }
    }
    last
}

fn degree(lexicon: &Lexicon, word: &str) -> Hardness {
    DEGREES
        .into_iter()
        .find(|&(_, class)| lexicon.words(class).contains(word))
        .map_or(Hardness::Stated, |(hardness, _)| hardness)
}
