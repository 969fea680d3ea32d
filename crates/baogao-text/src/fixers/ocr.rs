//! Misread characters. Owns the letters that a scanner or a typist put for digits, the words of
//! `lexicon/misread.tsv`, percentages that cannot be, and characters that no text has.
//!
//! Assumption: a wrong word is one only where its neighbours do not make it another word: 收人 is 收入, but not
//! in 接收人员. What is certain is mended; what is an author's slip, or may be another word, is reported.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use baogao_core::EditKind;
use baogao_lexicon::{Lexicon, UnitEntry, is_han};

use super::entries;
use crate::{
    chars::{Beginnings, not_ideographs},
    repairer::Plan,
};

/// From here on a percentage has lost its point or its unit.
const IMPOSSIBLE_PERCENT: f64 = 2_000.0;
/// A number is at most this many characters long.
const MAX_NUMBER: usize = 16;

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let (mut letters, mut percents) = (Vec::new(), Vec::new());
    let mut lost: Vec<Range<usize>> = Vec::new();
    for (at, c) in not_ideographs(text) {
        let end = at + c.len_utf8();
        match c {
            'O' | 'o' | 'l' | 'I' | '|' => letters.push(at),
            '%' | '％' => percents.push(at..end),
            // Characters of private use, whose font is lost. (The decoder reports replacement characters.)
            '\u{e000}'..='\u{f8ff}' => match lost.last_mut() {
                Some(run) if run.end == at => run.end = end,
                _ => lost.push(at..end),
            },
            _ => {}
        }
    }
    letters_for_digits(text, &letters, plans);
    misread_words(text, plans);
    percents.into_iter().for_each(|sign| percentage(text, sign, plans));
    plans.extend(lost.into_iter().map(|run| {
        let message = "what stands here is no character: it was lost when the text was decoded".to_owned();
        Plan::report(run, EditKind::Mojibake, message, None, 0.7)
    }));
}

/// `1O%`, `l3.6%`, `4l.38亿`: letters that look like digits, in a number with its unit.
fn letters_for_digits(text: &str, letters: &[usize], plans: &mut Vec<Plan>) {
    for range in tokens(text, letters) {
        let token = &text[range.clone()];
        let digits: String = token.chars().map(as_digit).collect();
        let number = token.bytes().any(|b| b.is_ascii_digit())
            && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && digits.matches('.').count() <= 1
            && !digits.ends_with('.')
            && !digits.starts_with('.');
        if !number || range.len() > MAX_NUMBER {
            continue;
        }
        let rest = &text[range.end..];
        let measured = ["%", "％", "‰", "亿", "万", "个百分点", "元", "年", "月", "日"];
        // A zero in front is rare in a count, and O2O项目 is a name.
        let counted = !token.starts_with(['O', 'o']) && rest.starts_with(is_counter);
        let certain = counted
            || Lexicon::get().unit(rest).is_some_and(is_long)
            || measured.into_iter().any(|unit| rest.starts_with(unit));
        // A form number such as NO.1O is not a count, nor is what follows a sign of another alphabet.
        if text[..range.start].ends_with(['-', '_', '/']) {
            continue;
        }
        if certain {
            plans.push(Plan::new(range, digits, EditKind::Ocr, 0.97));
        } else if digits.contains('.') {
            let message = format!("{token} has letters that look like digits");
            plans.push(Plan::report(range, EditKind::Ocr, message, Some(digits), 0.7));
        }
    }
}

/// A unit of several characters is no other word behind a number; of those of one, [`is_counter`] has the safe ones.
fn is_long(unit: &UnitEntry) -> bool {
    unit.text.chars().nth(1).is_some_and(is_han)
}

/// What things are counted in; 升 and 线 are not among them, because 10l升 and l1线 may be something else.
fn is_counter(c: char) -> bool {
    "个种项家户条名岁人所座件次批套处位辆台公千平余多".contains(c)
}

fn as_digit(c: char) -> char {
    match c {
        'O' | 'o' => '0',
        'l' | 'I' | '|' => '1',
        c => c,
    }
}

/// The runs of ASCII letters, digits and points around these letters.
fn tokens(text: &str, letters: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'|');
    let bytes = text.as_bytes();
    let mut last = 0;
    letters.iter().filter_map(move |&letter| {
        if letter < last {
            return None;
        }
        let start = letter - bytes[last..letter].iter().rev().take_while(|b| part(b)).count();
        last = letter + bytes[letter..].iter().take_while(|b| part(b)).count();
        Some(start..last)
    })
}

/// One line of the lexicon.
struct Misread {
    right: &'static str,
    certain: bool,
    /// Characters before or behind which it is another word.
    not_after: &'static str,
    not_before: &'static str,
    /// Characters after which alone it is wrong; any where there are none.
    only_after: &'static str,
}

struct Misreadings {
    beginnings: Beginnings,
    automaton: Option<AhoCorasick>,
    entries: Vec<Misread>,
}

