//! The way back. Owns [`Alignment`], the ordered list of rewritten runs between two texts; everything
//! between two rewrites is verbatim.
//!
//! Laws, tested as properties in `tests/`: the runs tile both texts; a verbatim endpoint maps exactly; an
//! endpoint inside a rewritten run widens to the whole run; a deletion at the edge of a span is left out and
//! one inside it is taken in; an empty span maps to an empty span; the image of a span is the hull of the
//! images of its parts.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::Span;

/// One rewritten run: `source` was replaced by `clean`. The source side is never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Rewrite<A, B> {
    /// What was replaced.
    pub source: Span<A>,
    /// What is there now; empty for a deletion.
    pub clean: Span<B>,
}

/// How a text `B` was made from a text `A` by rewriting runs of it.
///
/// ```
/// use baogao_core::{Alignment, Clean, Source, Span};
/// let mut builder = Alignment::<Source, Clean>::builder();
/// builder.rewrite(Span::new(2, 5), 1); // three bytes became one
/// let alignment = builder.finish(10);
/// assert_eq!(alignment.to_clean(Span::new(5, 10)), Span::new(3, 8));
/// assert_eq!(alignment.to_clean(Span::new(3, 4)), Span::new(2, 3)); // widened to the run
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "", try_from = "Unchecked<A, B>")]
pub struct Alignment<A, B> {
    rewrites: Vec<Rewrite<A, B>>,
    source_len: u32,
    clean_len: u32,
}

/// An alignment as it is read from a file, before its runs are known to be in order.
#[derive(Deserialize)]
#[serde(bound = "")]
struct Unchecked<A, B> {
    rewrites: Vec<Rewrite<A, B>>,
    source_len: u32,
    clean_len: u32,
}

impl<A, B> TryFrom<Unchecked<A, B>> for Alignment<A, B> {
    type Error = &'static str;

    fn try_from(read: Unchecked<A, B>) -> Result<Self, Self::Error> {
        let mut builder = Self::builder();
        for Rewrite { source, clean } in &read.rewrites {
            builder.rewrite(*source, clean.end().saturating_sub(clean.start()));
        }
        let built = builder.finish(read.source_len);
        let runs = |rewrites: &[Rewrite<A, B>]| -> Vec<_> {
            rewrites.iter().map(|run| (run.source.range(), run.clean.range())).collect()
        };
        let is_same = runs(&built.rewrites) == runs(&read.rewrites)
            && (built.source_len, built.clean_len) == (read.source_len, read.clean_len);
        is_same
            .then_some(built)
            .ok_or("the runs of an alignment are out of order, or its lengths do not fit them")
    }
}

/// Builds an [`Alignment`] from left to right.
#[derive(Debug)]
pub struct AlignmentBuilder<A, B> {
    rewrites: Vec<Rewrite<A, B>>,
    source: u32,
    clean: u32,
}

impl<A, B> AlignmentBuilder<A, B> {
    /// Records that `source` became `clean_len` bytes.
    ///
    /// Runs must come in order and have a non-empty source: one that is empty or starts before the end of
    /// the last is ignored.
    pub fn rewrite(&mut self, source: Span<A>, clean_len: u32) {
        if source.is_empty() || source.start() < self.source {
            return;
        }
        let start = self.clean + (source.start() - self.source);
        self.source = source.end();
        self.clean = start + clean_len;
        self.rewrites.push(Rewrite { source, clean: Span::new(start, self.clean) });
    }

    /// Ends both texts; `source_len` is the length of the source in bytes.
    #[must_use]
    pub fn finish(self, source_len: u32) -> Alignment<A, B> {
        let source_len = source_len.max(self.source);
        let clean_len = self.clean + (source_len - self.source);
        Alignment { rewrites: self.rewrites, source_len, clean_len }
    }
}

/// An endpoint of a span: the start leans right over deletions, the end leans left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

impl<A, B> Alignment<A, B> {
    /// Starts at the beginning of both texts.
    #[must_use]
    pub const fn builder() -> AlignmentBuilder<A, B> {
        AlignmentBuilder { rewrites: Vec::new(), source: 0, clean: 0 }
    }

    /// Nothing was changed in a text of `len` bytes.
    #[must_use]
    pub const fn identity(len: u32) -> Self {
        Self { rewrites: Vec::new(), source_len: len, clean_len: len }
    }

    /// The rewritten runs, in order.
    #[must_use]
    pub fn rewrites(&self) -> &[Rewrite<A, B>] {
        &self.rewrites
    }

    /// Length of the source in bytes.
    #[must_use]
    pub const fn source_len(&self) -> u32 {
        self.source_len
    }

    /// Length of the clean text in bytes.
    #[must_use]
    pub const fn clean_len(&self) -> u32 {
        self.clean_len
    }

