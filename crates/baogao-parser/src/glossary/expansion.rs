//! What a definition enumerates. Owns the choice of the cut: which of the many lists of a definition are the
//! parts of its term; where each part begins and ends is decided in [`super::parts`].
//!
//! Assumption: a term with numbers tells how many parts it has: 六稳 six, 三化三制 six, 五强五看 five pairs, “415”
//! ten or three; that number chooses among the cuts. Counterexample: 三重一大 ends with 必须经集体讨论决定, a clause
//! that opens with a concluding verb and is no part.

use super::parts::{common_end, trimmed};
use crate::lex::number::{Style, number};

/// The shortest list that counts without a number to confirm it.
const MIN_ITEMS: usize = 3;
/// The longest part of a list without a number, in characters; with one, parts may be clauses.
const MAX_ITEM: usize = 30;
const MAX_CLAUSE: usize = 80;
/// More parts than this no term has.
const MAX_PARTS: usize = 30;

/// The parts that the definition of a term enumerates, in order; empty when it enumerates nothing.
pub(super) fn expansion(term: &str, definition: &str) -> Vec<String> {
    let counts = counts(term);
    let sentence = first_sentence(definition);
    if let Some(parts) = keyed(definition).or_else(|| numbered(definition)) {
        return parts;
    }
    named_lists(definition, &counts)
        .or_else(|| counted(sentence, &counts))
        .or_else(|| lettered(term, sentence))
        .or_else(|| announced(definition))
        .or_else(|| plain(sentence))
        .map(|parts| trimmed(term, parts))
        .unwrap_or_default()
}

fn first_sentence(text: &str) -> &str {
    text.split(['。', '！']).next().unwrap_or_default()
}

/// How many parts the term may have, the likeliest first.
fn counts(term: &str) -> Vec<usize> {
    let mut counts = Vec::new();
    let mut add = |n: usize| {
        if (2..=MAX_PARTS).contains(&n) && !counts.contains(&n) {
            counts.push(n);
        }
    };
    let numbers = numbers_of(term);
    let sum: usize = numbers.iter().sum();
    add(sum);
    // 五强五看 has five pairs.
    if let [first, rest @ ..] = numbers.as_slice()
        && rest.iter().all(|n| n == first)
    {
        add(*first);
    }
    // “3133” has ten parts or four groups, “1+N” two.
    let digits: Vec<u32> = term.chars().filter_map(|c| c.to_digit(10)).collect();
    add(digits.iter().map(|&d| d as usize).sum());
    add(digits.len());
    if term.contains('+') {
        add(term.split('+').count());
    }
    counts
}

