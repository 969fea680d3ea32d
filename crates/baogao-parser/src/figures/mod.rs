//! Figures. Owns the walk over sentences and the assembly of [`Figure`]s; what a figure measures is decided in
//! [`attach`], how in [`measure`], and when, and whether it is a promise, in [`stance`].

mod attach;
mod canonical;
mod clause;
mod confidence;
mod list;
mod measure;
mod phrase;
pub(crate) mod stance;

use baogao_core::section::innermost;
use baogao_core::{Alignment, Clean, Figure, Meta, Role, Section, Source};
use baogao_lexicon::Lexicon;

use crate::{block::Block, indicators::Indicators, lex::quantity::scan};
use stance::Scene;

/// Every figure of the report, in document order.
pub(crate) fn figures(
    lexicon: &Lexicon,
    indicators: &Indicators,
    blocks: &[Block<'_>],
    sections: &[Section],
    meta: &Meta,
    alignment: &Alignment<Source, Clean>,
) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut found = Vec::new();
    for block in blocks {
        // The mark of an enumeration (1. or 第一，) quantifies nothing.
        let skip = crate::marker::marker(block.text).map_or(0, |marker| marker.text.len());
        let mut scene: Option<Scene<'_>> = None;
        for (start, sentence) in sentences(block.text, skip) {
            found.clear();
            scan(lexicon, sentence, 0, &mut found);
            let section = innermost(sections, block.span(start, start).start());
            if found.is_empty() {
                continue;
            }
            let role = section.map_or(Role::Other, |id| sections[id].role);
            let scene = match &mut scene {
                Some(scene) if scene.section == section => scene,
                slot => slot.insert(Scene::new(lexicon, sections, section, meta, block.text)),
            };
            scene.enter(sentence);
            let span = block.span(start, start + sentence.len());
            let clauses = clause::clauses(lexicon, sentence, &found);
            let named = attach::indicators(lexicon, &clauses);
            let measured = measure::measures(lexicon, &clauses);
            let stances: Vec<_> =
                clauses.iter().zip(&measured).map(|(c, m)| scene.stance(c, m.measure)).collect();
            for (((clause, name), measured), stance) in clauses.iter().zip(named).zip(measured).zip(stances) {
                let range = &clause.found.range;
                let place = block.span(start + range.start, start + range.end);
                // A figure's sign is told apart from its value: 增长-4.6% falls by 4.6%.
                let mut quantity = clause.found.quantity.clone();
                let sign =
                    if quantity.value.is_sign_negative() { measured.sign.turned() } else { measured.sign };
                quantity.value = quantity.value.abs();
                let known = canonical::known(
                    lexicon,
                    indicators,
                    &name.text,
                    measured.measure,
                    quantity.unit.as_ref(),
                );
                let headline = known.as_ref().filter(|known| known.is_headline());
                let id = |known: &canonical::Known<'_>| known.indicator.id().to_owned();
                let confidence = confidence::confidence(&name, known.as_ref(), &stance, role);
                figures.push(Figure {
                    span: place,
                    source_span: alignment.to_source(place),
                    quantity,
                    measure: measured.measure,
                    sign,
                    modality: stance.modality,
                    kind: stance.kind,
                    period: stance.period,
                    indicator: name.text,
                    canonical: headline.map(id),
                    indicator_id: known.as_ref().map(id),
                    // A sentence may hold several sections: 一是建成甲馆；二是开工乙路。
                    section: innermost(sections, place.start()).and_then(|id| u32::try_from(id).ok()),
                    sentence: span,
                    confidence,
                });
            }
        }
    }
    // A sentence that goes on elsewhere is read where it begins.
    figures.sort_by_key(|figure| figure.span);
    figures
}

/// The sentences of a paragraph with their places, without what ends them.
pub(crate) fn sentences(text: &str, skip: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut start = skip;
    text[skip..].split_inclusive(['。', '！', '？']).map(move |piece| {
        let at = start;
        start += piece.len();
        (at, piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_keep_their_places() {
        let text = "一是增长。好！完";
        let parts: Vec<_> = sentences(text, 6).collect();
        assert_eq!(parts, [(6, "增长。"), (15, "好！"), (21, "完")]);
        assert!(parts.iter().all(|(at, part)| text[*at..].starts_with(part)));
    }
}
