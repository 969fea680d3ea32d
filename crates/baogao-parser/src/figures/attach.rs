//! What a quantity measures. Owns the attachment of an indicator (指标) to each quantity of a sentence.
//!
//! Assumptions, each with a counterexample among the tests: a counted thing stands behind its numeral (建成10个社区)
//! or, where nothing does, before it (签约项目50个); a quantity without words of its own measures what the one before
//! it does (359.8亿元，增长8.1%); 分别 gives each item of a list its own quantity.

use baogao_core::Dimension;

use super::clause::{Clause, Link};
use crate::lexicon::Lexicon;

/// An indicator, and whether its own words name it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) sure: bool,
}

/// The indicator of every quantity of a sentence.
pub(crate) fn indicators(lexicon: &Lexicon, clauses: &[Clause<'_>]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::with_capacity(clauses.len());
    let mut i = 0;
    while i < clauses.len() {
        let clause = &clauses[i];
        if distributes(clause) {
            let count = 1 + clauses[i + 1..].iter().take_while(|next| continues_list(next)).count();
            let items = distributed(lexicon, clause, count, &names, &clauses[..i]);
            if items.len() == count {
                names.extend(items.into_iter().map(|text| Name { text, sure: true }));
                i += count;
                continue;
            }
        }
        let name = name(lexicon, clause, i.checked_sub(1).map(|i| (&clauses[i], &names[i])));
        names.push(name);
        i += 1;
    }
    names
}

fn distributes(clause: &Clause<'_>) -> bool {
    clause.before.contains("分别")
}

/// A bare quantity that goes on the list before it.
fn continues_list(clause: &Clause<'_>) -> bool {
    matches!(clause.link, Link::Item | Link::Direct)
        && clause.subject.is_empty()
        && clause.tail.trim().is_empty()
}

/// The indicators of `count` quantities behind 分别.
fn distributed(
    lexicon: &Lexicon,
    clause: &Clause<'_>,
    count: usize,
    names: &[Name],
    earlier: &[Clause<'_>],
) -> Vec<String> {
    let subject = clause.before.split("分别").next().unwrap_or_default();
    let subject = strip_tail(lexicon, strip_head(lexicon, subject));
    if subject.is_empty() {
        // 存款余额7952亿元，贷款余额5734亿元，分别增长16%和14%: the last levels, in order.
        let mut last: Vec<&str> = Vec::new();
        for (name, _) in names.iter().zip(earlier).rev() {
            if last.last() != Some(&name.text.as_str()) {
                last.push(&name.text);
            }
            if last.len() == count {
                break;
            }
        }
        last.reverse();
        return last.into_iter().map(str::to_owned).collect();
    }
    let items = items(subject);
    if items.len() == count {
        return shared_ends(lexicon, &items);
    }
    // 城乡居民收入 stands for two.
    paired(subject).filter(|pair| pair.len() == count).unwrap_or_default()
}

/// The items of a list: A、B和C.
fn items(list: &str) -> Vec<&str> {
    let mut items: Vec<&str> = Vec::new();
    for part in list.split('、') {
        // Only the last 和 of a list joins two items of it.
        items.push(part.trim());
    }
    if let Some(last) = items.pop() {
        match ["以及", "和", "及", "与"].iter().find_map(|word| last.split_once(word)) {
            Some((a, b)) if !a.is_empty() && !b.is_empty() => items.extend([a, b]),
            _ => items.push(last),
        }
    }
    items
}

/// 治安、刑事案件 → 治安案件, 刑事案件; 第一、二、三产业增加值 → 第一产业增加值 ….
fn shared_ends(lexicon: &Lexicon, items: &[&str]) -> Vec<String> {
    let Some((&last, rest)) = items.split_last() else { return Vec::new() };
    let suffix = shared_suffix(lexicon, last, rest);
    let ordinal = items[0].starts_with('第') && items[1..].iter().all(|item| !item.starts_with('第'));
    let opening = shared_opening(items[0], last);
    let complete = |(i, item): (usize, &&str)| {
        let mut text = String::new();
        if ordinal && i > 0 && !item.starts_with('第') {
            text.push('第');
        } else if i > 0 {
            text.push_str(opening.filter(|opening| !item.starts_with(*opening)).unwrap_or_default());
        }
        text.push_str(item);
        if i + 1 < items.len() && !item.ends_with(suffix) {
            text.push_str(suffix);
        }
        text
    };
    items.iter().enumerate().map(complete).collect()
}

/// The noun that ends the last item for all of them.
fn shared_suffix<'t>(lexicon: &Lexicon, last: &'t str, rest: &[&str]) -> &'t str {
    let attribute = lexicon.words("attribute").suffix_of(last).filter(|word| word.len() < last.len());
    if let Some(word) = attribute {
        return if rest.iter().all(|item| has_attribute(lexicon, item)) {
            ""
        } else {
            &last[last.len() - word.len()..]
        };
    }
    // 二、三产业比重: an item of one character shows where the shared noun begins.
    let shortest = rest.iter().map(|item| item.trim_start_matches('第').chars().count()).min().unwrap_or(0);
    let length = last.chars().count();
    if shortest > 0 && shortest * 2 <= length {
        last.char_indices().nth(shortest).map_or("", |(at, _)| &last[at..])
    } else {
        ""
    }
}

