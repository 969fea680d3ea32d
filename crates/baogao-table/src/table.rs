//! Which tables there are. Owns [`Table`] and [`Column`], which knows how to read its cell from a row; what the columns
//! are is in `columns/`.

use std::fmt;

use baogao_core::{Located, Report};

use crate::{
    cell::{Cell, Kind},
    columns::{defects, edits, figures, mentions, reports, sections, targets, terms},
    row::Row,
};

/// A table; [`Table::columns`] says what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// One row a report.
    Reports,
    /// One row a heading of the outline.
    Sections,
    /// One row a figure.
    Figures,
    /// One row a target: figures, relative targets, commitments, targets said not to be set.
    Targets,
    /// One row an entry of a glossary.
    Terms,
    /// One row a use of a glossary's term.
    Mentions,
    /// One row a place that looks damaged and was not mended.
    Defects,
    /// One row a repair.
    Edits,
}

/// A column: its name, what it holds, and how to read it.
pub struct Column {
    /// Its name, the same in every format.
    pub name: &'static str,
    /// The type of its cells.
    pub kind: Kind,
    /// What it holds, with unit and values.
    pub doc: &'static str,
    read: for<'a> fn(&Row<'a>) -> Cell<'a>,
}

impl Column {
    pub(crate) const fn new(
        name: &'static str,
        kind: Kind,
        doc: &'static str,
        read: for<'a> fn(&Row<'a>) -> Cell<'a>,
    ) -> Self {
        Self { name, kind, doc, read }
    }

    /// The cell of this column in `row`, which must be a row of the column's table.
    #[must_use]
    pub fn cell<'a>(&self, row: &Row<'a>) -> Cell<'a> {
        (self.read)(row)
    }
}

impl fmt::Debug for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.kind.as_str())
    }
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Reports,
        Self::Sections,
        Self::Figures,
        Self::Targets,
        Self::Terms,
        Self::Mentions,
        Self::Defects,
        Self::Edits,
    ];

    /// Its name, such as `figures`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reports => "reports",
            Self::Sections => "sections",
            Self::Figures => "figures",
            Self::Targets => "targets",
            Self::Terms => "terms",
            Self::Mentions => "mentions",
            Self::Defects => "defects",
            Self::Edits => "edits",
        }
    }

    /// The table with this name.
    ///
    /// ```
    /// use baogao_table::Table;
    /// assert_eq!(Table::from_name("figures"), Some(Table::Figures));
    /// assert_eq!(Table::from_name("numbers"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.as_str() == name)
    }

    /// Its columns, in order.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Reports => reports::COLUMNS,
            Self::Sections => sections::COLUMNS,
            Self::Figures => figures::COLUMNS,
            Self::Targets => targets::COLUMNS,
            Self::Terms => terms::COLUMNS,
            Self::Mentions => mentions::COLUMNS,
            Self::Defects => defects::COLUMNS,
            Self::Edits => edits::COLUMNS,
        }
    }

    /// The row with the key `(index, part)`, see [`Row::key`]; `None` where the report has no such item.
    #[must_use]
    pub fn row<'a>(self, located: &'a Located<'a>, (index, part): (u32, u32)) -> Option<Row<'a>> {
        let (index, part) = (index as usize, part as usize);
        let report = located.report();
        let parts = match self {
            Self::Mentions => report.glossary.get(index)?.mentions.len(),
            _ => usize::from(index < self.len(report)),
        };
        (part < parts).then_some(Row { table: self, located, index, part })
    }

    /// The rows of a report, in document order.
    pub fn rows<'a>(self, located: &'a Located<'a>) -> impl Iterator<Item = Row<'a>> {
        let report = located.report();
        let items = if self == Self::Mentions { report.glossary.len() } else { self.len(report) };
        (0..items).flat_map(move |index| {
            let parts = if self == Self::Mentions { report.glossary[index].mentions.len() } else { 1 };
            (0..parts).map(move |part| Row { table: self, located, index, part })
        })
    }

    /// How many rows a report has in it.
    #[must_use]
    pub fn len(self, report: &Report) -> usize {
        match self {
            Self::Reports => 1,
            Self::Sections => report.sections.len(),
            Self::Figures => report.figures.len(),
            Self::Targets => report.targets.len(),
            Self::Terms => report.glossary.len(),
            Self::Mentions => report.glossary.iter().map(|term| term.mentions.len()).sum(),
            Self::Defects => report.defects.len(),
            Self::Edits => report.clean.edits.len(),
        }
    }
}
