//! What is not the report. Owns the recognition of site navigation, publication lines, footers and page credits
//! around the report's text; the strings that show them are in `lexicon/furniture.tsv`. What a page prints twice is
//! the business of `copies` and `pages`.
//!
//! Assumptions: a page has its navigation before the report's title and its footer behind the last sentence of the
//! report; no sentence of a report is furniture, so a line between title and salutation is set aside only when a
//! string or the form of a machine shows it, and no footer stands before a sentence that the lexicon does not know.

mod lexicon;

use std::collections::HashMap;

use baogao_core::EditKind;

use super::lines::{
    Line,
    evidence::{ends_paragraph, is_enumerated},
    lines,
};
use crate::{chars::is_han, repairer::Plan};
use lexicon::{Lexicon, Zone};

/// The header ends with the first line of running text of at least so many characters.
const BODY_LINE: usize = 80;
/// Sentences have at least so many characters; what is shorter may be a button.
const SENTENCE: usize = 20;
/// A line with an inner comma is running text from so many characters on.
const CLAUSES: usize = 25;
/// A line that shows the start of a footer is shorter than this, in characters.
const FOOTER_LINE: usize = 60;
/// What is glued to the last sentence of the report is at most so long, in characters.
const GLUED: usize = 120;
/// What the lexicon calls a licence notice.
const LICENCE_NOTICE: &str = "licence notice";
/// It runs on for at most so many characters.
const LICENCE: usize = 400;
/// Line ends between neighbours with a blank line between them.
const BLANK_LINE: usize = 2;
/// The longest title line.
const TITLE_LINE: usize = 40;
/// The name of the congress stands at most so many lines before the title.
const CAPTION: usize = 3;
/// Entries of a list of links are at most so long, in characters.
const LINK: usize = 20;
/// So many of them behind the last sentence are a list of links; fewer when a footer follows.
const LINKS: (usize, usize) = (8, 3);

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let page = Page::of(text, Lexicon::get());
    let footer = page.footer_start();
    let header = Header::of(&page, footer);
    let mut aside = Aside { last: None, plans };
    for i in 0..header.end {
        if let Some(reason) = header.reason(&page, i) {
            aside.put(i, &page.lines[i], reason);
        }
    }
    for i in header.end..footer {
        if let Some(reason) = page.credit(i) {
            aside.put(i, &page.lines[i], reason);
        }
    }
    let mut reason = "site footer";
    for i in footer..page.lines.len() {
        reason = page.reason(i, Zone::Footer).unwrap_or(reason);
        aside.put(i, &page.lines[i], reason);
    }
}

/// Collects what is set aside; neighbours of one sort become one range, the line ends between them included.
struct Aside<'p> {
    last: Option<(usize, &'static str)>,
    plans: &'p mut Vec<Plan>,
}

impl Aside<'_> {
    fn put(&mut self, index: usize, line: &Line, reason: &'static str) {
        match (self.last.replace((index, reason)), self.plans.last_mut()) {
            (Some((before, same)), Some(plan))
                if before + 1 == index && same == reason && line.breaks <= BLANK_LINE =>
            {
                plan.range.end = line.range().end;
            }
            _ => {
                let mut plan = Plan::new(line.range(), "", EditKind::Furniture, 0.95);
                plan.reason = Some(reason);
                self.plans.push(plan);
            }
        }
    }
}

/// A page by its lines; what a site glued to a sentence of the report is a line of its own.
struct Page<'t> {
    text: &'t str,
    lexicon: &'static Lexicon,
    lines: Vec<Line>,
}

impl<'t> Page<'t> {
    fn of(text: &'t str, lexicon: &'static Lexicon) -> Self {
        let mut parts = Vec::new();
        for line in lines(text) {
            match glue(text, &line, lexicon) {
                Some(at) => parts.extend(line.cut(text, at)),
                None => parts.push(line),
            }
        }
        Self { text, lexicon, lines: parts }
    }