fn has_attribute(lexicon: &Lexicon, item: &str) -> bool {
    lexicon.words("attribute").suffix_of(item).is_some()
}

/// Words that open the first item for all of them: 城镇居民 before a list of expenses.
fn shared_opening<'t>(first: &'t str, _last: &str) -> Option<&'t str> {
    first
        .find('用')
        .is_some()
        .then_some(first)
        .and_then(|first| first.split_once("用于"))
        .map(|(opening, _)| opening)
}

/// Words that stand for two: 城乡居民收入, 工农业.
fn paired(subject: &str) -> Option<Vec<String>> {
    const PAIRS: [(&str, [&str; 2]); 4] = [
        ("城乡居民", ["城镇居民", "农村居民"]),
        ("城乡常住居民", ["城镇常住居民", "农村常住居民"]),
        ("工农业", ["工业", "农业"]),
        ("进出口", ["进口", "出口"]),
    ];
    PAIRS
        .iter()
        .find(|(both, _)| subject.contains(both))
        .map(|(both, each)| each.iter().map(|one| subject.replacen(both, one, 1)).collect())
}

/// The indicator of one quantity.
fn name(lexicon: &Lexicon, clause: &Clause<'_>, previous: Option<(&Clause<'_>, &Name)>) -> Name {
    let sure = |text: &str| Name { text: text.to_owned(), sure: true };
    let inherited = |sure: bool| previous.map(|(_, name)| Name { text: name.text.clone(), sure });
    let subject = strip_weak(lexicon, clause.subject);
    let noun_behind = counted_noun(clause);
    if let Some(noun) = noun_behind {
        return sure(&behind_name(lexicon, clause, subject, noun));
    }
    if subject.is_empty() {
        // A bare change, or the second half of 由…到…, measures what went before.
        return inherited(clause.predicate.is_some() || clause.link != Link::Clause)
            .unwrap_or_else(|| Name { text: earlier_noun(lexicon, clause), sure: false });
    }
    if lexicon.words("attribute").contains(subject) {
        let base = match previous {
            Some((_, name)) => base_noun(lexicon, &name.text).to_owned(),
            None => earlier_noun(lexicon, clause),
        };
        return Name { text: format!("{base}{subject}"), sure: previous.is_some() };
    }
    if let Some(rest) = subject.strip_prefix('占') {
        // 占财政总支出的82.4%: a share of what was named before.
        let whole = rest.trim_end_matches("比重").trim_end_matches('的');
        let base = previous.map_or("", |(_, name)| name.text.as_str());
        return Name { text: format!("{base}占{whole}"), sure: true };
    }
    // The verb of a list governs its items: 改造老旧小区20个、小街小巷65条.
    if clause.link == Link::Item
        && let Some((before, _)) = previous
        && let Some(verb) = lexicon.words("verb").prefix_of(strip_weak(lexicon, before.subject))
        && lexicon.words("verb").prefix_of(subject).is_none()
        && !lexicon.words("attribute").suffix_of(subject).is_some_and(|word| word.ends_with('率'))
    {
        return sure(&format!("{verb}{subject}"));
    }
    sure(subject)
}