/// The numbers that a term is made of: 三重一大 three and one, 双减 two.
fn numbers_of(term: &str) -> Vec<usize> {
    let mut numbers = Vec::new();
    let mut rest = term;
    while let Some(c) = rest.chars().next() {
        if c == '双' {
            numbers.push(2);
        } else if let Some(found) = number(rest).filter(|n| n.style == Style::Chinese && n.scale.zeros == 0)
            && let Ok(n) = usize::try_from(found.value.trunc().mantissa())
        {
            numbers.push(n);
            rest = &rest[found.len..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
    }
    numbers
}

/// The longest key, in characters.
const MAX_KEY: usize = 12;
/// What links a quoted key and its meaning: “合”就是…, “3”指….
const LINKS: [&str; 9] = ["是指", "就是指", "就是", "即指", "指的是", "即", "指", "是", "："];

/// `“一城”是指…；“三带”是指…`: a key in quotation marks for every part.
fn keyed(definition: &str) -> Option<Vec<String>> {
    let mut keys = Vec::new();
    for (close, _) in definition.match_indices('”') {
        let before = &definition[..close];
        let Some((open, start)) = key_start(before).filter(|&(_, start)| start < close) else { continue };
        let key = &before[start..];
        let behind = definition[close + '”'.len_utf8()..].trim_start_matches('，');
        if let Some(link) = LINKS.iter().find(|link| behind.starts_with(**link))
            && opens_clause(&definition[..open])
        {
            keys.push((open, key, definition.len() - behind.len() + link.len()));
        }
    }
    if keys.len() < 2 {
        return None;
    }
    let mut parts = Vec::new();
    for (i, &(_, key, from)) in keys.iter().enumerate() {
        let until = keys.get(i + 1).map_or(definition.len(), |next| next.0);
        let value = definition.get(from..until)?.split(['。', '；']).next()?;
        // A number says how many; a word says which: “一城” names its part, “3” does not.
        let says_nothing = key.chars().count() == 1 || key.chars().all(|c| c.is_ascii_digit());
        parts.push(if says_nothing { meaning(value).to_owned() } else { key.to_owned() });
    }
    Some(parts)
}

/// Where the quoted key begins that `before` ends with, with its mark and without it. The mark may be lost
/// at the very beginning of a definition. `None` for a key too long to be one.
fn key_start(before: &str) -> Option<(usize, usize)> {
    let stop = |&(_, c): &(usize, char)| matches!(c, '“' | '。' | '；' | '，' | '：');
    match before.char_indices().rev().take(MAX_KEY + 1).find(stop) {
        Some((at, c)) => Some((if c == '“' { at } else { at + c.len_utf8() }, at + c.len_utf8())),
        None => (before.char_indices().nth(MAX_KEY).is_none()).then_some((0, 0)),
    }
}

fn opens_clause(before: &str) -> bool {
    before.trim_end().is_empty() || before.trim_end().ends_with(['。', '；', '，', '：', '、'])
}

/// The part that a key represents: what it quotes, or else its first clause.
fn meaning(value: &str) -> &str {
    let clause = value.split('，').next().unwrap_or(value).trim();
    match clause.find('“') {
        // “双招双引” alone, “五个一”项目推进机制 with its noun.
        Some(open) if clause[open..].ends_with('”') => {
            clause[open..].trim_start_matches('“').trim_end_matches('”')
        }
        Some(open) => &clause[open..],
        None => clause,
    }
}

/// `一是…；二是…`, `（1）…（2）…`, `①…②…`.
fn numbered(definition: &str) -> Option<Vec<String>> {
    const ONES: [&str; 4] = ["一是", "（1）", "①", "（一）"];
    let first = ONES.iter().find(|mark| definition.contains(**mark))?;
    let mut starts = Vec::new();
    let mut from = 0;
    for n in 1..=MAX_PARTS {
        let mark = match *first {
            "①" => char::from_u32('①' as u32 + u32::try_from(n).ok()? - 1)
                .filter(|c| *c <= '⑳')
                .map(String::from),
            "（1）" => Some(format!("（{n}）")),
            "一是" => chinese(n).map(|n| format!("{n}是")),
            _ => chinese(n).map(|n| format!("（{n}）")),
        };
        let Some((at, mark)) = mark.and_then(|mark| Some((from + definition[from..].find(&mark)?, mark)))
        else {
            break;
        };
        starts.push((at, at + mark.len()));
        from = at + mark.len();
    }
    let ends = starts.iter().skip(1).map(|start| start.0).chain([definition.len()]);
    let parts: Vec<String> = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| definition[start.1..end].split(['；', '。']).next().unwrap_or_default())
        .map(|part| part.trim_end_matches(['，', '、']).to_owned())
        .collect();
    (parts.len() >= 2).then_some(parts)
}

fn chinese(n: usize) -> Option<&'static str> {
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
        .get(n.checked_sub(1)?)
        .copied()
}

