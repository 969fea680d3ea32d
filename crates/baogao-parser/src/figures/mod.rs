//! Figures. Owns the walk over sentences and the assembly of [`Figure`]s; what a figure measures is decided in
//! [`attach`], how in [`measure`], and when, and whether it is a promise, in [`stance`].

mod attach;
mod basis;
mod canonical;
mod clause;
mod list;
mod measure;
mod phrase;
mod property;
pub(crate) mod stance;
pub(crate) mod trust;

use baogao_core::section::innermost;
use baogao_core::{Defect, DefectKind, Figure, Sign, Source, Span};

use crate::{
    indicators::unusual,
    lex::quantity::{Found, scan_at_most},
    limits::Stop,
    sentence::{Reading, Sentence},
};
use stance::Scene;
use trust::{Known, View};

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
    let mut strange = Vec::new();
    let too_dense = walk(reading, stop, |view| {
        for i in 0..view.clauses.len() {
            let mut figure = figure(view, i);
            if let Some(defect) = unusual(reading, &figure) {
                figure.confidence *= DOUBT;
                strange.push(defect);
            }
            figures.push(figure);
        }
    });
    defects.append(&mut strange);
    defects.extend(too_dense);
    // A sentence that goes on elsewhere is read where it begins.
    figures.sort_by_key(|figure: &Figure| figure.span);
    figures
}

/// Goes through the sentences with quantities; a defect says where figures are too dense to be read further.
pub(crate) fn walk(reading: Reading<'_>, stop: &Stop, mut take: impl FnMut(View<'_, '_>)) -> Option<Defect> {
    let mut found = Vec::new();
    let mut left = FEW.max(reading.text.len() / BYTES_PER_FIGURE);
    let mut too_dense_at = None;
    let mut scene: Option<Scene<'_>> = None;
    for sentence in reading.sentences() {
        if stop.is_asked() {
            break;
        }
        if sentence.opens {
            scene = None;
        }
        found.clear();
        scan_at_most(reading.lexicon, sentence.text, 0, left + 1, &mut found);
        if let Some(first) = found.get(left) {
            let span = reading.alignment.to_source(sentence.part(first.range.start, first.range.end));
            too_dense_at = Some(too_dense(span));
            found.truncate(left);
        }
        left -= found.len();
        if !found.is_empty() {
            let scene = match &mut scene {
                Some(scene) if scene.is_of(&sentence) => scene,
                slot => slot.insert(Scene::new(reading, &sentence)),
            };
            scene.enter(sentence.text);
            read(reading, &sentence, scene, &found, &mut take);
        }
        if too_dense_at.is_some() {
            break;
        }
    }
    too_dense_at
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

/// What the rules say of the figures of one sentence.
fn read(
    reading: Reading<'_>,
    sentence: &Sentence<'_>,
    scene: &Scene<'_>,
    found: &[Found],
    take: &mut impl FnMut(View<'_, '_>),
) {
    let lexicon = reading.lexicon;
    let clauses = clause::clauses(lexicon, sentence.text, found);
    let names = attach::indicators(lexicon, &clauses);
    let measures = measure::measures(lexicon, &clauses);
    let stances: Vec<_> = clauses
        .iter()
        .zip(&measures)
        .map(|(clause, measured)| scene.stance(clause, measured.measure))
        .collect();
    take(View {
        reading,
        sentence,
        clauses: &clauses,
        names: &names,
        measures: &measures,
        stances: &stances,
    });
}

/// The figure with this number in its sentence: what it measures, how, when, and how sure that is.
pub(crate) fn figure(view: View<'_, '_>, i: usize) -> Figure {
    let View { reading, sentence, .. } = view;
    let (clause, measured, stance) = (&view.clauses[i], &view.measures[i], &view.stances[i]);
    let place = sentence.part(clause.found.range.start, clause.found.range.end);
    // A figure's sign is told apart from its value: 增长-4.6% and 下降-4.6% both fall by 4.6%, as officials write.
    let mut quantity = clause.found.quantity.clone();
    let sign = if quantity.value.is_sign_negative() { Sign::Minus } else { measured.sign };
    quantity.value = quantity.value.abs();
    let name = &view.names[i];
    let known = canonical::known(
        reading.lexicon,
        reading.indicators,
        reading.meta.jurisdiction.as_deref(),
        &name.text,
        measured.measure,
        quantity.unit.as_ref(),
    );
    let headline = known.as_ref().filter(|known| known.is_headline());
    let id = |known: &canonical::Known<'_>| known.indicator.id().to_owned();
    let of_table = known
        .as_ref()
        .map_or(Known::Unknown, |known| if known.is_headline() { Known::Headline } else { Known::Other });
    let trust = trust::trust(view, i, of_table);
    Figure {
        span: place,
        source_span: reading.alignment.to_source(place),
        quantity,
        measure: measured.measure,
        sign,
        modality: stance.modality.clone(),
        kind: stance.kind,
        period: stance.period,
        basis: basis::basis(clause, measured.measure, stance.period),
        canonical: headline.map(id),
        indicator_id: known.as_ref().map(id),
        indicator: name.text.clone(),
        // A sentence may hold several sections: 一是建成甲馆；二是开工乙路。
        section: innermost(reading.sections, place.start()).and_then(|id| u32::try_from(id).ok()),
        sentence: sentence.span,
        confidence: trust.all,
        confidence_indicator: trust.indicator,
        confidence_kind: trust.kind,
        confidence_year: trust.year,
    }
}
