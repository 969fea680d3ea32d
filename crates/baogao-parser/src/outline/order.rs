//! Headings whose numbers do not follow each other. Owns the defects that say so: after 一、 comes 二、, and 三、 shows that a
//! part is missing or out of place.

use baogao_core::{Clean, Defect, DefectKind, Form, Section, Span};

use crate::marker::{Kind, marker};

/// A gap of the numbering: the heading behind it, and what is wrong, in one sentence.
type Gap = (Span<Clean>, String);

/// The gaps among block headings of chapters and their parts (一、 and （一）), in document order.
///
/// Items within a paragraph (一是) and notes are cut and quoted too often for their numbers to say anything.
pub(crate) fn gaps(sections: &[Section]) -> Vec<Gap> {
    let mut found = Vec::new();
    // Of each parent and kind the last number; parents come before their children.
    let mut last: Vec<(Option<u32>, Kind, u32)> = Vec::new();
    for section in sections.iter().filter(|section| section.form == Form::Block) {
        let Some(mark) = section.marker.as_deref() else { continue };
        let Some((kind, number)) = marker(mark).and_then(|mark| Some((mark.kind, mark.number?))) else {
            continue;
        };
        if !matches!(kind, Kind::Chapter | Kind::Bracketed) {
            continue;
        }
        // Only the open parents are needed; one that ended is not met again.
        while last.last().is_some_and(|(parent, ..)| *parent > section.parent) {
            last.pop();
        }
        match last.iter_mut().rev().find(|(parent, other, _)| (*parent, *other) == (section.parent, kind)) {
            Some((_, _, before)) => {
                // A list that begins anew is another list.
                if number != 1 && number != *before + 1 {
                    found.push((section.span, message(mark, number, *before)));
                }
                *before = number;
            }
            None => {
                if number > 1 {
                    found.push((section.span, message(mark, number, 0)));
                }
                last.push((section.parent, kind, number));
            }
        }
    }
    found
}

fn message(mark: &str, number: u32, before: u32) -> String {
    match before {
        0 => format!("the first heading here is {mark}: a part before it may be missing"),
        _ if number > before => format!("{mark} follows number {before}: a part may be missing before it"),
        _ => format!("{mark} follows number {before}: the parts may be out of order, or a number wrong"),
    }
}

/// The gaps as defects of the source.
pub(crate) fn defects(
    sections: &[Section],
    to_source: impl Fn(Span<Clean>) -> Span<baogao_core::Source>,
) -> Vec<Defect> {
    let defect = |(span, message): Gap| Defect {
        span: to_source(span),
        kind: DefectKind::Order,
        message,
        repair: None,
    };
    gaps(sections).into_iter().map(defect).collect()
}

#[cfg(test)]
mod tests {
    use crate::Parser;
    use baogao_core::DefectKind;

    fn messages(text: &str) -> Vec<String> {
        let report = Parser::default().parse_text("", text).map_err(|error| error.to_string());
        let defects = report.map(|report| report.defects).unwrap_or_default().into_iter();
        defects.filter(|defect| defect.kind == DefectKind::Order).map(|defect| defect.message).collect()
    }

    #[test]
    fn a_missing_part_is_reported() {
        let text = "一、2023年工作回顾\n经济增长。\n三、2024年工作安排\n（一）扩大内需\n促消费。\n（三）改善民生\n办实事。";
        assert_eq!(
            messages(text),
            [
                "三、 follows number 1: a part may be missing before it",
                "（三） follows number 1: a part may be missing before it",
            ]
        );
        assert_eq!(
            messages("二、2024年工作安排\n扩大内需。"),
            ["the first heading here is 二、: a part before it may be missing"]
        );
    }

    #[test]
    fn lists_that_begin_anew_are_in_order() {
        let text = "一、2023年工作回顾\n（一）经济\n增长。\n（二）民生\n改善。\n二、2024年工作安排\n（一）内需\n扩大。\n（二）民生\n实事。";
        assert_eq!(messages(text), [""; 0]);
    }
}
