//! The card that notebooks show. Owns its parts and how much of each fits: every part has a share of the bytes, and
//! counts what it leaves out, so that no report makes a notebook heavy.

use baogao_core::{Defect, Figure, FigureKind, Report, Section, Target, TargetForm, Term};
use maud::{Markup, html};

use crate::{
    assets,
    pledges::{pledge, subject},
    show::{self, NAME, PASSAGE, clip, confidence, years},
};

/// Bytes for each part; together with the style and the markup around them they stay below 300 KB.
const OUTLINE: usize = 140_000;
const TARGETS: usize = 60_000;
const GLOSSARY: usize = 50_000;
const DEFECTS: usize = 25_000;
/// Sections below this depth are shown at it: each is an element within an element.
const DEEPEST: usize = 8;

pub(crate) fn render(report: &Report) -> Markup {
    let count = |kind| report.figures.iter().filter(|figure| figure.kind == kind).count();
    html! {
        div class="baogao-card" lang="zh-Hans" {
            (assets::fragment_style())
            div class="baogao-head" {
                strong { (show::title(report)) }
                dl {
                    @for (label, value) in show::delivery(&report.meta) { div { dt { (label) } dd { (value) } } }
                }
                p class="baogao-counts" {
                    @for (number, name) in [
                        (report.sections.len(), "sections"),
                        (count(FigureKind::Actual), "actuals"),
                        (report.targets.len(), "targets"),
                        (report.glossary.len(), "terms"),
                        (report.defects.len(), "defects"),
                        (report.clean.edits.len(), "edits"),
                    ] { span { b { (number) } " " (name) } " " }
                }
            }
            (outline(report))
            (part("Targets 目标", &TARGET_COLUMNS, &report.targets, TARGETS, |item| target(report, item)))
            (part("Glossary 名词解释", &["term", "definition", "uses"], &report.glossary, GLOSSARY, term))
            (part("Defects 疑误", &["kind", "what is wrong", "likely reading"], &report.defects, DEFECTS, defect))
        }
    }
}

/// What is left of a part's bytes.
struct Room {
    bytes: usize,
    left_out: usize,
}

impl Room {
    fn new(bytes: usize) -> Self {
        Self { bytes, left_out: 0 }
    }

    /// The markup, if there is room for it; once something is left out, so is all that follows.
    fn fit(&mut self, markup: Markup) -> Option<Markup> {
        let left = self.bytes.checked_sub(markup.0.len()).filter(|_| self.left_out == 0);
        match left {
            Some(left) => self.bytes = left,
            None => self.left_out += 1,
        }
        left.map(|_| markup)
    }

    fn more(&self, what: &str) -> Markup {
        html! { @if self.left_out > 0 { p { small { "and " (self.left_out) " more " (what) } } } }
    }
}

const TARGET_COLUMNS: [&str; 6] = ["about", "pledge", "wording", "hardness", "year", "confidence"];

/// A closed part with a table; nothing where there are no items.
fn part<T>(title: &str, columns: &[&str], items: &[T], bytes: usize, row: impl Fn(&T) -> Markup) -> Markup {
    let mut room = Room::new(bytes);
    // Without this, the rows beyond the room would be made to be thrown away.
    let mut fit = |item: &T| if room.left_out == 0 { room.fit(row(item)) } else { room.fit(html! {}) };
    let rows: Vec<Markup> = items.iter().filter_map(&mut fit).collect();
    html! {
        @if !items.is_empty() {
            details {
                summary { (title) " " small { (items.len()) } }
                table {
                    thead { tr { @for column in columns { th { (column) } } } }
                    tbody { @for row in &rows { (row) } }
                }
                (room.more("rows"))
            }
        }
    }
}

fn target(report: &Report, target: &Target) -> Markup {
    let modality = target.modality.as_deref().unwrap_or_default();
    html! {
        tr {
            td { (subject(target)) }
            td { b { (pledge(report, target)) } }
            td { @if target.form != TargetForm::Figure { (target.form.as_str()) ", " } (target.wording.as_str()) }
            td { (target.hardness.as_str()) " " (clip(modality, NAME)) }
            td { (years(target.period)) }
            td { (confidence(target.confidence)) }
        }
    }
}

