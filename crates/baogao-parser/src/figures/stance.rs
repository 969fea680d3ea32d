//! When, and how firmly. Owns the decision whether a figure is an outcome, a target or context, its modality, and the
//! years it is about.

use crate::cut::cut;
use baogao_core::{FigureKind, Measure, Meta, Period, Role};
use baogao_lexicon::{Class, Lexicon};

use super::{clause::Clause, property};
use crate::{
    lex::period::{self, YearMention},
    sentence::{Reading, Sentence},
};

/// How far back a sentence still speaks to a figure in it, in bytes (about 1300 characters): longer than the longest
/// list of targets in one sentence, and what keeps sentences without an end linear.
const REACH: usize = 4000;

/// The last words before a place in a sentence that still speak to it.
fn reach(sentence: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(REACH);
    while !sentence.is_char_boundary(from) {
        from += 1;
    }
    cut(sentence, from..at)
}

/// The stance of one figure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stance {
    pub(crate) kind: FigureKind,
    pub(crate) modality: Option<String>,
    pub(crate) period: Option<Period>,
}

/// What a paragraph's place in the report says about its figures, and what the sentence adds.
pub(crate) struct Scene<'t> {
    lexicon: &'t Lexicon,
    /// The section of the paragraph.
    section: Option<usize>,
    role: Role,
    review_year: Option<u16>,
    plan_year: Option<u16>,
    /// The last year of the period that the section or paragraph speaks of, when it is more than one year.
    long: Option<u16>,
    modalities: Vec<(usize, &'static str, bool)>,
    years: Vec<YearMention>,
    sentence: &'t str,
    /// The report up to the paragraph.
    earlier: &'t str,
    /// Whether the sentence speaks of an average year (年均).
    yearly: bool,
}

impl<'t> Scene<'t> {
    pub(crate) fn new(reading: Reading<'t>, sentence: &Sentence<'t>) -> Self {
        let Reading { lexicon, sections, meta, .. } = reading;
        let (section, role) = (sentence.section, sentence.role);
        let mut long = None;
        // A passage with a role of its own is not about the years of the section that it is in.
        let mut at = section.filter(|&id| sections[id].role == role);
        while let Some(id) = at {
            long = long.or_else(|| long_period(lexicon, &sections[id].heading, role, meta));
            at = sections[id].parent.map(|parent| parent as usize);
        }
        let opening: String = sentence.block.text.chars().take(40).collect();
        let annual = lexicon.words(Class::Annual).is_in(&opening);
        let long = if annual { None } else { long_period(lexicon, &opening, role, meta).or(long) };
        Self {
            lexicon,
            section,
            role,
            review_year: meta.review_year,
            plan_year: meta.plan_year,
            long,
            modalities: Vec::new(),
            years: Vec::new(),
            sentence: "",
            earlier: reading.text.get(..sentence.block.span(0, 0).start() as usize).unwrap_or_default(),
            yearly: false,
        }
    }

    /// Whether what was read of the paragraph holds for a sentence of it.
    pub(super) fn is_of(&self, sentence: &Sentence<'_>) -> bool {
        self.section == sentence.section && self.role == sentence.role
    }

    /// Reads the cues of a sentence with figures.
    pub(crate) fn enter(&mut self, sentence: &'t str) {
        self.sentence = sentence;
        self.yearly = sentence.contains("年均");
        self.modalities = modalities(self.lexicon, sentence);
        self.years = period::years(sentence);
    }

    pub(crate) fn stance(&self, clause: &Clause<'_>, measure: Measure) -> Stance {
        let modality = self.modality(clause);
        let kind = self.kind(clause, modality);
        // What is only described is not striven for, nor what a plan recalls.
        let recalled = kind == FigureKind::Actual && self.role != Role::Review && modality != Some("预计");
        let modality = modality.filter(|_| kind != FigureKind::Context && !recalled);
        // A pledge that a review cites was made for the year reviewed.
        let of =
            if kind == FigureKind::Target && self.role == Role::Review { FigureKind::Actual } else { kind };
        let period = self.period(clause, of, measure);
        let period = self.averaged(clause, kind, period).or(period);
        Stance { kind, modality: modality.map(str::to_owned), period }
    }

