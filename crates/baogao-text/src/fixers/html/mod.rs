//! Saved web pages. Owns the removal of markup, the reading of character references, and what an element does to
//! the lines of the text (`lexicon/elements.tsv`); where markup begins and ends is known to `scan`.
//!
//! Assumptions, that a text is a page: it opens with a doctype or an element of a page's head; or it is a
//! fragment whose lines come from tags, so that at least half as many blocks end as there are lines. A text that
//! only mentions tags has lines of its own. And: white space with a line end in it is no paragraph's end; between
//! two Chinese characters it is nothing, because browsers and editors wrap Chinese anywhere.

mod reference;
mod scan;
#[cfg(test)]
mod tests;

use baogao_lexicon::is_han;
use std::{collections::HashMap, ops::Range, sync::LazyLock};

use baogao_core::EditKind;

use self::scan::{Kind, Raw, Scanner};
use super::entries;
use crate::{chars::is_cjk_punctuation, repairer::Plan};

/// This many blocks must end before a fragment is taken for HTML; half of it when it opens with one.
const FRAGMENT: usize = 4;
/// A text that opens with one of these is a page.
const PAGE: [&str; 7] = ["html", "head", "title", "meta", "link", "script", "style"];

/// What an element does to the text around and in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Block,
    Cell,
    Break,
    Raised,
    Link,
    Hidden,
}

fn role(element: &str) -> Option<Role> {
    static ROLES: LazyLock<HashMap<&str, Role>> = LazyLock::new(|| {
        let known = |entry: &'static str| {
            let (role, element) = entry.split_once('\t')?;
            let role = match role {
                "block" => Role::Block,
                "cell" => Role::Cell,
                "break" => Role::Break,
                "raised" => Role::Raised,
                "link" => Role::Link,
                "hidden" => Role::Hidden,
                _ => return None,
            };
            Some((element, role))
        };
        entries(include_str!("../../../lexicon/elements.tsv")).filter_map(known).collect()
    });
    ROLES.get(element.to_ascii_lowercase().as_str()).copied()
}

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let survey = Survey::of(text);
    if !survey.is_page(text) {
        return;
    }
    let mut page = Page { text, plans, gap: Gap::default(), last: None, preformatted: false, raised: false };
    let mut hidden: Option<&str> = None;
    for piece in Scanner::new(text) {
        if let Some(element) = hidden {
            page.gap.extend(&piece.range);
            if matches!(piece.kind, Kind::End(name) if name.eq_ignore_ascii_case(element)) {
                hidden = None;
            }
            continue;
        }
        match piece.kind {
            Kind::Text => page.characters(piece.range),
            Kind::Raw(Raw::Characters("title")) => page.title(piece.range),
            Kind::Raw(_) | Kind::Nothing => page.gap.extend(&piece.range),
            Kind::Start(name) | Kind::End(name) => {
                let opens = matches!(piece.kind, Kind::Start(_));
                page.tag(name, opens, &piece.range);
                // An element that is never closed hides nothing: the report may be behind it.
                let closes = survey.last_end(name).is_some_and(|end| end > piece.range.start);
                hidden = (opens && closes && role(name) == Some(Role::Hidden)).then_some(name);
            }
        }
    }
    page.close(text.len(), None);
}

/// What there is to know of a text before it is taken for a page.
#[derive(Default)]
struct Survey<'t> {
    /// What it opens with.
    opening: Option<&'t str>,
    /// How many blocks and lines end.
    ends: usize,
    /// Where elements that hide their content end for the last time, by their name in lower case.
    hidden: HashMap<String, usize>,
}

impl<'t> Survey<'t> {
    fn of(text: &'t str) -> Self {
        let mut survey = Self::default();
        let mut opened = false;
        for piece in Scanner::new(text) {
            let words = &text[piece.range.clone()];
            opened |= match piece.kind {
                Kind::Start(name) => {
                    survey.opening = survey.opening.or((!opened).then_some(name));
                    survey.ends += usize::from(role(name) == Some(Role::Break));
                    true
                }
                Kind::End(name) => {
                    match role(name) {
                        Some(Role::Block | Role::Cell) => survey.ends += 1,
                        Some(Role::Hidden) => {
                            survey.hidden.insert(name.to_ascii_lowercase(), piece.range.start);
                        }
                        _ => {}
                    }
                    true
                }
                Kind::Nothing => {
                    let doctype =
                        words.get(..14).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype html"));
                    if doctype && !opened {
                        survey.opening = Some("html");
                    }
                    doctype
                }
                Kind::Text => !words.trim_start_matches('\u{feff}').trim().is_empty(),
                Kind::Raw(_) => true,
            };
        }
        survey
    }

    fn is_page(&self, text: &str) -> bool {
        if self.opening.is_some_and(|name| PAGE.iter().any(|known| known.eq_ignore_ascii_case(name))) {
            return true;
        }
        let opens = self.opening.is_some_and(|name| role(name) == Some(Role::Block));
        let lines = || text.lines().filter(|line| !line.trim().is_empty()).count();
        self.ends >= if opens { FRAGMENT / 2 } else { FRAGMENT } && self.ends * 2 >= lines()
    }

    fn last_end(&self, name: &str) -> Option<usize> {
        self.hidden.get(&name.to_ascii_lowercase()).copied()
    }
}

/// How strongly markup parts the words on its two sides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Parting {
    #[default]
    Nothing,
    Cell,
    Line,
    Paragraph,
}

