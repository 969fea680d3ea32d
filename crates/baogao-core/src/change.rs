//! What a repair changed, for a reader. Owns [`Change`], a place of both texts with its context; how it is shown is
//! for terminals and notebooks to say.

use crate::{Clean, EditKind, Source, Span};

/// Changes with this many characters or fewer between them are shown as one.
const CONTEXT: usize = 12;
/// A place is cut, where something verbatim lies between two changes, before it grows beyond this many characters.
const LIMIT: usize = 80;

/// A part of a [`Change`]: verbatim, or replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Where it is in the source.
    pub source: Span<Source>,
    /// Where it is in the clean text; empty for a deletion.
    pub clean: Span<Clean>,
    /// Whether the two differ.
    pub changed: bool,
}

/// A place where something was repaired: changed parts, and the verbatim ones around and between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The parts, in order; they tile a stretch of both texts.
    pub parts: Vec<Part>,
    /// The kinds of repair that were made here, each once.
    pub kinds: Vec<EditKind>,
}

impl Change {
    /// Where it is in the source, its context included.
    #[must_use]
    pub fn source(&self) -> Span<Source> {
        let ends = |part: Option<&Part>| part.map_or(Span::new(0, 0), |part| part.source);
        ends(self.parts.first()).hull(ends(self.parts.last()))
    }
}

impl Clean {
    /// The places that were repaired, in order, with some context.
    ///
    /// ```
    /// use baogao_core::{Alignment, Clean, Source, Span};
    /// let mut builder = Alignment::<Source, Clean>::builder();
    /// builder.rewrite(Span::new(3, 6), 1); // ％ became %
    /// let clean = Clean { text: "5.7%。".into(), edits: vec![], alignment: builder.finish(9) };
    /// let changes = clean.changes("5.7％。");
    /// let shown: Vec<_> = changes[0].parts.iter().map(|part| part.source.slice("5.7％。")).collect();
    /// assert_eq!(shown, [Some("5.7"), Some("％"), Some("。")]);
    /// ```
    #[must_use]
    pub fn changes(&self, source: &str) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        // Where the last rewritten run ended in both texts, and the length of the place that is being made.
        let (mut at, mut length) = ((0, 0), 0);
        for run in self.alignment.rewrites() {
            let start = (run.source.start() as usize, run.clean.start() as usize);
            let verbatim = source.get(at.0..start.0).unwrap_or_default();
            let near = verbatim.char_indices().nth(2 * CONTEXT).is_none();
            match changes.last_mut() {
                Some(last) if near && (length < LIMIT || verbatim.is_empty()) => {
                    last.push(at, start, false);
                    length += verbatim.chars().count();
                }
                last => {
                    let ahead = head(verbatim);
                    if let Some(last) = last {
                        last.push(at, (at.0 + ahead, at.1 + ahead), false);
                    }
                    // Nothing is shown twice: what the last place shows is no context of this one.
                    let shown = if changes.is_empty() { 0 } else { ahead };
                    let behind = tail(&verbatim[shown..]);
                    let mut change = Change { parts: Vec::new(), kinds: Vec::new() };
                    change.push((start.0 - behind, start.1 - behind), start, false);
                    changes.push(change);
                    length = 0;
                }
            }
            at = (run.source.end() as usize, run.clean.end() as usize);
            if let Some(last) = changes.last_mut() {
                last.push(start, at, true);
            }
            length += run.source.slice(source).map_or(0, |text| text.chars().count());
        }
        let ahead = head(source.get(at.0..).unwrap_or_default());
        if let Some(last) = changes.last_mut() {
            last.push(at, (at.0 + ahead, at.1 + ahead), false);
        }
        self.name_kinds(&mut changes);
        changes
    }

    fn name_kinds(&self, changes: &mut [Change]) {
        let mut edits = self.edits.as_slice();
        for change in changes {
            let place = change.source();
            // Edits are in the order of the source, though a later layer's may lie within an earlier one's.
            let passed = edits.partition_point(|edit| edit.span.start() < place.start());
            edits = &edits[passed..];
            for edit in edits.iter().take_while(|edit| edit.span.start() < place.end()) {
                if !change.kinds.contains(&edit.kind) {
                    change.kinds.push(edit.kind);
                }
            }
        }
    }
}