    fn words(&self, i: usize) -> &'t str {
        self.lines[i].text(self.text)
    }

    fn reason(&self, i: usize, zone: Zone) -> Option<&'static str> {
        self.lexicon.reason(self.words(i), zone)
    }

    /// Why a line of the body is no part of the report, if so.
    fn credit(&self, i: usize) -> Option<&'static str> {
        let (line, words) = (&self.lines[i], self.words(i));
        if line.chars > FOOTER_LINE || is_sentence(line, words) {
            return None;
        }
        self.reason(i, Zone::Credit).or(is_photo(words).then_some("photo caption"))
    }

    /// The first line behind the last sentence of the report that shows a footer or a list of links.
    fn footer_start(&self) -> usize {
        let end = self.lines.len();
        let Some(last) = self.last_sentence() else { return end };
        let behind = last + 1;
        let shows = |&i: &usize| {
            let reason = self.reason(i, Zone::Footer);
            reason == Some(LICENCE_NOTICE)
                || (self.lines[i].chars <= FOOTER_LINE
                    && (reason.is_some() || self.reason(i, Zone::Line).is_some()))
        };
        let footer = (behind..end).find(shows).unwrap_or(end);
        let is_link = |&i: &usize| {
            let words = self.words(i);
            self.lines[i].chars <= LINK && !ends_paragraph(words) && !is_enumerated(words) && !is_notes(words)
        };
        let links = (behind..footer).rev().take_while(is_link).count();
        let enough = if footer < end { LINKS.1 } else { LINKS.0 };
        if links >= enough { footer - links } else { footer }
    }

    /// The last sentence that the lexicon does not know.
    fn last_sentence(&self) -> Option<usize> {
        let (mut last, mut licence) = (None, 0);
        for (i, line) in self.lines.iter().enumerate() {
            let words = line.text(self.text);
            let reason = self.lexicon.reason(words, Zone::Footer);
            if reason == Some(LICENCE_NOTICE) {
                licence = LICENCE;
                continue;
            }
            let in_licence = licence > line.chars;
            licence = licence.saturating_sub(line.chars);
            if is_sentence(line, words) && !in_licence && (reason.is_none() || line.chars > GLUED) {
                last = Some(i);
            }
        }
        last
    }
}

/// What stands before the body.
struct Header<'t> {
    /// The line of the salutation, the first numbered heading or the first running text.
    end: usize,
    /// The line that is the report's title, not a headline that a site repeats.
    title: Option<usize>,
    /// Where each title line stands last.
    titles: HashMap<&'t str, usize>,
}

impl<'t> Header<'t> {
    fn of(page: &Page<'t>, footer: usize) -> Self {
        let begins = |&i: &usize| {
            let (line, words) = (&page.lines[i], page.words(i));
            words.starts_with("各位代表")
                || words.starts_with("一、")
                || (line.chars >= BODY_LINE && is_sentence(line, words) && !is_crumb(words))
        };
        // A document without any of them has no header either.
        let end = (0..footer).find(begins).unwrap_or(0);
        let is_title = |i: &usize| is_title(page.words(*i));
        let titles: HashMap<_, _> = (0..end).filter(is_title).map(|i| (page.words(i), i)).collect();
        let title = (0..end).find(|i| titles.get(page.words(*i)) == Some(i));
        Self { end, title, titles }
    }

