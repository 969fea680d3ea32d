//! The strings that show furniture. Owns the reading of `lexicon/furniture.tsv` and the search for its strings.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::fixers::entries;

/// Where a string of the lexicon counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// Before the report begins.
    Header,
    /// Behind its last paragraph.
    Footer,
    /// On a short line anywhere.
    Credit,
    /// As the whole of a line around the report.
    Line,
}

/// The strings, by one automaton.
pub(super) struct Lexicon {
    automaton: Option<AhoCorasick>,
    entries: Vec<(Zone, &'static str, usize)>,
}

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
            let (mut list, mut patterns) = (Vec::new(), Vec::new());
            for entry in entries(include_str!("../../../lexicon/furniture.tsv")) {
                let mut fields = entry.split('\t');
                let (Some(zone), Some(reason), Some(pattern)) = (fields.next(), fields.next(), fields.next())
                else {
                    continue;
                };
                let zone = match zone {
                    "header" => Zone::Header,
                    "footer" => Zone::Footer,
                    "line" => Zone::Line,
                    _ => Zone::Credit,
                };
                list.push((zone, reason, pattern.len()));
                patterns.push(pattern);
            }
            Lexicon { automaton: AhoCorasick::new(patterns).ok(), entries: list }
        });
        &LEXICON
    }

    /// Why a line belongs to a zone of furniture, if it does.
    pub(super) fn reason(&self, line: &str, zone: Zone) -> Option<&'static str> {
        self.automaton
            .as_ref()?
            .find_overlapping_iter(line)
            .map(|found| self.entries[found.pattern().as_usize()])
            .find_map(|(z, reason, length)| {
                (z == zone && (z != Zone::Line || length == line.len())).then_some(reason)
            })
    }
}
