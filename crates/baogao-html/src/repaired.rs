//! What a repair changed, as a table for notebooks: how many repairs of which kinds, and the first places side by side.

use baogao_core::{Change, Clean, EditKind, Part};
use maud::{Markup, html};

use crate::{assets, show::clip};

/// This many changes are shown; a notebook is no place for thousands.
const SHOWN: usize = 30;
/// A part is shown whole up to this many characters.
const WHOLE: usize = 100;

pub(crate) fn render(source: &str, clean: &Clean) -> Markup {
    let changes = clean.changes(source);
    html! {
        div class="baogao-repaired" {
            (assets::fragment_style())
            p { (summary(clean)) }
            @if !changes.is_empty() {
                table {
                    thead { tr { th { "repairs" } th { "source" } th { "text" } } }
                    tbody { @for change in changes.iter().take(SHOWN) { (row(change, source, clean)) } }
                }
            }
            @if changes.len() > SHOWN { p { small { "and " (changes.len() - SHOWN) " more places" } } }
        }
    }
}

fn summary(clean: &Clean) -> String {
    let count = |kind: EditKind| clean.edits.iter().filter(|edit| edit.kind == kind).count();
    let kinds = EditKind::ALL.into_iter().map(|kind| (count(kind), kind)).filter(|&(count, _)| count > 0);
    let kinds: Vec<String> = kinds.map(|(count, kind)| format!("{} {count}", kind.as_str())).collect();
    let what = if kinds.is_empty() { "nothing to repair".to_owned() } else { kinds.join(", ") };
    format!("{} characters; {what}", clean.text.chars().count())
}

fn row(change: &Change, source: &str, clean: &Clean) -> Markup {
    let kinds: Vec<&str> = change.kinds.iter().map(|kind| kind.as_str()).collect();
    html! {
        tr {
            td { small { (kinds.join(", ")) } }
            td { @for part in &change.parts { (old(part, source)) } }
            td { @for part in &change.parts { (new(part, &clean.text)) } }
        }
    }
}

fn old(part: &Part, source: &str) -> Markup {
    let text = part.source.slice(source).unwrap_or_default();
    html! { @if part.changed { (changed(text, |text| html! { del { (text) } })) } @else { (line_ends(text)) } }
}

fn new(part: &Part, text: &str) -> Markup {
    let text = part.clean.slice(text).unwrap_or_default();
    html! { @if part.changed { (changed(text, |text| html! { ins { (text) } })) } @else { (line_ends(text)) } }
}

fn changed(text: &str, element: impl Fn(&str) -> Markup) -> Markup {
    html! { @if !text.is_empty() { (element(&line_ends(&clip(text, WHOLE)))) } }
}

/// A line end that was replaced is to be seen.
fn line_ends(text: &str) -> String {
    text.replace('\n', "↵\n")
}
