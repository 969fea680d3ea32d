//! What is twice. Owns the search for doubled characters and words, and for sentences printed twice.
//!
//! Assumptions: grammatical words are not doubled, except in the words of [`REDUPLICATED`]; a verb of two
//! characters is not said twice; a long sentence is not repeated word for word. Slogans are short, and a list
//! that repeats its opening does not repeat its end.

use baogao_lexicon::is_han;
use std::{ops::Range, sync::LazyLock};

use baogao_core::EditKind;
use foldhash::HashSet;

use super::entries;
use crate::{chars::not_ideographs, repairer::Plan};

/// Characters that carry grammar; doubled they are a slip.
const GRAMMATICAL: &str = "的了和与及在是为对将把被使向从";
/// Words in which they are twice all the same.
const REDUPLICATED: [&str; 6] = ["的的确确", "目的的", "为为", "了了", "是是非非", "在在"];
/// A sentence of this many characters is not repeated by intention.
const LONG_SENTENCE: usize = 24;

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    doubled(text, plans);
    printed_twice(text, plans);
}

/// `的的`, `加快加快`.
fn doubled(text: &str, plans: &mut Vec<Plan>) {
    // The three characters before with their places.
    let mut window = [(0, '\n'); 3];
    let mut behind = 0;
    for (at, c) in text.char_indices() {
        let [(first_at, first), (second_at, second), (third_at, third)] = window;
        window = [(second_at, second), (third_at, third), (at, c)];
        if third != c && (first != third || second != c) || first_at < behind {
            continue;
        }
        let end = at + c.len_utf8();
        if third == c
            && GRAMMATICAL.contains(c)
            && !in_reduplication(text, third_at, end)
            && third_at >= behind
        {
            report(third_at..end, c.to_string(), plans);
            behind = end;
        } else if first == third && second == c && first != second && is_verb(&text[first_at..third_at]) {
            report(first_at..end, text[third_at..end].to_owned(), plans);
            behind = end;
        }
    }
}

fn report(range: Range<usize>, reading: String, plans: &mut Vec<Plan>) {
    let message = format!("{reading} stands twice");
    plans.push(Plan::report(range, EditKind::Duplicate, message, Some(reading), 0.7));
}

fn in_reduplication(text: &str, start: usize, end: usize) -> bool {
    let from = text[..start].char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let to = text[end..].char_indices().nth(2).map_or(text.len(), |(at, _)| end + at);
    REDUPLICATED.iter().any(|word| text[from..to].contains(word))
}

/// Verbs and adverbs of reports that are doubled only by a slip; 研究研究 and 一件一件 are not among them.
fn is_verb(word: &str) -> bool {
    static OPENERS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| entries(include_str!("../../lexicon/paragraph_openers.txt")).collect());
    OPENERS.contains(word)
}

/// Long sentences that were printed before. Neighbouring ones are one finding.
fn printed_twice(text: &str, plans: &mut Vec<Plan>) {
    let mut seen: HashSet<&str> = HashSet::default();
    let mut run: Option<Range<usize>> = None;
    let mut flush = |run: Option<Range<usize>>| {
        if let Some(range) = run {
            let message = "this was printed before, word for word".to_owned();
            plans.push(Plan::report(range, EditKind::Duplicate, message, Some(String::new()), 0.5));
        }
    };
    let ends = not_ideographs(text).filter(|(_, c)| matches!(c, '。' | '！' | '；' | '\n'));
    let mut start = 0;
    for end in ends.map(|(at, c)| at + c.len_utf8()).chain([text.len()]) {
        let range = std::mem::replace(&mut start, end)..end;
        let words = text[range.clone()].trim_end_matches('\n');
        // No Han character has fewer bytes than 一.
        if words.len() < LONG_SENTENCE * '一'.len_utf8() {
            continue;
        }
        let han = words.chars().filter(|&c| is_han(c)).take(LONG_SENTENCE).count();
        if han < LONG_SENTENCE {
            continue;
        }
        if seen.insert(words) {
            flush(run.take());
            continue;
        }
        let end = range.start + words.len();
        run = Some(run.map_or(range.start..end, |run| run.start..end));
    }
    flush(run);
}

#[cfg(test)]
mod tests {
    use crate::fixers::testing::reports;

    #[test]
    fn finds_doubled_words() {
        reports(super::plan, "人民的的生活", &[("的的", Some("的"))]);
        reports(super::plan, "加快加快发展", &[("加快加快", Some("加快"))]);
    }

    #[test]
    fn leaves_reduplications() {
        for text in ["的的确确", "目的的实现", "一件一件办", "研究研究", "是是非非", "人人参与，家家受益"]
        {
            reports(super::plan, text, &[]);
        }
    }

    #[test]
    fn finds_sentences_printed_twice() {
        let sentence = "全县新建改建农村公路三十二公里并完成十七座危桥的加固和两处隐患点的治理。";
        let text = format!("{sentence}其他工作也有进展。\n{sentence}{sentence}");
        let twice = format!("{sentence}{sentence}");
        reports(super::plan, &text, &[(&twice, Some(""))]);
        reports(super::plan, "让我们团结奋斗！让我们团结奋斗！", &[]);
    }
}
