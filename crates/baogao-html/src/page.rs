//! The evidence page. Owns its parts and their order: bar, outline, text with its marks, details of one mark, tables. What
//! moves on it is the script's; without the script everything can be read, and the tables lead to the marks.

use baogao_core::Report;
use maud::{DOCTYPE, Markup, html};

use crate::{
    assets,
    mark::{self, Kind, Mark},
    prose, records,
    show::{self, NAME, clip},
};

/// Headings are indented up to this depth.
const DEEPEST: u8 = 5;

pub(crate) fn render(report: &Report) -> Markup {
    let repairs = mark::repairs(&report.clean);
    let marks = mark::marks(report, &repairs);
    let title = show::title(report);
    html! {
        (DOCTYPE)
        html lang="zh-Hans" {
            head {
                meta charset="utf-8";
                (assets::page_head())
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "baogao " (env!("CARGO_PKG_VERSION")) };
                title { (title) " " (report.meta.plan_year.map_or_else(String::new, |year| year.to_string())) }
            }
            body {
                (bar(report, &title, &marks))
                nav #outline aria-label="Outline 大纲" { (outline(report)) }
                main {
                    article #text { (prose::render(report, &marks)) }
                    div #tables lang="en" { (records::render(report, &marks, &repairs)) }
                    (foot(report))
                }
                (panel())
                (assets::page_script())
            }
        }
    }
}

fn bar(report: &Report, title: &str, marks: &[Mark]) -> Markup {
    html! {
        header #bar {
            div #title {
                h1 { (title) }
                dl lang="en" {
                    @for (label, value) in show::delivery(&report.meta) { div { dt { (label) } dd { (value) } } }
                }
            }
            // Nothing in it works without the script, which shows it.
            form #tools lang="en" hidden role="search" aria-label="Marks and search" {
                fieldset #kinds {
                    legend { "Show" }
                    @for kind in Kind::ALL { (chip(kind, marks.iter().filter(|mark| mark.kind == kind).count())) }
                }
                div #steps role="group" aria-label="Marks" {
                    button #previous type="button" aria-label="Previous mark" title="previous (k or ←)" { "‹" }
                    output #position { }
                    button #next type="button" aria-label="Next mark" title="next (j or →)" { "›" }
                }
                div #finder {
                    input #search type="search" placeholder="Search 搜索" aria-label="Search the text" autocomplete="off";
                    output #found { }
                }
            }
        }
    }
}

fn chip(kind: Kind, count: usize) -> Markup {
    let (english, chinese) = kind.names();
    html! {
        @if count > 0 {
            label.chip.(kind.class()) {
                input type="checkbox" name="kind" value=(kind.class()) checked;
                span.one { (english) " " span lang="zh-Hans" { (chinese) } } " " b { (count) }
            }
        }
    }
}

fn outline(report: &Report) -> Markup {
    html! {
        ol {
            @for (id, section) in report.sections.iter().enumerate() {
                li class={ "level-" (section.level.clamp(1, DEEPEST)) } {
                    a href={ "#s" (id) } {
                        @if let Some(marker) = &section.marker { (clip(marker, NAME)) }
                        (clip(&section.heading, NAME))
                    }
                }
            }
        }
        p.tables lang="en" {
            @for (any, id, name) in [
                (!report.figures.is_empty(), "figures", "Figures 数据"),
                (!report.glossary.is_empty(), "terms", "Glossary 名词解释"),
                (!report.defects.is_empty(), "defects", "Defects 疑误"),
                (!report.clean.edits.is_empty(), "repairs", "Repairs 修复"),
            ] { @if any { a href={ "#" (id) } { (name) } " " } }
        }
    }
}

fn foot(report: &Report) -> Markup {
    let source = &report.source;
    html! {
        footer lang="en" {
            p {
                @if !source.name.is_empty() { (clip(&source.name, NAME)) " · " }
                (source.byte_len()) " bytes, " (source.encoding.as_str()) " · SHA-256 " code { (source.sha256) }
            }
            p { "Offsets count code points of the decoded source. Made by baogao " (env!("CARGO_PKG_VERSION")) "." }
        }
    }
}

/// Where the script shows the record of the selected mark.
fn panel() -> Markup {
    html! {
        aside #panel lang="en" hidden aria-label="Details of the selected mark" {
            div #details aria-live="polite" { }
            div #help {
                p { "Click a mark to see what it says and where it was read." }
                dl {
                    @for (keys, what) in [
                        (&["j", "→"][..], "next mark"),
                        (&["k", "←"], "previous mark"),
                        (&["e", "E"], "next, previous repair"),
                        (&["/"], "search"),
                        (&["Esc"], "close"),
                    ] { div { dt { @for key in keys { kbd { (key) } " " } } dd { (what) } } }
                }
            }
        }
    }
}
