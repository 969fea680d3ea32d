//! What scoring gives. Owns [`Document`], [`Miss`] and [`Scores`] and their JSON; it must not know how
//! records are paired.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
};

use serde::Serialize;

use crate::{
    calibration::{Calibration, Judgement},
    tally::{Counts, Tally},
};

/// One difference between labels and prediction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// What sort of difference: `figure missed`, `unit`, `heading not in gold` …
    pub sort: &'static str,
    /// Where: the code point of the source at which the label starts, or the prediction that has none.
    pub at: Option<u32>,
    /// The record it is about, in short.
    pub subject: String,
    /// What was predicted.
    pub got: Option<String>,
    /// What the label says.
    pub want: Option<String>,
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(at) = self.at {
            write!(f, "{at} ")?;
        }
        f.write_str(&self.subject)?;
        if self.got.is_none() && self.want.is_none() {
            return Ok(());
        }
        let words = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
        write!(f, ": {} for {}", words(&self.got), words(&self.want))
    }
}

/// The scores of one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its name, as the labels have it.
    pub name: String,
    /// What was counted.
    pub tally: Tally,
    /// Every difference.
    pub misses: Vec<Miss>,
    /// Every figure that was judged, with the confidence it had.
    pub judgements: Vec<Judgement>,
}

impl Document {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), tally: Tally::default(), misses: Vec::new(), judgements: Vec::new() }
    }

    pub(crate) fn found(&mut self, measure: &'static str) {
        self.tally.add(measure, Counts::Found([1, 0, 0]));
    }

    /// A prediction without a label.
    pub(crate) fn alarm(&mut self, measure: &'static str, miss: Miss) {
        self.tally.add(measure, Counts::Found([0, 1, 0]));
        self.misses.push(miss);
    }

    /// A label without a prediction.
    pub(crate) fn missed(&mut self, measure: &'static str, miss: Miss) {
        self.tally.add(measure, Counts::Found([0, 0, 1]));
        self.misses.push(miss);
    }

    /// A field of a found record; returns whether it is right.
    pub(crate) fn judge(&mut self, measure: &'static str, right: bool) -> bool {
        self.tally.add(measure, Counts::Judged([u64::from(right), u64::from(!right)]));
        right
    }
}

/// The scores of several documents.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores {
    documents: Vec<Document>,
}

impl Scores {
    /// Puts documents together, in their order.
    #[must_use]
    pub fn new(documents: Vec<Document>) -> Self {
        Self { documents }
    }

    /// The documents, in order.
    #[must_use]
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The counts of all documents together.
    #[must_use]
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        for (measure, counts) in self.documents.iter().flat_map(|document| document.tally.iter()) {
            total.add(measure, counts);
        }
        total
    }

    /// How often figures of a confidence are right.
    #[must_use]
    pub fn calibration(&self) -> Calibration {
        Calibration::new(self.documents.iter().flat_map(|document| &document.judgements))
    }

    /// The differences with the documents they are in, sort by sort within each document, at most `most` of
    /// a sort.
    #[must_use]
    pub fn misses(&self, most: usize) -> Vec<(&Document, &Miss)> {
        let mut found = Vec::new();
        for document in &self.documents {
            let mut sorts: Vec<Vec<&Miss>> = Vec::new();
            let mut ranks = HashMap::new();
            for miss in &document.misses {
                let rank = *ranks.entry(miss.sort).or_insert(sorts.len());
                if rank == sorts.len() {
                    sorts.push(Vec::new());
                }
                if sorts[rank].len() < most {
                    sorts[rank].push(miss);
                }
            }
            found.extend(sorts.into_iter().flatten().map(|miss| (document, miss)));
        }
        found
    }

    /// Everything as JSON: `total`, `counts`, `documents` (scores by name), `calibration`, and `misses`, of
    /// which there are at most `most` of a sort in a document.
    #[must_use]
    pub fn to_json(&self, most: usize) -> String {
        let total = self.total();
        let view = View {
            total: total.summary(),
            documents: self.documents.iter().map(|it| (it.name.as_str(), it.tally.summary())).collect(),
            counts: &total,
            calibration: self.calibration(),
            misses: self
                .misses(most)
                .into_iter()
                .map(|(document, miss)| MissView { document: &document.name, miss })
                .collect(),
        };
        // Serializing plain strings, numbers and lists into memory has no way to fail.
        serde_json::to_string_pretty(&view).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct View<'a> {
    total: BTreeMap<&'static str, f64>,
    counts: &'a Tally,
    documents: BTreeMap<&'a str, BTreeMap<&'static str, f64>>,
    calibration: Calibration,
    misses: Vec<MissView<'a>>,
}

#[derive(Serialize)]
struct MissView<'a> {
    document: &'a str,
    #[serde(flatten)]
    miss: &'a Miss,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn miss(sort: &'static str, at: u32) -> Miss {
        Miss { sort, at: Some(at), subject: "6%".to_owned(), got: None, want: None }
    }

    #[test]
    fn misses_are_listed_sort_by_sort() {
        let mut document = Document::new("d");
        document.misses =
            [("unit", 1), ("year", 2), ("unit", 3), ("unit", 4)].map(|(s, at)| miss(s, at)).into();
        let scores = Scores::new(vec![document]);
        let places = |most| scores.misses(most).iter().filter_map(|(_, it)| it.at).collect::<Vec<_>>();
        assert_eq!(places(2), [1, 3, 2]);
        assert_eq!(places(9), [1, 3, 4, 2]);
        assert!(places(0).is_empty());
    }

    #[test]
    fn a_miss_says_what_stood_where() {
        let mut it = miss("year", 7);
        assert_eq!(it.to_string(), "7 6%");
        it.want = Some("2024".to_owned());
        assert_eq!(it.to_string(), "7 6%: nothing for 2024");
    }
}
