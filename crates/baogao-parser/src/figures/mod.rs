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
use baogao_core::{Defect, DefectKind, Figure, Sign, Source, Span};

use crate::{
    indicators::unusual,
    lex::quantity::{Found, scan_at_most},
    limits::Stop,
    sentence::{Reading, Sentence},
};
use stance::Scene;

/// What remains of the confidence of a figure outside its usual range.
const DOUBT: f32 = 0.5;

/// A text has at most one figure per this many bytes, and [`FEW`] in any case. Source: the densest of 1,769 reports has one
/// per 84 bytes. Each figure costs some 700 bytes of memory and of JSON, so a text of nothing but `5%` cost hundreds of
/// times its size.
const BYTES_PER_FIGURE: usize = 48;
/// As many figures are read however short the text is: eight times those of the longest report.
const FEW: usize = 4096;

/// Every figure of the report, in document order; values outside their usual range are added to `defects`.
///
/// Some are missing when `stop` was asked for on the way.
pub(crate) fn figures(reading: Reading<'_>, stop: &Stop, defects: &mut Vec<Defect>) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut found = Vec::new();
    let most = FEW.max(reading.text.len() / BYTES_PER_FIGURE);
    let mut scene: Option<Scene<'_>> = None;
    for sentence in reading.sentences() {
        if stop.is_asked() {
            break;
        }
        if sentence.opens {
            scene = None;
        }
        found.clear();
        let left = most.saturating_sub(figures.len());
        scan_at_most(reading.lexicon, sentence.text, 0, left + 1, &mut found);
        if let Some(first) = found.get(left) {
            let span = reading.alignment.to_source(sentence.part(first.range.start, first.range.end));
            defects.push(too_dense(span));
            found.truncate(left);
        }
        if found.is_empty() {
            if left == 0 {
                break;
            }
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

/// What is said where the figures that are read end.
fn too_dense(span: Span<Source>) -> Defect {
    Defect {
        span,
        kind: DefectKind::Other,
        message: format!(
            "more than one figure per {BYTES_PER_FIGURE} bytes: from here on, figures are not read; this is a table \
             rather than a report"
        ),
        repair: None,
    }
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