    /// The nearest modality before a place that reaches it.
    fn modality(&self, clause: &Clause<'_>) -> Option<&'static str> {
        let at = clause.found.outer.start;
        // 5%左右的预期增长目标 names its modality behind.
        let behind = self.sentence[clause.found.outer.end..].strip_prefix('的');
        if let Some(word) = behind.and_then(|rest| self.lexicon.words(Class::Wide).prefix_of(rest)) {
            return Some(word);
        }
        let from = self.modalities.partition_point(|(start, ..)| start + REACH < at);
        let to = self.modalities.partition_point(|(start, ..)| *start < at);
        let before = || self.modalities[from..to].iter();
        let cited = clause.cites_pledge(self.lexicon);
        let expected = before().any(|(_, word, _)| self.lexicon.words(Class::Wide).contains(word));
        before()
            .rev()
            .find(|(start, word, narrow)| {
                let wide = self.lexicon.words(Class::Wide).contains(word);
                // What a review reports was striven for once, and is done.
                if self.role == Role::Review && (!wide || !cited && self.names_pledge(*start)) {
                    return false;
                }
                let between = cut(self.sentence, start + word.len()..at);
                // 力争投资4亿元的项目投产: what describes a thing is not striven for.
                let describes = clause.attributive && clause.before.ends_with("投资");
                if !wide && (describes || self.has_own_verb(between)) {
                    return false;
                }
                // Among expected targets, 力争 holds for its own item only.
                if *narrow || (expected && !wide) {
                    !between.contains(['，', '；'])
                } else {
                    wide || !between.contains('；')
                }
            })
            .map(|&(_, word, _)| word)
    }

    /// Whether the words between a modality and a place end in a clause with a verb of its own: 力争完成40亿元，推进20个项目.
    ///
    /// A verb of a result goes on with what is striven for, if that has a number: 力争解决40万人，新增1.5万户.
    fn has_own_verb(&self, between: &str) -> bool {
        let Some((first, own)) = between.rsplit_once('，') else { return false };
        // 力争通过3年努力，培育10家: the first words only say how.
        if first.starts_with(['用', '经']) || first.starts_with("通过") {
            return false;
        }
        if self.lexicon.words(Class::ResultVerb).prefix_of(own).is_some() {
            return !first.contains(|c: char| c.is_ascii_digit()) && !first.contains("全部");
        }
        let head = self.lexicon.words(Class::Head).prefix_of(own).map_or(0, str::len);
        let weak = self.lexicon.words(Class::Weak);
        weak.prefix_of(own).is_some() || weak.prefix_of(&own[head..]).is_some()
    }

    /// Whether the word there belongs to what was pledged: 比预期目标高.
    fn names_pledge(&self, start: usize) -> bool {
        self.lexicon.words(Class::PledgeNoun).prefix_of(&self.sentence[start..]).is_some()
    }

    fn kind(&self, clause: &Clause<'_>, modality: Option<&str>) -> FigureKind {
        if property::is_property(self.lexicon, clause) {
            return FigureKind::Context;
        }
        let past = || {
            let near = clause.before;
            self.lexicon.words(Class::Past).is_in(near)
                // 比去年增长 compares; the figure is of this year.
                && !["比去年", "较去年", "比上年", "较上年", "去年的基础"].iter().any(|word| near.contains(word))
        };
        match self.role {
            Role::Review if clause.cites_pledge(self.lexicon) => FigureKind::Target,
            Role::Review => FigureKind::Actual,
            Role::Plan | Role::Requirements | Role::GovernmentBuilding => {
                // 2023年地区生产总值增长5.8%，2024年力争增长6.5%: a year before the plan's is past.
                let over = || {
                    let at = clause.found.outer.start;
                    let named = self.spanned_plan(at).or_else(|| self.mention(at).map(|named| named.year));
                    named.zip(self.plan_year).is_some_and(|(named, plan)| named < plan)
                };
                // 力争突破50万吨，2023年达到48万吨: what is striven for is before the year.
                let before = &self.sentence[..clause.found.outer.start];
                let strives = modality.filter(|&word| word != "预计").and_then(|word| before.rfind(word));
                let year = self.mention(clause.found.outer.start).map(|named| named.range.start);
                let striven = strives.is_some_and(|strives| year.is_none_or(|year| year < strives));
                // 一季度，全市地区生产总值增长3.5%: a plan that is delivered late recalls the months before. 上半年完成80个
                // pledges; only a change is recalled.
                let recent = || {
                    modality.is_none()
                        && clause.predicate.is_some()
                        && self.lexicon.words(Class::PartOfYear).is_in(reach(before, before.len()))
                };
                let outcome =
                    modality.is_none() && past() || !striven && over() || recent() || is_start(clause);
                if outcome { FigureKind::Actual } else { FigureKind::Target }
            }
            Role::Glossary => FigureKind::Context,
            Role::Other => {
                if modality.is_some_and(|word| word != "预计") {
                    FigureKind::Target
                } else {
                    FigureKind::Actual
                }
            }
        }
    }

    /// The years of a pledge without a number, at a place in the sentence.
    pub(crate) fn promised(&self, at: usize) -> Option<Period> {
        self.period_at(at, FigureKind::Target, false)
    }

    /// The years that a pledged average (年均) is of, where its own sentence names none: those of the five years that the
    /// report spoke of last.
    fn averaged(&self, clause: &Clause<'_>, kind: FigureKind, period: Option<Period>) -> Option<Period> {
        let is_of_plan_year =
            period.is_some_and(|period| !period.is_multi_year() && Some(period.last()) == self.plan_year);
        if kind != FigureKind::Target || !is_of_plan_year || !clause.before.contains("年均") {
            return None;
        }
        let plan_year = self.plan_year?;
        let before = reach(self.earlier, self.earlier.len());
        let named = before.match_indices("五”").filter_map(|(at, word)| {
            let end = period::plan_end(&before[..at + '五'.len_utf8()])?;
            // A plan that is over is recalled, not pledged.
            (end > plan_year).then_some((at + word.len(), end))
        });
        let spoken = self.lexicon.words(Class::FiveAhead).last_in(before).map(|at| (at, plan_year + 4));
        let (_, end) = named.last().into_iter().chain(spoken).max()?;
        Period::years(end - 4, end)
    }

    fn period(&self, clause: &Clause<'_>, kind: FigureKind, measure: Measure) -> Option<Period> {
        if kind == FigureKind::Context {
            // 2021年合作招生40人, in a note: what is described may name its year.
            let noted = self.mention(clause.found.outer.start).filter(|_| self.role == Role::Glossary);
            return noted.map(|mention| Period::year(mention.year));
        }
        self.period_at(clause.found.outer.start, kind, is_start(clause) && measure != Measure::Growth)
    }

    /// The years of what is at a place; `begins` for the first value of a change.
    fn period_at(&self, at: usize, kind: FigureKind, begins: bool) -> Option<Period> {
        let base = match kind {
            FigureKind::Target => self.plan_year,
            _ => self.review_year,
        };
        if let Some(end) = self.spanned_plan(at) {
            return Period::years(end - 4, end);
        }
        if let Some(year) = self.listed_year(at) {
            return Some(Period::year(year));
        }
        if let Some(named) = self.named_year(at, kind) {
            // 2016—2021年由1090亿元增加到1909亿元: the first value is of the first year.
            let year = if begins { named.first } else { named.year };
            return Some(Period::year(year));
        }
        let before = reach(self.sentence, at);
        if kind == FigureKind::Target
            && let Some(years) = period::horizon(before)
        {
            return self.plan_year.and_then(|plan| Period::years(plan, plan + years - 1));
        }
        let own = self.spoken_long(before, kind);
        let long = self.long.filter(|_| kind == FigureKind::Target || self.role == Role::Review).or(own);
        let long = long.filter(|_| !self.came_back(before));
        let year = long.or(base)?;
        // The first of 由…提高到… is of the time before; in a plan that is the review year, which it has already.
        if begins && self.role == Role::Review {
            let years = if long.is_some() || self.yearly { 5 } else { 1 };
            return Some(Period::year(year - years));
        }
        let first = if long.is_some() { year.saturating_sub(4) } else { year };
        Period::years(first, year)
    }

    /// The end of the five years that the sentence speaks of: 五年后, 今后五年, if it does not come back to this year.
    fn spoken_long(&self, before: &str, kind: FigureKind) -> Option<u16> {
        let plan = self.plan_year.filter(|_| kind == FigureKind::Target && self.role != Role::Review)?;
        let five = self.lexicon.words(Class::FiveAhead).last_in(before)?;
        self.lexicon
            .words(Class::Annual)
            .last_in(before)
            .is_none_or(|annual| annual < five)
            .then_some(plan + 4)
    }

    /// Whether the sentence speaks of a single year, behind all that it says of five: 五年后突破千亿元，年内完成50亿元;
    /// 按照“十四五”规划，今年主要预期目标是.
    fn came_back(&self, before: &str) -> bool {
        let last = |class| self.lexicon.words(class).last_in(before);
        let five = last(Class::FiveAhead).max(last(Class::Five));
        let planned =
            |mention: &YearMention| mention.first == mention.year && Some(mention.year) == self.plan_year;
        let named = period::years(before).into_iter().rev().find(planned).map(|mention| mention.range.start);
        let single = named.max(if five.is_some() { last(Class::EndsPlan) } else { last(Class::ThisYear) });
        single.is_some() && single > five
    }

    /// The end of the five-year plan over whose years a place speaks: “十四五”期间地区生产总值年均增长7%.
    ///
    /// Assumption: without 年均 or 累计 the plan only is beside what is said of one year (“十五五”时期开局之年).
    fn spanned_plan(&self, at: usize) -> Option<u16> {
        let before = reach(self.sentence, at);
        let (from, word) =
            ["五”期间", "五”时期"].iter().filter_map(|word| Some((before.rfind(word)?, word))).max()?;
        let right = &before[from + word.len()..];
        let spans = ["年均", "累计"].iter().any(|word| right.contains(word));
        let own = self.lexicon.words(Class::EndsPlan).iter().any(|word| right.contains(word));
        let ends = right.contains('；') || own || !period::years(right).is_empty();
        period::plan_end(&before[..from + '五'.len_utf8()]).filter(|_| spans && !ends)
    }

    /// The year of a list that a place takes its turn in: 2025年、2030年森林覆盖率分别达到35%、40%.
    fn listed_year(&self, at: usize) -> Option<u16> {
        const AND: [char; 4] = ['、', '和', '及', '与'];
        let before = reach(self.sentence, at);
        let (subject, values) = before.rsplit_once("分别")?;
        let end = at - before.len() + subject.len();
        let to = self.years.partition_point(|mention| mention.range.end <= end);
        let last = self.years[..to].last()?;
        // Several subjects, or a new clause, take their turns themselves.
        if values.contains(['，', '；']) || self.sentence.get(last.range.end..end)?.contains(AND) {
            return None;
        }
        let joined = |pair: &[YearMention]| {
            // The mentions of a range (2018年至2021年) overlap; such a pair is not a list.
            let between = self.sentence.get(pair[0].range.end..pair[1].range.start);
            between.is_some_and(|words| AND.iter().any(|and| words.strip_prefix(*and) == Some("")))
        };
        let run = 1 + self.years[..to].windows(2).rev().take_while(|pair| joined(pair)).count();
        let turn = values.matches(AND).count();
        self.years[to - run..to].get(turn).filter(|_| run > 1).map(|mention| mention.year)
    }

    /// The year that the sentence names for a place in it.
    fn named_year(&self, at: usize, kind: FigureKind) -> Option<&YearMention> {
        self.mention(at).filter(|before| match kind {
            FigureKind::Target => self.plan_year.is_none_or(|plan| before.year >= plan),
            _ => self.review_year.is_none_or(|review| before.year <= review + 1),
        })
    }

    /// The last year named before a place that what is there can be of.
    fn mention(&self, at: usize) -> Option<&YearMention> {
        let to = self.years.partition_point(|mention| mention.range.end <= at);
        // A year that is only compared with hides none: 到2025年底达到300公里，较2023年增加50公里.
        let found = self.years[..to].iter().rev().take(3).map(|mention| (mention, self.names(mention, at)));
        found
            .take_while(|(.., says)| *says != Says::Other)
            .find(|(.., says)| *says == Says::Year)
            .map(|(mention, _)| mention)
    }

    /// What a year says of a place behind it.
    fn names(&self, before: &YearMention, at: usize) -> Says {
        if before.range.end + REACH < at {
            return Says::Other;
        }
        let (left, right) =
            (cut(self.sentence, ..before.range.start), cut(self.sentence, before.range.end..at));
        // 是2006年的2.1倍: what is multiplied is of that year, and the multiple is not.
        let number_len =
            |text: &str| text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let here = cut(self.sentence, at..);
        let multiplies = here[number_len(here)..].starts_with('倍');
        if multiplies && right.starts_with('的') && left.ends_with(['是', '为', '于']) {
            return Says::Comparison;
        }
        // 由2018年的300亿元: its own year, whatever it is compared with.
        if matches!(right, "的" | "末的" | "底的") {
            return Says::Year;
        }
        let compares = left.ends_with(['比', '较', '自', '从', '由', '与'])
            || ["高于", "低于", "多于", "少于", "超过", "恢复到", "恢复至", "相当于"]
                .iter()
                .any(|word| left.ends_with(word))
            || ["以来", "相比", "同期"].iter().any(|word| right.starts_with(word));
        if compares {
            return Says::Comparison;
        }
        // 成功举办2018年旅游大会: a year amid a phrase names something else.
        let opens = left.is_empty()
            || left.ends_with(['，', '；', '：', '、', '到', '至', '在', '于', '、', '（', '。', ' '])
            || self.lexicon.words(Class::Head).suffix_of(left).is_some();
        // A year far back in the sentence speaks of something else, and 今年 comes back to this one.
        let far = right.contains('；') || right.matches('，').count() > 3 || right.contains("今年");
        if opens && !far { Says::Year } else { Says::Other }
    }
}

/// What a year named in a sentence says of a place behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// It is the year of what is there.
    Year,
    /// It is what that is compared with.
    Comparison,
    /// It speaks of something else.
    Other,
}

