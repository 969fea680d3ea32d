//! Headings that a line or a mark shows. Owns the recognition of block headings, of enumerated headings that open a
//! paragraph, and of enumerations inside one.
//!
//! Assumptions: a short line without closing punctuation is a heading (slogans that are alone are rare); an
//! enumerated paragraph opens with its heading, up to the first full stop.

use baogao_core::{Form, Role};
use baogao_lexicon::{Class, Lexicon};

use super::{Heading, role::Cues};
use crate::{
    marker::{Kind, marker},
    speaker::is_byline,
};

/// The longest heading on a line of its own, in characters.
const MAX_BLOCK: usize = 60;
/// The longest unnumbered heading on a line of its own.
const MAX_PLAIN: usize = 40;
/// The longest heading at the start of a paragraph.
const MAX_RUN_IN: usize = 60;
/// The longest heading of an enumeration inside a paragraph.
const MAX_INLINE: usize = 32;
/// The shortest heading that text is glued to.
const MIN_GLUED: usize = 5;
/// The longest second part of a heading: 总体要求和奋斗目标.
const MAX_SECOND: usize = 10;

/// The heading that a paragraph is or begins with.
pub(super) fn opening<'t>(cues: Cues<'_>, text: &'t str, block: usize) -> Option<Heading<'t>> {
    let mark = marker(text);
    let rest = mark.map_or(text, |mark| text[mark.text.len()..].trim_start());
    let from = text.len() - rest.len();
    let chars = rest.chars().count();
    let is_line =
        !rest.contains(['。', '；', '！', '？']) && !rest.ends_with(['，', '：', '、', '…', '—', '是']);
    let made = |words: &'t str, end: usize, form, role: Option<Role>| {
        let main = mark.is_none() && role.is_some();
        Some(Heading { block, start: 0, end, marker: mark, words, form, main, role })
    };
    match mark {
        Some(mark) if mark.kind == Kind::Dash && is_speaker_line(rest) => None,
        Some(_) if is_line && (2..=MAX_BLOCK).contains(&chars) => {
            made(rest, text.len(), Form::Block, cues.main(rest))
        }
        Some(mark) => {
            let words = run_in(cues.lexicon, rest, mark.kind)?;
            let form = if mark.kind == Kind::Dash { Form::Lead } else { Form::RunIn };
            made(words, from + words.len(), form, None)
        }
        None if is_line && (2..=MAX_PLAIN).contains(&chars) => {
            let role = cues.main(rest);
            if is_title_like(rest, role.is_some()) { made(rest, text.len(), Form::Block, role) } else { None }
        }
        None => None,
    }
}

/// The subtitle that says where the report was delivered.
fn is_speaker_line(rest: &str) -> bool {
    rest.contains("会议上") || rest.contains("人民代表大会") || rest.contains("大会上")
}

/// A line without a mark that can head a section, not a title, a date, a name or an address.
fn is_title_like(line: &str, main: bool) -> bool {
    if line.contains("政府工作报告") || is_speaker_line(line) || line.starts_with(['（', '(', '-', '>'])
    {
        return false;
    }
    // 关于…规划纲要的报告 is the title of the report itself.
    if line.starts_with("关于") && line.ends_with("报告") {
        return false;
    }
    let han = line.chars().filter(|c| !c.is_ascii()).count();
    let has_date = line.contains('日') && line.contains('月');
    // A heading says something: six characters at least, unless the lexicon knows it.
    han * 2 >= line.chars().count()
        && !has_date
        && !line.contains("人民政府")
        && !is_byline(line)
        && (main || han >= 6)
        && !line.starts_with("各位")
}

/// The heading at the start of a marked paragraph.
fn run_in<'t>(lexicon: &Lexicon, rest: &'t str, kind: Kind) -> Option<&'t str> {
    let stop = rest.find(['。', '！', '；', '：', '？', '?', ':'])?;
    let sentence = &rest[..stop];
    if kind == Kind::Chapter {
        // A chapter's heading is often glued to its text.
        if let Some(cut) = glued(lexicon, sentence) {
            return Some(&sentence[..cut]);
        }
    }
    // 一是粮食安全保障工程，新建…；: an item of a list is headed by its first words.
    if kind == Kind::Clause && rest[stop..].starts_with('；') {
        return phrase(sentence);
    }
    (sentence.chars().count() <= MAX_RUN_IN && !sentence.is_empty()).then_some(sentence)
}

