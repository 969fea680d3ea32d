//! The neighbourhood of a quantity. Owns the cut of a sentence into one [`Clause`] per quantity: what is before
//! it, what is behind it, and how it hangs on the quantity before.

use super::phrase::{numbered, strip_head};
use crate::cut::cut;
use crate::lex::quantity::Found;
use baogao_lexicon::{Class, Lexicon, Predicate};

/// How a quantity follows the one before it in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// It is the first of its sentence.
    First,
    /// A new clause: ，；：
    Clause,
    /// The next item of a list: 、 和 及.
    Item,
    /// Nothing is between but words: 由9.8%降至7.5%.
    Direct,
}

/// A quantity with the words that say what it measures.
#[derive(Debug, Clone)]
pub(crate) struct Clause<'t> {
    pub(crate) found: &'t Found,
    pub(crate) link: Link,
    /// The subject: what is before, without tail words and opening words.
    pub(crate) subject: &'t str,
    /// The words between subject and numeral: 同比增长, 达到.
    pub(crate) tail: &'t str,
    /// The predicate of change nearest to the numeral, if nothing resets it to a level.
    pub(crate) predicate: Option<Predicate>,
    /// Whether a verb in the tail states the level (达到, 降至).
    pub(crate) states_level: bool,
    /// The whole text before, opening words included.
    pub(crate) before: &'t str,
    /// The noun behind: 10个社区 → 社区.
    pub(crate) behind: &'t str,
    /// Whether 的 is between numeral and noun.
    pub(crate) attributive: bool,
    /// Whether the words behind lead on to the next quantity: 112个项目完成投资137亿元.
    pub(crate) runs_on: bool,
    /// The sentence up to the numeral, for cues further away.
    pub(crate) context: &'t str,
}

impl Clause<'_> {
    /// Whether it is cited as what was pledged: 增长8%的目标没有完成.
    pub(crate) fn cites_pledge(&self, lexicon: &Lexicon) -> bool {
        self.attributive && lexicon.words(Class::PledgeNoun).prefix_of(self.behind).is_some()
    }
}

/// Marks that end a phrase.
const STOPS: [char; 9] = ['，', '；', '：', '。', '！', '？', '（', '）', ','];
/// A bracket inside a phrase holds at most this many bytes: 村（社区）生活污水治理.
const MAX_ASIDE: usize = 36;

/// One clause per quantity.
pub(crate) fn clauses<'t>(lexicon: &Lexicon, sentence: &'t str, found: &'t [Found]) -> Vec<Clause<'t>> {
    let mut clauses: Vec<Clause<'t>> = Vec::with_capacity(found.len());
    let mut previous_end = 0;
    for (i, quantity) in found.iter().enumerate() {
        let start = quantity.outer.start.max(previous_end);
        let gap = cut(sentence, previous_end..start);
        let stop = stops(gap).last();
        let (link, before) = match stop {
            _ if i == 0 => (Link::First, stop.map_or(gap, |at| after_char(gap, at))),
            Some(at) => (Link::Clause, after_char(gap, at)),
            None => list_item(gap),
        };
        let next_start =
            found.get(i + 1).map_or(sentence.len(), |next| next.outer.start.max(quantity.outer.end));
        let (behind, attributive, runs_on) =
            behind(cut(sentence, quantity.outer.end..next_start), i + 1 < found.len());
        let parts = split(lexicon, before);
        clauses.push(Clause {
            found: quantity,
            link,
            subject: parts.subject,
            tail: parts.tail,
            predicate: parts.predicate,
            states_level: parts.states_level,
            before,
            behind,
            attributive,
            runs_on,
            context: cut(sentence, ..start),
        });
        previous_end = quantity.outer.end;
    }
    clauses
}

/// Where phrases end in a text. A bracket inside a phrase does not end it.
fn stops(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut aside_end = 0;
    let mut before: Option<char> = None;
    text.char_indices().filter_map(move |(at, c)| {
        let previous = before.replace(c);
        if at < aside_end || !STOPS.contains(&c) {
            return None;
        }
        if c == '（'
            && previous.is_some()
            && let Some(end) = aside(&text[at..])
        {
            aside_end = at + end;
            return None;
        }
        Some(at)
    })
}