    /// The place in the source that `span` was read from.
    #[must_use]
    pub fn to_source(&self, span: Span<B>) -> Span<A> {
        let end = map(&self.rewrites, |r| (r.clean.range(), r.source.range()), span.end(), Side::End);
        if span.is_empty() {
            return Span::new(end, end);
        }
        Span::new(
            map(&self.rewrites, |r| (r.clean.range(), r.source.range()), span.start(), Side::Start),
            end,
        )
    }

    /// The place in the clean text that `span` became; empty when all of it was deleted.
    #[must_use]
    pub fn to_clean(&self, span: Span<A>) -> Span<B> {
        let end = map(&self.rewrites, |r| (r.source.range(), r.clean.range()), span.end(), Side::End);
        if span.is_empty() {
            return Span::new(end, end);
        }
        Span::new(
            map(&self.rewrites, |r| (r.source.range(), r.clean.range()), span.start(), Side::Start),
            end,
        )
    }

    /// Folds `next`, which rewrites this alignment's clean text, into one alignment from `A` to `C`.
    ///
    /// Runs of the two layers that share bytes of the middle text become one run; runs that only touch, and all other
    /// boundaries, stay apart.
    #[must_use]
    pub fn then<C>(&self, next: &Alignment<B, C>) -> Alignment<A, C> {
        let mut builder = Alignment::<A, C>::builder();
        let (mut i, mut j) = (0, 0);
        while i < self.rewrites.len() || j < next.rewrites.len() {
            // The next group in the middle text: runs of either layer that overlap or touch at a widened edge.
            let first_i = i;
            let first_j = j;
            let a = self.rewrites.get(i).map(|r| r.clean);
            let b = next.rewrites.get(j).map(|r| r.source);
            let mut group = match (a, b) {
                (Some(a), Some(b)) if b.end() <= a.start() && !b.is_empty() => {
                    j += 1;
                    b
                }
                (Some(a), _) => {
                    i += 1;
                    a
                }
                (None, Some(b)) => {
                    j += 1;
                    b
                }
                (None, None) => break,
            };
            loop {
                let before = group;
                // Only runs that truly share middle bytes must merge; a deletion (empty middle side) merges
                // with a group that covers its place from both sides.
                while let Some(r) = self.rewrites.get(i) {
                    let inside = r.clean.is_empty()
                        && group.start() < r.clean.start()
                        && r.clean.start() < group.end();
                    if !(inside || r.clean.overlaps(group)) {
                        break;
                    }
                    group = group.hull(r.clean);
                    i += 1;
                }
                while let Some(r) = next.rewrites.get(j) {
                    let swallows = group.is_empty()
                        && r.source.start() < group.start()
                        && group.start() < r.source.end();
                    if !(swallows || r.source.overlaps(group)) {
                        break;
                    }
                    group = group.hull(r.source);
                    j += 1;
                }
                if group == before {
                    break;
                }
            }
            // Map the group's outer edges through the runs that each layer gave it; deletions beside it stay runs
            // of their own.
            let source = image(&self.rewrites, first_i..i, |r| (r.clean.range(), r.source.range()), &group);
            let clean = image(&next.rewrites, first_j..j, |r| (r.source.range(), r.clean.range()), &group);
            builder.rewrite(Span::from_range(source), u32::try_from(clean.len()).unwrap_or(u32::MAX));
        }
        builder.finish(self.source_len)
    }
}

/// The image of the middle range `group`, of which exactly the runs numbered `taken` are rewritten.
fn image<R, B>(
    runs: &[R],
    taken: Range<usize>,
    sides: impl Fn(&R) -> (Range<usize>, Range<usize>),
    group: &Span<B>,
) -> Range<usize> {
    // After run `i` the two sides differ by a constant; before the first one they do not differ.
    let after = |i: Option<usize>, offset: usize| match i.and_then(|i| runs.get(i)) {
        None => offset,
        Some(run) => {
            let (from, to) = sides(run);
            to.end + (offset - from.end)
        }
    };
    let Range { start, end } = group.range();
    after(taken.start.checked_sub(1), start)..after(taken.end.checked_sub(1), end)
}

/// Maps one endpoint from the first to the second side of the runs.
fn map<R>(runs: &[R], sides: impl Fn(&R) -> (Range<usize>, Range<usize>), offset: u32, side: Side) -> u32 {
    let offset = offset as usize;
    // The first run that ends after the endpoint, or at it for an end that may lie inside.
    let next = runs.partition_point(|r| {
        let from = sides(r).0;
        match side {
            // A start at the end of a run, or on a deletion, lies behind it.
            Side::Start => from.end <= offset,
            // An end at the start of a run, or on a deletion, lies before it.
            Side::End => from.end < offset || (from.end == offset && !from.is_empty()),
        }
    });
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    if let Some(run) = runs.get(next) {
        let (from, to) = sides(run);
        if from.start < offset && offset < from.end {
            return clamp(if side == Side::Start { to.start } else { to.end });
        }
    }
    match next.checked_sub(1).and_then(|i| runs.get(i)) {
        None => clamp(offset),
        Some(run) => {
            let (from, to) = sides(run);
            clamp(to.end + (offset - from.end))
        }
    }
}