impl Misreadings {
    fn get() -> &'static Self {
        static LEXICON: LazyLock<Misreadings> = LazyLock::new(|| {
            let (mut words, mut list) = (Vec::new(), Vec::new());
            for entry in entries(include_str!("../../lexicon/misread.tsv")) {
                let mut fields = entry.split('\t').map(|field| if field == "-" { "" } else { field });
                let (Some(wrong), Some(right), Some(how)) = (fields.next(), fields.next(), fields.next())
                else {
                    continue;
                };
                let mut field = || fields.next().unwrap_or_default();
                words.push(wrong);
                list.push(Misread {
                    right,
                    certain: how == "certain",
                    not_after: field(),
                    not_before: field(),
                    only_after: field(),
                });
            }
            let mut beginnings = Beginnings::default();
            words.iter().for_each(|word| beginnings.insert(word));
            let automaton = AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .start_kind(StartKind::Anchored)
                .build(words)
                .ok();
            Misreadings { beginnings, automaton, entries: list }
        });
        &LEXICON
    }
}

fn misread_words(text: &str, plans: &mut Vec<Plan>) {
    let lexicon = Misreadings::get();
    let Some(automaton) = &lexicon.automaton else { return };
    let mut behind = 0;
    for at in lexicon.beginnings.places(text) {
        let input = Input::new(text).range(at.max(behind)..).anchored(Anchored::Yes);
        let Some(found) = automaton.find(input).filter(|_| at >= behind) else { continue };
        behind = found.end();
        let Some(entry) = lexicon.entries.get(found.pattern().as_usize()) else { continue };
        let (before, after) = (text[..found.start()].chars().next_back(), text[found.end()..].chars().next());
        let among = |c: Option<char>, set: &str| c.is_some_and(|c| set.contains(c));
        let another = among(before, entry.not_after)
            || among(after, entry.not_before)
            || (!entry.only_after.is_empty() && !among(before, entry.only_after));
        if another {
            continue;
        }
        plans.push(if entry.certain {
            Plan::new(found.range(), entry.right, EditKind::Ocr, 0.97)
        } else {
            let wrong = &text[found.range()];
            let message = format!("{wrong} seems to stand for {}", entry.right);
            Plan::report(found.range(), EditKind::Ocr, message, Some(entry.right.to_owned()), 0.75)
        });
    }
}

/// `9637%`: a percentage beyond all measure, or more than all of something; its sign is here.
fn percentage(text: &str, sign: Range<usize>, plans: &mut Vec<Plan>) {
    let number = number_before(&text[..sign.start]);
    let start = sign.start - number.len();
    let Ok(value) = number.parse::<f64>() else { return };
    let share = value > 100.0 && is_share(&text[..start]);
    if value >= IMPOSSIBLE_PERCENT || share {
        let range = start..sign.end;
        let message = format!("{number}% cannot be: a decimal point or a digit was misread");
        plans.push(Plan::report(range, EditKind::Ocr, message, None, 0.7));
    }
}

fn number_before(before: &str) -> &str {
    let start =
        before.bytes().rev().take(MAX_NUMBER).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    &before[before.len() - start..]
}

/// Whether a number behind `before` is a part of a whole, which has at most 100%.
fn is_share(before: &str) -> bool {
    let before = ["达到了", "达到", "达", "为"]
        .into_iter()
        .find_map(|verb| before.strip_suffix(verb))
        .unwrap_or(before);
    ["覆盖率", "普及率", "合格率", "参保率", "入学率", "达标率", "森林覆盖率", "城镇化率", "占比"]
        .into_iter()
        .any(|share| before.ends_with(share))
}

#[cfg(test)]
mod tests {
    use crate::fixers::testing::{leaves, repairs, reports};

    #[test]
    fn mends_letters_in_numbers() {
        repairs(super::plan, "增长1O%，完成4l.38亿元，占l3.6％", "增长10%，完成41.38亿元，占13.6％");
        repairs(super::plan, "2O19年巿政府", "2019年市政府");
        repairs(super::plan, "新增里程31OO公里，l5种作物，7O岁以上", "新增里程3100公里，15种作物，70岁以上");
    }

    #[test]
    fn leaves_letters_that_are_letters() {
        leaves(
            super::plan,
            &[
                "O2O平台",
                "O2O项目",
                "CO2排放",
                "PM2.5浓度",
                "5G基站",
                "4S店",
                "A1O线",
                "10l水",
                "B2C",
                "No.1l",
            ],
        );
    }

    #[test]
    fn mends_words_that_their_company_makes_certain() {
        repairs(super::plan, "财政收人增长，人均可支配收人", "财政收入增长，人均可支配收入");
        leaves(super::plan, &["财政接收人员"]);
    }

    #[test]
    fn reports_misread_words() {
        reports(super::plan, "各项收人增长", &[("收人", Some("收入"))]);
        reports(super::plan, "增收的根本途经", &[("途经", Some("途径"))]);
        reports(super::plan, "发扬拼博精神", &[("拼博", Some("拼搏"))]);
    }

    #[test]
    fn knows_where_they_are_other_words() {
        for text in
            ["接收人员", "验收人", "资深人士", "先进人物", "列车途经三县", "周末来访", "吸纳人才", "系列人物"]
        {
            reports(super::plan, text, &[]);
        }
    }

    #[test]
    fn reports_impossible_percentages() {
        reports(super::plan, "增长9637%", &[("9637%", None)]);
        reports(super::plan, "森林覆盖率达到104%", &[("104%", None)]);
        reports(super::plan, "出口增长120.5%，完成率达到104%", &[]);
    }

    #[test]
    fn reports_what_is_no_character() {
        reports(super::plan, "清\u{e782}\u{e783}河", &[("\u{e782}\u{e783}", None)]);
    }
}
