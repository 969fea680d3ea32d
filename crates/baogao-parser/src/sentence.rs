//! What every stage after the outline reads. Owns [`Reading`], the context of one report, and [`Sentence`], made once
//! and used by figures and targets alike.

use crate::cut::cut;
use baogao_core::section::innermost;
use baogao_core::{Alignment, Clean, Meta, Role, Section, Source, Span};
use baogao_lexicon::Lexicon;

use crate::{block::Block, indicators::Indicators, marker::marker, outline::Passage};

/// A report whose outline and meta data are known.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'r> {
    pub(crate) lexicon: &'r Lexicon,
    pub(crate) indicators: &'r Indicators,
    /// The repaired text.
    pub(crate) text: &'r str,
    pub(crate) blocks: &'r [Block<'r>],
    pub(crate) sections: &'r [Section],
    /// Parts of sections that have a role of their own, in document order.
    pub(crate) passages: &'r [Passage],
    pub(crate) meta: &'r Meta,
    pub(crate) alignment: &'r Alignment<Source, Clean>,
}

/// A sentence of a paragraph, with the mark that ends it and without the mark of an enumeration that opens the paragraph.
#[derive(Clone, Copy)]
pub(crate) struct Sentence<'r> {
    /// The paragraph, for what its opening words say of every sentence in it.
    pub(crate) block: Block<'r>,
    /// The byte of the paragraph where the sentence starts.
    pub(crate) start: usize,
    pub(crate) text: &'r str,
    pub(crate) span: Span<Clean>,
    /// The innermost section at its start, as an index.
    pub(crate) section: Option<usize>,
    /// The role at its start.
    pub(crate) role: Role,
    /// Whether it is the first of its paragraph.
    pub(crate) opens: bool,
}

impl Sentence<'_> {
    /// The span of a part of the sentence; positions count from the sentence's start.
    pub(crate) fn part(&self, start: usize, end: usize) -> Span<Clean> {
        self.block.span(self.start + start, self.start + end)
    }
}

impl<'r> Reading<'r> {
    /// Every sentence, paragraph by paragraph.
    pub(crate) fn sentences(self) -> impl Iterator<Item = Sentence<'r>> {
        self.blocks.iter().flat_map(move |&block| {
            // The mark of an enumeration (1. or 第一，) quantifies nothing.
            let skip = marker(block.text).map_or(0, |marker| marker.text.len());
            split(block.text, skip).enumerate().map(move |(i, (start, text))| {
                let span = block.span(start, start + text.len());
                let section = innermost(self.sections, span.start());
                let role = self.role(section, span.start());
                Sentence { block, start, text, span, section, role, opens: i == 0 }
            })
        })
    }
}

impl Reading<'_> {
    /// The role at a place: of the passage that begins there or before, if the innermost section begins earlier; else of
    /// that section.
    fn role(self, section: Option<usize>, place: u32) -> Role {
        let section = section.and_then(|id| self.sections.get(id));
        let begins = section.map_or(0, |section| section.span.start());
        let at = self.passages.partition_point(|passage| passage.span.start() <= place);
        let passage = at.checked_sub(1).and_then(|at| self.passages.get(at));
        let passage = passage.filter(|passage| place < passage.span.end() && begins < passage.span.start());
        passage.map(|passage| passage.role).or(section.map(|section| section.role)).unwrap_or(Role::Other)
    }
}

/// The sentences of a paragraph from byte `skip` on, with their places; each ends with its mark.
fn split(text: &str, skip: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut start = skip;
    cut(text, skip..).split_inclusive(['。', '！', '？']).map(move |piece| {
        let at = start;
        start += piece.len();
        (at, piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_keep_their_places() {
        let text = "一是增长。好！完";
        let parts: Vec<_> = split(text, 6).collect();
        assert_eq!(parts, [(6, "增长。"), (15, "好！"), (21, "完")]);
        assert!(parts.iter().all(|(at, part)| text[*at..].starts_with(part)));
    }
}
