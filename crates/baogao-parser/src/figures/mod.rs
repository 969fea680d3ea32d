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
use baogao_core::{Defect, Figure, Sign};

use crate::{
    indicators::unusual,
    lex::quantity::{Found, scan},
    sentence::{Reading, Sentence},
};
use stance::Scene;

/// What remains of the confidence of a figure outside its usual range.
const DOUBT: f32 = 0.5;

/// Every figure of the report, in document order; values outside their usual range are added to `defects`.
pub(crate) fn figures(reading: Reading<'_>, defects: &mut Vec<Defect>) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut found = Vec::new();
    let mut scene: Option<Scene<'_>> = None;
    for sentence in reading.sentences() {
        if sentence.opens {
            scene = None;
        }
        found.clear();
        scan(reading.lexicon, sentence.text, 0, &mut found);
        if found.is_empty() {
            continue;
        }
        let scene = match &mut scene {
            Some(scene) if scene.is_of(&sentence) => scene,
            slot => slot.insert(Scene::new(reading, &sentence)),
        };
        scene.enter(sentence.text);
        read(reading, &sentence, scene, &found, |mut figure| {
            if let Some(defect) = unusual(reading, &figure) {
                figure.confidence *= DOUBT;
                defects.push(defect);
            }
            figures.push(figure);
        });
    }
    // A sentence that goes on elsewhere is read where it begins.
    figures.sort_by_key(|figure: &Figure| figure.span);
    figures
}

/// The figures of one sentence: what each quantity measures, how, when, and how sure that is.
fn read(
    reading: Reading<'_>,
    sentence: &Sentence<'_>,
    scene: &Scene<'_>,
    found: &[Found],
    mut found_figure: impl FnMut(Figure),
) {
    let lexicon = reading.lexicon;
    let clauses = clause::clauses(lexicon, sentence.text, found);
    let names = attach::indicators(lexicon, &clauses);
    let measures = measure::measures(lexicon, &clauses);
    for ((clause, name), measured) in clauses.iter().zip(names).zip(measures) {
        let stance = scene.stance(clause, measured.measure);
        let place = sentence.part(clause.found.range.start, clause.found.range.end);
        // A figure's sign is told apart from its value: 增长-4.6% and 下降-4.6% both fall by 4.6%, as officials write.
        let mut quantity = clause.found.quantity.clone();
        let sign = if quantity.value.is_sign_negative() { Sign::Minus } else { measured.sign };
        quantity.value = quantity.value.abs();
        let unit = quantity.unit.as_ref();
        let known = canonical::known(
            lexicon,
            reading.indicators,
            reading.meta.jurisdiction.as_deref(),
            &name.text,
            measured.measure,
            unit,
        );
        let headline = known.as_ref().filter(|known| known.is_headline());
        let id = |known: &canonical::Known<'_>| known.indicator.id().to_owned();
        let confidence = confidence::confidence(&name, known.as_ref(), &stance, sentence.role);
        found_figure(Figure {
            span: place,
            source_span: reading.alignment.to_source(place),
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
            section: innermost(reading.sections, place.start()).and_then(|id| u32::try_from(id).ok()),
            sentence: sentence.span,
            confidence,
        });
    }
}