/// The length of a short bracket that the phrase goes on behind.
fn aside(text: &str) -> Option<usize> {
    let close = text.char_indices().take(MAX_ASIDE / '（'.len_utf8()).find(|&(_, c)| c == '）')?.0;
    let end = close + '）'.len_utf8();
    let next = text[end..].chars().next()?;
    (!STOPS.contains(&next) && !matches!(next, '、' | '”')).then_some(end)
}

/// How a quantity follows when no stop is between, and its own words.
fn list_item(gap: &str) -> (Link, &str) {
    const AND: [&str; 4] = ["以及", "和", "及", "与"];
    // The first 、 parts the items; the others belong to the next item's own words.
    if let Some(at) = list_mark(gap) {
        return (Link::Item, after_char(gap, at));
    }
    if let Some(rest) = AND.iter().find_map(|word| gap.strip_prefix(word)) {
        return (Link::Item, rest);
    }
    if AND.iter().any(|word| gap.ends_with(word)) {
        return (Link::Item, "");
    }
    (Link::Direct, gap)
}

/// The first 、 that is in no bracket or quotation.
fn list_mark(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '（' | '“' | '《' => depth += 1,
            '）' | '”' | '》' => depth -= 1,
            '、' if depth <= 0 => return Some(at),
            _ => {}
        }
        None
    })
}

/// The last phrase between the quantity before and the clause of quantity `i`; empty where there is none.
pub(super) fn between<'t>(clauses: &[Clause<'t>], i: usize) -> &'t str {
    let context = clauses[i].context;
    let own = context.len() - clauses[i].before.len().min(context.len());
    let start = i.checked_sub(1).map_or(0, |i| clauses[i].found.outer.end);
    let earlier = context.get(start..own).unwrap_or_default().trim_end_matches(STOPS);
    let earlier = earlier.trim_end_matches('、');
    // What follows the quantity before without a stop is that quantity's own.
    match earlier.rfind(STOPS) {
        Some(at) => after_char(earlier, at),
        None if start == 0 => earlier,
        None => "",
    }
}

fn after_char(text: &str, at: usize) -> &str {
    let mut rest = text[at..].chars();
    rest.next();
    rest.as_str()
}

struct Parts<'t> {
    subject: &'t str,
    tail: &'t str,
    predicate: Option<Predicate>,
    states_level: bool,
}

/// Takes the tail words and predicates off the end and the opening words off the front.
fn split<'t>(lexicon: &Lexicon, before: &'t str) -> Parts<'t> {
    let before = numbered(before);
    let mut end = before.trim_end().len();
    let (mut predicate, mut states_level) = (None, false);
    loop {
        let rest = before[..end].trim_end();
        // 由2018年的300亿元, 比2015年下降: the year belongs to the number, and the subject is before it.
        if let Some(year) = trailing_year(rest) {
            end = year;
            continue;
        }
        if let Some(years) = earlier_years(rest) {
            end = years;
            continue;
        }
        let tail = lexicon.words(Class::Tail).suffix_of(rest);
        let change = lexicon.predicate_words().suffix_of(rest);
        let word = match (tail, change) {
            (Some(tail), Some(change)) if change.len() > tail.len() => change,
            (Some(tail), _) => tail,
            (None, Some(change)) => change,
            (None, None) => break,
        };
        if !ends_cleanly(rest, word) {
            break;
        }
        if let Some(found) = lexicon.predicate(word).filter(|_| tail != Some(word)) {
            // The nearest predicate decides; a level stated behind it (增加到) has reset it already.
            if predicate.is_none() && !states_level {
                predicate = Some(found);
            }
        } else if states(word) && predicate.is_none() {
            states_level = true;
        }
        end = rest.len() - word.len();
    }
    let tail = &before[end..];
    let mut subject = before[..end].trim();
    subject = strip_head(lexicon, subject);
    // 到2025年， is before many a subject.
    let is_year = |at: usize| subject[..at].bytes().rev().take_while(u8::is_ascii_digit).count() == 4;
    if let Some(at) = subject.rfind('年').filter(|&at| is_year(at)) {
        subject = after_char(subject, at).trim_start_matches(['底', '末', '前', '度']);
        subject = strip_head(lexicon, subject);
    }
    // So does “十四五”期间.
    let behind_plan = ["五”期间", "五”时期"].iter().find_map(|word| Some(subject.rsplit_once(word)?.1));
    if let Some(behind) = behind_plan.map(|behind| strip_head(lexicon, behind)).filter(|b| !b.is_empty()) {
        subject = behind;
    }
    Parts { subject, tail, predicate, states_level }
}

