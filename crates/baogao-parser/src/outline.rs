//! The outline. Owns the decision which paragraphs are headings, how they nest, and what their sections are for.
//!
//! Assumptions: a short line without closing punctuation is a heading (slogans that stand alone are rare); an
//! enumerated paragraph opens with its heading, up to the first full stop; a topic sentence is a heading only
//! where a neighbouring paragraph has one too.

use baogao_core::{Form, Role, Section, Span};

use crate::{
    block::Block,
    lexicon::Lexicon,
    marker::{Kind, Marker, marker},
};

/// The longest heading on a line of its own, in characters.
const MAX_BLOCK: usize = 60;
/// The longest unnumbered heading on a line of its own.
const MAX_PLAIN: usize = 40;
/// The longest heading at the start of a paragraph.
const MAX_RUN_IN: usize = 60;
/// The longest topic sentence.
const MAX_LEAD: usize = 32;

/// A heading before it has its place in the tree.
#[derive(Debug, Clone, PartialEq)]
struct Heading<'t> {
    block: usize,
    marker: Option<Marker<'t>>,
    /// The heading's words, and where they end in the block.
    words: &'t str,
    end: usize,
    form: Form,
    /// An unnumbered heading of the first level.
    main: bool,
}

/// The sections of the report, in document order.
pub(crate) fn outline(lexicon: &Lexicon, blocks: &[Block<'_>], text_len: usize) -> Vec<Section> {
    let mut headings: Vec<Heading<'_>> = Vec::new();
    let mut in_glossary = false;
    for (i, block) in blocks.iter().enumerate() {
        let Some(heading) = heading(lexicon, block, i) else { continue };
        let opens_glossary = heading.form == Form::Block && main_role(lexicon, heading.words) == Some(Role::Glossary);
        // The numbered notes of a glossary are entries and no headings.
        if in_glossary && heading.marker.is_some() {
            continue;
        }
        in_glossary |= opens_glossary;
        headings.push(heading);
    }
    let leads = leads(lexicon, blocks, &headings);
    headings.extend(leads);
    headings.sort_by_key(|heading| heading.block);
    nest(lexicon, blocks, &headings, text_len)
}

fn heading<'t>(lexicon: &Lexicon, block: &Block<'t>, index: usize) -> Option<Heading<'t>> {
    let text = block.text;
    let mark = marker(text);
    let rest = mark.map_or(text, |mark| text[mark.text.len()..].trim_start());
    let from = text.len() - rest.len();
    let chars = rest.chars().count();
    let is_line = !rest.contains(['。', '；', '！', '？']) && !rest.ends_with(['，', '：', '、', '…']);
    let made = |words: &'t str, end: usize, form, main| {
        Some(Heading { block: index, marker: mark, words, end, form, main })
    };
    match mark {
        Some(mark) if mark.kind == Kind::Dash && is_speaker_line(rest) => None,
        Some(_) if is_line && chars > 1 && chars <= MAX_BLOCK => made(rest, text.len(), Form::Block, false),
        Some(mark) => {
            let words = opening(lexicon, rest, mark.kind)?;
            let form = if mark.kind == Kind::Dash { Form::Lead } else { Form::RunIn };
            made(words, from + words.len(), form, false)
        }
        None => {
            let main = main_role(lexicon, rest).is_some();
            let plain = is_line && (2..=MAX_PLAIN).contains(&chars) && is_title_like(rest, main);
            if plain { made(rest, text.len(), Form::Block, main) } else { None }
        }
    }
}

/// The subtitle that says where the report was delivered.
fn is_speaker_line(rest: &str) -> bool {
    rest.contains("会议上") || rest.contains("人民代表大会") || rest.contains("大会上")
}

/// A line without a mark that can head a section, not a title, a date, a name or an address.
fn is_title_like(line: &str, main: bool) -> bool {
    if line.contains("政府工作报告") || is_speaker_line(line) || line.starts_with(['（', '(', '-', '>']) {
        return false;
    }
    let han = line.chars().filter(|c| !c.is_ascii()).count();
    let has_date = line.contains('日') && line.contains('月');
    // A heading says something: four characters at least, unless the lexicon knows it.
    han * 2 > line.len() / 3 && !has_date && !line.contains("人民政府") && (main || han >= 6) && !line.starts_with("各位")
        && !line.contains("　")
}

/// The heading at the start of a paragraph.
fn opening<'t>(lexicon: &Lexicon, rest: &'t str, kind: Kind) -> Option<&'t str> {
    let stop = rest.find(['。', '！', '；', '：', '？', '?', ':'])?;
    let sentence = &rest[..stop];
    if kind == Kind::Chapter {
        // A chapter's heading is often glued to its text: it ends where such headings end.
        let ends = lexicon.words("heading_end");
        let cut = ends.iter().filter_map(|word| sentence.find(word).map(|at| at + word.len())).min();
        if let Some(cut) = cut {
            return Some(&sentence[..cut]);
        }
    }
    (sentence.chars().count() <= MAX_RUN_IN && !sentence.is_empty()).then_some(sentence)
}

