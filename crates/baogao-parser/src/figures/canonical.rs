//! Headline indicators. Owns the match of an indicator's words against `indicators.tsv`.

use baogao_core::Measure;

use super::clause::Clause;
use crate::lexicon::Lexicon;

/// Scopes that do not change what is measured: the report's own place, or the year.
const SCOPES: [&str; 22] = [
    "全市",
    "全省",
    "全县",
    "全区",
    "全州",
    "全国",
    "我市",
    "我省",
    "我县",
    "我区",
    "我国",
    "预计",
    "全年",
    "今年",
    "当年",
    "年均",
    "区域",
    "实际",
    "其中",
    "市区",
    "中心城区",
    "确保",
];

/// The id of the headline indicator that `name` is.
pub(crate) fn canonical(
    lexicon: &Lexicon,
    name: &str,
    measure: Measure,
    clause: &Clause<'_>,
) -> Option<&'static str> {
    let unit = clause.found.quantity.unit.as_ref().map_or("", |unit| unit.text.as_str());
    // 地方一般公共预算收入（扣除因素） is the same, and so is the speed or the rank of a thing.
    let bare = name.split_once('（').map_or(name, |(bare, _)| bare);
    let mut rest = match measure {
        Measure::Growth | Measure::Rank => bare.trim_end_matches("平均").trim_end_matches("增速"),
        _ => bare,
    };
    if rest.is_empty() || lexicon.indicators_named(name).next().is_some() {
        rest = name;
    }
    loop {
        let fits = lexicon.indicators_named(rest).find(|entry| {
            (entry.measures.is_empty() || entry.measures.contains(&measure))
                && (entry.units.is_empty() || entry.units.iter().any(|end| unit.ends_with(end)))
        });
        if let Some(entry) = fits {
            return Some(entry.id);
        }
        let scope = SCOPES.iter().find(|scope| rest.starts_with(**scope))?;
        rest = rest[scope.len()..].trim_start();
    }
}
