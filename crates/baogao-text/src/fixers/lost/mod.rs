//! Characters that were lost without a trace. Owns the decision which of the signs of loss are believed; the
//! signs themselves are found by `clauses` (marks between clauses, ends of paragraphs), `numerals` (units,
//! ordinals, parts of dates) and `marks` (halves of pairs, customary quotation marks).
//!
//! What was lost is rarely known, so a place is reported, with a reading where one is likely.
//!
//! Assumption: losses come in crowds. The tool that dropped characters from one sentence dropped them all over the
//! document. A strong sign is believed anywhere; a weak one, which good prose shows now and then, only where the
//! strong ones are dense.

mod clauses;
mod marks;
mod numerals;

use std::ops::Range;

use baogao_core::EditKind;

use crate::repairer::Plan;

/// A document is damaged when it holds at least this many strong signs …
const MIN_STRONG: usize = 6;
/// … and one for every this many characters. Clean reports have fewer than one in 2,000.
const CHARS_FOR_STRONG: usize = 1_000;

/// How far a sign can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// Good text does not show it.
    Strong,
    /// Good text shows it now and then.
    Weak,
}

/// A place where something seems to be missing.
#[derive(Debug, Clone, PartialEq)]
struct Sign {
    range: Range<usize>,
    strength: Strength,
    message: String,
    /// What the place should read, where one reading is likely.
    reading: Option<String>,
}

impl Sign {
    fn strong(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, strength: Strength::Strong, message: message.into(), reading: None }
    }

    fn weak(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { strength: Strength::Weak, ..Self::strong(range, message) }
    }

    fn reads(mut self, reading: impl Into<String>) -> Self {
        self.reading = Some(reading.into());
        self
    }
}

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let mut signs = Vec::new();
    numerals::find(text, &mut signs);
    let of_numerals = signs.len();
    marks::find(text, &mut signs);
    let of_marks = signs.len();
    clauses::find(text, Strength::Strong, &mut signs);
    if is_damaged(text, &signs) {
        signs.truncate(of_marks);
        clauses::find(text, Strength::Weak, &mut signs);
        // All of these are weak. Where two signs meet the earlier one is kept.
        let mut bare = Vec::new();
        numerals::find_bare(text, &mut bare);
        signs.splice(of_numerals..of_numerals, bare);
        marks::find_customary(text, &mut signs);
    } else {
        signs.retain(|sign| sign.strength == Strength::Strong);
    }
    plans.extend(signs.into_iter().map(|sign| {
        let confidence = if sign.strength == Strength::Strong { 0.7 } else { 0.5 };
        Plan::report(sign.range, EditKind::Lost, sign.message, sign.reading, confidence)
    }));
}

fn is_damaged(text: &str, signs: &[Sign]) -> bool {
    let strong = signs.iter().filter(|sign| sign.strength == Strength::Strong).count();
    strong >= MIN_STRONG && strong * CHARS_FOR_STRONG >= text.chars().count()
}

/// The lines of a clean text, which are its paragraphs, each with the byte where it starts.
fn paragraphs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split('\n').scan(0, |start, line| {
        let at = *start;
        *start += line.len() + 1;
        Some((at, line))
    })
}

#[cfg(test)]
mod tests {
    use baogao_core::EditKind;

    use super::plan;
    use crate::{fixers::testing::reports, repairer::Plan};

    /// Six paragraphs that lost their stops: enough for the weak signs to be believed.
    fn damaged(text: &str) -> String {
        let lost = "一年来，我们办好了十件实事。群众得到了实惠\n";
        format!("{}{text}", lost.repeat(6))
    }

    /// What is reported of `text` in a damaged document.
    #[track_caller]
    fn reports_in_damaged(text: &str, expected: &[(&str, Option<&str>)]) {
        let whole = damaged(text);
        let mut plans: Vec<Plan> = Vec::new();
        plan(&whole, &mut plans);
        let own = whole.len() - text.len();
        let found: Vec<_> = plans
            .iter()
            .filter(|plan| plan.range.start >= own && plan.kind == EditKind::Lost)
            .map(|plan| (&whole[plan.range.clone()], plan.known.then_some(plan.text.as_str())))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn strong_signs_are_believed_anywhere() {
        reports(plan, "在青川市第人民代表大会第次会议上", &[("第人", None), ("第次", None)]);
        reports(plan, "——2023223在青川市", &[("2023223", Some("2023年2月23日"))]);
        reports(plan, "2024是关键之年。", &[("2024是", Some("2024年是"))]);
        reports(plan, "培育省级企业15家，引进38企业。", &[("38企", Some("38家企"))]);
        reports(plan, "实施三化五改”行动。", &[("实施三化五改”", Some("“实施三化五改”"))]);
        reports(plan, "全力发展产业，，改善民生。", &[("，，", Some("，"))]);
        reports(plan, "改善了民生。群众满意\n下一段。", &[("意", Some("意。"))]);
    }

    #[test]
    fn a_date_with_two_readings_gets_none() {
        reports(plan, "2023111在青川市", &[("2023111", None)]);
    }

    #[test]
    fn weak_signs_are_believed_in_a_damaged_document_only() {
        let clauses = "治水有了新进展。我们完成河道治理任务加快推进污水处理厂建设，群众满意。";
        reports(plan, clauses, &[]);
        reports_in_damaged(clauses, &[("务加", Some("务，加"))]);
        let terms = "落实一岗双责制度，建设1+4园区，坚持三个带头。";
        reports(plan, terms, &[]);
        reports_in_damaged(terms, &[("一岗双责", Some("“一岗双责”")), ("1+4", Some("“1+4”"))]);
        let fused = "完成1836.5万平方米安置房。";
        reports(plan, fused, &[]);
        reports_in_damaged(fused, &[("1836.5", None)]);
    }

    /// Units that only the parser knew were taken for lost ones.
    #[test]
    fn every_unit_may_stand_behind_a_number() {
        for unit in baogao_lexicon::Lexicon::get().units() {
            let text = format!("全年完成500{}，进展顺利。", unit.text);
            reports_in_damaged(&text, &[]);
        }
        reports_in_damaged("全年完成500同比，进展顺利。", &[("500同", None)]);
    }

    #[test]
    fn good_text_is_left_alone() {
        for text in [
            "巩固第一方阵，第12届会议，第三次会议。",
            "国道307改线，12345热线，2.5万元，3县，4S店，5G基站，“2025示范年”活动，PM2.5浓度。",
            "增长8%，完成投资12.5亿元，惠及3.2万户。",
            "办好各项事业，个体经营者、座谈会、重点项目都有进展。",
            "他说：“好。”\n（一）产业发展\n一、工作回顾",
        ] {
            reports(plan, text, &[]);
            reports_in_damaged(text, &[]);
        }
    }
}