/// `4个…产业集群，即A、B、C产业集群；1个…，即D产业集群`: lists behind several 即, whose noun is told before.
fn named_lists(definition: &str, counts: &[usize]) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut lists = 0;
    for clause in definition.split(['。', '；']) {
        let Some((before, list)) = clause.split_once("，即").or_else(|| clause.split_once("，分别是"))
        else {
            continue;
        };
        lists += 1;
        let list = list.trim_end_matches(common_end(before, list));
        parts.extend(list.split('、').map(str::to_owned));
    }
    (lists > 1 && counts.contains(&parts.len())).then_some(parts)
}

/// What parts a list, from the outermost to the innermost; `|` represents 和, 及 and 与.
const CUTS: [&[char]; 6] =
    [&['；'], &['，'], &['、'], &['；', '、'], &['，', '、'], &['、', '和', '及', '与']];
/// Verbs that open what follows from a list and is none of its parts.
const CONCLUDE: [&str; 19] = [
    "形成", "必须", "保证", "确保", "逐步", "实现", "从而", "推动", "促进", "使", "以", "并", "是", "做到",
    "努力", "最终", "进而", "为", "要",
];

/// The cut that gives as many parts as the term has.
fn counted(sentence: &str, counts: &[usize]) -> Option<Vec<String>> {
    let list = opened(sentence);
    let mut texts = vec![list];
    if list.len() < sentence.len() {
        texts.push(sentence);
    }
    // A list within one clause or within quotation marks.
    texts.extend(list.split(['，', '；']).filter(|clause| clause.len() < list.len()));
    texts.extend(sentence.split(['“', '”']).skip(1).step_by(2));
    for &count in counts {
        for cut in CUTS {
            for text in &texts {
                let pieces: Vec<&str> =
                    text.split(cut).map(str::trim).filter(|piece| !piece.is_empty()).collect();
                let rest = pieces.get(count..).unwrap_or_default();
                let fits = pieces.len() == count
                    || pieces.len() > count
                        && *cut == ['，']
                        && rest.iter().all(|piece| CONCLUDE.iter().any(|verb| piece.starts_with(verb)));
                let parts = pieces.get(..count).unwrap_or_default();
                // A part of a list with 、 is no clause: the list is then one clause of several.
                let is_whole = parts.iter().all(|part| {
                    (matches!(cut, ['；'] | ['，']) || !part.contains('，'))
                        && part.matches('“').count() == part.matches('”').count()
                });
                if fits && is_whole && parts.iter().all(|part| part.chars().count() <= MAX_CLAUSE) {
                    return Some(parts.iter().map(|&part| part.to_owned()).collect());
                }
            }
        }
    }
    None
}

/// “放管服”: every character of the term is in one part, in order.
fn lettered(term: &str, sentence: &str) -> Option<Vec<String>> {
    let letters = term.split(['“', '”']).nth(1).unwrap_or(term);
    let parts = counted(sentence, &[letters.chars().count()]).filter(|parts| parts.len() > 1)?;
    parts.iter().zip(letters.chars()).all(|(part, letter)| part.contains(letter)).then_some(parts)
}

/// `“五个坚持”，即坚持…，坚持…`: the definition itself tells the number before its list.
fn announced(definition: &str) -> Option<Vec<String>> {
    for sentence in definition.split('。') {
        for link in ["，即", "”即", "：", "，分别是", "，包括"] {
            let Some((before, list)) = sentence.split_once(link) else { continue };
            let name = before.trim_end_matches('”').rsplit('“').next().unwrap_or(before);
            if let Some(parts) = counted(list, &counts(name)) {
                return Some(parts);
            }
        }
    }
    None
}

/// The list of a term without a number: the longest run of 、 or ；.
fn plain(sentence: &str) -> Option<Vec<String>> {
    let texts = sentence.split(['“', '”']).skip(1).step_by(2).chain([opened(sentence)]);
    for text in texts {
        let cut = if text.contains('；') { '；' } else { '、' };
        let parts: Vec<&str> = text.split(cut).map(str::trim).filter(|part| !part.is_empty()).collect();
        let is_list = parts.len() >= MIN_ITEMS
            && parts.iter().all(|part| part.chars().count() <= MAX_ITEM && !part.contains('，'));
        if is_list {
            return Some(parts.into_iter().map(str::to_owned).collect());
        }
    }
    None
}

