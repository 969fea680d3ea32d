//! The evidence as tables: one row for each mark of the page, one for each term. Owns their columns; the script shows a
//! row beside the text with its column's name before each cell, so the facts are on the page once.

use baogao_core::{Defect, Figure, Report, Span, Target, Term};
use maud::{Markup, html};

use crate::{
    mark::{Mark, Record, Repair},
    pledges::{pledge, subject},
    show::{NAME, PASSAGE, Quotes, clip, confidence, number, path, reading, unit, years},
};

/// Columns of this class are for the panel beside the text: the tables would be too wide with them.
const ASIDE: &str = "aside";
/// Columns of this class are broken into lines.
const WORDS: &str = "words";
/// Columns of this class are to the right.
const NUMBER: &str = "number";
/// The place in the report's list of that name, as Python counts; it leads to the mark.
const INDEX: Column = ("index", NUMBER);

/// All tables, those without rows left out.
pub(crate) fn render(report: &Report, marks: &[Mark], repairs: &[Repair]) -> Markup {
    let rows = Rows { report, repairs, quotes: Quotes::new(&report.source), hardness: hardness(report) };
    let of = |wanted: fn(Record) -> bool| {
        let numbered = marks.iter().enumerate().filter(move |(_, mark)| wanted(mark.record));
        numbered.collect::<Vec<_>>()
    };
    html! {
        (table("figures", "Figures 数据", &FIGURE, &of(|r| matches!(r, Record::Figure(_))), |mark| rows.row(mark)))
        (table("pledges", "Targets without a number of their own 其他目标", &PLEDGE,
            &of(|r| matches!(r, Record::Pledge(_))), |mark| rows.row(mark)))
        (table("terms", "Glossary 名词解释", &TERM, &report.glossary.iter().enumerate().collect::<Vec<_>>(),
            |(index, term)| rows.term(index, term)))
        (table("mentions", "Uses of terms 名词出处", &MENTION, &of(|r| matches!(r, Record::Mention(..))),
            |mark| rows.row(mark)))
        (table("defects", "Defects 疑误", &DEFECT, &of(|r| matches!(r, Record::Defect(_))), |mark| rows.row(mark)))
        (table("repairs", "Repairs 修复", &REPAIR, &of(|r| matches!(r, Record::Repair(_))), |mark| rows.row(mark)))
    }
}

type Column = (&'static str, &'static str);

const FIGURE: [Column; 15] = [
    INDEX,
    ("indicator 指标", WORDS),
    ("value 数值", NUMBER),
    ("unit 单位", ""),
    ("qualifier", ""),
    ("kind", ""),
    ("measure", ""),
    ("year 年份", ""),
    ("modality", ""),
    ("hardness", ASIDE),
    ("indicator_id", WORDS),
    ("confidence", NUMBER),
    ("section 章节", ASIDE),
    ("source reading 原文", ASIDE),
    ("source offsets", ASIDE),
];

const PLEDGE: [Column; 12] = [
    INDEX,
    ("about 指标", WORDS),
    ("pledge", WORDS),
    ("form", ""),
    ("wording", ""),
    ("hardness", ""),
    ("modality", ""),
    ("year 年份", ""),
    ("confidence", NUMBER),
    ("section 章节", ASIDE),
    ("source reading 原文", ASIDE),
    ("source offsets", ASIDE),
];

const TERM: [Column; 5] = [
    ("number", NUMBER),
    ("term 名词", WORDS),
    ("definition 解释", WORDS),
    ("parts", WORDS),
    ("uses", NUMBER),
];

const MENTION: [Column; 4] =
    [("", NUMBER), ("term 名词", WORDS), ("source reading 原文", WORDS), ("source offsets", "")];

const DEFECT: [Column; 6] = [
    INDEX,
    ("damage", ""),
    ("what is wrong", WORDS),
    ("likely reading", WORDS),
    ("source reading 原文", WORDS),
    ("source offsets", ""),
];

const REPAIR: [Column; 7] = [
    ("", NUMBER),
    ("damage", ""),
    ("source reading 原文", WORDS),
    ("repaired 修复后", WORDS),
    ("why", WORDS),
    ("confidence", NUMBER),
    ("source offsets", ""),
];

fn table<T: Copy>(
    id: &str,
    title: &str,
    columns: &[Column],
    items: &[T],
    row: impl Fn(T) -> Markup,
) -> Markup {
    html! {
        @if !items.is_empty() {
            section.records id=(id) {
                h2 { (title) " " small { (items.len()) } }
                div.wide { table {
                    thead { tr { @for (name, class) in columns { th class=[some(class)] scope="col" { (name) } } } }
                    tbody { @for &item in items { (row(item)) } }
                } }
            }
        }
    }
}

fn some(class: &'static str) -> Option<&'static str> {
    (!class.is_empty()).then_some(class)
}

struct Rows<'r> {
    report: &'r Report,
    repairs: &'r [Repair],
    quotes: Quotes<'r>,
    /// How firmly each figure is pledged; empty for those that are not.
    hardness: Vec<&'static str>,
}