impl Change {
    fn push(&mut self, start: (usize, usize), end: (usize, usize), changed: bool) {
        if start.0 == end.0 {
            return;
        }
        let (source, clean) = (Span::from_range(start.0..end.0), Span::from_range(start.1..end.1));
        match self.parts.last_mut() {
            // Two repairs that touch read as one.
            Some(last) if changed && last.changed => {
                (last.source, last.clean) = (last.source.hull(source), last.clean.hull(clean));
            }
            _ => self.parts.push(Part { source, clean, changed }),
        }
    }
}

/// The bytes of the first characters of a text, within its first line.
fn head(text: &str) -> usize {
    let line = text.find('\n').unwrap_or(text.len());
    text.char_indices().nth(CONTEXT).map_or(line, |(at, _)| at.min(line))
}

/// The bytes of the last characters of a text, within its last line.
fn tail(text: &str) -> usize {
    let line = text.rfind('\n').map_or(text.len(), |at| text.len() - at - 1);
    let last = text.char_indices().rev().nth(CONTEXT - 1).map_or(text.len(), |(at, _)| text.len() - at);
    last.min(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Alignment, Edit};

    fn clean(source: &str, from: char, to: &str) -> Clean {
        let (mut builder, mut edits) = (Alignment::builder(), Vec::new());
        for (at, found) in source.match_indices(from) {
            let span = Span::from_range(at..at + found.len());
            builder.rewrite(span, u32::try_from(to.len()).unwrap_or(0));
            edits.push(Edit {
                span,
                text: to.to_owned(),
                kind: EditKind::Ocr,
                confidence: 1.0,
                reason: None,
            });
        }
        let alignment = builder.finish(u32::try_from(source.len()).unwrap_or(0));
        Clean { text: source.replace(from, to), edits, alignment }
    }

    fn shown(source: &str, from: char, to: &str) -> Vec<String> {
        let clean = clean(source, from, to);
        let part = |part: &Part| {
            let (old, new) = (part.source.slice(source), part.clean.slice(&clean.text));
            assert_eq!(part.changed, old != new);
            if part.changed {
                format!("[{}|{}]", old.unwrap_or("?"), new.unwrap_or("?"))
            } else {
                old.unwrap_or("?").to_owned()
            }
        };
        let changes = clean.changes(source);
        assert!(changes.iter().all(|change| change.kinds == [EditKind::Ocr]));
        changes.iter().map(|change| change.parts.iter().map(part).collect()).collect()
    }

    #[test]
    fn shows_changes_with_their_context() {
        assert_eq!(shown("增长五％左右", '％', "%"), ["增长五[％|%]左右"]);
        assert_eq!(shown("前文\n增长％\n后文", '％', ""), ["增长[％|]"]);
        let far = format!("甲{}乙", "一".repeat(40)).replace(['甲', '乙'], "x");
        assert_eq!(
            shown(&far, 'x', "y"),
            [format!("[x|y]{}", "一".repeat(12)), format!("{}[x|y]", "一".repeat(12))]
        );
        assert_eq!(shown("增xx长", 'x', "y"), ["增[xx|yy]长"]);
        let near = "x一二三x";
        assert_eq!(shown(near, 'x', "y"), ["[x|y]一二三[x|y]"]);
    }

    #[test]
    fn cuts_dense_changes_and_repeats_nothing() {
        let source = "一x".repeat(100);
        let parts = shown(&source, 'x', "y");
        assert!(parts.len() > 1);
        assert_eq!(parts.concat(), "一[x|y]".repeat(100));
    }

    #[test]
    fn shows_nothing_where_nothing_was_changed() {
        assert!(shown("增长", 'x', "y").is_empty());
    }
}