/// The noun behind, where the unit counts things.
fn counted_noun<'t>(clause: &Clause<'t>) -> Option<&'t str> {
    let noun = clause.behind;
    if noun.is_empty() || noun.starts_with(['、', '和', '及', '与', '以', '”', '）']) {
        return None;
    }
    let unit = clause.found.quantity.unit.as_ref()?;
    let counts = match unit.dimension {
        Some(Dimension::Yuan | Dimension::Dollar) => clause.attributive,
        Some(Dimension::Ratio | Dimension::Points) => false,
        _ => unit.text != "倍",
    };
    // Verbs behind a quantity open the next clause and name nothing.
    let verb = ["提高", "增加", "下降", "降至", "降到", "升至", "到", "至", "达", "左右", "用于"];
    (counts && !verb.iter().any(|word| noun.starts_with(word))).then_some(noun)
}

/// 支持42个农业经营主体发展 → 支持农业经营主体发展; 投资3500万元的管网改造 → 管网改造投资.
fn behind_name(lexicon: &Lexicon, clause: &Clause<'_>, subject: &str, noun: &str) -> String {
    let unit = clause.found.quantity.unit.as_ref();
    let money = unit.is_some_and(|unit| matches!(unit.dimension, Some(Dimension::Yuan | Dimension::Dollar)));
    let noun = noun.trim_start_matches('的');
    if money {
        return format!("{noun}{}", strip_weak(lexicon, clause.subject));
    }
    let verb = lexicon.words("verb").contains(subject).then_some(subject);
    let ends_with_verb = subject.ends_with("省属") || subject.ends_with("市属");
    match verb {
        Some(verb) => format!("{verb}{noun}"),
        None if ends_with_verb => format!("{subject}{noun}"),
        None => strip_weak(lexicon, noun).to_owned(),
    }
}

/// The thing that an attribute belongs to: 粮食收获面积 → 粮食.
fn base_noun<'t>(lexicon: &Lexicon, name: &'t str) -> &'t str {
    let stripped =
        lexicon.words("attribute").suffix_of(name).map_or(name, |word| &name[..name.len() - word.len()]);
    if stripped.is_empty() { name } else { stripped.trim_end_matches('的') }
}

/// The subject of the clause before: 市场主体培育成效显著，总数达到….
fn earlier_noun(lexicon: &Lexicon, clause: &Clause<'_>) -> String {
    let context = clause.context;
    let own = context.len() - clause.before.len().min(context.len());
    let earlier = context[..own].trim_end_matches(['，', '：', '；', '、']);
    let start = earlier.rfind(['，', '：', '；', '。']).map_or(0, |at| at + '，'.len_utf8());
    let noun = strip_head(lexicon, &earlier[start..]);
    noun.chars().take(12).collect()
}

fn strip_weak<'t>(lexicon: &Lexicon, subject: &'t str) -> &'t str {
    let mut rest = subject;
    while let Some(word) = lexicon.words("weak").prefix_of(rest) {
        let shorter = rest[word.len()..].trim_start_matches('了');
        if shorter.is_empty() || has_noun_of_verb(word, shorter) {
            return if shorter.is_empty() && lexicon.words("weak").contains(rest) { "" } else { rest };
        }
        rest = strip_head(lexicon, shorter);
    }
    rest
}

/// Weak verbs that are part of a noun: 提供 is a verb, but 建设用地, 有效投资 are nouns.
fn has_noun_of_verb(verb: &str, rest: &str) -> bool {
    match verb {
        "建设" => rest.starts_with("用地") || rest.starts_with("投资") || rest.starts_with("项目"),
        "有" => {
            rest.starts_with('效')
                || rest.starts_with('色')
                || rest.starts_with('机')
                || rest.starts_with("贸易")
        }
        "投入" => rest.starts_with("使用"),
        "带动" => rest.starts_with("就业"),
        "新增" => {
            rest.starts_with("市场主体")
                || rest.starts_with("经营主体")
                || rest.starts_with("城镇就业")
                || rest.starts_with("就业")
        }
        _ => false,
    }
}

fn strip_head<'t>(lexicon: &Lexicon, text: &'t str) -> &'t str {
    let mut text = text.trim();
    while let Some(word) = lexicon.words("head").prefix_of(text) {
        text = text[word.len()..].trim_start();
    }
    text
}

fn strip_tail<'t>(lexicon: &Lexicon, text: &'t str) -> &'t str {
    let mut text = text.trim_end();
    while let Some(word) =
        lexicon.words("tail").suffix_of(text).or_else(|| lexicon.predicate_words.suffix_of(text))
    {
        if word.chars().count() < 2 {
            break;
        }
        text = text[..text.len() - word.len()].trim_end();
    }
    text
}
