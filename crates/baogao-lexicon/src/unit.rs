//! Units and classifiers. Owns `data/units.tsv`, and the search for the longest unit at a place.

use baogao_core::{Decimal, Dimension};
use foldhash::HashMap;

use crate::table::{Problem, Table};

const UNITS: Table = Table {
    file: "units.tsv",
    text: include_str!("../data/units.tsv"),
    columns: &["unit", "dimension", "factor", "not_before", "numerals"],
};

/// A unit or classifier.
#[derive(Debug)]
pub struct UnitEntry {
    /// As written, such as 亩 or 个百分点.
    pub text: &'static str,
    /// What it measures; `None` where it has no base unit (倍).
    pub dimension: Option<Dimension>,
    /// One such unit in base units.
    pub factor: Decimal,
    /// Characters that make it another word when one of them follows (人口 is not 人).
    not_before: &'static str,
    /// Whether a single Chinese numeral with it is part of a name: 两市一体化, 七支点.
    pub arabic_only: bool,
}

/// All units, the longest first, by their first character.
#[derive(Debug)]
pub(crate) struct Units(HashMap<char, Vec<UnitEntry>>);

impl Units {
    pub(crate) fn load(problems: &mut Vec<Problem>) -> Self {
        let mut by_char: HashMap<char, Vec<UnitEntry>> = HashMap::default();
        for row in UNITS.rows(problems) {
            let (text, dimension) = (row.field(0), row.field(1));
            let entry = UnitEntry {
                text,
                dimension: Dimension::from_name(dimension),
                factor: row.field(2).parse().unwrap_or_default(),
                not_before: row.field(3),
                arabic_only: row.field(4) == "arabic",
            };
            if entry.dimension.is_none() && dimension != "-" {
                problems.push(UNITS.problem(row.line, format!("`{dimension}` is not a dimension")));
            }
            if entry.factor <= Decimal::ZERO {
                problems.push(
                    UNITS
                        .problem(row.line, format!("the factor `{}` is not a positive number", row.field(2))),
                );
            }
            if !matches!(row.field(4), "" | "arabic") {
                problems.push(UNITS.problem(row.line, format!("`{}` is not `arabic`", row.field(4))));
            }
            if let Some(first) = text.chars().next() {
                by_char.entry(first).or_default().push(entry);
            }
        }
        for entries in by_char.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.text.len()));
        }
        Self(by_char)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &UnitEntry> {
        self.0.values().flatten()
    }

    pub(crate) fn longest(&self, text: &str) -> Option<&UnitEntry> {
        let first = text.chars().next()?;
        self.0.get(&first)?.iter().find(|unit| {
            text.strip_prefix(unit.text)
                .is_some_and(|rest| !rest.chars().next().is_some_and(|next| unit.not_before.contains(next)))
        })
    }
}
