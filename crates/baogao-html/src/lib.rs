//! Reports as HTML. Owns all markup of the project: a card for notebooks, a self-contained page of evidence, and what a
//! repair changed. It must not know how a report was parsed, nor where its HTML goes.
//!
//! Every text of a report goes into the markup by way of `maud`, which escapes it. Nothing here is read over the
//! network: styles and the page's script are in the output itself, and the page's policy forbids everything else.
//! Each function is linear in its report.
//!
//! ```
//! let report = baogao_parser::Parser::default().parse_text("", "一、2024年安排\n<b>地区生产总值增长6%左右。")?;
//! for html in [baogao_html::card(&report), baogao_html::page(&report)] {
//!     assert!(html.contains("地区生产总值"));
//!     assert!(!html.contains("<b>地区"));
//! }
//! # Ok::<(), baogao_core::Error>(())
//! ```

mod assets;
mod card;
mod mark;
mod page;
mod pledges;
mod prose;
mod records;
mod repaired;
mod show;
mod table;

use std::fmt::Display;

use baogao_core::{Clean, Report};

/// The report as a fragment for notebooks: who and when, the outline with its figures, targets, glossary and defects.
///
/// It follows light and dark themes, needs no script, and is below 300 KB whatever the report; what is left out is
/// counted.
///
/// ```
/// let report = baogao_parser::Parser::default().parse_text("", "一、2024年工作安排\n地区生产总值增长6%左右。")?;
/// let html = baogao_html::card(&report);
/// assert!(html.starts_with("<div class=\"baogao-card\"") && !html.contains("<script"));
/// # Ok::<(), baogao_core::Error>(())
/// ```
#[must_use]
pub fn card(report: &Report) -> String {
    card::render(report).into_string()
}

/// The report as one self-contained page: its outline, and its text with every figure, pledge, use of a term, defect
/// and repair marked in place, each with its evidence.
///
/// The page reads and prints without its script, which adds the way through the marks, their filter and a search.
/// Offsets on it count code points of the source.
///
/// ```
/// let report = baogao_parser::Parser::default().parse_text("", "一、2024年工作安排\n地区生产总值增长6%左右。")?;
/// let html = baogao_html::page(&report);
/// assert!(html.starts_with("<!DOCTYPE html><html lang=\"zh-Hans\">"));
/// assert_eq!(html.matches("<mark class=\"target\"").count(), 1);
/// # Ok::<(), baogao_core::Error>(())
/// ```
#[must_use]
pub fn page(report: &Report) -> String {
    page::render(report).into_string()
}

/// What a repair changed in the text `source`, as a fragment for notebooks: counts by kind, and the first 30 places.
///
/// ```
/// let source = baogao_text::from_text("", "增长 8.1％")?.source;
/// let clean = baogao_text::Repairer::default().repair(&source).clean;
/// assert!(baogao_html::repaired(&source.text, &clean).contains("<ins>%</ins>"));
/// # Ok::<(), baogao_core::Error>(())
/// ```
#[must_use]
pub fn repaired(source: &str, clean: &Clean) -> String {
    repaired::render(source, clean).into_string()
}

/// The first rows of a table under the names of its columns, as a fragment for notebooks; `more` rows are only counted.
///
/// ```
/// let html = baogao_html::table("2 figures", &["unit", "value"], &[vec!["<b>", "6"]], 1);
/// assert!(html.contains("&lt;b&gt;") && html.contains("and 1 more rows"));
/// ```
#[must_use]
pub fn table<C: Display>(title: &str, columns: &[&str], rows: &[Vec<C>], more: usize) -> String {
    table::render(title, columns, rows, more).into_string()
}
