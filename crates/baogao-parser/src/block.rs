//! Paragraphs. Owns the split of a clean text into [`Block`]s, the logical paragraphs that everything after
//! this room reads.

use baogao_core::{Clean, Span};

/// A logical paragraph: one line of the clean text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Block<'t> {
    /// Its words, without the line end.
    pub(crate) text: &'t str,
    /// Byte where it starts in the clean text.
    pub(crate) start: usize,
}

impl Block<'_> {
    /// The span of a part of the block; positions count from the block's start.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span<Clean> {
        Span::from_range(self.start + start..self.start + end)
    }
}

/// The paragraphs of a clean text, in its order.
pub(crate) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for line in text.split('\n') {
        let words = line.trim();
        if !words.is_empty() {
            blocks.push(Block { text: words, start: start + (line.len() - line.trim_start().len()) });
        }
        start += line.len() + 1;
    }
    blocks
}
