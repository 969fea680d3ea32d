//! The core of an indicator's name: the name without the words that do not tell it from another one.
//!
//! Source: `score.core` of `../shared/eval/score.py`, whose counts this crate must reproduce. The order of the verbs is
//! part of the definition: at each place the first of them that fits is taken off.

use crate::norm::norm;

/// Light verbs, which only say how a counted thing came to be or was handled.
const LIGHT: [&str; 43] = [
    "新改扩建",
    "新建",
    "改建",
    "扩建",
    "改扩建",
    "建成",
    "建设",
    "新增",
    "净增",
    "完成",
    "实施",
    "改造",
    "实现",
    "新开工",
    "开工",
    "竣工",
    "投产",
    "新引进",
    "引进",
    "新培育",
    "培育",
    "创建",
    "发放",
    "办理",
    "累计",
    "新认定",
    "认定",
    "推进",
    "打造",
    "开展",
    "组织",
    "举办",
    "落实",
    "争取",
    "安排",
    "投入",
    "投放",
    "选派",
    "招聘",
    "新设立",
    "新设",
    "设立",
    "成立",
];
/// Words that end a name without telling it apart.
const ENDS: [&str; 9] = ["建设", "改造", "完成", "实施", "任务", "工程", "目标", "数量", "总数"];
/// The scope of the whole place.
const SCOPES: [&str; 11] =
    ["全省", "全市", "全县", "全区", "全州", "全国", "我省", "我市", "我县", "我区", "我州"];

/// An indicator's name without scope, light verbs and 的, normalised.
///
/// ```
/// use baogao_eval::indicator_core;
/// assert_eq!(indicator_core("全市新建的高标准农田"), "高标准农田");
/// assert_eq!(indicator_core("建设"), "建设");
/// ```
#[must_use]
pub fn core(name: &str) -> String {
    let mut name = norm(name).replace('的', "");
    for _ in 0..3 {
        let scoped = SCOPES.iter().find_map(|scope| name.strip_prefix(scope)).unwrap_or(&name);
        let begun = without_start(scoped);
        let begun = if begun.is_empty() { scoped } else { begun };
        let ended = without_end(begun);
        let ended = if ended.is_empty() { begun } else { ended };
        if ended == name || ended.chars().count() < 2 {
            break;
        }
        name = ended.to_owned();
    }
    name
}

fn without_start(mut text: &str) -> &str {
    while let Some(rest) = LIGHT.iter().find_map(|verb| text.strip_prefix(verb)) {
        text = rest;
    }
    text
}

fn without_end(mut text: &str) -> &str {
    while let Some(rest) = ENDS.iter().find_map(|end| text.strip_suffix(end)) {
        text = rest;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_verbs_and_scope_are_taken_off_and_names_stay() {
        for (name, kept) in [
            ("全市新建高标准农田", "高标准农田"),
            ("老旧小区改造工程", "老旧小区"),
            ("新改扩建农村公路", "农村公路"),
            ("城镇新增就业", "城镇新增就业"),
            ("投资", "投资"),
            ("建设", "建设"),
            ("我市的地区生产总值", "地区生产总值"),
        ] {
            assert_eq!(core(name), kept, "{name}");
        }
    }
}
