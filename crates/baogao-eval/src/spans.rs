//! What is scored by its place alone: joins, boilerplate and defects. Owns how near is near enough; it must
//! not know the other records.
//!
//! Named assumptions. *A join is its two ends*, each within two characters. *Boilerplate is counted in
//! characters*, so cutting it into other pieces is no difference. *A defect is noticed* when any predicted
//! one comes within two characters of it, whatever it is called; predicted defects without a label are not
//! counted, because labels of damage are never complete.

use baogao_core::DefectKind;

use crate::{
    gold::GoldDefect,
    matching::{Pool, Reach, overlap},
    prediction::PredictedDefect,
    read::Range,
    scores::{Document, Miss},
    tally::Counts,
};

/// How far a place may lie from its label, in code points.
const SLACK: u32 = 2;

pub(crate) fn joins(gold: &[Range], predicted: &[Range], document: &mut Document) {
    let mut pool = Pool::new(predicted.iter().map(|join| (join.start, join.end)));
    let miss = |sort, join: Range| Miss {
        sort,
        at: Some(join.start),
        subject: format!("-> {}", join.end),
        got: None,
        want: None,
    };
    for &label in gold {
        let near = |at: u32| at.saturating_sub(SLACK)..=at.saturating_add(SLACK);
        let places = near(label.start).flat_map(|start| near(label.end).map(move |end| (start, end)));
        match pool.take(places) {
            Some(_) => document.found("joins"),
            None => document.missed("joins", miss("join missed", label)),
        }
    }
    for index in pool.rest() {
        document.alarm("joins", miss("join not in gold", predicted[index]));
    }
}

pub(crate) fn boilerplate(gold: &[Range], predicted: &[Range], document: &mut Document) {
    let (gold, predicted) = (union(gold), union(predicted));
    let characters =
        |ranges: &[Range]| ranges.iter().map(|range| u64::from(range.end - range.start)).sum::<u64>();
    let both = shared(&gold, &predicted);
    let counts = Counts::Found([both, characters(&predicted) - both, characters(&gold) - both]);
    document.tally.add("boilerplate.chars", counts);
}

/// The same characters as ranges that neither overlap nor are empty, in order.
fn union(ranges: &[Range]) -> Vec<Range> {
    let mut sorted: Vec<_> = ranges.iter().copied().filter(|range| range.start < range.end).collect();
    sorted.sort_by_key(|range| range.start);
    let mut union: Vec<Range> = Vec::new();
    for range in sorted {
        match union.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => union.push(range),
        }
    }
    union
}

/// How many characters two unions share.
fn shared(mut a: &[Range], mut b: &[Range]) -> u64 {
    let mut count = 0;
    while let ([one, rest_of_a @ ..], [other, rest_of_b @ ..]) = (a, b) {
        count += u64::from(overlap(*one, *other));
        if one.end <= other.end {
            a = rest_of_a;
        } else {
            b = rest_of_b;
        }
    }
    count
}

pub(crate) fn defects(gold: &[GoldDefect], predicted: &[PredictedDefect], document: &mut Document) {
    let noticed = Reach::new(predicted.iter().map(|defect| defect.source_span));
    for label in gold.iter().filter(|label| !label.unsure) {
        let hit = noticed.touches(label.end.saturating_add(SLACK), label.at.saturating_sub(SLACK));
        if !document.judge(recall(label.kind), hit) {
            let subject = label.kind.as_str().to_owned();
            document.misses.push(Miss {
                sort: "defect missed",
                at: Some(label.at),
                subject,
                got: None,
                want: None,
            });
        }
    }
}

fn recall(kind: DefectKind) -> &'static str {
    match kind {
        DefectKind::LostText => "defects.recall.lost_text",
        DefectKind::Mojibake => "defects.recall.mojibake",
        DefectKind::WrongScript => "defects.recall.wrong_script",
        DefectKind::Ocr => "defects.recall.ocr",
        DefectKind::Duplicate => "defects.recall.duplicate",
        DefectKind::Order => "defects.recall.order",
        DefectKind::Other => "defects.recall.other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(list: &[(u32, u32)]) -> Vec<Range> {
        list.iter().map(|&(start, end)| Range::new(start, end)).collect()
    }

    fn counted(
        score: impl Fn(&[Range], &[Range], &mut Document),
        measure: &str,
        gold: &[(u32, u32)],
        predicted: &[(u32, u32)],
    ) -> Option<Counts> {
        let mut document = Document::new("d");
        score(&ranges(gold), &ranges(predicted), &mut document);
        document.tally.get(measure)
    }

    #[test]
    fn both_ends_of_a_join_must_be_near() {
        let near = |predicted| counted(joins, "joins", &[(10, 20)], &[predicted]);
        assert_eq!(near((8, 22)), Some(Counts::Found([1, 0, 0])));
        assert_eq!(near((7, 20)), Some(Counts::Found([0, 1, 1])));
        assert_eq!(near((10, 23)), Some(Counts::Found([0, 1, 1])));
        assert_eq!(
            counted(joins, "joins", &[(10, 20), (11, 21)], &[(10, 20)]),
            Some(Counts::Found([1, 0, 1]))
        );
        // The first prediction within reach is taken, not the nearest: the second label goes without.
        assert_eq!(
            counted(joins, "joins", &[(2, 2), (4, 4)], &[(4, 4), (0, 0)]),
            Some(Counts::Found([1, 1, 1]))
        );
    }

    #[test]
    fn boilerplate_is_a_set_of_characters() {
        let count = |gold: &[_], predicted: &[_]| counted(boilerplate, "boilerplate.chars", gold, predicted);
        assert_eq!(count(&[(0, 10)], &[(0, 4), (4, 10), (2, 6)]), Some(Counts::Found([10, 0, 0])));
        assert_eq!(count(&[(0, 10), (20, 30)], &[(5, 25)]), Some(Counts::Found([10, 10, 10])));
        assert_eq!(count(&[(5, 5), (9, 3)], &[]), Some(Counts::Found([0, 0, 0])));
    }

    #[test]
    fn a_defect_is_noticed_by_its_neighbourhood() {
        let label = GoldDefect { at: 10, end: 12, kind: DefectKind::Ocr, unsure: false };
        let noticed = |span: (u32, u32), label: &GoldDefect| {
            let mut document = Document::new("d");
            let predicted = [PredictedDefect { source_span: Range::new(span.0, span.1) }];
            defects(std::slice::from_ref(label), &predicted, &mut document);
            document.tally.get("defects.recall.ocr")
        };
        assert_eq!(noticed((14, 15), &label), Some(Counts::Judged([1, 0])));
        assert_eq!(noticed((8, 8), &label), Some(Counts::Judged([1, 0])));
        assert_eq!(noticed((15, 16), &label), Some(Counts::Judged([0, 1])));
        assert_eq!(noticed((0, 7), &label), Some(Counts::Judged([0, 1])));
        assert_eq!(noticed((0, 7), &GoldDefect { unsure: true, ..label }), None);
    }
}
