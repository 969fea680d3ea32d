//! Lists. Owns the distribution of several quantities over the items of one list: 甲、乙分别增长5%、8%.

use super::{
    clause::{Clause, Link, between},
    phrase::{base, front, strip_tail},
};
use crate::indicators::headlines_named;
use baogao_lexicon::{Class, Lexicon};

/// No list of a report has more items; without a limit the search would be quadratic.
const MAX_ITEMS: usize = 32;

/// An aside between a list of levels and the list of their changes has at most this many characters.
const MAX_ASIDE: usize = 12;

/// The indicators of the quantities from `clauses[i]` on that share a list of subjects; empty where they share none.
pub(super) fn distributed(
    lexicon: &Lexicon,
    clauses: &[Clause<'_>],
    i: usize,
    names: &[String],
) -> Vec<String> {
    let clause = &clauses[i];
    let count = 1 + clauses[i + 1..].iter().take(MAX_ITEMS).take_while(|next| continues(next)).count();
    if count == 1 && !clause.before.contains("分别") {
        return Vec::new();
    }
    let repeated = repeated(clauses, i, count, names);
    if !repeated.is_empty() {
        return repeated;
    }
    let stated = clause.before.split_once("分别");
    let subject = stated.map_or(clause.subject, |(before, _)| strip_tail(lexicon, before));
    let subject = front(lexicon, subject);
    let own = items(subject);
    if own.len() == count && count > 1 {
        return shared_ends(lexicon, &own);
    }
    if let Some(pair) = paired(subject).filter(|pair| pair.len() == count) {
        return pair;
    }
    // 增速分别高于全国、全省1.2和0.8个百分点: one subject, several comparisons.
    let compares =
        stated.is_some_and(|(_, behind)| lexicon.words(Class::Comparison).prefix_of(behind).is_some());
    if compares && !subject.is_empty() {
        return vec![subject.to_owned(); count];
    }
    if stated.is_none() {
        return Vec::new();
    }
    let candidates = [
        of_counted(lexicon, subject, count, names),
        earlier_list(lexicon, between(clauses, i), count),
        last_levels(count, names, subject),
        of_each(lexicon, subject, count, names),
    ];
    candidates.into_iter().find(|items| items.len() == count).unwrap_or_default()
}

/// A bare quantity that goes on the list before it.
fn continues(clause: &Clause<'_>) -> bool {
    matches!(clause.link, Link::Item | Link::Direct)
        && clause.subject.is_empty()
        && clause.tail.trim().is_empty()
}

/// 城乡居民人均可支配收入分别达到a元和b元，增长c%和d%: bare changes take their turns as the quantities of the list before them
/// did, with or without a second 分别.
///
/// The quantities just before must be a list of as many different names, and the clause must not name anything itself.
fn repeated(clauses: &[Clause<'_>], i: usize, count: usize, names: &[String]) -> Vec<String> {
    let clause = &clauses[i];
    let Some(from) = i.checked_sub(count) else { return Vec::new() };
    // …元、增长5%和6%: a list mark may separate the two lists.
    let opens = clause.link == Link::Clause || clause.link == Link::Item && clause.predicate.is_some();
    let bare = opens && clause.subject.is_empty() && clause.behind.is_empty();
    if count < 2 || !bare || between(clauses, i).chars().count() > MAX_ASIDE {
        return Vec::new();
    }
    let Some(before) = names.get(from..i) else { return Vec::new() };
    let is_list = clauses[from + 1..i].iter().all(continues);
    let distinct = before.iter().enumerate().all(|(at, name)| !before[..at].contains(name));
    if is_list && distinct { before.to_vec() } else { Vec::new() }
}

/// 16条产业链、18个专业镇营业收入分别增长…: the counted things share the attribute.
fn of_counted(lexicon: &Lexicon, subject: &str, count: usize, names: &[String]) -> Vec<String> {
    let Some(last) = names.last() else { return Vec::new() };
    let Some(attribute) = subject.strip_prefix(last.as_str()) else { return Vec::new() };
    if !lexicon.words(Class::Attribute).contains(attribute) || names.len() < count {
        return Vec::new();
    }
    names[names.len() - count..].iter().map(|name| format!("{name}{attribute}")).collect()
}

/// 办理建议120件、提案86件，满意率分别为99%、98%: the attribute of each thing named before, and of no act.
fn of_each(lexicon: &Lexicon, subject: &str, count: usize, names: &[String]) -> Vec<String> {
    let things = names.len().checked_sub(count).map(|from| &names[from..]);
    let Some(things) = things.filter(|_| count > 1 && lexicon.words(Class::Attribute).contains(subject))
    else {
        return Vec::new();
    };
    let bare = |name: &String| {
        let act = lexicon.words(Class::Verb).prefix_of(name).map_or(0, str::len);
        format!("{}{subject}", &name[act..])
    };
    let each: Vec<String> = things.iter().map(bare).collect();
    if each.windows(2).all(|pair| pair[0] != pair[1]) { each } else { Vec::new() }
}

/// 养老金、低保标准和补贴再次提高，分别提高…: the list of the clause before.
fn earlier_list(lexicon: &Lexicon, earlier: &str, count: usize) -> Vec<String> {
    let items = items(strip_tail(lexicon, front(lexicon, earlier)));
    if items.len() == count && count > 1 { shared_ends(lexicon, &items) } else { Vec::new() }
}

/// 存款余额6120亿元，贷款余额4310亿元，分别增长12%和9%: the last levels, in order.
fn last_levels(count: usize, names: &[String], subject: &str) -> Vec<String> {
    let mut last: Vec<&String> = Vec::new();
    if !subject.is_empty() {
        return Vec::new();
    }
    for name in names.iter().rev().take(MAX_ITEMS) {
        if last.last() != Some(&name) {
            last.push(name);
        }
        if last.len() == count {
            break;
        }
    }
    last.into_iter().rev().cloned().collect()
}

/// The items of a list: A、B和C; “煤改电”“煤改气”.
fn items(list: &str) -> Vec<&str> {
    let mut items: Vec<&str> = Vec::new();
    for part in list.split('、') {
        let mut rest = part.trim();
        while let Some(at) = rest.find("”“") {
            let (item, more) = rest.split_at(at + '”'.len_utf8());
            items.push(item);
            rest = more;
        }
        items.push(rest);
    }
    // Only the last 和 of a list joins two items of it.
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
    // 进出口总额 ends as attributes do and is an indicator by itself.
    let attribute =
        |item: &str| lexicon.words(Class::Attribute).contains(item) && headlines_named(item).next().is_none();
    // 对东盟、欧盟进出口: the preposition is said once.
    let to = items[0].chars().next().filter(|c| "对向".contains(*c));
    let complete = |(i, item): (usize, &&str)| {
        let mut text = String::new();
        if let Some(to) = to.filter(|to| i > 0 && !item.starts_with(*to)) {
            text.push(to);
        }
        if ordinal && i > 0 {
            text.push('第');
        } else if i > 0 && attribute(item) {
            // 事故起数、死亡人数: a bare attribute belongs to the thing of the first item.
            text.push_str(base(lexicon, items[0]));
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
///
/// Assumption: the items of a list are of like length, so a short one shows where the shared noun begins.
fn shared_suffix<'t>(lexicon: &Lexicon, last: &'t str, rest: &[&str]) -> &'t str {
    const SHORT: usize = 2;
    let words = lexicon.words(Class::Attribute);
    let attribute = words
        .suffix_of(last)
        .or_else(|| lexicon.words(Class::SharedNoun).suffix_of(last))
        .filter(|word| word.len() < last.len());
    let own = last.chars().count() - attribute.map_or(0, |word| word.chars().count());
    let shortest = rest.iter().map(|item| item.trim_start_matches('第').chars().count()).min().unwrap_or(0);
    if (1..=SHORT).contains(&shortest) && own >= shortest + SHORT {
        return last.char_indices().nth(shortest).map_or("", |(at, _)| &last[at..]);
    }
    match attribute {
        Some(word) if rest.iter().any(|item| words.suffix_of(item).is_none()) => {
            &last[last.len() - word.len()..]
        }
        _ => "",
    }
}

/// Words that name two things: 城乡居民收入, 工农业.
fn paired(subject: &str) -> Option<Vec<String>> {
    const PAIRS: [(&str, [&str; 2]); 5] = [
        ("存贷款", ["存款", "贷款"]),
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
