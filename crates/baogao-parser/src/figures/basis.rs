//! What a rate is measured on (基期, 口径). Owns the choice of a figure's [`Basis`], in the order of the rules below.
//!
//! | rule | example |
//! |---|---|
//! | an average is named in the clause | 年均增长8.1% |
//! | an earlier year is named to compare with | 比2015年下降18%, 是2017年的1.8倍 |
//! | the year before is named | 比上年增加3个 |
//! | a sum is named | 累计新增5万人, 五年新增20家 |
//! | a growth of one year that names nothing | 增长8% |

use baogao_core::{Basis, Measure, Period};

use super::clause::Clause;
use crate::lex::period::years;

const AVERAGE: [&str; 5] = ["年均", "平均每年", "每年平均", "年平均增", "年递增"];
const LAST_YEAR: [&str; 9] =
    ["同比", "比上年", "较上年", "比去年", "较去年", "比前一年", "比上一年", "年增长", "上年同期"];
const SUM: [&str; 6] = ["累计", "合计", "总计", "五年新增", "五年共", "三年共"];
/// Words before a year that compare with it, and words behind it.
const COMPARES: [&str; 8] = ["比", "较", "与", "是", "为", "相当于", "在", "对比"];

/// The basis of a figure, if the text says it or its measure implies it.
pub(super) fn basis(clause: &Clause<'_>, measure: Measure, period: Option<Period>) -> Option<Basis> {
    let own = clause.before;
    let has = |words: &[&str]| words.iter().any(|word| own.contains(word));
    if has(&AVERAGE) {
        return Some(Basis::AnnualAverage);
    }
    if let Some(base) = compared_year(own) {
        let last = period.map(Period::last);
        return Some(if last == Some(base + 1) { Basis::YearOnYear } else { Basis::Since(base) });
    }
    if has(&LAST_YEAR) {
        return Some(Basis::YearOnYear);
    }
    match measure {
        Measure::Growth => period.filter(|period| !period.is_multi_year()).map(|_| Basis::YearOnYear),
        Measure::Level | Measure::Increment if has(&SUM) => Some(Basis::Cumulative),
        _ => None,
    }
}

/// The last year of the clause that a word before it compares with: 比2015年, 是2017年的.
fn compared_year(own: &str) -> Option<u16> {
    let mention = years(own).pop()?;
    let (before, behind) = (own.get(..mention.range.start)?, own.get(mention.range.end..)?);
    let compares = COMPARES.iter().any(|word| before.ends_with(word));
    // 在2020年基础上 compares, 在2020年建成 does not.
    let is_base = !before.ends_with('在') || behind.contains("基础上");
    let is_share = !before.ends_with(['是', '为']) || behind.starts_with('的');
    (compares && is_base && is_share && mention.first == mention.year).then_some(mention.year)
}

#[cfg(test)]
mod tests {
    use baogao_core::Basis;

    use crate::Parser;

    fn of(sentence: &str) -> Vec<Option<Basis>> {
        let text = format!("一、2023年工作回顾\n{sentence}\n二、2024年工作安排\n加快发展。");
        let report = Parser::default().parse_text("", &text).map(|report| report.figures).unwrap_or_default();
        report.into_iter().map(|figure| figure.basis).collect()
    }

    #[test]
    fn each_rule_has_its_words() {
        for (sentence, basis) in [
            ("地区生产总值年均增长8.1%。", Some(Basis::AnnualAverage)),
            ("单位生产总值能耗比2015年下降18%。", Some(Basis::Since(2015))),
            ("出口总额是2017年的1.8倍。", Some(Basis::Since(2017))),
            ("地区生产总值在2020年基础上增长20%。", Some(Basis::Since(2020))),
            ("地区生产总值比2022年增长5%。", Some(Basis::YearOnYear)),
            ("新增企业比上年多3家。", Some(Basis::YearOnYear)),
            ("财政收入同比增长6%。", Some(Basis::YearOnYear)),
            ("累计新增就业5万人。", Some(Basis::Cumulative)),
            ("地区生产总值增长8%。", Some(Basis::YearOnYear)),
            ("地区生产总值达到120亿元。", None),
            ("在2020年建成泵站3座。", None),
            ("城镇化率达到60%。", None),
        ] {
            assert_eq!(of(sentence), [basis], "{sentence}");
        }
    }
}
