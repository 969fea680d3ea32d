//! The table of figures: one row a figure. Owns its columns and their order.

use std::io::{self, Write};

use baogao_core::{CodePoints, Figure, Period, Report};

/// The columns, in order. Offsets count code points of the decoded source; `value` and `value_hi` are in `unit`,
/// `base_value` in `base_unit`; `year` is the last year of the period, `year_first` its first.
pub const COLUMNS: [&str; 28] = [
    "source",
    "jurisdiction",
    "adcode",
    "level",
    "plan_year",
    "text",
    "value",
    "value_hi",
    "unit",
    "measure",
    "sign",
    "qualifier",
    "modality",
    "kind",
    "year_first",
    "year",
    "indicator",
    "canonical",
    "indicator_id",
    "section",
    "heading",
    "role",
    "source_start",
    "source_end",
    "base_value",
    "base_unit",
    "confidence",
    "sentence",
];

/// Writes figures of many reports as CSV (UTF-8, comma, quoted where needed).
#[derive(Debug)]
pub struct FigureTable<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> FigureTable<W> {
    /// A table written to `out`.
    #[must_use]
    pub fn new(out: W) -> Self {
        Self { out: csv::Writer::from_writer(out) }
    }

    /// Writes the line of column names.
    ///
    /// # Errors
    /// When the table cannot be written.
    pub fn begin(&mut self) -> io::Result<()> {
        self.out.write_record(COLUMNS).map_err(written)
    }

    /// Writes one row for every figure of `report`.
    ///
    /// # Errors
    /// When the table cannot be written.
    pub fn write(&mut self, report: &Report) -> io::Result<()> {
        let index = report.source.code_points();
        for figure in &report.figures {
            self.out.write_record(row(report, figure, &index)).map_err(written)?;
        }
        Ok(())
    }

    /// Ends the table and returns what it was written to.
    ///
    /// # Errors
    /// When the last rows cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// The failure of the writer underneath, with its kind: a broken pipe stays one.
fn written(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn row(report: &Report, figure: &Figure, index: &CodePoints) -> [String; COLUMNS.len()] {
    fn or_empty(value: Option<impl ToString>) -> String {
        value.map(|value| value.to_string()).unwrap_or_default()
    }
    let meta = &report.meta;
    let quantity = &figure.quantity;
    let section = figure.section.and_then(|id| report.sections.get(id as usize));
    let dimension = quantity.unit.as_ref().and_then(|unit| unit.dimension);
    let base = quantity.base_value();
    let [start, end] = index.of_span(&report.source.text, figure.source_span);
    [
        report.source.name.clone(),
        or_empty(meta.jurisdiction.as_deref()),
        or_empty(meta.adcode.as_deref()),
        or_empty(meta.level.map(baogao_core::Level::as_str)),
        or_empty(meta.plan_year),
        or_empty(figure.source_span.slice(&report.source.text)),
        quantity.value.normalize().to_string(),
        or_empty(quantity.high.map(|high| high.normalize())),
        or_empty(quantity.unit.as_ref().map(|unit| &unit.text)),
        figure.measure.as_str().to_owned(),
        figure.sign.as_i8().to_string(),
        or_empty(quantity.qualifier.as_deref()),
        or_empty(figure.modality.as_deref()),
        figure.kind.as_str().to_owned(),
        or_empty(figure.period.map(Period::first)),
        or_empty(figure.period.map(Period::last)),
        figure.indicator.clone(),
        or_empty(figure.canonical.as_deref()),
        or_empty(figure.indicator_id.as_deref()),
        or_empty(figure.section),
        or_empty(section.map(|section| &section.heading)),
        or_empty(section.map(|section| section.role.as_str())),
        start.to_string(),
        end.to_string(),
        or_empty(base),
        or_empty(base.and(dimension).map(baogao_core::Dimension::base_unit)),
        format!("{:.2}", figure.confidence),
        or_empty(figure.sentence.slice(&report.clean.text)),
    ]
}
