//! The glossary (名词解释). Owns the reading of numbered notes, of what they enumerate, and the search for every use of
//! a term in the body.

mod expansion;

use aho_corasick::{AhoCorasick, MatchKind};
use baogao_core::{Clean, Role, Section, Span, Term};

use crate::{
    block::Block,
    marker::{Kind, marker},
};

/// The longest term, in characters; what is longer is a sentence with a colon in it.
const MAX_TERM: usize = 40;

/// The entries of the report's glossary sections with their mentions.
pub(crate) fn glossary(text: &str, blocks: &[Block<'_>], sections: &[Section]) -> Vec<Term> {
    let notes: Vec<Span<Clean>> = sections
        .iter()
        .filter(|section| section.role == Role::Glossary)
        .map(|section| section.body)
        .collect();
    let mut terms: Vec<Term> = Vec::new();
    for block in
        blocks.iter().filter(|block| notes.iter().any(|body| body.contains(block.span(0, block.text.len()))))
    {
        match entry(block) {
            Some(term) => terms.push(term),
            // A note may run over several paragraphs.
            None => {
                if let Some(last) = terms.last_mut() {
                    last.definition.push_str(block.text);
                    last.span = last.span.hull(block.span(0, block.text.len()));
                }
            }
        }
    }
    for term in &mut terms {
        term.expansion = expansion::expansion(&term.term, &term.definition);
    }
    mention(text, &mut terms, &notes);
    terms
}

/// `1. “六稳”：稳就业、…`
fn entry(block: &Block<'_>) -> Option<Term> {
    let text = block.text;
    let mark = marker(text).filter(|mark| !matches!(mark.kind, Kind::Dash | Kind::Clause));
    let rest = text[mark.map_or(0, |mark| mark.text.len())..].trim_start();
    let at = rest.find(['：', ':'])?;
    let (term, definition) = (rest[..at].trim(), rest[at..].trim_start_matches(['：', ':']).trim());
    let is_term = !term.is_empty()
        && term.chars().count() <= MAX_TERM
        && !term.contains(['。', '，'])
        && !definition.is_empty();
    is_term.then(|| Term {
        number: mark.and_then(|mark| mark.number),
        term: unquoted(term).to_owned(),
        definition: definition.to_owned(),
        expansion: Vec::new(),
        span: block.span(0, text.len()),
        mentions: Vec::new(),
    })
}

/// The term without its quotation marks, when they enclose all of it.
fn unquoted(term: &str) -> &str {
    let inner = term.strip_prefix(['“', '"', '「']).and_then(|rest| rest.strip_suffix(['”', '"', '」']));
    inner.filter(|inner| !inner.contains(['“', '”', '"'])).unwrap_or(term)
}

/// Finds every use of the terms outside the notes.
fn mention(text: &str, terms: &mut [Term], notes: &[Span<Clean>]) {
    let names: Vec<&str> = terms.iter().map(|term| term.term.as_str()).collect();
    // The longest term wins where one is part of another. A list of names too large to search for has no mentions.
    let Ok(automaton) = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names) else {
        return;
    };
    let found: Vec<(usize, Span<Clean>)> = automaton
        .find_iter(text)
        .map(|m| (m.pattern().as_usize(), Span::from_range(m.range())))
        .filter(|(_, span)| !notes.iter().any(|body| body.contains(*span)))
        .collect();
    for (i, span) in found {
        terms[i].mentions.push(span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_become_terms() {
        let block = Block {
            text: "3.“四水四定”：以水定城、以水定地、以水定人、以水定产。", start: 0
        };
        let term = entry(&block);
        assert_eq!(term.map(|t| (t.number, t.term)), Some((Some(3), "四水四定".to_owned())));
        assert!(entry(&Block { text: "这是一句话，里面有冒号：没有词条。", start: 0 }).is_none());
    }
}
