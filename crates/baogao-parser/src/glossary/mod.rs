//! The glossary (名词解释). Owns the choice of the paragraphs that are notes, and the search for every use of a
//! term in the body; the form of a note is in [`entry`], what it enumerates in [`expansion`].

mod entry;
mod expansion;
mod parts;

use baogao_lexicon::Lexicon;
use std::collections::HashSet;

use aho_corasick::{AhoCorasick, MatchKind};
use baogao_core::{Clean, Role, Section, Span, Term};

use crate::block::Block;
use entry::{entry, notes};

/// The longest line that may announce the notes, in characters.
const MAX_TITLE: usize = 24;

/// The entries of the report's notes with their mentions.
pub(crate) fn glossary(
    lexicon: &Lexicon,
    text: &str,
    blocks: &[Block<'_>],
    sections: &[Section],
) -> Vec<Term> {
    let places = places(lexicon, blocks, sections);
    let mut terms: Vec<Term> = Vec::new();
    let mut last_number = None;
    for block in blocks.iter().filter(|block| is_within(&places, block.span(0, block.text.len()))) {
        for range in notes(block.text) {
            let note = &block.text[range.clone()];
            let span = block.span(range.start, range.end);
            let numbered = last_number.is_some();
            let due = last_number.unwrap_or(0_u32).saturating_add(1);
            // Where notes are numbered, a paragraph without a number goes on with the note before it.
            let found = entry(note, due)
                .filter(|found| !numbered || found.number.is_some() || note.starts_with(['“', '【']));
            last_number = found.as_ref().and_then(|found| found.number).or(last_number);
            match (found, terms.last_mut()) {
                (Some(found), _) => terms.push(Term {
                    number: found.number,
                    term: found.term.to_owned(),
                    definition: found.definition.to_owned(),
                    expansion: Vec::new(),
                    span,
                    mentions: Vec::new(),
                }),
                (None, Some(last)) => {
                    last.definition.push_str(note);
                    last.span = last.span.hull(span);
                }
                (None, None) => {}
            }
        }
    }
    for term in &mut terms {
        term.expansion = expansion::expansion(&term.term, &term.definition);
    }
    mention(text, &mut terms, &places);
    terms
}

/// Where the notes are: the sections of their role, or what follows a line that announces them.
fn places(lexicon: &Lexicon, blocks: &[Block<'_>], sections: &[Section]) -> Vec<Span<Clean>> {
    let sections: Vec<Span<Clean>> = sections
        .iter()
        .filter(|section| section.role == Role::Glossary)
        .map(|section| section.body)
        .collect();
    if !sections.is_empty() {
        return merged(sections);
    }
    let title = blocks.iter().rposition(|block| announces(lexicon, block.text));
    let after = title.and_then(|at| blocks.get(at + 1..)).unwrap_or_default();
    match (after.first(), after.last()) {
        (Some(first), Some(last)) => {
            vec![first.span(0, first.text.len()).hull(last.span(0, last.text.len()))]
        }
        // `注：①…②…` in one paragraph at the end.
        _ => blocks
            .last()
            .filter(|block| block.text.starts_with("注") && notes(block.text).len() > 1)
            .map(|block| block.span(0, block.text.len()))
            .into_iter()
            .collect(),
    }
}

/// The same places without those that lie within one before.
fn merged(sections: Vec<Span<Clean>>) -> Vec<Span<Clean>> {
    let mut apart: Vec<Span<Clean>> = Vec::new();
    for body in sections {
        if !apart.last().is_some_and(|last| last.contains(body)) {
            apart.push(body);
        }
    }
    apart
}

/// Whether a span lies within one of the places, which are in order and do not overlap.
fn is_within(places: &[Span<Clean>], span: Span<Clean>) -> bool {
    let next = places.partition_point(|body| body.start() <= span.start());
    next.checked_sub(1).is_some_and(|i| places[i].contains(span))
}

/// Whether a line is the title of the notes: 名词解释, （注释）, 注：.
fn announces(lexicon: &Lexicon, line: &str) -> bool {
    let title = line.trim_matches(['：', ':', '（', '）', '(', ')', '【', '】', '*', ' ']);
    let is_cue = |title: &str| {
        lexicon.roles().iter().any(|entry| entry.role == Role::Glossary && title.contains(entry.cue))
    };
    title == "注"
        || title.chars().count() <= MAX_TITLE && !title.contains(['。', '，', '；', '：']) && is_cue(title)
}

/// Finds every use of the terms outside the notes.
fn mention(text: &str, terms: &mut [Term], places: &[Span<Clean>]) {
    if terms.is_empty() {
        return;
    }
    // Of entries with one name, the first has its mentions; the automaton is slow with doubles.
    let mut seen = HashSet::new();
    let (firsts, names): (Vec<usize>, Vec<&str>) = terms
        .iter()
        .enumerate()
        .map(|(i, term)| (i, term.term.as_str()))
        .filter(|(_, name)| seen.insert(*name))
        .unzip();
    // The longest term wins where one is part of another. A list of names too large to search for has no mentions.
    let Ok(automaton) = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names) else {
        return;
    };
    let found: Vec<(usize, Span<Clean>)> = automaton
        .find_iter(text)
        .map(|m| (firsts[m.pattern().as_usize()], Span::from_range(m.range())))
        .filter(|(_, span)| !is_within(places, *span))
        .collect();
    for (i, span) in found {
        terms[i].mentions.push(span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Option<u32>, String, usize)> {
        let blocks = crate::block::blocks(text, &[], &[]);
        let terms = glossary(Lexicon::get(), text, &blocks, &[]);
        terms.into_iter().map(|term| (term.number, term.term, term.mentions.len())).collect()
    }

    #[test]
    fn notes_follow_their_title() {
        let body = "扎实推进“三净”行动，三净工作全面铺开。";
        for title in ["名词解释", "有关名词注释：", "《报告》词语解释", "（注释）", "注："]
        {
            let text = format!("{body}\n{title}\n1.三净：净水、净路、净院。\n2.“双护”：护林、\n护水。");
            let expected = [(Some(1), "三净".to_owned(), 2), (Some(2), "双护".to_owned(), 0)];
            assert_eq!(read(&text), expected, "{title}");
        }
        let text = format!("{body}\n注：①三净：净水、净路、净院。②双护：护林、护水。");
        assert_eq!(read(&text).len(), 2);
    }

    #[test]
    fn lists_have_no_longest_length() {
        let notes: String = (1..=130).map(|n| format!("{n}.词条{n}号：净水、净路、净院。\n")).collect();
        let found = read(&format!("扎实推进。\n名词解释\n{notes}"));
        assert_eq!(found.len(), 130);
        assert_eq!(found[129].0, Some(130));
    }

    #[test]
    fn a_body_has_no_notes() {
        assert!(read("做好以下工作：\n1.产业：抓项目。\n2.民生：办实事，注释要清楚。").is_empty());
    }
}
