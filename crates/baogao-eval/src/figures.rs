//! The figures. Owns which predicted figure answers which labelled one, and which of its fields are right; it
//! must not know the other records.
//!
//! Named assumptions. *One place, one fact*: they share a character and have the same value and upper value.
//! *A field that a label leaves open is not asked*: a null year, and qualifiers or modalities that neither
//! side has. *An indicator is close* when one name contains the other and is at least half as long.

use crate::{
    calibration::Judgement,
    gold::GoldFigure,
    matching::{Reach, overlap},
    norm::{comparator, norm, unit, value},
    prediction::PredictedFigure,
    scores::{Document, Miss},
    wording::core,
};

pub(crate) fn score(gold: &[GoldFigure], predicted: &[PredictedFigure], document: &mut Document) {
    let (pairs, alarms) = pair(gold, predicted);
    for (label, hit) in gold.iter().zip(&pairs) {
        if hit.is_none() && !label.unsure {
            let miss = Miss {
                sort: "figure missed",
                at: Some(label.at),
                subject: name(&label.text, &label.indicator),
                got: None,
                want: None,
            };
            document.missed("figures.detect", miss);
        }
    }
    let unsure = unsure(gold);
    for figure in alarms.into_iter().map(|index| &predicted[index]) {
        let span = figure.source_span;
        if unsure.overlaps(span) {
            continue;
        }
        let words = |text: &Option<String>| text.clone().unwrap_or_default();
        let subject = name(&words(&figure.text), &words(&figure.indicator));
        let at = Some(span.start);
        let miss = Miss { sort: "figure not in gold", at, subject, got: None, want: None };
        document.alarm("figures.detect", miss);
        let (confidence, wrong) = (figure.confidence, vec!["detect"]);
        document.judgements.push(Judgement { at: span.start, confidence, wrong });
    }
    for (label, hit) in gold.iter().zip(&pairs) {
        if let (Some(index), false) = (*hit, label.unsure) {
            let figure = &predicted[index];
            document.found("figures.detect");
            let wrong = Judge { label, document }.fields(figure);
            let (at, confidence) = (figure.source_span.start, figure.confidence);
            document.judgements.push(Judgement { at, confidence, wrong });
        }
    }
}

/// The places where labels are unsure and predictions therefore free.
pub(crate) fn unsure(gold: &[GoldFigure]) -> Reach {
    Reach::new(gold.iter().filter(|label| label.unsure && label.at < label.end).map(GoldFigure::range))
}

/// For each label the prediction that answers it, and the predictions that answer none, by place.
fn pair(gold: &[GoldFigure], predicted: &[PredictedFigure]) -> (Vec<Option<usize>>, Vec<usize>) {
    let mut order: Vec<_> = (0..predicted.len()).collect();
    order.sort_by_key(|&index| predicted[index].source_span.start);
    let reach = Reach::new(order.iter().map(|&index| predicted[index].source_span));
    let values: Vec<_> =
        predicted.iter().map(|figure| (figure.value.map(value), figure.value_hi.map(value))).collect();
    let mut used = vec![false; predicted.len()];
    let answer = |label: &GoldFigure| {
        let wanted = (Some(value(label.value)), label.value_hi.map(value));
        let hit = order.get(reach.near(label.range()))?.iter().copied().find(|&index| {
            !used[index]
                && values[index] == wanted
                && overlap(label.range(), predicted[index].source_span) > 0
        })?;
        used[hit] = true;
        Some(hit)
    };
    let pairs = gold.iter().map(answer).collect();
    order.retain(|&index| !used[index]);
    (pairs, order)
}

fn name(text: &str, indicator: &str) -> String {
    format!("{text} ({indicator})")
}

/// Judges the fields of the figure that answers a label.
struct Judge<'a> {
    label: &'a GoldFigure,
    document: &'a mut Document,
}

