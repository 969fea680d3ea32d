//! What a section is for. Owns the reading of a heading's role, from its cues and from its year against the year that the
//! report plans.

use baogao_core::Role;
use baogao_lexicon::{Class, Lexicon};

use crate::{block::Block, lex::period};

/// The head of a report has at most this many paragraphs.
const HEAD: usize = 14;
/// A line longer than this, in characters, is not a heading and its years say nothing of the report's.
const LINE: usize = 36;

/// What decides the roles of headings: the cues of `roles.tsv`, and the year that the report plans.
#[derive(Clone, Copy)]
pub(super) struct Cues<'l> {
    pub(super) lexicon: &'l Lexicon,
    plan: Option<u16>,
}

impl<'l> Cues<'l> {
    pub(super) fn new(lexicon: &'l Lexicon, blocks: &[Block<'_>]) -> Self {
        Self { lexicon, plan: plan_year(lexicon, blocks) }
    }

    /// What a heading of the first level is for. The rules are tried in this order; `None` if none applies.
    pub(super) fn main(self, heading: &str) -> Option<Role> {
        let years = Years::of(heading, self.plan);
        let cue =
            self.lexicon.roles().iter().find(|entry| heading.contains(entry.cue)).map(|entry| entry.role);
        let plans_conduct = matches!(cue, Some(Role::Glossary | Role::GovernmentBuilding));
        match years {
            // 政府自身建设, 名词解释: whatever the year.
            _ if plans_conduct => cue,
            // 较好完成2013年目标任务, “十三五”规划圆满收官: what is fulfilled is reviewed.
            Some(Years::Before) | None if self.lexicon.words(Class::HeadingDone).is_in(heading) => {
                Some(Role::Review)
            }
            // 2012年工作安排 in a report of 2013 looks back; 2013年工作回顾 says so itself.
            Some(Years::Before) if !self.looks_ahead(heading) => Some(Role::Review),
            // 2013年的工作, 关于2013年的政府工作, 2013年怎么干: what is not reviewed is planned.
            Some(Years::Planned) => cue.or(Some(Role::Plan)),
            _ => cue,
        }
    }

    /// The role of a heading at a level, under a section with the role of `parent`.
    pub(super) fn role(self, heading: &str, level: u8, parent: Option<Role>) -> Role {
        if level == 1 {
            return self.main(heading).unwrap_or(Role::Other);
        }
        let inherited = parent.unwrap_or(Role::Other);
        // A year before the plan's under a heading of several years: 2015年工作回顾 under 过去五年.
        let years = Years::of(heading, self.plan);
        let own = match years {
            Some(_) => self.main(heading).filter(|role| *role != Role::Glossary),
            None => self
                .lexicon
                .roles()
                .iter()
                .find(|entry| !entry.main_only && heading.contains(entry.cue))
                .map(|entry| entry.role),
        };
        match own {
            // A review looks back on the government's own conduct as on everything else.
            Some(role) if matches!(inherited, Role::Plan | Role::Requirements | Role::Other) => role,
            Some(role @ (Role::Plan | Role::Requirements)) if years == Some(Years::Planned) => role,
            _ => inherited,
        }
    }

    /// Whether a paragraph opens with the planned year: 2013年是关键之年.
    pub(super) fn opens_with_plan_year(self, text: &str) -> bool {
        let first = period::years(text.char_indices().nth(LINE).map_or(text, |(at, _)| &text[..at]))
            .into_iter()
            .next();
        first.is_some_and(|mention| mention.range.start == 0 && Some(mention.year) == self.plan)
    }

    /// Whether words name the planned year.
    pub(super) fn names_plan_year(self, words: &str) -> bool {
        self.plan.is_some() && period::years(words).iter().any(|mention| Some(mention.year) == self.plan)
    }

    /// Whether a heading speaks of the years ahead: 今后五年, 目标.
    fn looks_ahead(self, heading: &str) -> bool {
        self.lexicon.words(Class::HeadingAhead).is_in(heading)
    }
}

