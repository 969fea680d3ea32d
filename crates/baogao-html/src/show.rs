//! How single values read: amounts, years, shares, places. Owns the words of the interface for them, and the lengths
//! up to which a text of the report is shown.

use std::borrow::Cow;

use baogao_core::{CodePoints, Figure, Meta, Period, Report, Sign, Source, Span};

/// A name (an indicator, a heading) is shown up to this many characters.
pub(crate) const NAME: usize = 60;
/// A sentence, a definition or a reading of the source is shown up to this many.
pub(crate) const PASSAGE: usize = 300;
/// This many of the innermost headings lead to a place.
const PATH: usize = 5;

/// The beginning of a text that is longer than `limit` characters, with an ellipsis.
pub(crate) fn clip(text: &str, limit: usize) -> Cow<'_, str> {
    match text.char_indices().nth(limit) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// A reading of the source with its line ends to be seen, and its blanks where it is nothing else.
pub(crate) fn reading(text: &str) -> String {
    let text = clip(text, PASSAGE);
    let blank = text.trim().is_empty();
    let mut shown = String::new();
    for c in text.chars() {
        match c {
            '\r' => {}
            '\n' => shown.push('↵'),
            '\t' => shown.push('⇥'),
            c if blank && c.is_whitespace() => shown.push('␣'),
            c => shown.push(c),
        }
    }
    shown
}

/// The number without its unit, with its direction: `−4.2`, `5–6`.
pub(crate) fn number(figure: &Figure) -> String {
    let quantity = &figure.quantity;
    let sign = if figure.sign == Sign::Minus { "−" } else { "" };
    let high = quantity.high.map_or_else(String::new, |high| format!("–{}", high.normalize()));
    format!("{sign}{}{high}", quantity.value.normalize())
}

pub(crate) fn unit(figure: &Figure) -> &str {
    figure.quantity.unit.as_ref().map_or("", |unit| unit.text.as_str())
}

/// The number with its unit, and the word that bounds it: `−4.2%`, `3万人 以上`.
pub(crate) fn amount(figure: &Figure) -> String {
    let bound = clip(figure.quantity.qualifier.as_deref().unwrap_or_default(), NAME);
    format!("{}{} {bound}", number(figure), clip(unit(figure), NAME)).trim_end().to_owned()
}

/// `2024`, or the first and the last year.
pub(crate) fn years(period: Option<Period>) -> String {
    match period {
        None => String::new(),
        Some(period) if period.is_multi_year() => format!("{}–{}", period.first(), period.last()),
        Some(period) => period.last().to_string(),
    }
}

pub(crate) fn year(year: Option<u16>) -> String {
    year.map_or_else(|| "?".to_owned(), |year| year.to_string())
}

pub(crate) fn confidence(share: f32) -> String {
    format!("{share:.2}")
}

/// The title of a report with its place.
pub(crate) fn title(report: &Report) -> String {
    let meta = &report.meta;
    let title = meta.title.as_deref().unwrap_or("(no title)");
    match meta.jurisdiction.as_deref() {
        Some(place) => format!("{} {}", clip(place, NAME), clip(title, NAME)),
        None => clip(title, NAME).into_owned(),
    }
}

/// What is known of the delivery, in the order of a title page, each with its label.
pub(crate) fn delivery(meta: &Meta) -> Vec<(&'static str, String)> {
    let mut facts = vec![("reviews 回顾", year(meta.review_year)), ("plans 安排", year(meta.plan_year))];
    if let Some(date) = meta.delivered_on {
        facts.push(("delivered 报告日期", date.to_string()));
    }
    if let Some(speaker) = &meta.speaker {
        let office = meta.speaker_office.as_deref().unwrap_or_default();
        let acting = if meta.acting { "代" } else { "" };
        facts.push((
            "by 报告人",
            format!("{acting}{} {}", clip(office, NAME), clip(speaker, NAME)).trim().to_owned(),
        ));
    }
    if let Some(congress) = &meta.congress {
        let session =
            meta.congress_session.map_or_else(String::new, |session| format!("，第{session}次会议"));
        facts.push(("to 人大", format!("{}{session}", clip(congress, NAME))));
    }
    if let Some(code) = &meta.adcode {
        facts.push(("division 区划代码", clip(code, NAME).into_owned()));
    }
    facts
}

/// The headings above a place, outermost first.
pub(crate) fn path(report: &Report, section: Option<u32>) -> String {
    let mut names = Vec::new();
    let mut next = section;
    while let Some(section) = next.and_then(|id| report.sections.get(id as usize)) {
        if names.len() == PATH {
            names.push(Cow::Borrowed("…"));
            break;
        }
        let marker = section.marker.as_deref().unwrap_or_default();
        names.push(Cow::Owned(format!("{}{}", clip(marker, NAME), clip(&section.heading, NAME))));
        next = section.parent;
    }
    names.reverse();
    names.join(" › ")
}

/// The source of a report, to quote it by code points.
pub(crate) struct Quotes<'r> {
    text: &'r str,
    index: CodePoints,
}

impl<'r> Quotes<'r> {
    pub(crate) fn new(source: &'r Source) -> Self {
        Self { text: &source.text, index: source.code_points() }
    }

    pub(crate) fn reading(&self, span: Span<Source>) -> String {
        reading(span.slice(self.text).unwrap_or_default())
    }

    pub(crate) fn offsets(&self, span: Span<Source>) -> String {
        let [start, end] = self.index.of_span(self.text, span);
        format!("{start}–{end}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_clipped_at_a_character() {
        assert_eq!(clip("增长", 2), "增长");
        assert_eq!(clip("增长率", 2), "增长…");
    }

    #[test]
    fn blanks_are_to_be_seen_where_there_is_nothing_else() {
        assert_eq!(reading("\u{3000}\n "), "␣↵␣");
        assert_eq!(reading("增长 8％\r\n"), "增长 8％↵");
    }

    #[test]
    fn years_are_one_or_two() {
        assert_eq!(years(Some(Period::year(2024))), "2024");
        assert_eq!(years(Period::years(2021, 2025)), "2021–2025");
        assert_eq!(years(None), "");
    }
}
