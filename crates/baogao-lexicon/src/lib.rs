//! The one home of the language: words by class, units, predicates, roles of headings, places.
//!
//! Each kind of knowledge is a table in `data/` with a header row, read by one module here. A row that does not fit its
//! columns is a [`Problem`] with its file and line; a test asserts that there are none. Rules that use the words are
//! elsewhere: this crate must not know of texts, figures or sections.
//!
//! ```
//! use baogao_lexicon::{Class, Lexicon};
//! let lexicon = Lexicon::get();
//! assert_eq!(lexicon.words(Class::Modality).prefix_of("力争突破"), Some("力争"));
//! assert_eq!(lexicon.words(Class::Modality).prefix_of("突破"), None);
//! ```

mod chars;
mod class;
mod predicate;
mod role;
mod table;
mod unit;
mod words;

use std::sync::LazyLock;

use foldhash::HashMap;

pub use chars::{is_han, is_list_mark};
pub use class::Class;
pub use predicate::Predicate;
pub use role::RoleEntry;
pub use table::{Problem, Row};
pub use unit::UnitEntry;
pub use words::Words;

use table::Table;
use unit::Units;

/// The indicators, in the TOML form that the file's head describes.
pub const INDICATORS: &str = include_str!("../data/indicators.toml");

/// The administrative divisions since 1990: code, name, first year, last year.
const DIVISIONS: Table = Table {
    file: "divisions.tsv",
    text: include_str!("../data/divisions.tsv"),
    columns: &["code", "name", "first", "last"],
};

/// What may precede an indicator's name.
const SCOPES: Table =
    Table { file: "scopes.tsv", text: include_str!("../data/scopes.tsv"), columns: &["class", "word"] };

/// Everything read from `data/` but the indicators and the divisions, which have types of their own.
#[derive(Debug)]
pub struct Lexicon {
    units: Units,
    predicates: HashMap<&'static str, Predicate>,
    predicate_words: Words,
    words: Vec<Words>,
    clause_cues: Words,
    roles: Vec<RoleEntry>,
    scopes: Words,
    other_things: Vec<&'static str>,
    long_spans: Vec<&'static str>,
    problems: Vec<Problem>,
}

impl Lexicon {
    /// The lexicon that is compiled in.
    #[must_use]
    pub fn get() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);
        &LEXICON
    }

    fn load() -> Self {
        let mut problems = Vec::new();
        let units = Units::load(&mut problems);
        let predicates = predicate::load(&mut problems);
        let predicate_words = Words::new(predicates.keys().copied().collect());
        let lists = class::load(&mut problems);
        const CUES: [Class; 5] =
            [Class::Aspiration, Class::LooksBack, Class::Negation, Class::Above, Class::Below];
        let cues = CUES.iter().flat_map(|&class| lists[class as usize].iter().copied());
        let clause_cues = Words::new(cues.collect());
        let words = lists.into_iter().map(Words::new).collect();
        let roles = role::load(&mut problems);
        let scopes: Vec<Row> = SCOPES.rows(&mut problems).collect();
        let of_class = |class: &str| -> Vec<&'static str> {
            scopes.iter().filter(|row| row.field(0) == class).map(|row| row.field(1)).collect()
        };
        Self {
            units,
            predicates,
            predicate_words,
            words,
            clause_cues,
            roles,
            scopes: Words::new(of_class("scope")),
            other_things: of_class("other"),
            long_spans: of_class("span"),
            problems,
        }
    }

    /// The words of one class.
    #[inline]
    #[must_use]
    pub fn words(&self, class: Class) -> &Words {
        &self.words[class as usize]
    }

    /// All units, in no order.
    pub fn units(&self) -> impl Iterator<Item = &UnitEntry> {
        self.units.iter()
    }

    /// The longest unit that `text` begins with.
    #[must_use]
    pub fn unit(&self, text: &str) -> Option<&UnitEntry> {
        self.units.longest(text)
    }

    /// What the predicate of change `word` makes of a quantity; `None` for a word that is not one.
    #[must_use]
    pub fn predicate(&self, word: &str) -> Option<Predicate> {
        self.predicates.get(word).copied()
    }

    /// The predicates of change, to find one at the end of a clause.
    #[must_use]
    pub fn predicate_words(&self) -> &Words {
        &self.predicate_words
    }

    /// The union of the classes that a target's clause is searched for; a prefilter.
    #[must_use]
    pub fn clause_cues(&self) -> &Words {
        &self.clause_cues
    }

    /// What headings say of their sections; the first row that fits decides.
    #[must_use]
    pub fn roles(&self) -> &[RoleEntry] {
        &self.roles
    }

    /// What may precede an indicator's name without changing which indicator it is (全市, 我省).
    #[must_use]
    pub fn scopes(&self) -> &Words {
        &self.scopes
    }

    /// Prefixes that change which indicator a name denotes (人均, 工业园区).
    #[must_use]
    pub fn other_things(&self) -> &[&'static str] {
        &self.other_things
    }

    /// What says that a growth is over more than one year.
    #[must_use]
    pub fn long_spans(&self) -> &[&'static str] {
        &self.long_spans
    }

    /// The rows that do not fit their table's columns.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

/// The rows of the table of administrative divisions: code, name, first year, last year.
pub fn divisions() -> impl Iterator<Item = Row> {
    DIVISIONS.rows(&mut Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_loads() {
        let mut problems = Lexicon::get().problems().to_vec();
        let _ = DIVISIONS.rows(&mut problems).count();
        assert_eq!(problems, []);
    }

    #[test]
    fn every_class_has_words() {
        for class in Class::ALL {
            assert!(Lexicon::get().words(class).iter().next().is_some(), "{} has no rows", class.as_str());
        }
    }
}
