//! Which year a report plans, and which it reviews. Owns the weighing of what the head, the headings, the date, the
//! congress and the body say.
//!
//! Assumption: a report plans the year of its date, or the next one if it was delivered in November or December. What
//! the head says beats the body; in the body, the first rule of [`in_body`] that finds a year decides.

use baogao_core::{Date, Role, Section};
use baogao_lexicon::{Class, Lexicon};

use crate::{block::Block, lex::period};

/// The review year and the plan year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Years {
    pub(crate) review: Option<u16>,
    pub(crate) plan: Option<u16>,
}

/// What is known before the body is asked.
pub(crate) struct Head<'a> {
    pub(crate) lines: &'a [&'a str],
    pub(crate) delivered: Option<Date>,
    /// The term and session of the National People's Congress.
    pub(crate) national: Option<(u16, u16)>,
}

/// The years of a report.
pub(crate) fn years(lexicon: &Lexicon, head: &Head<'_>, sections: &[Section], blocks: &[Block<'_>]) -> Years {
    let named = |roles: &[Role]| {
        sections
            .iter()
            .filter(|section| section.level == 1 && roles.contains(&section.role))
            .find_map(|section| period::years(&section.heading).first().map(|mention| mention.year))
    };
    let review = named(&[Role::Review]);
    let titled = head
        .lines
        .iter()
        .filter(|line| line.contains("工作报告") && line.contains('年'))
        .find_map(|line| period::years(line).first().map(|mention| mention.year));
    let candidates = [
        named(&[Role::Plan, Role::Requirements]),
        titled,
        head.delivered.map(|date| if date.month() >= 11 { date.year() + 1 } else { date.year() }),
        review.map(|year| year + 1),
        head.national.and_then(|(term, session)| session_year(term, session)),
    ];
    // A slip of the pen in one place is outvoted by the others; ties go to the earliest candidate.
    let votes = |year: u16| candidates.iter().flatten().filter(|other| **other == year).count();
    let plan = candidates.iter().flatten().copied().rev().max_by_key(|&year| votes(year));
    let plan = plan.or_else(|| in_body(lexicon, sections, blocks));
    Years { review: review.or(plan.map(|year| year - 1)), plan }
}

/// The year in which a session of the National People's Congress met.
///
/// Source: the list of sessions published by the Standing Committee; since 1983 each term has five, one per year.
pub(crate) fn session_year(term: u16, session: u16) -> Option<u16> {
    const EARLY: [(u16, &[u16]); 5] = [
        (1, &[1954, 1955, 1956, 1957, 1958]),
        (2, &[1959, 1960, 1962, 1963]),
        (3, &[1964]),
        (4, &[1975]),
        (5, &[1978, 1979, 1980, 1981, 1982]),
    ];
    let place = usize::from(session.checked_sub(1)?);
    match EARLY.iter().find(|(early, _)| *early == term) {
        Some((_, years)) => years.get(place).copied(),
        None if (6..=20).contains(&term) && place < 5 => Some(1983 + 5 * (term - 6) + session - 1),
        None => None,
    }
}

/// The plan year that the body tells, where the head does not.
fn in_body(lexicon: &Lexicon, sections: &[Section], blocks: &[Block<'_>]) -> Option<u16> {
    let sentences = || {
        let dated = blocks.iter().filter(|block| block.text.contains(['年', '届']));
        dated.flat_map(|block| block.text.split_inclusive(['。', '！', '；']))
    };
    sentences()
        .find_map(|sentence| past_year(lexicon, sentence))
        .map(|year| year + 1)
        .or_else(|| sentences().find_map(|sentence| key_year(lexicon, sentence)))
        .or_else(|| sentences().find_map(five_years_since))
        .or_else(|| reviewed_year(lexicon, sections, blocks).map(|year| year + 1))
}

/// 刚刚过去的2023年, 2023年是极不平凡的一年: the year under review.
fn past_year(lexicon: &Lexicon, sentence: &str) -> Option<u16> {
    let mention = period::years(sentence).into_iter().find(|mention| mention.first == mention.year)?;
    let (before, after) = (sentence.get(..mention.range.start)?, sentence.get(mention.range.end..)?);
    let passed = lexicon.words(Class::JustPassed).suffix_of(before).is_some();
    let unusual =
        after.trim_start_matches('，').starts_with('是') && lexicon.words(Class::Unusual).is_in(after);
    (passed || unusual).then_some(mention.year)
}

/// 2024年是关键之年: the year that is planned.
fn key_year(lexicon: &Lexicon, sentence: &str) -> Option<u16> {
    let mention = period::years(sentence).into_iter().next()?;
    let after = sentence.get(mention.range.end..)?.trim_start_matches('，');
    let key = after.starts_with('是') && lexicon.words(Class::KeyYear).is_in(after);
    (mention.range.start == 0 && mention.first == mention.year && key).then_some(mention.year)
}

/// 第十一届全国人民代表大会第一次会议以来的五年: the first session of the next term plans the year in which it meets.
fn five_years_since(sentence: &str) -> Option<u16> {
    let at = sentence.find("届全国人民代表大会第一次会议以来")?;
    let before = sentence.get(..at)?;
    let term = before.get(before.rfind('第')? + '第'.len_utf8()..)?;
    let number = crate::lex::number::number(term).filter(|number| number.len == term.len())?;
    session_year(u16::try_from(number.value).ok()? + 1, 1)
}

/// The first year in a review whose heading names none but the year before: 去年工作回顾.
fn reviewed_year(lexicon: &Lexicon, sections: &[Section], blocks: &[Block<'_>]) -> Option<u16> {
    let review = sections.iter().find(|section| {
        section.level == 1
            && section.role == Role::Review
            && lexicon.words(Class::LastYear).is_in(&section.heading)
    })?;
    let inside = blocks.iter().filter(|block| review.body.contains(block.span(0, block.text.len())));
    inside.take(3).find_map(|block| {
        period::years(block.text)
            .into_iter()
            .find(|mention| mention.first == mention.year)
            .map(|mention| mention.year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_of_the_national_congress_have_years() {
        for (term, session, year) in [
            (1, 1, 1954),
            (2, 4, 1963),
            (3, 1, 1964),
            (5, 4, 1981),
            (6, 3, 1985),
            (10, 1, 2003),
            (14, 2, 2024),
        ] {
            assert_eq!(session_year(term, session), Some(year));
        }
        assert_eq!(session_year(3, 2), None);
        assert_eq!(session_year(10, 0), None);
    }

    #[test]
    fn the_body_tells_the_year_where_the_head_does_not() {
        let year = |text: &'static str| in_body(Lexicon::get(), &[], &[Block::new(text, 0)]);
        assert_eq!(year("刚刚过去的2023年，我们埋头苦干。"), Some(2024));
        assert_eq!(year("2023年是极不平凡的一年。"), Some(2024));
        assert_eq!(year("2024年是“十四五”规划的关键之年。"), Some(2024));
        assert_eq!(year("第十一届全国人民代表大会第一次会议以来的五年，成就辉煌。"), Some(2013));
        assert_eq!(year("到2025年，森林覆盖率达到40%。"), None);
    }
}
