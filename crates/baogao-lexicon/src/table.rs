//! Tables of the lexicon. Owns the one reader of TSV files: comments, a header row with the columns' names, rows.

use std::fmt;

/// A file of `data/` with the names of its columns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table {
    pub(crate) file: &'static str,
    pub(crate) text: &'static str,
    pub(crate) columns: &'static [&'static str],
}

/// A row that does not fit its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file in `data/`.
    pub file: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// The line of the file, from 1.
    pub(crate) line: usize,
    fields: Vec<&'static str>,
}

impl Row {
    /// A field by its place, from 0; empty where the row ends before it.
    #[must_use]
    pub fn field(&self, place: usize) -> &'static str {
        self.fields.get(place).copied().unwrap_or_default()
    }
}

impl Table {
    /// The rows below the header row. A header other than the columns, and a row with too many fields or an empty first
    /// field, is added to `problems`.
    pub(crate) fn rows(&self, problems: &mut Vec<Problem>) -> impl Iterator<Item = Row> + use<> {
        let mut rows = self
            .text
            .lines()
            .map(|line| line.trim_end_matches('\r'))
            .enumerate()
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .map(|(at, line)| Row { line: at + 1, fields: line.split('\t').collect() })
            .collect::<Vec<_>>()
            .into_iter()
            .peekable();
        match rows.next_if(|row| row.fields == self.columns) {
            Some(_) => {}
            None => problems.push(self.problem(1, format!("the header row must be {:?}", self.columns))),
        }
        for row in rows.clone() {
            if row.fields.len() > self.columns.len() {
                problems.push(self.problem(
                    row.line,
                    format!("{} fields for {} columns", row.fields.len(), self.columns.len()),
                ));
            } else if row.field(0).is_empty() {
                problems.push(self.problem(row.line, format!("`{}` is empty", self.columns[0])));
            }
        }
        rows
    }

    /// A problem of a row of this table.
    pub(crate) fn problem(&self, line: usize, message: String) -> Problem {
        Problem { file: self.file, line, message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_malformed_row_is_named_by_file_and_line() {
        let table = Table {
            file: "made.tsv",
            text: "# A comment.\nunit\tfactor\n亩\t1\t2\n\t3\n",
            columns: &["unit", "factor"],
        };
        let mut problems = Vec::new();
        assert_eq!(table.rows(&mut problems).count(), 2);
        let messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(messages, ["made.tsv:3: 3 fields for 2 columns", "made.tsv:4: `unit` is empty"]);
    }
}
