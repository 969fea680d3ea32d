//! Words of reports in any order through the whole parse. Owns the list of words: those of the lexicon, units, numerals,
//! years, marks and list signs. Each two bytes of the input choose one, so that every mutation is another sentence of words
//! that the rules look for.

#![no_main]

use std::sync::LazyLock;

use baogao::{Indicators, Parser, quantities};
use baogao_lexicon::{Class, Lexicon};
use baogao_tests::{check_json, check_laws};
use libfuzzer_sys::fuzz_target;

/// What no lexicon lists. Repeated, because a mark is as frequent in a report as a word.
const MARKS: &str = "， 。 ； ： 、 （ ） “ ” 《 》 ！ ？ — —— … · . , % ％ ‰ ± + - / ～ 一、 二、 三、 （一） （二） 一是 二是 一要 第一， 1. 2. (1) ① ② ● ◆ \
    0 1 2 3 5 8 9 10 12 5.5 1,234 29，346 3.2 0.5 100 2023 2024 2025年 2023年 2020 2016—2020年 “十四五” “十五五” 今年 去年 上年 五年 一 二 两 三 十 百 千 万 亿 \
    半 多 余 几 分之 百分之 成 倍 番 第 至 到 和 及 与 的 为 由 从 比 较 是 达 达到 完成 实现 增长 下降 分别 其中 同比 年均 累计 力争 确保 左右 以上 以内 不低于 \
    地区生产总值 城镇 农村 居民 人均 可支配 收入 财政 投资 消费 进口 出口 工业 增加值 工作回顾 工作安排 主要目标 名词解释 政府工作报告 各位代表 人民代表大会 第三次会议 市长";

/// Words of a text: more take longer and find no more.
const LONGEST: usize = 100;

static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lexicon = Lexicon::get();
    let mut words: Vec<String> = Class::ALL
        .iter()
        .flat_map(|&class| lexicon.words(class).iter().map(str::to_owned))
        .chain(lexicon.units().map(|unit| unit.text.to_owned()))
        .chain(Indicators::builtin().iter().map(|indicator| indicator.title().to_owned()))
        .collect();
    words.sort();
    words.dedup();
    let marks: Vec<String> = MARKS.split(' ').filter(|mark| !mark.is_empty()).map(str::to_owned).collect();
    let times = words.len() / marks.len().max(1) + 1;
    words.extend(std::iter::repeat_n(marks, times).flatten());
    words.extend(std::iter::repeat_n("\n".to_owned(), times * 8));
    words
});

fuzz_target!(|input: &[u8]| {
    let pick = |pair: &[u8]| {
        let number = pair.iter().fold(0, |number, &byte| number << 8 | usize::from(byte));
        WORDS.get(number % WORDS.len()).map_or("", String::as_str)
    };
    let text: String = input.chunks(2).take(LONGEST).map(pick).collect();
    if let Ok(report) = Parser::default().parse_text("grammar", &text) {
        check_laws(&report);
        if input.len() % 8 == 7 {
            check_json(&report);
        }
    }
    for (span, quantity) in quantities(&text).unwrap_or_default() {
        assert!(span.slice(&text).is_some_and(|place| !place.is_empty()), "{span:?} leads back");
        assert!(quantity.high.is_none_or(|high| high >= quantity.value), "{quantity:?} rises");
    }
});
