//! What a repair changed, as a table for notebooks. Owns its look: it follows the notebook's colours, dark or light, and needs
//! no script.

use std::fmt::Write as _;

use baogao::{Change, Clean, EditKind, Part};

/// So many changes are shown; a notebook is no place for thousands.
const SHOWN: usize = 30;
/// A part is shown whole up to so many characters.
const WHOLE: usize = 100;

/// Half-transparent colours tint dark and light grounds alike; text keeps the notebook's colour.
const STYLE: &str = "<style>.baogao td{text-align:left;vertical-align:top;white-space:pre-wrap;color:inherit}\
.baogao del{background:rgba(224,64,64,.3);text-decoration:none}\
.baogao ins{background:rgba(48,160,80,.35);text-decoration:none}.baogao small{opacity:.65}</style>";

/// How many repairs of which kinds, and the first changes side by side.
pub(crate) fn render(source: &str, clean: &Clean) -> String {
    let mut html = format!("<div class=\"baogao\">{STYLE}<p>{}</p>", summary(clean));
    let changes = clean.changes(source);
    if !changes.is_empty() {
        html.push_str("<table><thead><tr><th>repairs</th><th>source</th><th>text</th></tr></thead><tbody>");
        changes.iter().take(SHOWN).for_each(|change| row(change, source, clean, &mut html));
        html.push_str("</tbody></table>");
    }
    if let Some(left) = changes.len().checked_sub(SHOWN).filter(|&left| left > 0) {
        let _ = write!(html, "<p><small>and {left} more places</small></p>");
    }
    html + "</div>"
}

fn summary(clean: &Clean) -> String {
    let count = |kind: EditKind| clean.edits.iter().filter(|edit| edit.kind == kind).count();
    let kinds = EditKind::ALL.into_iter().map(|kind| (count(kind), kind)).filter(|&(count, _)| count > 0);
    let kinds: Vec<String> = kinds.map(|(count, kind)| format!("{} {count}", kind.as_str())).collect();
    let what = if kinds.is_empty() { "nothing to repair".to_owned() } else { kinds.join(", ") };
    format!("{} characters; {what}", clean.text.chars().count())
}

fn row(change: &Change, source: &str, clean: &Clean, html: &mut String) {
    let kinds: Vec<&str> = change.kinds.iter().map(|kind| kind.as_str()).collect();
    let _ = write!(html, "<tr><td><small>{}</small></td>", kinds.join(", "));
    cell(change, "del", |part| part.source.slice(source), html);
    cell(change, "ins", |part| part.clean.slice(&clean.text), html);
    html.push_str("</tr>");
}

fn cell<'t>(change: &Change, tag: &str, text: impl Fn(&Part) -> Option<&'t str>, html: &mut String) {
    html.push_str("<td>");
    for part in &change.parts {
        let text = text(part).unwrap_or_default();
        if !part.changed {
            escape(text, html);
        } else if !text.is_empty() {
            let _ = write!(html, "<{tag}>");
            let end = text.char_indices().nth(WHOLE).map_or(text.len(), |(at, _)| at);
            escape(&text[..end], html);
            html.push_str(if end < text.len() { " …" } else { "" });
            let _ = write!(html, "</{tag}>");
        }
    }
    html.push_str("</td>");
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // A line end that was replaced is to be seen.
            '\n' => html.push_str("↵\n"),
            c => html.push(c),
        }
    }
}
