//! The first rows of a table, for notebooks.

use std::fmt::Display;

use maud::{Markup, html};

use crate::{assets, show::clip};

/// A cell is shown up to this many characters, for a row is one line.
const CELL: usize = 24;

/// Rows under their column names, and how many more there are.
pub(crate) fn render<C: Display>(title: &str, columns: &[&str], rows: &[Vec<C>], more: usize) -> Markup {
    html! {
        div class="baogao-card baogao-rows" lang="zh-Hans" {
            (assets::fragment_style())
            p { b { (title) } }
            table {
                thead { tr { @for column in columns { th { (column) } } } }
                tbody {
                    @for row in rows {
                        tr { @for cell in row { td { (clip(&cell.to_string(), CELL)) } } }
                    }
                }
            }
            @if more > 0 { p { small { "and " (more) " more rows" } } }
        }
    }
}