/// Where a year starts that a text ends with, what compares with it included: 地区生产总值由2018年的, 用水量较2015年.
///
/// A year that opens the text is left to those who read openings.
fn trailing_year(text: &str) -> Option<usize> {
    let stem = text.strip_suffix('的').unwrap_or(text);
    let stem = ["同期", "年底", "年末", "年初"].iter().find_map(|word| stem.strip_suffix(word)).map_or(
        stem,
        |rest| {
            if stem.ends_with("同期") { rest } else { &stem[..rest.len() + '年'.len_utf8()] }
        },
    );
    let digits = stem.strip_suffix('年')?;
    let from = digits.len() - digits.bytes().rev().take_while(u8::is_ascii_digit).count();
    if digits.len() - from != 4 || from == 0 {
        return None;
    }
    let left = &digits[..from];
    Some(left.strip_suffix(['比', '较', '与', '于', '自']).map_or(from, str::len))
}

/// Where the years start that a text ends with and that the value is of: 能耗由前三年 ends in 由前三年.
fn earlier_years(text: &str) -> Option<usize> {
    let number = text.strip_suffix('年')?.strip_suffix(['两', '三', '四', '五'])?;
    number.strip_suffix("由前").map(str::len)
}

/// Words that end a noun as well: 提高 is whole, but 由 in 理由 and 新 in 创新 are not tails.
fn ends_cleanly(text: &str, word: &str) -> bool {
    let before = &text[..text.len() - word.len()];
    let previous = before.chars().next_back();
    match word {
        "新" => previous.is_none_or(|c| !"创革更高最".contains(c)),
        "由" => previous.is_none_or(|c| !"理自缘".contains(c)),
        "高" => previous.is_none_or(|c| !"提最更很年算".contains(c)),
        "低" => previous.is_none_or(|c| !"降减最".contains(c)),
        "为" => previous.is_none_or(|c| !"行作认因成".contains(c)),
        "合" => previous.is_none_or(|c| c == '，' || c == '折'),
        "要" => previous.is_none_or(|c| !"主重需必纪".contains(c)),
        "将" => previous.is_none_or(|c| !"名".contains(c)),
        "有" => previous.is_none_or(|c| !"所国拥含具".contains(c)),
        "的" => previous.is_none_or(|c| c != '目'),
        "在" => previous.is_none_or(|c| !"存现".contains(c)),
        "到" => previous.is_none_or(|c| !"报签".contains(c)),
        "是" => previous.is_none_or(|c| !"只就".contains(c)),
        "不" => false,
        _ => true,
    }
}

/// Verbs that state a level: what is before them is not a change.
fn states(word: &str) -> bool {
    word.ends_with(['到', '至', '在', '为', '达', '破', '是'])
        || matches!(word, "由" | "从" | "完成" | "实现")
}

/// The words behind a quantity, whether they are attributive (的), and whether they lead on to the next quantity.
fn behind(gap: &str, has_next: bool) -> (&str, bool, bool) {
    let gap = gap.trim_start();
    let mut text = gap.strip_prefix('的').unwrap_or(gap);
    let attributive = text.len() < gap.len();
    let stop = stops(text).next();
    let runs_on = has_next && stop.is_none() && list_mark(text).is_none();
    if let Some(at) = stop {
        text = &text[..at];
    } else if has_next {
        // Up to the next quantity of the same clause, a list mark ends the noun.
        if let Some(at) = list_mark(text) {
            text = &text[..at];
        }
        text = text.trim_end_matches(['和', '及', '与']);
    }
    (text.trim(), attributive, runs_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_years_are_no_part_of_a_name() {
        assert_eq!(earlier_years("能耗由前三年"), Some("能耗".len()));
        assert_eq!(earlier_years("能耗前三年"), None);
        assert_eq!(earlier_years("由前三季度"), None);
    }
}