/// The last year of a longer period that a heading or opening names: 今后五年, “十四五”, 过去五年.
fn long_period(lexicon: &Lexicon, words: &str, role: Role, meta: &Meta) -> Option<u16> {
    // 今年是“十五五”开局之年 speaks of one year.
    if !lexicon.words(Class::Five).is_in(words) || lexicon.words(Class::Annual).is_in(words) {
        return None;
    }
    let plan = words
        .match_indices("五”")
        .map(|(at, _)| period::plan_end(&words[..at + '五'.len_utf8()]))
        .next()
        .flatten();
    // A heading that names a year besides is about that year: 2010年及“十一五”工作回顾.
    if !period::years(words).is_empty() {
        return None;
    }
    match role {
        Role::Review => meta.review_year,
        _ => plan.or(meta.plan_year.map(|year| year + 4)),
    }
}

/// The words that make figures commitments or estimates, with their places.
fn modalities(lexicon: &Lexicon, sentence: &str) -> Vec<(usize, &'static str, bool)> {
    let [not, wide, narrow] =
        [Class::NotModality, Class::Modality, Class::ModalityNarrow].map(|class| lexicon.words(class));
    let mut found = Vec::new();
    let mut end = 0;
    for (at, _) in sentence.char_indices() {
        if at < end {
            continue;
        }
        let rest = &sentence[at..];
        if let Some(word) = not.prefix_of(rest) {
            end = at + word.len();
        } else if let Some((word, is_narrow)) =
            wide.prefix_of(rest).map(|word| (word, false)).or_else(|| Some((narrow.prefix_of(rest)?, true)))
        {
            found.push((at, word, is_narrow));
            end = at + word.len();
        }
    }
    found
}

/// The first quantity of 由…提高到….
fn is_start(clause: &Clause<'_>) -> bool {
    let tail = clause.tail;
    (tail.contains('由') || tail.contains('从') || tail.contains("现行")) && !tail.contains(['到', '至'])
}
