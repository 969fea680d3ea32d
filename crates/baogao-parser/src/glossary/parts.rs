//! The parts of a list that is within a sentence. Owns where the first part begins and where the last
//! one ends.
//!
//! Assumption: parts are worded alike, so what is before the beginning that they share, or behind the
//! last of them, belongs to the sentence around the list. Counterexample that must stay: 大额资金的使用 behind
//! 重要项目安排, whose 的 is its own.

/// The parts without the words of the sentence around them.
pub(super) fn trimmed(term: &str, mut parts: Vec<String>) -> Vec<String> {
    for part in &mut parts {
        *part = part.trim_end_matches(['。', '；', '，', '、']).trim().to_owned();
    }
    if let [first, second, ..] = parts.as_slice() {
        let alike = |part: &&String| part.chars().next_back() == first.chars().next_back();
        let longest = parts.iter().skip(1).filter(alike).map(|part| part.chars().count()).max();
        let longest = longest.unwrap_or(second.chars().count());
        let cut = trim_first(first, second, longest).to_owned();
        parts[0] = cut;
    }
    if let [.., before, last] = parts.as_slice() {
        let cut = trim_last(term, before, last, &parts[0]).to_owned();
        let end = parts.len() - 1;
        parts[end] = cut;
    }
    for part in &mut parts {
        if part.starts_with('“') && part.ends_with('”') && part.matches('“').count() == 1 {
            *part = part.trim_start_matches('“').trim_end_matches('”').to_owned();
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// 对乱搭 before 乱建 is 乱搭; 把农村公路建好 before 管好 is 建好.
fn trim_first<'t>(first: &'t str, second: &str, longest: usize) -> &'t str {
    let (len, like) = (first.chars().count(), second.chars().count());
    let tail = |n: usize| first.char_indices().rev().take(n).last().map_or(first, |(at, _)| &first[at..]);
    let led = LEADS.iter().find(|lead| first.starts_with(**lead) && !second.starts_with(**lead));
    let beginning: String = second.chars().take(2).collect();
    if let Some(at) = first.rfind(&beginning).filter(|&at| at > 0 && led.is_some()) {
        return &first[at..];
    }
    let initial = |text: &str| text.chars().next();
    if initial(tail(like)) == initial(second) && led.is_some() {
        return tail(like);
    }
    // Parts are worded alike, so a first part twice as long as any other carries the sentence.
    let ends_alike = first.chars().next_back() == second.chars().next_back();
    if len >= 2 * longest && (ends_alike || led.is_some()) {
        return tail(like);
    }
    led.filter(|_| len > longest).map_or(first, |lead| &first[lead.len()..])
}

/// 乱倒等影响环境的问题 is 乱倒; 用而未尽的土地 of “三未”土地 is 用而未尽; 春秋大道三条道路 is 春秋大道.
fn trim_last<'t>(term: &str, before: &str, last: &'t str, first: &str) -> &'t str {
    let mut last = last;
    if let Some((part, _)) = last.split_once('等').filter(|(part, _)| part.chars().count() > 1) {
        last = part;
    }
    if let Some((part, _)) =
        last.split_once('“').filter(|(part, _)| last.ends_with('”') && part.chars().count() > 1)
        && term.contains(last[part.len()..].trim_matches(['“', '”']))
    {
        last = part;
    }
    // 三条道路建设 sums up what was listed.
    for (at, c) in last.char_indices().skip(2) {
        let sums_up = "两二三四五六七八九十".contains(c)
            && last[at + c.len_utf8()..].starts_with(['个', '条', '项', '大', '种', '类', '方']);
        if sums_up {
            last = &last[..at];
            break;
        }
    }
    let like = before.chars().count().max(2);
    if let Some((part, noun)) = last.split_once('的').filter(|(part, _)| !part.is_empty())
        && (term.ends_with(noun) || last.chars().count() * 2 > like * 3)
        && !before.contains('的')
    {
        last = part;
    }
    // “两高”项目: 高耗能、高排放项目.
    let noun = common_end(term, last);
    if !noun.is_empty() && !first.ends_with(noun) && noun.len() < last.len() {
        last = &last[..last.len() - noun.len()];
    }
    last
}

/// Words that belong to the sentence around a list and not to its first part.
const LEADS: [&str; 22] = [
    "对", "把", "将", "在", "通过", "实现", "具有", "减轻", "打造", "推动", "加强", "建立", "包括", "指",
    "即", "以", "围绕", "推进", "做到", "实行", "开展", "着力",
];

/// What both texts end with, whole words apart: at least two characters.
pub(super) fn common_end<'t>(a: &str, b: &'t str) -> &'t str {
    let same = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count();
    let cut = b.char_indices().rev().take(same).last().map_or(b.len(), |(at, _)| at);
    if same < 2 { "" } else { &b[cut..] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_their_own_words() {
        for parts in [
            ["重大事项决策", "重要项目安排", "大额资金的使用"],
            ["建设游园", "改造街巷", "修缮旧居"],
            ["松原岭果业工程", "兰溪药材工程", "东坡工程"],
        ] {
            assert_eq!(trimmed("三件事", parts.map(str::to_owned).to_vec()), parts);
        }
    }
}
