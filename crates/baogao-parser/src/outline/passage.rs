//! Plans without a heading of their own. Owns the search for the paragraph in a review from which on the text plans.
//!
//! Assumption: the targets of the year (今年…主要预期目标是) and its requirements (今年政府工作的总体要求是) are announced once,
//! and what follows in the same main part is plan. The counterexample is a review that recalls what was pledged
//! (完成了年初确定的主要目标); words of completion before the announcement show it.

use baogao_core::{Clean, Role, Section, Span};
use baogao_lexicon::Class;

use super::role::Cues;
use crate::block::Block;

/// The year is named in the announcement's paragraph or at most this many paragraphs before.
const REACH: usize = 6;
/// An announcement follows the year within this many characters.
const MAX_ANNOUNCEMENT: usize = 160;

/// A part of a section with a role of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Passage {
    pub(crate) span: Span<Clean>,
    pub(crate) role: Role,
}

/// The plans that begin within reviews; the sections in them are given their role.
pub(super) fn passages(
    cues: Cues<'_>,
    blocks: &[Block<'_>],
    sections: &mut [Section],
    text_len: usize,
) -> Vec<Passage> {
    let end = u32::try_from(text_len).unwrap_or(u32::MAX);
    let mains: Vec<(Span<Clean>, Role)> = if sections.is_empty() {
        vec![(Span::new(0, end), Role::Other)]
    } else {
        let first = sections[0].span.start();
        let main = sections.iter().filter(|section| section.level == 1);
        let head = (Span::new(0, first), Role::Other);
        std::iter::once(head).chain(main.map(|section| (section.body, section.role))).collect()
    };
    let mut found = Vec::new();
    for (body, role) in mains {
        if !matches!(role, Role::Review | Role::Other) {
            continue;
        }
        let from = blocks.partition_point(|block| block.span(0, 0).start() < body.start());
        let to = blocks.partition_point(|block| block.span(0, 0).start() < body.end()).max(from);
        if let Some(at) = announced(cues, &blocks[from..to]) {
            let span = Span::new(blocks[from + at].span(0, 0).start(), body.end());
            found.push(Passage { span, role: Role::Plan });
            for section in sections.iter_mut() {
                let inside = span.start() <= section.span.start() && section.span.start() < span.end();
                if inside && section.role == role {
                    section.role = Role::Plan;
                }
            }
        }
    }
    found
}

/// The paragraph from which on a part plans: the first that announces targets or requirements of the planned year, or
/// the one shortly before that opens with that year.
fn announced(cues: Cues<'_>, blocks: &[Block<'_>]) -> Option<usize> {
    let opens_year = |block: &Block<'_>| {
        let text = block.text.trim_start_matches(['　', ' ']);
        cues.lexicon.words(Class::ThisYear).prefix_of(text).is_some() || cues.opens_with_plan_year(text)
    };
    let at = blocks.iter().enumerate().position(|(at, block)| {
        let recent = || blocks[at.saturating_sub(REACH)..at].iter().any(opens_year);
        announces(cues, block.text, recent)
    })?;
    let first = at.saturating_sub(REACH);
    let opening = (first..at).find(|&earlier| opens_year(&blocks[earlier]));
    Some(opening.unwrap_or(at))
}

/// Whether a paragraph announces the targets or the requirements of the planned year.
fn announces(cues: Cues<'_>, text: &str, recent: impl Fn() -> bool) -> bool {
    let lexicon = cues.lexicon;
    text.split(['。', '！']).any(|sentence| {
        let targets = lexicon.words(Class::TargetList).found_in(sentence).next();
        let Some((at, _)) = targets.or_else(|| lexicon.words(Class::AnnualAim).found_in(sentence).next())
        else {
            return false;
        };
        let before = tail(&sentence[..at]);
        let recalled = lexicon.words(Class::Recalled).is_in(before);
        let ahead = lexicon.words(Class::FiveAhead).is_in(before);
        let year = lexicon.words(Class::ThisYear).is_in(before) || cues.names_plan_year(before);
        !recalled && (year || !ahead && recent())
    })
}

/// The last characters of a text that still speak of what follows it.
fn tail(text: &str) -> &str {
    text.char_indices().rev().nth(MAX_ANNOUNCEMENT).map_or(text, |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    use baogao_lexicon::Lexicon;

    use super::*;

    fn found(lines: &[&'static str]) -> Option<usize> {
        let mut start = 0;
        let mut blocks = Vec::new();
        for line in lines {
            blocks.push(Block::new(line, start));
            start += line.len() + 1;
        }
        let cues = Cues::new(Lexicon::get(), &[Block::new("2013年政府工作报告", 0)]);
        announced(cues, &blocks)
    }

    #[test]
    fn the_plan_begins_where_the_year_is_opened() {
        let lines = [
            "全年生产总值增长9%。",
            "2013年是关键之年。",
            "我们要振奋精神。",
            "今年经济社会发展的主要预期目标是：地区生产总值增长8%。",
        ];
        assert_eq!(found(&lines), Some(1));
        assert_eq!(found(&["成绩来之不易。", "今年政府工作的总体要求是：稳中求进。"]), Some(1));
    }

    #[test]
    fn what_was_pledged_and_done_is_review() {
        assert_eq!(found(&["全面完成了今年的主要预期目标：生产总值增长9%。"]), None);
        assert_eq!(found(&["今后五年的奋斗目标是：生产总值翻一番。"]), None);
        assert_eq!(found(&["全年生产总值增长9%。"]), None);
    }
}
