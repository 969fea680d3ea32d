//! Source and repair side by side. Owns the layout of the two columns in a terminal; what a change is, with its
//! context, is the core's to say.
//!
//! Assumption: a terminal shows a character as wide as Unicode's East Asian Width has it, the ambiguous ones narrow.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use baogao::{Change, Clean, Part};
use unicode_width::UnicodeWidthChar;

const PLACE: Style = Style::new().dimmed();
const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
/// Between the columns.
const BAR: &str = " │ ";
/// The width where there is no terminal.
const WIDTH: usize = 100;
/// Columns narrower than a wide character and a bracket cannot be filled.
const MIN_COLUMN: usize = 8;
/// A replaced stretch is shown whole up to this many characters: the scripts of a web page are not worth reading.
const WHOLE: usize = 120;
/// So much is shown of both ends of a longer one.
const END: usize = 40;

/// The width to fill: `COLUMNS` when it is set, the terminal's, or a default.
pub(crate) fn width() -> usize {
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    set.or_else(terminal).unwrap_or(WIDTH)
}

/// Writes every change: a line that says where and what, then the two columns.
pub(crate) fn write(source: &str, clean: &Clean, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let column = (width.saturating_sub(BAR.chars().count()) / 2).max(MIN_COLUMN);
    // Code points, as everywhere outside of Rust; counted on from the last change.
    let (mut byte, mut place) = (0, 0);
    for change in clean.changes(source) {
        let start = change.source().start() as usize;
        place += source.get(byte..start).map_or(0, |text| text.chars().count());
        byte = start;
        let kinds: Vec<&str> = change.kinds.iter().map(|kind| kind.as_str()).collect();
        writeln!(out, "{PLACE}{place}  {}{PLACE:#}", kinds.join(", "))?;
        let left = Column::of(&change, column, OLD, |part| part.source.slice(source));
        let right = Column::of(&change, column, NEW, |part| part.clean.slice(&clean.text));
        for row in 0..left.rows.len().max(right.rows.len()) {
            left.write(row, true, out)?;
            write!(out, "{BAR}")?;
            right.write(row, false, out)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// A stretch of a row in one style.
struct Run {
    text: String,
    changed: bool,
}

/// One side of a change, broken into rows.
struct Column {
    width: usize,
    style: Style,
    rows: Vec<(usize, Vec<Run>)>,
}

impl Column {
    fn of<'t>(change: &Change, width: usize, style: Style, text: impl Fn(&Part) -> Option<&'t str>) -> Self {
        let mut column = Self { width, style, rows: vec![(0, Vec::new())] };
        for part in &change.parts {
            let text = text(part).unwrap_or_default();
            // What is longer than both ends and some is worth its ends.
            let long = part.changed && text.char_indices().nth(WHOLE).is_some();
            let Some((head, tail)) = long.then(|| ends(text)).flatten() else {
                column.put_all(text, part.changed);
                continue;
            };
            column.put_all(&text[..head], part.changed);
            let left_out = text[head..tail].chars().count();
            column.put_all(&format!("… {left_out} characters …"), false);
            column.put_all(&text[tail..], part.changed);
        }
        column
    }

    fn put_all(&mut self, text: &str, changed: bool) {
        for c in text.chars() {
            if c == '\n' {
                // The line end itself may be the change.
                self.put("↵", 1, changed);
                self.rows.push((0, Vec::new()));
                continue;
            }
            match c.width().filter(|&width| width > 0) {
                Some(width) => self.put(c.encode_utf8(&mut [0; 4]), width, changed),
                None if c == '\r' => {}
                // What shows nothing is named, so that its loss can be seen.
                None => {
                    let name = format!("<{:x}>", u32::from(c));
                    self.put(&name, name.len(), changed);
                }
            }
        }
    }

    fn put(&mut self, text: &str, width: usize, changed: bool) {
        if self.rows.last().is_some_and(|row| row.0 > 0 && row.0 + width > self.width) {
            self.rows.push((0, Vec::new()));
        }
        let Some((used, runs)) = self.rows.last_mut() else { return };
        *used += width;
        match runs.last_mut() {
            Some(run) if run.changed == changed => run.text.push_str(text),
            _ => runs.push(Run { text: text.to_owned(), changed }),
        }
    }

    fn write(&self, row: usize, pad: bool, out: &mut dyn Write) -> io::Result<()> {
        let empty = (0, Vec::new());
        let (used, runs) = self.rows.get(row).unwrap_or(&empty);
        for Run { text, changed } in runs {
            let style = if *changed { self.style } else { Style::new() };
            write!(out, "{style}{text}{style:#}")?;
        }
        let blank = if pad { self.width.saturating_sub(*used) } else { 0 };
        write!(out, "{:blank$}", "")
    }
}

/// Where the head of a long text ends and its tail begins.
fn ends(text: &str) -> Option<(usize, usize)> {
    let head = text.char_indices().nth(END)?.0;
    let tail = text.char_indices().rev().nth(END - 1)?.0;
    Some((head, tail))
}

#[cfg(test)]
mod tests {
    use baogao::{Repairer, from_text};
    use unicode_width::UnicodeWidthStr;

    use super::write;

    fn shown(text: &str, width: usize) -> String {
        let source =
            from_text("", text).map(|decoded| decoded.source).unwrap_or_else(|error| panic!("{error}"));
        let mut out = Vec::new();
        let clean = Repairer::default().repair(&source).clean;
        write(&source.text, &clean, width, &mut anstream::StripStream::new(&mut out)).unwrap_or_default();
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn both_sides_stand_beside_each_other() {
        assert_eq!(shown("增长 8.1％。", 43), "0  spacing, punctuation\n增长 8.1％。         │ 增长8.1%。\n");
    }

    #[test]
    fn rows_are_as_wide_as_the_terminal() {
        let text = "全年报(bào)告(gào)，增长 8.1 ％，\u{200b}城镇\n居民收入增长 9 ％。".repeat(9);
        for width in [20, 43, 80] {
            for row in shown(&text, width).lines().filter(|row| row.contains('│')) {
                let (left, right) = row.split_once(" │ ").unwrap_or_default();
                assert_eq!(left.width(), (width - 3) / 2, "{row}");
                assert!(right.width() <= (width - 3) / 2, "{row}");
            }
        }
    }

    #[test]
    fn long_deletions_show_their_ends() {
        let page = format!("<html><p>报告</p><script>{}</script><p>人</p>", "var x;".repeat(1000));
        let shown = shown(&page, 80);
        assert!(shown.contains("characters …") && shown.lines().count() < 20, "{shown}");
    }
}