    /// Why a line is no part of the report, if so.
    fn reason(&self, page: &Page<'_>, i: usize) -> Option<&'static str> {
        let words = page.words(i);
        if let Some(&last) = self.titles.get(words) {
            return (i < last).then_some("page headline");
        }
        if i > 0 && (is_lead_in(&page.lines[i], words) || is_photo(words)) {
            return Some("editor's lead-in");
        }
        // The name of the congress may stand above the title.
        let names_congress = words.contains("次会议") && !words.contains('。') && !is_crumb(words);
        if names_congress && self.title.is_none_or(|title| i + CAPTION >= title) {
            return None;
        }
        page.reason(i, Zone::Header)
            .or_else(|| page.reason(i, Zone::Line))
            .or(is_stamp(words).then_some("publication line"))
            .or(is_button(words).then_some("reading tools"))
            // Nothing of a report stands before its title, where there is one.
            .or((is_crumb(words) || self.title.is_some_and(|title| i < title)).then_some("site navigation"))
    }
}

/// Where a line goes over from the site's words to the report's, or back.
fn glue(text: &str, line: &Line, lexicon: &Lexicon) -> Option<usize> {
    let words = line.text(text);
    let start = line.range().start;
    if let Some((at, mark)) = words.char_indices().rev().find(|&(_, c)| matches!(c, '。' | '！' | '？' | '!')) {
        let at = at + mark.len_utf8();
        let tail = &words[at..];
        let is_footer = !tail.is_empty()
            && tail.chars().take(GLUED + 1).count() <= GLUED
            && lexicon.reason(tail, Zone::Footer).is_some();
        if is_footer {
            return Some(start + at);
        }
    }
    let at = words.find("各位代表").filter(|&at| at > 0)?;
    let head = &words[..at];
    (!head.contains('。') && lexicon.reason(head, Zone::Header).is_some()).then_some(start + at)
}

/// Running text: it has stops, or commas and the length for them.
fn is_sentence(line: &Line, words: &str) -> bool {
    (line.chars >= SENTENCE && words.contains(['。', '！', '!', '？', '；']))
        || (line.chars >= CLAUSES && words.contains('，'))
}

/// Sections that may follow the last sentence.
fn is_notes(line: &str) -> bool {
    ["注", "附", "名词", "说明"].iter().any(|word| line.contains(word)) || line.ends_with('日')
}

fn is_crumb(line: &str) -> bool {
    line.contains(['>', '»', '|', '›'])
}

fn is_title(line: &str) -> bool {
    line.contains("政府工作报告")
        && line.chars().take(TITLE_LINE + 1).count() <= TITLE_LINE
        && !is_crumb(line)
        && !line.contains("作政府工作报告")
        && !line.contains("来源")
        && !line.contains("发布")
}

/// The sentence in which a news site says who spoke: 省长某某在…会议上作政府工作报告。
fn is_lead_in(line: &Line, words: &str) -> bool {
    line.chars < BODY_LINE
        && ["作政府工作报告", "作工作报告"].iter().any(|word| words.contains(word))
        && !words.contains("我代表")
        && words.ends_with(['。', '摄'])
}

/// The line under a picture: 本报记者某某摄.
fn is_photo(line: &str) -> bool {
    line.trim_end_matches(['）', ')', '。']).ends_with('摄')
        && ["记者", "通讯员", "摄影"].iter().any(|word| line.contains(word))
}

/// Signs without words: A+, |, 【.
fn is_button(line: &str) -> bool {
    !line.chars().any(|c| is_han(c) || c.is_ascii_digit() || matches!(c, '—' | '-' | '－' | '―' | '*'))
        || matches!(line, "A-" | "A－")
}

/// A date as machines write it: 2023-01-13, 2023年01月13日, 09:30:00. People's dates are not padded.
fn is_stamp(line: &str) -> bool {
    if line.chars().take(TITLE_LINE + 1).count() > TITLE_LINE || line.contains(['（', '(']) || line.contains("会议")
    {
        return false;
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    line.match_indices(['-', '/', ':', '年']).any(|(at, mark)| {
        let (before, after) = (&line[..at], &line[at + mark.len()..]);
        let width = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let next = digits(after);
        match mark {
            ":" => (1..=2).contains(&width) && next == 2,
            "年" => width == 4 && next == 2 && after.starts_with('0') && after[next..].starts_with('月'),
            _ => width == 4 && (1..=2).contains(&next) && after[next..].starts_with(mark),
        }
    })
}
