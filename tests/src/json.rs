//! The laws of a report's JSON: it is valid, and its offsets are code points that slice the texts.

use baogao::{CodePoints, Report};
use serde_json::Value;

/// A text and how its code points are found.
struct Indexed<'a> {
    text: &'a str,
    points: CodePoints,
}

impl<'a> Indexed<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, points: CodePoints::new(text) }
    }

    /// What `[a, b]` slices, as Python does; `None` when that is no pair of offsets in order.
    fn slice(&self, span: &Value) -> Option<&'a str> {
        let byte = |i: usize| {
            let offset = u32::try_from(span.get(i)?.as_u64()?).ok()?;
            Some(self.points.to_byte(self.text, offset) as usize)
        };
        self.text.get(byte(0)?..byte(1)?)
    }
}

/// Checks what holds for the JSON of every report.
///
/// # Panics
/// When a law is broken.
pub fn check_json(report: &Report) {
    let name = &report.source.name;
    let json: Value = match serde_json::from_str(&report.to_json()) {
        Ok(json) => json,
        Err(error) => unreachable!("{name}: the report prints valid JSON, but {error}"),
    };
    assert_eq!(json["schema"], "baogao/report/1");
    assert_eq!(json["text"], report.clean.text.as_str());
    let (source, clean) = (Indexed::new(&report.source.text), Indexed::new(&report.clean.text));
    let list = |key: &str| json[key].as_array().map(Vec::as_slice).unwrap_or_default();
    for (figure, view) in report.figures.iter().zip(list("figures")) {
        let sliced = source.slice(&view["source_span"]);
        assert_eq!(view["text"].as_str(), sliced, "{name}: source[a:b] is the figure's text");
        assert_eq!(sliced, figure.source_span.slice(source.text));
        assert_eq!(clean.slice(&view["span"]), figure.span.slice(clean.text));
    }
    for (target, view) in report.targets.iter().zip(list("targets")) {
        assert_eq!(view["text"].as_str(), source.slice(&view["source_span"]), "{name}: the target's text");
        assert_eq!(view["form"], target.form.as_str());
    }
    for view in list("sections") {
        let heading = clean.slice(&view["span"]);
        let words = view["heading"].as_str();
        let ends = heading.zip(words).is_some_and(|(heading, words)| heading.ends_with(words));
        assert!(ends, "{name}: {heading:?} ends with its words {words:?}");
    }
    for key in ["sections", "glossary", "edits", "defects"] {
        for view in list(key) {
            assert!(source.slice(&view["source_span"]).is_some(), "{name}: {key} {view} lies in the source");
        }
    }
}
