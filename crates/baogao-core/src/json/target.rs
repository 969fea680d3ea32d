//! A target in the report JSON. Owns the field names of the array `targets`.

use serde::Serialize;
use serde_json::Value;

use super::{Range, number, rounded};
use crate::{Located, Period, Target};

/// `figure` is an index into `figures`; `low` and `high` are in `unit`, an open end is null; `aspiration` is a span
/// like `span`; `reference` is null but for relative targets.
#[derive(Serialize)]
pub(super) struct TargetView<'a> {
    form: &'a str,
    figure: Option<u32>,
    span: Range,
    source_span: Range,
    text: &'a str,
    indicator: &'a str,
    canonical: Option<&'a str>,
    low: Value,
    high: Value,
    unit: Option<&'a str>,
    wording: &'a str,
    hardness: &'a str,
    modality: Option<&'a str>,
    year_first: Option<u16>,
    year: Option<u16>,
    is_multi_year: bool,
    aspiration: Option<Range>,
    aspiration_value: Value,
    reference: Option<ReferenceView<'a>>,
    action: Option<&'a str>,
    object: Option<&'a str>,
    deadline: Option<&'a str>,
    deadline_year: Option<u16>,
    section: Option<u32>,
    sentence_span: Range,
    confidence: f64,
}

#[derive(Serialize)]
struct ReferenceView<'a> {
    text: &'a str,
    offset: Value,
    unit: Option<&'a str>,
}

impl<'a> TargetView<'a> {
    pub(super) fn new(target: &'a Target, located: &'a Located<'_>) -> Self {
        let or_null = |value: Option<_>| value.map_or(Value::Null, number);
        Self {
            form: target.form.as_str(),
            figure: target.figure,
            span: located.in_clean(target.span),
            source_span: located.in_source(target.source_span),
            text: located.source_text(target.source_span),
            indicator: &target.indicator,
            canonical: target.canonical.as_deref(),
            low: or_null(target.low),
            high: or_null(target.high),
            unit: target.unit.as_deref(),
            wording: target.wording.as_str(),
            hardness: target.hardness.as_str(),
            modality: target.modality.as_deref(),
            year_first: target.period.map(Period::first),
            year: target.period.map(Period::last),
            is_multi_year: target.is_multi_year(),
            aspiration: target.aspiration.map(|span| located.in_clean(span)),
            aspiration_value: or_null(target.aspiration_value),
            reference: target.reference.as_ref().map(|reference| ReferenceView {
                text: &reference.text,
                offset: or_null(reference.offset),
                unit: reference.unit.as_deref(),
            }),
            action: target.action.as_deref(),
            object: target.object.as_deref(),
            deadline: target.deadline.as_ref().map(|deadline| deadline.text.as_str()),
            deadline_year: target.deadline.as_ref().and_then(|deadline| deadline.year),
            section: target.section,
            sentence_span: located.in_clean(target.sentence),
            confidence: rounded(target.confidence),
        }
    }
}
