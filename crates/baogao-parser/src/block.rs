//! Paragraphs. Owns the split of a clean text into [`Block`]s, the logical paragraphs that everything after
//! this room reads, and the reading order where it is not the printed one.
//!
//! A sentence that goes on elsewhere is read to its end in the paragraph where it begins; what follows it there is
//! a paragraph of its own, at its printed place.

use baogao_core::{Clean, Span};
use baogao_text::Continuation;

/// A logical paragraph: one line of the clean text, or two pieces of it in reading order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Block<'t> {
    /// Its words, without the line end.
    pub(crate) text: &'t str,
    /// Byte where it starts in the clean text.
    pub(crate) start: usize,
    /// Where its words from one byte on are, if they are elsewhere.
    rest: Option<Rest>,
}

/// The piece of a paragraph that is printed elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Rest {
    /// Byte of the paragraph where the piece begins.
    at: usize,
    /// Byte of the clean text where it is.
    start: usize,
}

impl<'t> Block<'t> {
    /// The paragraph that is at `start` of the clean text.
    pub(crate) const fn new(text: &'t str, start: usize) -> Self {
        Self { text, start, rest: None }
    }

    /// The span of a part of the block; positions count from the block's start. A part on both sides of a
    /// place where the print goes on elsewhere has a span that covers what lies between.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span<Clean> {
        match self.rest {
            Some(rest) if end > rest.at => {
                let first = if start < rest.at { self.start + start } else { rest.start + start - rest.at };
                Span::from_range(first..rest.start + end - rest.at)
            }
            _ => Span::from_range(self.start + start..self.start + end),
        }
    }
}

/// The paragraphs that break off, with the words that complete them: what [`blocks`] borrows.
pub(crate) fn completed(text: &str, continuations: &[Continuation]) -> Vec<String> {
    let words = |span: Span<Clean>| span.slice(text).unwrap_or_default();
    continuations.iter().map(|found| [words(found.fragment), words(found.rest)].concat()).collect()
}

/// The paragraphs of a clean text, in its order; each continuation is with its fragment, whose words are in
/// `completed`.
pub(crate) fn blocks<'t>(
    text: &'t str,
    continuations: &[Continuation],
    completed: &'t [String],
) -> Vec<Block<'t>> {
    let mut start = 0;
    let mut blocks = Vec::with_capacity(1 + text.matches('\n').count());
    let mut rests: Vec<Span<Clean>> = continuations.iter().map(|found| found.rest).collect();
    rests.sort_unstable();
    let mut rests = rests.into_iter().peekable();
    let mut fragments = continuations.iter().zip(completed).peekable();
    for line in text.split('\n') {
        let words = line.trim();
        let mut at = start + (line.len() - line.trim_start().len());
        start += line.len() + 1;
        let mut words = words;
        if let Some(rest) = rests.next_if(|rest| rest.start() as usize == at) {
            words = words.get(rest.len() as usize..).unwrap_or_default();
            at += rest.len() as usize;
        }
        if words.is_empty() {
            continue;
        }
        let mut block = Block::new(words, at);
        if let Some((found, words)) = fragments.next_if(|(found, _)| found.fragment.start() as usize == at) {
            let rest = Rest { at: found.fragment.len() as usize, start: found.rest.start() as usize };
            block = Block { text: words, rest: Some(rest), ..block };
        }
        blocks.push(block);
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "争当实\n另一段。\n干家。勤政。";

    fn read(check: impl Fn(&[Block<'_>])) {
        let found = [Continuation { fragment: Span::new(0, 9), rest: Span::new(23, 32) }];
        let completed = completed(TEXT, &found);
        check(&blocks(TEXT, &found, &completed));
    }

    #[test]
    fn a_sentence_in_two_places_is_read_as_one() {
        read(|blocks| {
            let words: Vec<_> = blocks.iter().map(|block| block.text).collect();
            assert_eq!(words, ["争当实干家。", "另一段。", "勤政。"]);
        });
    }

    #[test]
    fn its_parts_lead_back_to_their_places() {
        read(|blocks| {
            let block = &blocks[0];
            assert_eq!(block.span(0, 9).slice(TEXT), Some("争当实"));
            assert_eq!(block.span(9, 15).slice(TEXT), Some("干家"));
            assert_eq!(block.span(6, 12).slice(TEXT), Some("实\n另一段。\n干"));
            assert_eq!(blocks[2].span(0, 9).slice(TEXT), Some("勤政。"));
        });
    }

    #[test]
    fn paragraphs_are_lines_without_their_blanks() {
        let blocks = blocks(" 一段。\n\n二段。", &[], &[]);
        assert_eq!(blocks, [Block::new("一段。", 1), Block::new("二段。", 12)]);
    }
}
