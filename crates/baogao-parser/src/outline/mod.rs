//! The outline. Owns how headings nest and what their sections are for; which words are headings is decided in
//! [`heading`] (lines and marks) and [`lead`] (topic sentences).

mod heading;
mod lead;
pub(crate) mod order;
mod passage;
mod role;

use baogao_lexicon::{Class, Lexicon};
use std::collections::HashMap;

use baogao_core::{Form, Role, Section, Span};

use crate::{
    block::Block,
    marker::{Kind, Marker, marker},
};

pub(crate) use passage::Passage;
use role::Cues;

/// A heading before it has its place in the tree.
#[derive(Debug, Clone, PartialEq)]
struct Heading<'t> {
    block: usize,
    /// Where it starts and ends in its block, mark included.
    start: usize,
    end: usize,
    marker: Option<Marker<'t>>,
    words: &'t str,
    form: Form,
    /// An unnumbered heading of the first level.
    main: bool,
    /// What the heading of a first level is for, if its words say so.
    role: Option<Role>,
}

/// The outline of a report.
pub(crate) struct Outline {
    /// In document order.
    pub(crate) sections: Vec<Section>,
    /// Parts of sections that have a role of their own, in document order.
    pub(crate) passages: Vec<Passage>,
}

/// The outline of the paragraphs of a report.
pub(crate) fn outline(lexicon: &Lexicon, blocks: &[Block<'_>], text_len: usize) -> Outline {
    let cues = Cues::new(lexicon, blocks);
    let mut headings: Vec<Heading<'_>> = Vec::new();
    let mut in_glossary = false;
    for (i, block) in blocks.iter().enumerate() {
        // The numbered notes of a glossary are entries and no headings.
        let found = heading::opening(cues, block.text, i).filter(|h| !(in_glossary && h.marker.is_some()));
        in_glossary |= found
            .as_ref()
            .is_some_and(|h| h.form == Form::Block && cues.main(h.words) == Some(Role::Glossary));
        headings.extend(found);
        if !in_glossary {
            heading::inline(block.text, i, &mut headings);
        }
    }
    let leads = lead::leads(lexicon, blocks, &headings);
    headings.extend(leads);
    headings.sort_by_key(|heading| (heading.block, heading.start));
    headings.dedup_by_key(|heading| (heading.block, heading.start));
    separate(&mut headings);
    let mut sections = nest(cues, blocks, &headings, text_len);
    let passages = passage::passages(cues, blocks, &mut sections, text_len);
    plan_under_requirements(&mut sections);
    Outline { sections, passages }
}

/// Ends each heading before the next one in its paragraph: 一是靠投资，二是靠消费 are two.
fn separate(headings: &mut [Heading<'_>]) {
    for i in 1..headings.len() {
        let (block, start) = (headings[i].block, headings[i].start);
        let heading = &mut headings[i - 1];
        if heading.block != block || heading.end <= start {
            continue;
        }
        let own = heading.words.len().saturating_sub(heading.end - start);
        let words = heading.words.get(..own).unwrap_or_default().trim_end_matches(['，', '、', '；']);
        heading.end -= heading.words.len() - words.len();
        heading.words = words;
    }
}

/// Where a report has no plan but requirements with numbered parts, the parts are the plan: 工作总体要求和主要目标 may head
/// all that is to be done.
fn plan_under_requirements(sections: &mut [Section]) {
    if sections.iter().any(|section| section.role == Role::Plan) {
        return;
    }
    for section in sections {
        let numbered =
            section.marker.as_deref().and_then(marker).is_some_and(|mark| mark.kind <= Kind::Numbered);
        if section.role == Role::Requirements && section.level > 1 && numbered {
            section.role = Role::Plan;
        }
    }
}

/// Puts the headings into a tree.
fn nest(cues: Cues<'_>, blocks: &[Block<'_>], headings: &[Heading<'_>], text_len: usize) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::with_capacity(headings.len());
    // Open sections with their rank; a heading closes all of its rank and below.
    let mut open: Vec<(usize, usize)> = Vec::new();
    // The last section of each series of numbered marks, for one that goes on behind another section.
    let mut series: HashMap<(Kind, u32), usize> = HashMap::new();
    // A report with chapters is printed in order; a newspaper's columns may not be.
    let in_order =
        headings.iter().any(|heading| heading.marker.is_some_and(|mark| mark.kind == Kind::Chapter));
    let unnumbered = unnumbered_ranks(cues, headings);
    for (i, heading) in headings.iter().enumerate() {
        let mut rank = rank(heading, unnumbered[i]);
        // An unnumbered line behind enumerated paragraphs of a main section is no part of the last of them.
        let plain = heading.form == Form::Block && heading.marker.is_none();
        let in_items = matches!(*open, [(0, _), (_, item), ..] if sections[item].form == Form::RunIn);
        if plain && in_items {
            rank = 0;
        }
        while open.last().is_some_and(|&(other, _)| other >= rank) {
            open.pop();
        }
        // 各位代表 turns from the last part of a main section to the whole.
        let since = i.checked_sub(1).map_or(0, |i| headings[i].block + 1);
        if blocks[since.min(heading.block)..heading.block]
            .iter()
            .any(|block| block.text.starts_with("各位代表"))
        {
            open.retain(|&(_, id)| sections[id].level == 1);
        }
        let block = &blocks[heading.block];
        let span = block.span(heading.start, heading.end);
        let mut parent = open.last().map(|&(_, id)| id);
        if let Some(mark) = heading.marker
            && let Some(number) = mark.number
        {
            // ⑥ behind another section still follows ⑤: the columns of a newspaper are side by side.
            if mark.kind == Kind::Symbol
                && number > 1
                && let Some(&last) = series.get(&(mark.kind, number - 1))
            {
                parent = sections[last].parent.map(|p| p as usize);
            }
            series.insert((mark.kind, number), sections.len());
        }
        if !in_order && heading.form == Form::Block && heading.marker.is_none() && !heading.main {
            let until = headings.get(i + 1).map_or(blocks.len(), |next| next.block);
            let body = &blocks[heading.block..until.max(heading.block)];
            if let Some(review) = displaced(cues.lexicon, &sections, parent, body) {
                parent = Some(review);
            }
        }
        let level = parent.map_or(1, |parent| sections[parent].level.saturating_add(1));
        let parent_role = parent.map(|parent| sections[parent].role);
        let role = cues.role(heading.words, level, parent_role);
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
    roles_by_content(cues.lexicon, blocks, &mut sections);
    review_before_plan(cues, &mut sections);
    sections
}

/// Main sections whose headings do not say what they are for: what they speak of does.
fn roles_by_content(lexicon: &Lexicon, blocks: &[Block<'_>], sections: &mut [Section]) {
    for i in 0..sections.len() {
        let section = &sections[i];
        if section.level == 1 && section.role == Role::Other {
            let body = section.body;
            let from = blocks.partition_point(|block| block.span(0, 0).start() < body.start());
            let inside =
                blocks[from..].iter().take_while(|block| body.contains(block.span(0, block.text.len())));
            let tense = Tense::of(lexicon, inside);
            sections[i].role = match tense {
                Tense { done, todo } if done >= CLEARLY && done > todo => Role::Review,
                Tense { done, todo } if todo >= CLEARLY && todo > done => Role::Plan,
                _ => Role::Other,
            };
        } else if let Some(parent) = section.parent
            && section.role == Role::Other
        {
            sections[i].role = sections[parent as usize].role;
        }
    }
}

/// Gives the main sections before the first that plans in so many words the role of a review, where none has it and a report
/// would have no review at all: 一、良好开局的一年 before 二、做好2004年工作.
fn review_before_plan(cues: Cues<'_>, sections: &mut [Section]) {
    let plans = |section: &Section| {
        section.level == 1
            && matches!(section.role, Role::Plan | Role::Requirements)
            && cues.names_plan_year(&section.heading)
    };
    let Some(first) = sections.iter().position(plans) else { return };
    let has_review = sections.iter().any(|section| section.role == Role::Review);
    // A heading alone on its page gives its role to what follows: 回顾2022年工作, then a slogan.
    let is_empty = |section: &Section| section.role == Role::Review && section.body.len() <= EMPTY;
    let only_empty = sections.iter().all(|section| section.role != Role::Review || is_empty(section));
    if has_review && !only_empty {
        return;
    }
    let begins = sections[..first].iter().position(is_empty).unwrap_or(0);
    for section in &mut sections[begins..first] {
        if matches!(section.role, Role::Plan | Role::Other) {
            section.role = Role::Review;
        }
    }
}

/// A section whose body has at most this many bytes is a heading alone.
const EMPTY: u32 = 8;

/// This many words more than the other tense shows make a passage look back or ahead.
const CLEARLY: usize = 3;

/// How often a passage speaks of what was done, and of what is to do.
struct Tense {
    done: usize,
    todo: usize,
}

impl Tense {
    fn of<'b, 't: 'b>(lexicon: &Lexicon, blocks: impl Iterator<Item = &'b Block<'t>>) -> Self {
        let mut tense = Self { done: 0, todo: 0 };
        for block in blocks {
            let count = |class| -> usize {
                lexicon.words(class).iter().map(|word| block.text.matches(word).count()).sum()
            };
            tense.done += count(Class::Done);
            tense.todo += count(Class::Todo);
        }
        tense
    }
}

/// The review that a part printed under another main section belongs to, when the part speaks of what was done.
///
/// Assumption: only the columns of a newspaper put outcomes behind the heading of another part.
fn displaced(
    lexicon: &Lexicon,
    sections: &[Section],
    parent: Option<usize>,
    body: &[Block<'_>],
) -> Option<usize> {
    let main = sections.get(parent?)?;
    let review = sections.iter().position(|section| section.level == 1 && section.role == Role::Review)?;
    let Tense { done, todo } = Tense::of(lexicon, body.iter());
    (main.role != Role::Review && done >= CLEARLY && done > todo).then_some(review)
}

/// The rank of each unnumbered main heading, by the chapters (一、) around it; in the order of the headings.
///
/// - 一 follows: the chapters behind are its parts, and it is a main part of the report.
/// - One number is missing between the chapters before and behind (一、 … 三、): it is that chapter, its mark lost.
/// - The count goes on behind it: it is a part of the chapter before.
/// - No chapter follows: it is a sibling of the chapters if those are the main parts, else a main part itself.
fn unnumbered_ranks(cues: Cues<'_>, headings: &[Heading<'_>]) -> Vec<usize> {
    let number = |heading: &Heading<'_>| {
        heading.marker.filter(|mark| mark.kind == Kind::Chapter).and_then(|mark| mark.number)
    };
    let is_main = |heading: &&Heading<'_>| {
        let role = cues.main(heading.words);
        number(heading).is_some() && matches!(role, Some(Role::Review | Role::Plan | Role::Requirements))
    };
    let chapters_lead = headings.iter().filter(is_main).count() >= 2;
    let mut ranks = vec![0; headings.len()];
    let mut behind = None;
    for (rank, heading) in ranks.iter_mut().zip(headings).rev() {
        *rank = behind.unwrap_or(0) as usize;
        behind = number(heading).or(behind);
    }
    let mut before = None;
    for (rank, heading) in ranks.iter_mut().zip(headings) {
        let behind = u32::try_from(*rank).unwrap_or(0);
        *rank = match (before, behind) {
            _ if heading.role == Some(Role::Glossary) => 0,
            (None, _) | (_, 1) => 0,
            (Some(_), 0) => usize::from(chapters_lead),
            (Some(before), behind) if behind == before + 2 => 1,
            _ => 2,
        };
        before = number(heading).or(before);
    }
    ranks
}

/// Where a heading is among its like; smaller is further out.
fn rank(heading: &Heading<'_>, unnumbered: usize) -> usize {
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
        // What labels a part of a paragraph is under what labels the paragraph.
        (None, Form::Lead) => LEAD + usize::from(heading.start > 0 && !heading.words.ends_with("方面")),
        (None, _) if heading.main => unnumbered,
        // An unnumbered line is beside symbols: both head parts of a main section.
        (None, _) => 6,
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