fn hardness(report: &Report) -> Vec<&'static str> {
    let mut found = vec![""; report.figures.len()];
    for target in &report.targets {
        if let Some(place) = target.figure.and_then(|index| found.get_mut(index as usize)) {
            *place = target.hardness.as_str();
        }
    }
    found
}

impl Rows<'_> {
    /// The record of a mark; the first cell leads to the mark.
    fn row(&self, (number, mark): (usize, &Mark)) -> Markup {
        let report = self.report;
        let (class, columns, cells) = match mark.record {
            Record::Figure(index) => {
                (mark.kind.class(), &FIGURE[1..], self.figure(&report.figures[index], self.hardness[index]))
            }
            Record::Pledge(index) => (mark.kind.class(), &PLEDGE[1..], self.pledge(&report.targets[index])),
            Record::Mention(index, _) => return self.mention(number, mark, &report.glossary[index], index),
            Record::Defect(index) => (mark.kind.class(), &DEFECT[1..], self.defect(&report.defects[index])),
            Record::Repair(index) => (mark.kind.class(), &REPAIR[1..], self.repair(&self.repairs[index])),
        };
        html! {
            tr.(class) id=(mark.record) {
                (to_mark(number, mark.record))
                @for (cell, (_, class)) in cells.iter().zip(columns) { td class=[some(class)] { (cell) } }
            }
        }
    }

    fn figure(&self, figure: &Figure, hardness: &str) -> Vec<String> {
        vec![
            clip(&figure.indicator, NAME).into_owned(),
            number(figure),
            unit(figure).to_owned(),
            figure.quantity.qualifier.clone().unwrap_or_default(),
            figure.kind.as_str().to_owned(),
            figure.measure.as_str().to_owned(),
            years(figure.period),
            figure.modality.clone().unwrap_or_default(),
            hardness.to_owned(),
            figure.indicator_id.clone().unwrap_or_default(),
            confidence(figure.confidence),
            path(self.report, figure.section),
            self.quotes.reading(figure.source_span),
            self.quotes.offsets(figure.source_span),
        ]
    }

    fn pledge(&self, target: &Target) -> Vec<String> {
        vec![
            subject(target),
            pledge(self.report, target),
            target.form.as_str().to_owned(),
            target.wording.as_str().to_owned(),
            target.hardness.as_str().to_owned(),
            clip(target.modality.as_deref().unwrap_or_default(), NAME).into_owned(),
            years(target.period),
            confidence(target.confidence),
            path(self.report, target.section),
            self.quotes.reading(target.source_span),
            self.quotes.offsets(target.source_span),
        ]
    }

    fn term(&self, index: usize, term: &Term) -> Markup {
        let parts = term.expansion.join("；");
        html! {
            tr.term id={ "g" (index) } {
                td.number { @if let Some(number) = term.number { (number) } }
                td.words { (clip(&term.term, NAME)) }
                td.words { (clip(&term.definition, PASSAGE)) }
                td.words { (clip(&parts, PASSAGE)) }
                td.number { (term.mentions.len()) }
            }
        }
    }

    /// What the term means is in the term's own row.
    fn mention(&self, number: usize, mark: &Mark, term: &Term, index: usize) -> Markup {
        let source = self.report.clean.to_source(mark.span);
        html! {
            tr.term id=(mark.record) data-term={ "g" (index) } {
                (to_mark(number, mark.record))
                td.words { a href={ "#g" (index) } { (clip(&term.term, NAME)) } }
                td.words { (self.quotes.reading(source)) }
                td { (self.quotes.offsets(source)) }
            }
        }
    }

    fn defect(&self, defect: &Defect) -> Vec<String> {
        vec![
            defect.kind.as_str().replace('_', " "),
            clip(&defect.message, PASSAGE).into_owned(),
            defect.repair.as_deref().map_or_else(String::new, reading),
            self.quotes.reading(defect.span),
            self.quotes.offsets(defect.span),
        ]
    }

    fn repair(&self, repair: &Repair) -> Vec<String> {
        let edits = &self.report.clean.edits[repair.edits.clone()];
        let mut kinds: Vec<&str> = Vec::new();
        for edit in edits {
            if !kinds.contains(&edit.kind.as_str()) {
                kinds.push(edit.kind.as_str());
            }
        }
        let least = edits.iter().map(|edit| edit.confidence).fold(1.0, f32::min);
        let why = edits.iter().find_map(|edit| edit.reason.as_deref()).unwrap_or_default();
        vec![
            clip(&kinds.join(", ").replace('_', " "), NAME).into_owned(),
            self.quotes.reading(repair.source),
            reading(slice(repair.clean, &self.report.clean.text)),
            clip(why, PASSAGE).into_owned(),
            confidence(least),
            self.quotes.offsets(repair.source),
        ]
    }
}

fn slice<T>(span: Span<T>, text: &str) -> &str {
    span.slice(text).unwrap_or_default()
}

/// The way to the place in the text.
fn to_mark(number: usize, record: Record) -> Markup {
    html! { td.number { a href={ "#m" (number) } { (record.index()) } } }
}