fn term(term: &Term) -> Markup {
    html! { tr { td { (clip(&term.term, NAME)) } td { (clip(&term.definition, PASSAGE)) } td { (term.mentions.len()) } } }
}

fn defect(defect: &Defect) -> Markup {
    html! {
        tr {
            td { (defect.kind.as_str().replace('_', " ")) }
            td { (clip(&defect.message, PASSAGE)) }
            td { (clip(defect.repair.as_deref().unwrap_or_default(), NAME)) }
        }
    }
}

/// The sections by their parents, with the figures of each; the last list is that of the top.
struct Outline<'r> {
    report: &'r Report,
    children: Vec<Vec<usize>>,
    figures: Vec<Vec<&'r Figure>>,
    /// How many figures each section has with all below it.
    totals: Vec<usize>,
    room: Room,
}

fn outline(report: &Report) -> Markup {
    let top = report.sections.len();
    let mut children = vec![Vec::new(); top + 1];
    let mut figures = vec![Vec::new(); top + 1];
    for figure in &report.figures {
        figures[figure.section.map_or(top, |id| id as usize).min(top)].push(figure);
    }
    let parents = parents(report);
    let mut totals: Vec<usize> = figures.iter().map(Vec::len).collect();
    for (id, &(parent, _)) in parents.iter().enumerate() {
        children[parent].push(id);
    }
    for (id, &(parent, _)) in parents.iter().enumerate().rev() {
        totals[parent] += totals[id];
    }
    let mut outline = Outline { report, children, figures, totals, room: Room::new(OUTLINE) };
    let inner = outline.inner(top);
    html! {
        @if top > 0 || !report.figures.is_empty() {
            details open {
                summary { "Outline 大纲 " small { (top) " sections, " (report.figures.len()) " figures" } }
                (inner)
                (outline.room.more("lines"))
            }
        }
    }
}

/// The parent and the depth of each section as it is shown: what lies too deep hangs on the deepest that may have
/// children. The top has the number behind the last section.
fn parents(report: &Report) -> Vec<(usize, usize)> {
    let top = report.sections.len();
    let mut parents: Vec<(usize, usize)> = Vec::with_capacity(top);
    for section in &report.sections {
        // Parents are before their children.
        let parent =
            section.parent.and_then(|parent| Some((parent as usize, *parents.get(parent as usize)?)));
        parents.push(match parent {
            None => (top, 1),
            Some((_, above)) if above.1 == DEEPEST => above,
            Some((parent, above)) => (parent, above.1 + 1),
        });
    }
    parents
}

impl Outline<'_> {
    /// What is under a heading: its own figures, then the sections below it.
    fn inner(&mut self, id: usize) -> Markup {
        let figures = std::mem::take(&mut self.figures[id]);
        let figures: Vec<Markup> = figures.into_iter().filter_map(|f| self.room.fit(figure(f))).collect();
        let children = std::mem::take(&mut self.children[id]);
        let sections: Vec<Markup> = children.into_iter().filter_map(|child| self.section(child)).collect();
        html! {
            @if !figures.is_empty() { ul { @for figure in &figures { (figure) } } }
            @for section in &sections { (section) }
        }
    }

    fn section(&mut self, id: usize) -> Option<Markup> {
        let line = self.room.fit(heading(&self.report.sections[id], self.totals[id]));
        // What lies below is counted even where nothing fits any more.
        let inner = self.inner(id);
        line.map(|line| {
            html! {
                @if inner.0.is_empty() { div class="baogao-leaf" { (line) } }
                @else { details { summary { (line) } (inner) } }
            }
        })
    }
}

fn heading(section: &Section, figures: usize) -> Markup {
    html! {
        @if let Some(marker) = &section.marker { (clip(marker, NAME)) }
        (clip(&section.heading, NAME))
        @if figures > 0 { " " small { (figures) } }
    }
}

fn figure(figure: &Figure) -> Markup {
    let kind = figure.kind.as_str();
    html! {
        li {
            b class={ "baogao-" (kind) } { (show::amount(figure)) }
            " " (clip(&figure.indicator, NAME))
            " " small { (kind) " " (years(figure.period)) " · " (confidence(figure.confidence)) }
        }
    }
}