/// Source between two visible characters: markup and white space, which one edit replaces.
#[derive(Debug, Clone, Default)]
struct Gap {
    range: Option<Range<usize>>,
    parting: Parting,
    markup: bool,
    link: bool,
    space: bool,
    line_end: bool,
}

impl Gap {
    fn cover(&mut self, range: &Range<usize>) {
        self.range = Some(self.range.as_ref().map_or(range.start, |gap| gap.start)..range.end);
    }

    fn extend(&mut self, markup: &Range<usize>) {
        self.cover(markup);
        self.markup = true;
    }

    fn white(&mut self, range: &Range<usize>, text: &str) {
        self.cover(range);
        self.space = true;
        self.line_end |= text[range.clone()].contains(['\n', '\r', '\u{c}']);
    }
}

/// The text of a page as it is put together.
struct Page<'t, 'p> {
    text: &'t str,
    plans: &'p mut Vec<Plan>,
    gap: Gap,
    /// The last visible character.
    last: Option<char>,
    preformatted: bool,
    raised: bool,
}

impl Page<'_, '_> {
    fn tag(&mut self, name: &str, opens: bool, range: &Range<usize>) {
        self.gap.extend(range);
        let parting = match role(name) {
            Some(Role::Block) => Parting::Paragraph,
            Some(Role::Cell) => Parting::Cell,
            Some(Role::Break) if self.gap.parting >= Parting::Line => Parting::Paragraph,
            Some(Role::Break) => Parting::Line,
            other => {
                self.gap.link |= other == Some(Role::Link);
                Parting::Nothing
            }
        };
        self.gap.parting = self.gap.parting.max(parting);
        if role(name) == Some(Role::Raised) {
            self.raised = opens;
        } else if name.eq_ignore_ascii_case("pre") {
            self.preformatted = opens;
        }
    }

    /// The page's title is no part of its text, but it may say whose report this is.
    fn title(&mut self, range: Range<usize>) {
        let words = self.text[range.clone()].trim();
        let start = range.end - self.text[range.clone()].trim_start().len();
        if words.is_empty() {
            return self.gap.extend(&range);
        }
        let words = start..start + words.len();
        self.gap.cover(&(range.start..start));
        self.close(start, self.text[start..].chars().next());
        self.last = self.text[words.clone()].chars().next_back();
        self.plans.push(Plan::delete(words.clone(), EditKind::Furniture).because("page title"));
        self.gap.extend(&(words.end..range.end));
        self.gap.parting = Parting::Paragraph;
    }

    fn characters(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.text[at..range.end];
            let is_white = |c: char| c.is_ascii_whitespace() && !self.preformatted;
            // What is marked so that the text begins behind it shows nothing.
            let white = if at == 0 { rest.len() - rest.trim_start_matches('\u{feff}').len() } else { 0 };
            let white = white + rest[white..].len() - rest[white..].trim_start_matches(is_white).len();
            if white > 0 {
                self.gap.white(&(at..at + white), self.text);
                at += white;
                continue;
            }
            if let Some((length, decoded)) = rest.starts_with('&').then(|| reference::read(rest)).flatten() {
                self.close(at, decoded.chars().next());
                self.last = decoded.chars().next_back();
                self.plans.push(Plan::new(at..at + length, decoded, EditKind::Html, 1.0));
                at += length;
                continue;
            }
            let first = rest.chars().next();
            let inner = first.map_or(1, char::len_utf8);
            let visible =
                rest[inner..].find(|c| c == '&' || is_white(c)).map_or(rest.len(), |end| inner + end);
            self.close(at, first);
            self.last = rest[..visible].chars().next_back();
            if self.raised {
                self.raise(at..at + visible);
            }
            at += visible;
        }
    }

    /// Digits stay above the line: 10³ must not become 103.
    fn raise(&mut self, range: Range<usize>) {
        const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
        for (at, byte) in self.text[range.clone()].bytes().enumerate() {
            if let Some(digit) = byte.checked_sub(b'0').and_then(|digit| RAISED.get(usize::from(digit))) {
                let at = range.start + at;
                self.plans.push(Plan::new(at..at + 1, *digit, EditKind::Html, 1.0));
            }
        }
    }

    /// Ends the gap before `end`, where the character `next` is, or the end of the text.
    fn close(&mut self, end: usize, next: Option<char>) {
        let gap = std::mem::take(&mut self.gap);
        let Some(range) = gap.range.filter(|range| !range.is_empty()) else { return };
        debug_assert_eq!(range.end, end, "a gap reaches to what follows it");
        // Blanks within a line are no markup, and spacing judges them.
        if !gap.markup && !gap.line_end {
            return;
        }
        let wide = |c: Option<char>| c.is_some_and(|c| is_han(c) || is_cjk_punctuation(c));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let new = match gap.parting {
            // The edges of the text.
            _ if self.last.is_none() || next.is_none() => "",
            Parting::Paragraph => "\n\n",
            Parting::Line => "\n",
            // A blank between numbers may be a space that someone set within one.
            Parting::Cell if digit(self.last) && digit(next) => "，",
            Parting::Cell => "\t",
            Parting::Nothing if !gap.space => "",
            Parting::Nothing if gap.line_end && !gap.link && wide(self.last) && wide(next) => "",
            Parting::Nothing => " ",
        };
        if new != &self.text[range.clone()] {
            self.plans.push(Plan::new(range, new, EditKind::Html, 1.0));
        }
    }
}
