//! The report JSON, schema `baogao/report/1`. Owns the contract's field names and the turn from byte offsets
//! to code points; it must not decide anything about the report.

mod target;

use std::io;

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::Serialize;
use serde_json::{Number, Value};

use target::TargetView;

use crate::{
    Clean, CodePoints, Date, Defect, Edit, Figure, Located, Meta, Quantity, Report, Section, Source, Span,
    Term,
};

/// The schema's name.
pub const SCHEMA: &str = "baogao/report/1";

type Range = [u32; 2];

/// Prints the report as one line of JSON.
#[must_use]
pub fn to_string(report: &Report) -> String {
    let mut json = Vec::new();
    // Serializing plain strings, numbers and lists into memory has no way to fail.
    let _ = write(report, &mut json);
    String::from_utf8(json).unwrap_or_default()
}

/// Writes the report as one line of JSON.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report, out: impl io::Write) -> io::Result<()> {
    let located = Located::new(report);
    let at = |byte: u32| located.in_source(Span::new(byte, byte))[0];
    let view = ReportView {
        schema: SCHEMA,
        source: SourceView {
            name: &report.source.name,
            bytes: report.source.byte_len(),
            encoding: report.source.encoding.as_str(),
            sha256: &report.source.sha256,
        },
        meta: MetaView::new(&report.meta),
        text: &report.clean.text,
        sections: report
            .sections
            .iter()
            .enumerate()
            .map(|(id, section)| SectionView::new(id, section, &located))
            .collect(),
        figures: report.figures.iter().map(|figure| FigureView::new(figure, &located)).collect(),
        targets: report.targets.iter().map(|target| TargetView::new(target, &located)).collect(),
        glossary: report.glossary.iter().map(|term| TermView::new(term, &located)).collect(),
        joins: report.joins.iter().map(|join| [at(join.end), at(join.start)]).collect(),
        boilerplate: report
            .boilerplate()
            .map(|part| {
                let [start, end] = located.in_source(part.span);
                (start, end, part.reason)
            })
            .collect(),
        edits: report.clean.edits.iter().map(|edit| EditView::new(edit, &located)).collect(),
        defects: report.defects.iter().map(|defect| DefectView::new(defect, &located)).collect(),
    };
    Ok(serde_json::to_writer(out, &view)?)
}

/// The edits of a repaired text as a JSON array, each as in the report JSON.
#[must_use]
pub fn edits_to_string(source: &Source, clean: &Clean) -> String {
    let index = CodePoints::new(&source.text);
    let views: Vec<_> = clean
        .edits
        .iter()
        .map(|edit| EditView {
            source_span: index.of_span(&source.text, edit.span),
            text: &edit.text,
            kind: edit.kind.as_str(),
            confidence: rounded(edit.confidence),
            reason: edit.reason.as_deref(),
        })
        .collect();
    serde_json::to_string(&views).unwrap_or_default()
}

/// The quantities of line number `line`, one JSON object a line: `line`, `text`, `start` and `end` (code
/// points in the text), and the value as in the report JSON. Empty when there are none.
#[must_use]
pub fn quantities_to_string(line: u64, text: &str, quantities: &[(Span<Source>, Quantity)]) -> String {
    let index = CodePoints::new(text);
    let mut out = String::new();
    for (span, quantity) in quantities {
        let [start, end] = index.of_span(text, *span);
        let view = QuantityLine {
            line,
            start,
            end,
            text: span.slice(text).unwrap_or_default(),
            quantity: QuantityView::new(quantity),
        };
        out.push_str(&serde_json::to_string(&view).unwrap_or_default());
        out.push('\n');
    }
    out
}

/// The decimal as the shortest JSON number that reads back as the same value.
#[must_use]
pub fn number(value: Decimal) -> Value {
    let value = value.normalize();
    if value.scale() == 0
        && let Some(n) = value.to_i64()
    {
        return Value::from(n);
    }
    value.to_string().parse::<f64>().ok().and_then(Number::from_f64).map_or(Value::Null, Value::Number)
}

/// Confidences carry two digits: more would pretend.
#[must_use]
pub fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

#[derive(Serialize)]
struct ReportView<'a> {
    schema: &'a str,
    source: SourceView<'a>,
    meta: MetaView<'a>,
    text: &'a str,
    sections: Vec<SectionView<'a>>,
    figures: Vec<FigureView<'a>>,
    targets: Vec<TargetView<'a>>,
    glossary: Vec<TermView<'a>>,
    joins: Vec<Range>,
    boilerplate: Vec<(u32, u32, String)>,
    edits: Vec<EditView<'a>>,
    defects: Vec<DefectView<'a>>,
}

#[derive(Serialize)]
struct SourceView<'a> {
    name: &'a str,
    bytes: u32,
    encoding: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct MetaView<'a> {
    title: Option<&'a str>,
    document_kind: &'a str,
    extent: &'a str,
    jurisdiction: Option<&'a str>,
    level: Option<&'a str>,
    adcode: Option<&'a str>,
    plan_year: Option<u16>,
    review_year: Option<u16>,
    delivered_on: Option<Date>,
    congress: Option<&'a str>,
    congress_term: Option<u16>,
    congress_session: Option<u16>,
    speaker: Option<&'a str>,
    speaker_office: Option<&'a str>,
    acting: bool,
}

impl<'a> MetaView<'a> {
    fn new(meta: &'a Meta) -> Self {
        Self {
            title: meta.title.as_deref(),
            document_kind: meta.document_kind.as_str(),
            extent: meta.extent.as_str(),
            jurisdiction: meta.jurisdiction.as_deref(),
            level: meta.level.map(crate::Level::as_str),
            adcode: meta.adcode.as_deref(),
            plan_year: meta.plan_year,
            review_year: meta.review_year,
            delivered_on: meta.delivered_on,
            congress: meta.congress.as_deref(),
            congress_term: meta.congress_term,
            congress_session: meta.congress_session,
            speaker: meta.speaker.as_deref(),
            speaker_office: meta.speaker_office.as_deref(),
            acting: meta.acting,
        }
    }
}

