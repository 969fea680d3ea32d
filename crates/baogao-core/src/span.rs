//! Places in a text. Owns [`Span`], a half-open range that knows which text it belongs to, and
//! [`CodePoints`], the index that turns byte offsets into code points and back.

use std::{cmp::Ordering, fmt, hash::Hash, hash::Hasher, marker::PhantomData, ops::Range};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A half-open range `start..end` of **byte** offsets into the text `T`.
///
/// `Span<Source>` and `Span<Clean>` are different types, so that a place in the decoded source cannot be
/// used in the repaired text by mistake; [`crate::Alignment`] leads from one to the other.
///
/// ```
/// use baogao_core::{Source, Span};
/// let span = Span::<Source>::new(3, 9);
/// assert_eq!(span.slice("报告人"), Some("告人"));
/// ```
///
/// ```compile_fail
/// use baogao_core::{Clean, Source, Span};
/// let clean: Span<Clean> = Span::<Source>::new(0, 3); // a place in another text
/// ```
pub struct Span<T> {
    start: u32,
    end: u32,
    text: PhantomData<fn() -> T>,
}

impl<T> Span<T> {
    /// The span from byte `start` up to byte `end`; an `end` before `start` gives the empty span at `start`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end }, text: PhantomData }
    }

    /// The span of a `usize` range; offsets above `u32::MAX` are clamped (inputs are limited well below).
    #[must_use]
    pub fn from_range(range: Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self::new(clamp(range.start), clamp(range.end))
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> u32 {
        self.start
    }

    /// Byte after the last one.
    #[must_use]
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Number of bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing lies between start and end.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The range, to slice with.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The part of `text` that the span covers; `None` when it lies outside or cuts a character.
    #[must_use]
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Whether `other` lies within this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

// Derives would ask the same of `T`, which is only a name here.
impl<T> Clone for Span<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Span<T> {}
impl<T> PartialEq for Span<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<T> Eq for Span<T> {}
impl<T> PartialOrd for Span<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Span<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<T> Hash for Span<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<T> fmt::Debug for Span<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
impl<T> Serialize for Span<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}
impl<'de, T> Deserialize<'de> for Span<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = <(u32, u32)>::deserialize(deserializer)?;
        Ok(Self::new(start, end))
    }
}

/// An index from byte offsets to code points of one text: one number for every 64 bytes.
///
/// ```
/// use baogao_core::CodePoints;
/// let index = CodePoints::new("报告A");
/// assert_eq!(index.of_byte("报告A", 6), 2);
/// assert_eq!(index.to_byte("报告A", 2), 6);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodePoints {
    /// Code points before byte `64 * i`.
    before: Vec<u32>,
    total: u32,
}

const STRIDE: usize = 64;

fn starts_in(bytes: &[u8]) -> u32 {
    // A byte that does not continue a character starts one.
    bytes.iter().map(|b| u32::from(b & 0xC0 != 0x80)).sum()
}

impl CodePoints {
    /// Counts the code points of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut total = 0;
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        for block in text.as_bytes().chunks(STRIDE) {
            before.push(total);
            total += starts_in(block);
        }
        Self { before, total }
    }

    /// Number of code points in the text.
    #[must_use]
    pub const fn total(&self) -> u32 {
        self.total
    }

    /// Code points before byte `offset`; an offset beyond the text gives their total number.
    #[must_use]
    pub fn of_byte(&self, text: &str, offset: u32) -> u32 {
        let offset = offset as usize;
        match self.before.get(offset / STRIDE) {
            Some(before) if offset <= text.len() => {
                before + starts_in(&text.as_bytes()[offset / STRIDE * STRIDE..offset])
            }
            _ => self.total,
        }
    }

    /// Byte offset of code point number `index`; an index beyond the text gives the text's length.
    #[must_use]
    pub fn to_byte(&self, text: &str, index: u32) -> u32 {
        if index >= self.total {
            return u32::try_from(text.len()).unwrap_or(u32::MAX);
        }
        let block = self.before.partition_point(|&n| n <= index) - 1;
        let mut left = index - self.before[block];
        let mut offset = block * STRIDE;
        for (i, byte) in text.as_bytes()[offset..].iter().enumerate() {
            if byte & 0xC0 != 0x80 {
                if left == 0 {
                    offset += i;
                    break;
                }
                left -= 1;
            }
        }
        u32::try_from(offset).unwrap_or(u32::MAX)
    }

    /// The span in code points, `[start, end)`.
    #[must_use]
    pub fn of_span<T>(&self, text: &str, span: Span<T>) -> [u32; 2] {
        [self.of_byte(text, span.start()), self.of_byte(text, span.end())]
    }
}