impl Judge<'_> {
    /// Returns what is wrong.
    fn fields(mut self, figure: &PredictedFigure) -> Vec<&'static str> {
        let label = self.label;
        let words = |text: &str| Some(text.to_owned());
        let mut wrong = Vec::new();
        let same_unit = unit(label.unit.as_deref()) == unit(figure.unit.as_deref());
        if !self.document.judge("figures.unit", same_unit) {
            wrong.push("unit");
            self.miss("unit", label.text.clone(), figure.unit.clone(), label.unit.clone());
        }
        let numeral = |number: i64| number.to_string();
        let read = [
            ("measure", figure.measure.clone(), words(label.measure.as_str())),
            ("sign", figure.sign.map(numeral), Some(label.sign.as_i8().to_string())),
            ("kind", figure.kind.clone(), words(label.kind.as_str())),
            ("year", figure.year.map(numeral), label.year.map(|year| year.to_string())),
            ("qualifier", bound(figure.qualifier.as_deref()), bound(label.qualifier.as_deref())),
            ("modality", bound(figure.modality.as_deref()), bound(label.modality.as_deref())),
        ];
        for (field, got, want) in read {
            let open = match field {
                "year" => want.is_none(),
                _ => got.is_none() && want.is_none(),
            };
            if !open && !self.document.judge(measure(field), got == want) {
                wrong.push(field);
                self.miss(field, name(&label.text, &label.indicator), got, want);
            }
        }
        let want = norm(&label.indicator);
        let got = norm(figure.indicator.as_deref().unwrap_or_default());
        let exact = self.document.judge("figures.indicator_exact", got == want);
        if !self.document.judge("figures.indicator_close", close(&got, &want)) {
            wrong.push("indicator_close");
        }
        let same = core(&label.indicator) == core(figure.indicator.as_deref().unwrap_or_default());
        self.document.judge("figures.indicator_core", same);
        if !exact {
            self.miss("indicator", label.text.clone(), figure.indicator.clone(), words(&label.indicator));
        }
        wrong
    }

    fn miss(&mut self, sort: &'static str, subject: String, got: Option<String>, want: Option<String>) {
        self.document.misses.push(Miss { sort, at: Some(self.label.at), subject, got, want });
    }
}

fn bound(word: Option<&str>) -> Option<String> {
    comparator(word).map(str::to_owned)
}

fn measure(field: &str) -> &'static str {
    match field {
        "measure" => "figures.measure",
        "sign" => "figures.sign",
        "kind" => "figures.kind",
        "year" => "figures.year",
        "qualifier" => "figures.qualifier",
        _ => "figures.modality",
    }
}

fn close(got: &str, want: &str) -> bool {
    let (short, long) = if got.len() <= want.len() { (got, want) } else { (want, got) };
    !got.is_empty() && long.contains(short) && short.chars().count() * 2 >= long.chars().count()
}

#[cfg(test)]
pub(crate) mod tests {
    use baogao_core::{FigureKind, Measure, Sign};

    use super::*;
    use crate::{read::Range, tally::Counts};

    /// 6% growth of output, a target for 2024.
    pub(crate) fn label(at: u32) -> GoldFigure {
        GoldFigure {
            at,
            end: at + 2,
            text: "6%".to_owned(),
            value: 6.0,
            value_hi: None,
            unit: Some("%".to_owned()),
            measure: Measure::Growth,
            sign: Sign::Plus,
            qualifier: None,
            modality: None,
            kind: FigureKind::Target,
            year: Some(2024),
            indicator: "地区生产总值".to_owned(),
            canonical: Some("gdp".to_owned()),
            unsure: false,
        }
    }

    /// The prediction that agrees with [`label`].
    pub(crate) fn predicted(at: u32) -> PredictedFigure {
        let words = |text: &str| Some(text.to_owned());
        PredictedFigure {
            source_span: Range::new(at, at + 2),
            text: words("6%"),
            value: Some(6.0),
            value_hi: None,
            unit: words("%"),
            measure: words("growth"),
            sign: Some(1),
            qualifier: None,
            modality: None,
            kind: words("target"),
            year: Some(2024),
            indicator: words("地区生产总值"),
            canonical: words("gdp"),
            confidence: Some(0.9),
        }
    }

    fn scored(gold: &[GoldFigure], predicted: &[PredictedFigure]) -> Document {
        let mut document = Document::new("d");
        score(gold, predicted, &mut document);
        document
    }

    fn detect(gold: &[GoldFigure], predicted: &[PredictedFigure]) -> Option<Counts> {
        scored(gold, predicted).tally.get("figures.detect")
    }

