//! The laws of the alignment, over random texts and random edits.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use baogao::{Alignment, Bytes, Clean, Source, Span};
use proptest::prelude::*;

/// Edits of a text as (gap before, length, replacement), and the text they make.
fn apply<A, B>(text: &str, edits: &[(usize, usize, String)]) -> (String, Alignment<A, B>) {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut builder = Alignment::builder();
    let (mut out, mut at) = (String::new(), 0);
    for (gap, length, replacement) in edits {
        let (start, end) = (at + gap, at + gap + length.max(&1));
        if end >= bounds.len() {
            break;
        }
        out.push_str(&text[bounds[at]..bounds[start]]);
        out.push_str(replacement);
        builder
            .rewrite(Span::from_range(bounds[start]..bounds[end]), u32::try_from(replacement.len()).unwrap());
        at = end;
    }
    out.push_str(&text[bounds[at]..]);
    let alignment = builder.finish(u32::try_from(text.len()).unwrap());
    (out, alignment)
}

fn edits() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    prop::collection::vec((0_usize..4, 1_usize..4, "[a报告增长]{0,3}"), 0..8)
}

fn text() -> impl Strategy<Value = String> {
    "[ab1，。报告增长éü]{1,40}"
}

/// Every span between character boundaries of a text.
fn spans<T>(text: &str) -> Vec<Span<T>> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut spans = Vec::new();
    for (i, &start) in bounds.iter().enumerate() {
        spans.extend(bounds[i..].iter().map(|&end| Span::from_range(start..end)));
    }
    spans
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn runs_tile_both_texts(source in text(), edits in edits()) {
        let (clean, alignment) = apply::<Source, Clean>(&source, &edits);
        let (mut a, mut b) = (0, 0);
        for run in alignment.rewrites() {
            prop_assert!(!run.source.is_empty());
            prop_assert_eq!(&source[a..run.source.start() as usize], &clean[b..run.clean.start() as usize]);
            (a, b) = (run.source.end() as usize, run.clean.end() as usize);
        }
        prop_assert_eq!(&source[a..], &clean[b..]);
    }

    #[test]
    fn spans_map_to_the_hull_of_their_halves(source in text(), edits in edits()) {
        let (clean, alignment) = apply::<Source, Clean>(&source, &edits);
        for span in spans::<Clean>(&clean) {
            let mapped = alignment.to_source(span);
            prop_assert!(mapped.slice(&source).is_some(), "{:?} maps between characters", span);
            prop_assert_eq!(mapped.is_empty(), span.is_empty());
            let middle = clean[span.range()].char_indices().nth(1).map(|(at, _)| span.start() + u32::try_from(at).unwrap());
            if let Some(middle) = middle {
                let halves = alignment.to_source(Span::new(span.start(), middle)).hull(alignment.to_source(Span::new(middle, span.end())));
                prop_assert_eq!(mapped, halves);
            }
        }
    }

    #[test]
    fn untouched_text_is_found_again(source in text(), edits in edits()) {
        let (clean, alignment) = apply::<Source, Clean>(&source, &edits);
        for span in spans::<Clean>(&clean) {
            let touched = alignment.rewrites().iter().any(|run| run.clean.overlaps(span) || (run.clean.is_empty() && span.start() < run.clean.start() && run.clean.start() < span.end()));
            if !touched && !span.is_empty() {
                let back = alignment.to_source(span);
                prop_assert_eq!(back.slice(&source), span.slice(&clean));
                prop_assert_eq!(alignment.to_clean(back), span);
            }
        }
    }

    /// Folding loses nothing where the layers touch different places, and never leads to a smaller place.
    #[test]
    fn two_layers_fold_into_one(bytes in text(), first in edits(), second in edits()) {
        let (source, lower) = apply::<Bytes, Source>(&bytes, &first);
        let (clean, upper) = apply::<Source, Clean>(&source, &second);
        let folded = lower.then(&upper);
        prop_assert_eq!(folded.source_len() as usize, bytes.len());
        prop_assert_eq!(folded.clean_len() as usize, clean.len());
        let (mut a, mut b) = (0, 0);
        for run in folded.rewrites() {
            prop_assert_eq!(&bytes[a..run.source.start() as usize], &clean[b..run.clean.start() as usize]);
            (a, b) = (run.source.end() as usize, run.clean.end() as usize);
        }
        prop_assert_eq!(&bytes[a..], &clean[b..]);
        for span in spans::<Clean>(&clean) {
            let stepwise = lower.to_source(upper.to_source(span));
            let direct = folded.to_source(span);
            prop_assert!(direct.contains(stepwise) || stepwise.is_empty(), "{:?}: {:?} holds {:?}", span, direct, stepwise);
        }
    }

    #[test]
    fn deletions_at_the_edge_are_left_out(before in "[报告]{1,4}", gone in "[ab]{1,4}", after in "[增长]{1,4}") {
        let text = format!("{before}{gone}{after}");
        let mut builder = Alignment::<Source, Clean>::builder();
        let start = u32::try_from(before.len()).unwrap();
        let end = start + u32::try_from(gone.len()).unwrap();
        let total = u32::try_from(text.len()).unwrap();
        builder.rewrite(Span::new(start, end), 0);
        let alignment = builder.finish(total);
        prop_assert_eq!(alignment.to_source(Span::new(0, start)), Span::new(0, start));
        prop_assert_eq!(alignment.to_source(Span::new(start, total - (end - start))), Span::new(end, total));
        prop_assert_eq!(alignment.to_source(Span::new(0, total - (end - start))), Span::new(0, total));
    }
}
