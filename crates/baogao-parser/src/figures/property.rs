//! Amounts that sort the things counted: 投资超50亿元的项目. Owns the choice of what is such a property, and no figure of the
//! report; its kind is context.

use baogao_core::{Decimal, Dimension};
use baogao_lexicon::{Class, Lexicon};

use super::clause::{Clause, Link};

/// A property of the things counted, not a figure of the report. The rules, each with its words:
///
/// - a level, a people, the country's: 400亿级, 55个民族, 全国100个示范县
/// - a voltage: 110千伏变电站
/// - an age: 0—3岁婴幼儿
/// - a bound before a thing: 5亿元以上大项目, 200人以上自然村, 10蒸吨以下锅炉
/// - an amount before a thing that it sorts: 投资超50亿元项目, 产值过100亿元的企业, 10亿元企业8家, 6个50亿元产业
/// - a nation: 14亿中国人
pub(super) fn is_property(lexicon: &Lexicon, clause: &Clause<'_>) -> bool {
    let quantity = &clause.found.quantity;
    let behind = clause.behind;
    let has_thing = !behind.is_empty() && !behind.starts_with(['、', '和', '及', '至', '到']);
    let Some(unit) = &quantity.unit else {
        // 13亿 has a scale and no unit.
        return NATIONS.iter().any(|nation| behind.starts_with(nation));
    };
    let national = clause.before.ends_with("全国") && unit.dimension == Some(Dimension::Count);
    if behind.starts_with('级') || behind.starts_with("民族") || national {
        return true;
    }
    let is_nation = unit.text.ends_with('亿') || quantity.base_value().is_some_and(|value| value >= NATION);
    if is_nation && NATIONS.iter().any(|nation| behind.starts_with(nation)) {
        return true;
    }
    let has_thing = has_thing || clause.attributive;
    let is_age = unit.text.ends_with('岁') && behind.chars().take(6).any(|c| AGED.contains(&c));
    if is_age || has_thing && VOLTAGES.contains(&unit.text.as_str()) {
        return true;
    }
    let qualifier = quantity.qualifier.as_deref().unwrap_or_default();
    let is_money = matches!(unit.dimension, Some(Dimension::Yuan | Dimension::Dollar));
    let sorts = lexicon.words(Class::PropertyNoun).contains(behind);
    let exceeds = OVER.iter().any(|word| qualifier == *word || clause.before.ends_with(word));
    let is_direct = clause.link == Link::Direct && clause.before.is_empty();
    if is_money && sorts && (exceeds || clause.runs_on && !clause.attributive || is_direct) {
        return true;
    }
    let bounded = matches!(qualifier, "以上" | "以下" | "以内" | "内");
    let sizes = matches!(
        unit.dimension,
        Some(Dimension::Yuan | Dimension::Dollar | Dimension::Length | Dimension::Time | Dimension::Mass)
    );
    let is_settlement = unit.dimension == Some(Dimension::Person) && behind.contains('村');
    bounded && has_thing && (sizes || is_settlement || unit.text.ends_with('岁') || unit.text == "蒸吨")
}

/// Words before an amount that the things behind it exceed.
const OVER: [&str; 4] = ["超", "过", "逾", "超过"];
/// Characters of the people that an age sorts: 婴幼儿, 老年人, 青少年.
const AGED: [char; 5] = ['儿', '老', '童', '青', '妇'];
/// Units of a voltage, which names a plant or a line.
const VOLTAGES: [&str; 5] = ["千伏", "KV", "kV", "kv", "伏"];
/// People who are named by their number.
const NATIONS: [&str; 5] = ["中国人", "人民", "各族人民", "中华儿女", "多中国人"];
/// This many people are a nation.
const NATION: Decimal = Decimal::from_parts(500_000_000, 0, 0, false, 0);

#[cfg(test)]
mod tests {
    use baogao_core::FigureKind;

    use crate::Parser;

    /// The kinds of the figures of a sentence in a plan.
    fn kinds(sentence: &str) -> Vec<FigureKind> {
        let text = format!("一、2023年工作回顾\n经济发展。\n二、2024年工作安排\n{sentence}");
        let report = Parser::default().parse_text("", &text).map(|report| report.figures).unwrap_or_default();
        report.into_iter().map(|figure| figure.kind).collect()
    }

    #[test]
    fn each_rule_has_its_words() {
        use FigureKind::{Context, Target};
        for (sentence, expected) in [
            ("打造400亿级产业集群。", &[Context][..]),
            ("建成110千伏变电站2座。", &[Context, Target]),
            ("为0—3岁婴幼儿提供照护。", &[Context]),
            ("引进5亿元以上大项目3个。", &[Context, Target]),
            ("实现200人以上自然村通水泥路。", &[Context]),
            ("培育产值超10亿元企业5家。", &[Context, Target]),
            ("培育主营业务收入过10亿元的企业5家。", &[Context, Target]),
            ("把14亿中国人的饭碗端牢。", &[Context]),
        ] {
            assert_eq!(kinds(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn amounts_that_are_pledged_are_targets() {
        use FigureKind::Target;
        for sentence in [
            "建设高标准农田20万亩以上。",
            "固定资产投资超50亿元。",
            "人均预期寿命达到79岁。",
            "完成投资10亿元。",
            "新增就业3万人以上。",
        ] {
            assert_eq!(kinds(sentence), [Target], "{sentence}");
        }
    }
}