#[derive(Serialize)]
struct SectionView<'a> {
    id: usize,
    parent: Option<u32>,
    level: u8,
    marker: Option<&'a str>,
    heading: &'a str,
    form: &'a str,
    role: &'a str,
    span: Range,
    source_span: Range,
    body_span: Range,
}

impl<'a> SectionView<'a> {
    fn new(id: usize, section: &'a Section, located: &Located<'_>) -> Self {
        Self {
            id,
            parent: section.parent,
            level: section.level,
            marker: section.marker.as_deref(),
            heading: &section.heading,
            form: section.form.as_str(),
            role: section.role.as_str(),
            span: located.in_clean(section.span),
            source_span: located.source_of(section.span),
            body_span: located.in_clean(section.body),
        }
    }
}

#[derive(Serialize)]
struct QuantityLine<'a> {
    line: u64,
    text: &'a str,
    start: u32,
    end: u32,
    #[serde(flatten)]
    quantity: QuantityView<'a>,
}

#[derive(Serialize)]
struct QuantityView<'a> {
    value: Value,
    value_hi: Value,
    unit: Option<&'a str>,
    qualifier: Option<&'a str>,
    base_value: Value,
    base_unit: Option<&'a str>,
}

impl<'a> QuantityView<'a> {
    fn new(quantity: &'a Quantity) -> Self {
        let dimension = quantity.unit.as_ref().and_then(|unit| unit.dimension);
        Self {
            value: number(quantity.value),
            value_hi: quantity.high.map_or(Value::Null, number),
            unit: quantity.unit.as_ref().map(|unit| unit.text.as_str()),
            qualifier: quantity.qualifier.as_deref(),
            base_value: quantity.base_value().map_or(Value::Null, number),
            base_unit: dimension.map(crate::Dimension::base_unit),
        }
    }
}

#[derive(Serialize)]
struct FigureView<'a> {
    span: Range,
    source_span: Range,
    text: &'a str,
    #[serde(flatten)]
    quantity: QuantityView<'a>,
    measure: &'a str,
    sign: i8,
    modality: Option<&'a str>,
    kind: &'a str,
    year: Option<u16>,
    year_first: Option<u16>,
    basis: Option<&'a str>,
    basis_year: Option<u16>,
    indicator: &'a str,
    canonical: Option<&'a str>,
    indicator_id: Option<&'a str>,
    section: Option<u32>,
    sentence_span: Range,
    confidence: f64,
    confidence_indicator: f64,
    confidence_kind: f64,
    confidence_year: f64,
}

impl<'a> FigureView<'a> {
    fn new(figure: &'a Figure, located: &'a Located<'_>) -> Self {
        Self {
            span: located.in_clean(figure.span),
            source_span: located.in_source(figure.source_span),
            text: located.source_text(figure.source_span),
            quantity: QuantityView::new(&figure.quantity),
            measure: figure.measure.as_str(),
            sign: figure.sign.as_i8(),
            modality: figure.modality.as_deref(),
            kind: figure.kind.as_str(),
            year: figure.period.map(crate::Period::last),
            year_first: figure.period.map(crate::Period::first),
            basis: figure.basis.map(crate::Basis::as_str),
            basis_year: figure.basis.and_then(crate::Basis::year),
            indicator: &figure.indicator,
            canonical: figure.canonical.as_deref(),
            indicator_id: figure.indicator_id.as_deref(),
            section: figure.section,
            sentence_span: located.in_clean(figure.sentence),
            confidence: rounded(figure.confidence),
            confidence_indicator: rounded(figure.confidence_indicator),
            confidence_kind: rounded(figure.confidence_kind),
            confidence_year: rounded(figure.confidence_year),
        }
    }
}

#[derive(Serialize)]
struct TermView<'a> {
    number: Option<u32>,
    term: &'a str,
    definition: &'a str,
    expansion: Option<&'a [String]>,
    span: Range,
    source_span: Range,
    mentions: Vec<Range>,
}

impl<'a> TermView<'a> {
    fn new(term: &'a Term, located: &Located<'_>) -> Self {
        Self {
            number: term.number,
            term: &term.term,
            definition: &term.definition,
            expansion: (!term.expansion.is_empty()).then_some(&term.expansion),
            span: located.in_clean(term.span),
            source_span: located.source_of(term.span),
            mentions: term.mentions.iter().map(|&mention| located.in_clean(mention)).collect(),
        }
    }
}

#[derive(Serialize)]
struct EditView<'a> {
    source_span: Range,
    text: &'a str,
    kind: &'a str,
    confidence: f64,
    reason: Option<&'a str>,
}

impl<'a> EditView<'a> {
    fn new(edit: &'a Edit, located: &Located<'_>) -> Self {
        Self {
            source_span: located.in_source(edit.span),
            text: &edit.text,
            kind: edit.kind.as_str(),
            confidence: rounded(edit.confidence),
            reason: edit.reason.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct DefectView<'a> {
    source_span: Range,
    kind: &'a str,
    message: &'a str,
    repair: Option<&'a str>,
}

impl<'a> DefectView<'a> {
    fn new(defect: &'a Defect, located: &Located<'_>) -> Self {
        Self {
            source_span: located.in_source(defect.span),
            kind: defect.kind.as_str(),
            message: &defect.message,
            repair: defect.repair.as_deref(),
        }
    }
}