/// Where a heading ends that has its text glued to it: behind the words that such headings end with, or before the year
/// or the salutation that texts begin with.
fn glued(lexicon: &Lexicon, sentence: &str) -> Option<usize> {
    const AND: [&str; 5] = ["和", "及", "与", "、", "以及"];
    let ends = lexicon.words(Class::HeadingEnd);
    let end_from = |from: usize| {
        ends.iter().filter_map(|word| sentence[from..].find(word).map(|at| from + at + word.len())).min()
    };
    let mut cut = end_from(0);
    // 总体要求和奋斗目标: one heading with two ends.
    while let Some(at) = cut
        && let Some(and) = AND.iter().find(|and| sentence[at..].starts_with(**and))
    {
        match end_from(at + and.len()).filter(|end| sentence[at..*end].chars().count() <= MAX_SECOND) {
            Some(end) => cut = Some(end),
            None => break,
        }
    }
    let begins = lexicon.words(Class::TextStart);
    let text = sentence.char_indices().skip(MIN_GLUED).find_map(|(at, _)| {
        let rest = &sentence[at..];
        let year = rest.len() > 7
            && rest.as_bytes()[..4].iter().all(u8::is_ascii_digit)
            && rest[4..].starts_with("年，");
        (year || begins.prefix_of(rest).is_some()).then_some(at)
    });
    match (cut, text) {
        (Some(cut), Some(text)) => Some(cut.min(text)),
        (cut, text) => cut.or(text),
    }
}

/// The first words of an item, when they are short and name no figure.
fn phrase(item: &str) -> Option<&str> {
    let words = item.split('，').next().filter(|words| words.len() < item.len())?;
    is_short(words).then_some(words)
}

fn is_short(words: &str) -> bool {
    (3..=MAX_INLINE).contains(&words.chars().count()) && !words.contains(|c: char| c.is_ascii_digit())
}

/// The items of enumerations inside a paragraph: 一是… 二是…, 第一，… 第二，…; two at least, each with a short heading.
pub(super) fn inline<'t>(text: &'t str, block: usize, headings: &mut Vec<Heading<'t>>) {
    let opened = headings.last().is_some_and(|last| last.block == block && last.start == 0);
    for series in series(text) {
        if series.len() < 2 {
            continue;
        }
        // 一是粮食保障工程，…；二是小区改造工程，…。 lists works under their names.
        let listed = series.iter().any(|mark| sentence(mark.rest).1 == Some('；'));
        let words = |mark: &Mark<'t>| {
            let sentence = sentence(mark.rest).0;
            if listed { phrase(sentence) } else { Some(sentence).filter(|s| is_short(s)) }
        };
        let items: Option<Vec<_>> =
            series.iter().map(|mark| words(mark).map(|words| (mark, words))).collect();
        for (mark, words) in items.into_iter().flatten() {
            // An item at the start of the paragraph is its opening and is among the headings already.
            if opened && mark.start == 0 {
                continue;
            }
            let end = text.len() - mark.rest.len() + words.len();
            let marker = marker(&text[mark.start..]);
            headings.push(Heading {
                block,
                start: mark.start,
                end,
                marker,
                words,
                form: Form::RunIn,
                main: false,
                role: None,
            });
        }
    }
}

/// The words up to the end of an item, and what ends it.
fn sentence(rest: &str) -> (&str, Option<char>) {
    let stop = rest.find(['。', '；', '：']).unwrap_or(rest.len());
    (&rest[..stop], rest[stop..].chars().next())
}

/// A mark inside a paragraph, and the text behind it.
struct Mark<'t> {
    start: usize,
    rest: &'t str,
}

/// How many marks of an enumeration inside a paragraph are before this one.
fn ordinal(c: char) -> Option<usize> {
    Some(match c {
        '一' => 0,
        '二' => 1,
        '三' => 2,
        '四' => 3,
        '五' => 4,
        '六' => 5,
        '七' => 6,
        '八' => 7,
        '九' => 8,
        '十' => 9,
        _ => return None,
    })
}

/// The runs of marks that count from one upwards.
fn series(text: &str) -> Vec<Vec<Mark<'_>>> {
    let mut all: Vec<Vec<Mark<'_>>> = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let start = if before == Some('第') { at - '第'.len_utf8() } else { at };
        before = Some(c);
        let Some(number) = ordinal(c) else { continue };
        let rest = &text[at + c.len_utf8()..];
        let Some(after) = rest.chars().next() else { break };
        let opens =
            text[..start].chars().next_back().is_none_or(|c| matches!(c, '。' | '；' | '：' | '，' | '—'));
        let is_mark =
            if start < at { matches!(after, '，' | '、') } else { matches!(after, '是' | '要') };
        if !(opens && is_mark) {
            continue;
        }
        let mark = Mark { start, rest: &rest[after.len_utf8()..] };
        match all.last_mut() {
            _ if number == 0 => all.push(vec![mark]),
            Some(last) if last.len() == number => last.push(mark),
            _ => {}
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inline_of(text: &str) -> Vec<&str> {
        let mut headings = Vec::new();
        inline(text, 0, &mut headings);
        headings.into_iter().map(|heading| heading.words).collect()
    }

    #[test]
    fn enumerations_inside_a_paragraph() {
        let text = "要把握好以下关系。一要统筹发展与安全。我们要稳中求进。二要兼顾当前与长远。不搞透支。";
        assert_eq!(inline_of(text), ["统筹发展与安全", "兼顾当前与长远"]);
    }

    #[test]
    fn lists_of_works_are_no_headings() {
        assert!(inline_of("再办好3件实事。一是新建改造50个食堂。二是新增100个车位。").is_empty());
        assert!(inline_of("这是第一要务。二要慎重。").is_empty());
    }
}
