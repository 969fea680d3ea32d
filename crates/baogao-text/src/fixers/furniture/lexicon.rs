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

/// What the lexicon calls a licence notice.
pub(super) const LICENCE_NOTICE: &str = "licence notice";

/// The strings, by one automaton, and those of licence notices, which are few enough to be found at once.
pub(super) struct Lexicon {
    automaton: Option<AhoCorasick>,
    licence: Option<AhoCorasick>,
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
            let of_licence =
                list.iter().zip(&patterns).filter(|((_, reason, _), _)| *reason == LICENCE_NOTICE);
            let licence = AhoCorasick::new(of_licence.map(|(_, pattern)| pattern)).ok();
            let automaton = AhoCorasick::new(patterns).ok();
            Lexicon { automaton, licence, entries: list }
        });
        &LEXICON
    }

    /// Whether a line holds what licence notices hold.
    pub(super) fn may_be_licence(&self, line: &str) -> bool {
        self.licence.as_ref().is_some_and(|licence| licence.is_match(line))
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