/// The sentence behind the words that open a list: 指, 即, 包括.
fn opened(sentence: &str) -> &str {
    const OPENINGS: [&str; 9] =
        ["分别指", "分别是", "具体指", "主要指", "主要包括", "具体包括", "是指", "包括", "："];
    for opening in OPENINGS {
        if let Some((before, rest)) = sentence.split_once(opening)
            && before.chars().count() <= MAX_ITEM
        {
            return rest.trim_start_matches(['：', '，']);
        }
    }
    // One character opens a list only where a clause begins: 指数 and 为民 do not.
    let (head, clause) = sentence.split_once('，').unwrap_or(("", sentence));
    let clause = if head.chars().count() <= MAX_ITEM { clause } else { sentence };
    for text in [sentence, clause] {
        if let Some(rest) = text.strip_prefix(['指', '即', '为']) {
            return rest;
        }
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn expands(term: &str, definition: &str, parts: &[&str]) {
        assert_eq!(expansion(term, definition), parts, "{term}");
    }

    #[test]
    fn the_number_of_the_term_chooses_the_cut() {
        expands("三净", "净水、净路、净院。", &["净水", "净路", "净院"]);
        expands(
            "四强四比",
            "强化作风，比干劲；强化学习，比本领；强化服务，比口碑；强化纪律，比形象。",
            &["强化作风，比干劲", "强化学习，比本领", "强化服务，比口碑", "强化纪律，比形象"],
        );
        expands(
            "“两化两制”改革",
            "园区队伍职业化、年轻化；干部竞聘制、薪酬协议制。",
            &["职业化", "年轻化", "干部竞聘制", "薪酬协议制"],
        );
        expands("“两新”产业", "新药材、新粮油产业。", &["新药材", "新粮油"]);
        expands("双护", "保护山区古老茶树资源和保护湿地。", &["保护山区古老茶树资源", "保护湿地"]);
        expands(
            "两个始终",
            "始终依靠乡亲办事，始终围着乡亲转，保证每一分钱花在明处。",
            &["始终依靠乡亲办事", "始终围着乡亲转"],
        );
    }

    #[test]
    fn keys_and_numbers_open_parts() {
        expands(
            "“212”布局",
            "“2”即“东西双园”，沿河建设；“1”即一个中心镇，带动周边；“2”即“两条茶路”。",
            &["东西双园", "一个中心镇", "两条茶路"],
        );
        expands("“一湖两带”", "“一湖”是指清溪湖；“两带”是指东岭果业带和西岭药材带。", &["一湖", "两带"]);
        expands(
            "惠农行动",
            "一是技术下乡；二是良种到户；三是订单收购。",
            &["技术下乡", "良种到户", "订单收购"],
        );
        expands(
            "“23”产业计划",
            "建设2个产值过百亿元的产业园，即松原岭、兰溪产业园；3个产值过十亿元的合作社，即东坡、南坡、北坡合作社。",
            &["松原岭", "兰溪", "东坡", "南坡", "北坡"],
        );
    }

    #[test]
    fn the_sentence_around_a_list_is_no_part() {
        expands(
            "“三清”行动",
            "对清沟渠、清杂物、清残膜等影响春耕的事项集中开展。",
            &["清沟渠", "清杂物", "清残膜"],
        );
        expands("三好渠道", "把田间水渠修好、用好、管好，让灌溉更省水。", &["修好", "用好", "管好"]);
        expands("三缺人员", "缺技术、缺门路、缺资金的人员。", &["缺技术", "缺门路", "缺资金"]);
        expands("暖心一件事", "办理婴儿登记时一次联办。", &[]);
        expands("样板户", "庭院整洁的农户。", &[]);
    }
}