/// Topic sentences that label their paragraphs as their neighbours' do.
fn leads<'t>(lexicon: &Lexicon, blocks: &[Block<'t>], headings: &[Heading<'t>]) -> Vec<Heading<'t>> {
    let mut leads = Vec::new();
    let mut run: Vec<Heading<'t>> = Vec::new();
    let mut next = headings.iter().peekable();
    let mut is_open = false;
    let mut flush = |run: &mut Vec<Heading<'t>>| {
        if run.len() >= 2 {
            leads.append(run);
        }
        run.clear();
    };
    for (i, block) in blocks.iter().enumerate() {
        if next.next_if(|heading| heading.block == i).is_some() {
            is_open = true;
            flush(&mut run);
            continue;
        }
        match topic(lexicon, block.text).filter(|_| is_open) {
            Some((words, end)) => {
                run.push(Heading { block: i, marker: None, words, end, form: Form::Lead, main: false });
            }
            None => flush(&mut run),
        }
    }
    flush(&mut run);
    leads
}

/// The topic sentence or phrase that opens a paragraph, and where it ends.
fn topic<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, usize)> {
    if text.starts_with("各位") || text.starts_with("同志们") {
        return None;
    }
    let stop = text.find(['。', '！', '：', '；'])?;
    let sentence = &text[..stop];
    if let Some((phrase, _)) = sentence.split_once('，')
        && phrase.ends_with("方面")
        && phrase.chars().count() <= MAX_LEAD / 2
    {
        return Some((phrase, phrase.len()));
    }
    let chars = sentence.chars().count();
    let is_sentence = text[stop..].starts_with('。') && text.len() > stop + '。'.len_utf8();
    let plain = !sentence.contains(|c: char| c.is_ascii_digit());
    let opens_speech = lexicon.words("speech").prefix_of(sentence).is_some();
    (is_sentence && plain && (4..=MAX_LEAD).contains(&chars) && !opens_speech).then_some((sentence, stop))
}

/// Puts the headings into a tree.
fn nest(lexicon: &Lexicon, blocks: &[Block<'_>], headings: &[Heading<'_>], text_len: usize) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::with_capacity(headings.len());
    // Open sections with their rank; a heading closes all of its rank and below.
    let mut open: Vec<(usize, usize)> = Vec::new();
    // The last section of each series of numbered marks, for one that goes on behind another section.
    let mut series: Vec<(Kind, u32, usize)> = Vec::new();
    for heading in headings {
        let rank = rank(heading);
        while open.last().is_some_and(|&(other, _)| other >= rank) {
            open.pop();
        }
        let block = &blocks[heading.block];
        let span = block.span(0, heading.end);
        let mut parent = open.last().map(|&(_, id)| id);
        if let Some(mark) = heading.marker
            && let Some(number) = mark.number
        {
            // ⑥ behind another section still follows ⑤: the columns of a newspaper stand side by side.
            if mark.kind == Kind::Symbol
                && number > 1
                && let Some(&(.., last)) = series.iter().rev().find(|(kind, n, _)| *kind == mark.kind && n + 1 == number)
            {
                parent = sections[last].parent.map(|p| p as usize);
            }
            series.push((mark.kind, number, sections.len()));
        }
        let level = parent.map_or(1, |parent| sections[parent].level.saturating_add(1));
        let parent_role = parent.map(|parent| sections[parent].role);
        let role = role(lexicon, heading.words, level, parent_role);
        open.push((rank, sections.len()));
        sections.push(Section {
            parent: parent.and_then(|id| u32::try_from(id).ok()),
            level,
            marker: heading.marker.map(|mark| mark.text.to_owned()),
            heading: heading.words.trim().to_owned(),
            form: heading.form,
            role,
            span,
            body: Span::new(span.end(), span.end()),
        });
    }
    close(&mut sections, text_len);
    sections
}

/// Where a heading stands among its like; smaller is further out.
fn rank(heading: &Heading<'_>) -> usize {
    const LEAD: usize = 20;
    match (heading.marker, heading.form) {
        (Some(marker), _) => match marker.kind {
            Kind::Chapter => 1,
            Kind::Bracketed => 2,
            Kind::Numbered => 3,
            // A dash and 一是 head siblings.
            Kind::Clause | Kind::Dash => 4,
            Kind::BracketedDigit => 5,
            Kind::Symbol => 6,
        },
        (None, Form::Lead) => LEAD,
        (None, _) if heading.main => 0,
        (None, _) => 7,
    }
}

/// Gives every section its body: up to the next heading that is not under it.
fn close(sections: &mut [Section], text_len: usize) {
    let text_end = u32::try_from(text_len).unwrap_or(u32::MAX);
    let mut ends: Vec<u32> = vec![text_end; sections.len()];
    let mut open: Vec<usize> = Vec::new();
    for (i, section) in sections.iter().enumerate() {
        while let Some(&last) = open.last().filter(|&&last| sections[last].level >= section.level) {
            ends[last] = section.span.start();
            open.pop();
        }
        open.push(i);
    }
    for (section, end) in sections.iter_mut().zip(ends) {
        section.body = Span::new(section.span.end(), end);
    }
}

/// What a heading of the first level is for, by the cues of `roles.tsv`.
fn main_role(lexicon: &Lexicon, heading: &str) -> Option<Role> {
    lexicon.roles.iter().find(|entry| heading.contains(entry.cue)).map(|entry| entry.role)
}

fn role(lexicon: &Lexicon, heading: &str, level: u8, parent: Option<Role>) -> Role {
    if level == 1 {
        return main_role(lexicon, heading).unwrap_or(Role::Other);
    }
    let inherited = parent.unwrap_or(Role::Other);
    let own = lexicon.roles.iter().find(|entry| !entry.main_only && heading.contains(entry.cue)).map(|entry| entry.role);
    match own {
        // A review looks back on the government's own conduct as on everything else.
        Some(role) if matches!(inherited, Role::Plan | Role::Requirements | Role::Other) => role,
        _ => inherited,
    }
}