    #[test]
    fn a_shared_character_and_the_same_value_make_a_pair() {
        let gold = [label(10)];
        assert_eq!(detect(&gold, &[predicted(11)]), Some(Counts::Found([1, 0, 0])));
        assert_eq!(detect(&gold, &[predicted(12)]), Some(Counts::Found([0, 1, 1])));
        let other = PredictedFigure { value: Some(6.1), ..predicted(10) };
        assert_eq!(detect(&gold, &[other]), Some(Counts::Found([0, 1, 1])));
        let range = PredictedFigure { value_hi: Some(7.0), ..predicted(10) };
        assert_eq!(detect(&gold, &[range]), Some(Counts::Found([0, 1, 1])));
        let near = PredictedFigure { value: Some(6.000_000_4), ..predicted(10) };
        assert_eq!(detect(&gold, &[near]), Some(Counts::Found([1, 0, 0])));
    }

    #[test]
    fn of_several_the_first_by_place_is_taken_and_each_once() {
        let first = PredictedFigure { year: Some(2023), ..predicted(9) };
        let document = scored(&[label(10)], &[predicted(10), first.clone()]);
        assert_eq!(document.tally.get("figures.detect"), Some(Counts::Found([1, 1, 0])));
        assert_eq!(document.tally.get("figures.year"), Some(Counts::Judged([0, 1])));
        assert_eq!(detect(&[label(10), label(10)], &[first]), Some(Counts::Found([1, 0, 1])));
        // A long prediction far in front is not overlooked.
        let long = PredictedFigure { source_span: Range::new(0, 90), ..predicted(0) };
        let far = PredictedFigure { value: Some(1.0), ..predicted(5) };
        assert_eq!(detect(&[label(50)], &[long, far]), Some(Counts::Found([1, 1, 0])));
    }

    #[test]
    fn unsure_places_are_silent() {
        let unsure = GoldFigure { unsure: true, ..label(10) };
        assert_eq!(detect(std::slice::from_ref(&unsure), &[]), None);
        assert_eq!(detect(std::slice::from_ref(&unsure), &[predicted(10)]), None);
        let other = PredictedFigure { value: Some(1.0), ..predicted(11) };
        assert_eq!(detect(std::slice::from_ref(&unsure), &[other]), None);
        assert_eq!(detect(&[unsure], &[predicted(12)]), Some(Counts::Found([0, 1, 0])));
    }

    #[test]
    fn open_fields_are_not_asked() {
        let open = GoldFigure { year: None, ..label(10) };
        let tally = scored(&[open], &[predicted(10)]).tally;
        assert_eq!((tally.get("figures.year"), tally.get("figures.modality")), (None, None));
        let said = PredictedFigure { modality: Some("力争".to_owned()), ..predicted(10) };
        let counts = |figure| scored(&[label(10)], &[figure]).tally.get("figures.modality");
        assert_eq!(counts(said), Some(Counts::Judged([0, 1])));
        assert_eq!(counts(PredictedFigure { modality: Some("达到".to_owned()), ..predicted(10) }), None);
    }

    #[test]
    fn a_close_indicator_contains_the_other_and_is_half_as_long() {
        assert!(close("生产总值", "地区生产总值"));
        assert!(close("全市地区生产总值", "地区生产总值"));
        assert!(close("产值", "工业产值"));
        assert!(!close("产值", "工业总产值"));
        assert!(!close("工业产值", "农业产值"));
        assert!(!close("", "产值"));
        assert!(!close("", ""));
        // Characters are counted, not bytes.
        assert!(!close("gdp", "gdp增长速度"));
    }

    #[test]
    fn a_judgement_lists_what_is_wrong() {
        let odd = PredictedFigure {
            unit: Some("个百分点".to_owned()),
            kind: Some("wish".to_owned()),
            indicator: None,
            ..predicted(10)
        };
        let document = scored(&[label(10)], &[odd, predicted(30)]);
        let wrong: Vec<_> = document.judgements.iter().map(|it| (it.at, it.wrong.clone())).collect();
        assert_eq!(wrong, [(30, vec!["detect"]), (10, vec!["unit", "kind", "indicator_close"])]);
        let misses: Vec<_> = document.misses.iter().map(ToString::to_string).collect();
        assert_eq!(
            misses,
            [
                "30 6% (地区生产总值)",
                "10 6%: 个百分点 for %",
                "10 6% (地区生产总值): wish for target",
                "10 6%: nothing for 地区生产总值"
            ]
        );
    }
}
