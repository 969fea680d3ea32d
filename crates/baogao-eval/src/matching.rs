//! Finding the prediction that answers a label, in time that does not grow with the square of the document.
//! Owns the two searches, by key and by place; it must not know what is paired.

use std::{
    collections::{HashMap, VecDeque},
    hash::Hash,
};

use crate::read::Range;

/// Predictions that no label has taken yet, by key. Of several, the first in the prediction's own order is
/// taken.
pub(crate) struct Pool<K> {
    by_key: HashMap<K, VecDeque<usize>>,
    left: Vec<bool>,
}

impl<K: Hash + Eq> Pool<K> {
    pub(crate) fn new(keys: impl IntoIterator<Item = K>) -> Self {
        let mut by_key: HashMap<K, VecDeque<usize>> = HashMap::new();
        let mut count = 0;
        for key in keys {
            by_key.entry(key).or_default().push_back(count);
            count += 1;
        }
        Self { by_key, left: vec![true; count] }
    }

    /// Takes the first prediction that has one of the keys.
    pub(crate) fn take(&mut self, keys: impl IntoIterator<Item = K>) -> Option<usize> {
        let first = |key: K| self.by_key.get(&key)?.front().map(|&index| (index, key));
        let (index, key) = keys.into_iter().filter_map(first).min_by_key(|&(index, _)| index)?;
        self.by_key.get_mut(&key)?.pop_front();
        self.left[index] = false;
        Some(index)
    }

    /// What no label took, in order.
    pub(crate) fn rest(&self) -> impl Iterator<Item = usize> {
        self.left.iter().enumerate().filter_map(|(index, &left)| left.then_some(index))
    }
}

/// Ranges by their starts, to ask in logarithmic time what reaches into a place.
pub(crate) struct Reach {
    starts: Vec<u32>,
    /// The furthest end of this range and all before it.
    ends: Vec<u32>,
}

impl Reach {
    pub(crate) fn new(ranges: impl IntoIterator<Item = Range>) -> Self {
        let mut ranges: Vec<_> = ranges.into_iter().collect();
        ranges.sort_by_key(|range| range.start);
        let mut furthest = 0;
        let ends = ranges.iter().map(|range| {
            furthest = furthest.max(range.end);
            furthest
        });
        Self { ends: ends.collect(), starts: ranges.iter().map(|range| range.start).collect() }
    }

    /// Whether a range starts at `last_start` or before and ends at `first_end` or after.
    pub(crate) fn touches(&self, last_start: u32, first_end: u32) -> bool {
        let before = self.starts.partition_point(|&start| start <= last_start);
        before.checked_sub(1).is_some_and(|last| self.ends[last] >= first_end)
    }

    /// Whether a range shares a character with `place`; none of the ranges may be empty.
    pub(crate) fn overlaps(&self, place: Range) -> bool {
        place.start < place.end && self.touches(place.end - 1, place.start.saturating_add(1))
    }

    /// The ranks, by start, of the ranges that may share a character with `place`.
    pub(crate) fn near(&self, place: Range) -> std::ops::Range<usize> {
        let from = self.ends.partition_point(|&end| end <= place.start);
        from..self.starts.partition_point(|&start| start < place.end).max(from)
    }
}

/// How many characters two ranges share.
pub(crate) fn overlap(a: Range, b: Range) -> u32 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_is_left_is_taken() {
        let mut pool = Pool::new(["b", "a", "b"]);
        assert_eq!(pool.take(["a", "b"]), Some(0), "the prediction's order decides, not that of the keys");
        assert_eq!(pool.take(["c"]), None);
        assert_eq!(pool.take(["b"]), Some(2));
        assert_eq!(pool.take(["b"]), None, "each is taken once");
        assert_eq!(pool.rest().collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn neighbours_do_not_overlap() {
        let reach = Reach::new([Range::new(5, 9), Range::new(0, 3)]);
        for (place, answer) in
            [((2, 3), true), ((3, 5), false), ((3, 6), true), ((9, 12), false), ((6, 6), false)]
        {
            assert_eq!(reach.overlaps(Range::new(place.0, place.1)), answer, "{place:?}");
        }
        assert!(!Reach::new([]).overlaps(Range::new(0, 9)));
        assert_eq!(overlap(Range::new(0, 3), Range::new(2, 9)), 1);
        assert_eq!(overlap(Range::new(0, 3), Range::new(3, 9)), 0);
    }

    #[test]
    fn touching_needs_both_ends_of_one_range() {
        let reach = Reach::new([Range::new(0, 3), Range::new(8, 9)]);
        assert!(reach.touches(3, 3));
        assert!(!reach.touches(7, 4));
        assert!(reach.touches(8, 4));
    }
}