/// The years that a heading names, against the year that the report plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Years {
    /// All of them are before it.
    Before,
    /// It is among them, or a later one.
    Planned,
}

impl Years {
    fn of(heading: &str, plan: Option<u16>) -> Option<Self> {
        let plan = plan?;
        let last = period::years(heading).iter().map(|mention| mention.year).max()?;
        Some(if last < plan { Self::Before } else { Self::Planned })
    }
}

/// The year that the report plans: of its title or date, else the last year that its headings name beside 工作.
///
/// A report delivered in November or December plans the next year.
fn plan_year(lexicon: &Lexicon, blocks: &[Block<'_>]) -> Option<u16> {
    let head =
        || blocks.iter().take(HEAD).map(|block| block.text).filter(|text| text.chars().count() <= 2 * LINE);
    let dated = head().find_map(|line| {
        let mention = period::years(line).into_iter().next()?;
        let month = line.get(mention.range.end..)?.split_once('月').filter(|(_, day)| day.contains('日'))?.0;
        let late = matches!(month.trim(), "11" | "12" | "十一" | "十二");
        Some(if late { mention.year + 1 } else { mention.year })
    });
    let titled = || {
        head()
            .filter(|line| line.contains("工作报告"))
            .find_map(|line| Some(period::years(line).first()?.year))
    };
    dated.or_else(titled).or_else(|| {
        let named = blocks
            .iter()
            .map(|block| block.text)
            .filter(|text| text.chars().count() <= LINE && !text.contains('。'))
            .filter(|text| lexicon.words(Class::HeadingWork).is_in(text));
        named.filter_map(|text| Some(period::years(text).last()?.year)).max()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn main(heading: &str, plan: Option<u16>) -> Option<Role> {
        Cues { lexicon: Lexicon::get(), plan }.main(heading)
    }

    #[test]
    fn the_year_of_a_heading_decides_where_its_noun_does_not() {
        for heading in [
            "2013年的工作",
            "2013年的工作安排",
            "二〇一三年工作意见",
            "2013年的工作任务",
            "2013年的工作重点",
            "关于2013年的政府工作",
            "2013年工作建议",
            "关于今年的工作",
            "今后五年及今年的工作",
        ] {
            assert_eq!(main(heading, Some(2013)), Some(Role::Plan), "{heading}");
        }
        for heading in
            ["2012年工作回顾", "2012年的工作", "2012年政府工作", "2012年工作完成情况", "过去五年工作回顾"]
        {
            assert_eq!(main(heading, Some(2013)), Some(Role::Review), "{heading}");
        }
        for heading in ["较好完成2012年目标任务", "“十一五”规划圆满收官，站在新的起点"]
        {
            assert_eq!(main(heading, Some(2013)), Some(Role::Review), "{heading}");
        }
        assert_eq!(main("确保全面完成2013年目标任务", Some(2013)), Some(Role::Plan));
        assert_eq!(main("2013年工作总体要求", Some(2013)), Some(Role::Requirements));
        assert_eq!(main("优化产业结构", Some(2013)), None);
        assert_eq!(main("2013年的工作", None), None);
    }

    #[test]
    fn the_head_tells_the_year_that_is_planned() {
        let blocks = |lines: &[&'static str]| -> Vec<Block<'static>> {
            lines.iter().map(|&line| Block::new(line, 0)).collect()
        };
        let year = |lines: &[&'static str]| plan_year(Lexicon::get(), &blocks(lines));
        assert_eq!(year(&["政府工作报告", "——2013年1月9日在青禾市第五届人民代表大会上"]), Some(2013));
        assert_eq!(year(&["政府工作报告", "（2012年12月28日）"]), Some(2013));
        assert_eq!(year(&["青禾市2013年政府工作报告"]), Some(2013));
        assert_eq!(year(&["一、2012年工作回顾", "二、2013年工作安排"]), Some(2013));
        assert_eq!(year(&["一、优化结构"]), None);
    }
}
