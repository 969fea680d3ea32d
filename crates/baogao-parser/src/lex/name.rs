//! Numerals that quantify nothing. Owns their recognition: names and codes, ordinals, figures of speech,
//! articles; dates and years are in [`super::period`].
//!
//! Assumptions. A Chinese numeral counts when a classifier and a thing follow: 三座水库. It is part of a name
//! or a figure of speech when an abstract noun or a verb follows (三个方面, 两个提高; `name_head`), when the whole
//! is one (两手抓; `idiom`), or when it is inside a word (第三, 每三). From twenty on, people count: 三十六个方面 is
//! a number. A counterexample that must stay: 五个重点项目 counts projects, so the longer word in `counted` wins
//! over 重点.

use crate::cut::cut;
use baogao_core::{Decimal, Dimension};
use baogao_lexicon::{Class, Lexicon};

use super::{
    number::{Number, Style, may_start, number, power},
    unit::{ReadUnit, unit},
};

/// Numbers below this are used in names.
const NAMED_BELOW: i64 = 20;
/// How far behind a duration the noun may be that makes it a name, in characters: 15分钟便民生活圈.
const CLOCK_NAME: usize = 10;
/// How many numerals of a list are looked at for the noun behind it.
const LISTED: usize = 8;
/// How far back a straight quotation mark is paired.
const NEAR: usize = 40;

/// Whether the numeral is part of a name, code or ordinal, by what is beside it.
pub(crate) fn is_name(lexicon: &Lexicon, before: &str, number: &Number, after: &str) -> bool {
    let previous = before.chars().next_back().unwrap_or('\n');
    let next = after.chars().next();
    // PM2.5, 5G, 4A, G20; but 35kV and 100Mbps have units.
    if previous.is_ascii_alphabetic()
        || number.style == Style::Arabic
            && next.is_some_and(|c| c.is_ascii_alphabetic())
            && unit(lexicon, after).is_none()
    {
        return true;
    }
    if is_place(before, after) {
        return false;
    }
    // Chinese numerals within words: 第一; and what is quoted with nothing else: “415”战略, “1+N”.
    let quoted = matches!(previous, '第' | '“' | '‘' | '+' | '·')
        || matches!(next, Some('”' | '"' | '’' | '+' | '·'))
        || opens_quote(before);
    // NO.10, 5:3, GB/T 2000.
    quoted || number.style != Style::Chinese && matches!(previous, '.' | '/' | ':' | '#')
}

/// 全国第5位, 全省前10名, 居第三位: a place in an order, though 第 makes other numerals names.
fn is_place(before: &str, after: &str) -> bool {
    const ORDERS: [&str; 22] = [
        "全国", "全省", "全市", "全区", "全县", "全州", "全球", "世界", "亚洲", "中部", "西部", "东部", "居",
        "列", "位", "排名", "升至", "升到", "移至", "移到", "进入", "名",
    ];
    let unit = ["名次", "位次", "位", "名"].iter().find_map(|unit| after.strip_prefix(unit));
    // 放在第一位的 speaks of importance.
    let counts = unit.is_some_and(|rest| !rest.starts_with(['的', '置', '单', '称', '录']));
    let order = before.strip_suffix('第').or_else(|| before.strip_suffix('前'));
    counts && order.is_some_and(|order| ORDERS.iter().any(|word| order.ends_with(word)))
}

/// Whether a text ends with a straight quotation mark that opens: with an even number of them close before.
fn opens_quote(before: &str) -> bool {
    before.ends_with('"') && before.chars().rev().take(NEAR).filter(|&c| c == '"').count() % 2 == 1
}

/// A numeral with its unit and its neighbourhood.
pub(crate) struct Candidate<'a> {
    pub(crate) before: &'a str,
    pub(crate) text: &'a str,
    pub(crate) number: &'a Number,
    pub(crate) unit: Option<ReadUnit<'a>>,
    /// Whether a second part follows the unit: 一个半月, 三元五角.
    pub(crate) is_compound: bool,
    /// Whether a range was read, so that the lower numeral has no unit of its own.
    pub(crate) is_range: bool,
    pub(crate) after: &'a str,
}

/// Whether the quantity counts or measures something.
pub(crate) fn is_counted(lexicon: &Lexicon, it: &Candidate<'_>) -> bool {
    match it.number.style {
        Style::Share => true,
        // 1400万农业转移人口, 近14亿人口: the scale alone is the unit.
        Style::Arabic => {
            (it.unit.is_some() || !it.number.scale.text.is_empty())
                && !is_clock(lexicon, it)
                && !is_span_of_years(it)
                // 5个“一”, 5个一工程 name a policy.
                && !["“一”", "一工程", "一批"].iter().any(|name| it.after.starts_with(name))
        }
        Style::Chinese => !is_span_of_years(it) && is_spoken_count(lexicon, it),
    }
}

/// 40多年 tells when; only a part of a year measures: 受教育年限11.3年.
fn is_span_of_years(it: &Candidate<'_>) -> bool {
    it.unit.is_some_and(|unit| unit.text == "年") && it.number.value.fract().is_zero()
}

/// 24小时, 7×24小时, 15分钟生活圈 name a service.
fn is_clock(lexicon: &Lexicon, it: &Candidate<'_>) -> bool {
    if !it.unit.is_some_and(|unit| matches!(unit.text, "小时" | "分钟" | "天")) {
        return false;
    }
    let product = it.text.contains(['×', '*', 'x', 'X']);
    let around_the_clock = it.unit.is_some_and(|unit| unit.text == "小时")
        && it.number.value == Decimal::from(24)
        && !it.is_range
        && lexicon.words(Class::Before).suffix_of(it.before).is_none()
        && lexicon.words(Class::After).prefix_of(it.after).is_none();
    let phrase =
        || it.after.trim_start_matches('“').chars().take(CLOCK_NAME).take_while(|c| c.is_alphanumeric());
    product
        || around_the_clock
        || lexicon.words(Class::ClockName).prefix_of(it.after.trim_start_matches('“')).is_some()
        || phrase().any(|c| c == '圈')
}

fn is_spoken_count(lexicon: &Lexicon, it: &Candidate<'_>) -> bool {
    let (number, after) = (it.number, it.after);
    let scaled = !number.scale.text.is_empty();
    if is_place(it.before, cut(it.text, it.number.len..)) {
        return true;
    }
    if in_word(it.before) {
        return false;
    }
    let Some(unit) = it.unit else {
        // 四千万农民 counts them; 千亿级, 万亿 and 万元 without a unit name a class of things.
        return scaled && !number.is_bare && !after.starts_with(['级', '元', '工', '”']);
    };
    // 万元 alone is an amount only where something bounds it: 突破万元, but not 万元生产总值. 百万 and 千万 measure.
    if number.is_bare {
        let bounded = lexicon.words(Class::Before).suffix_of(it.before).is_some();
        let measures = number.value > Decimal::ONE
            && scaled
            && !it.before.ends_with(['个', '双', '条'])
            && matches!(
                unit.dimension,
                Some(Dimension::Area | Dimension::Volume | Dimension::Mass | Dimension::Power)
            );
        return scaled && (bounded || measures) && !after.starts_with(['级', '”']);
    }
    // 一个 is an article, 二次 an ordinal, 一倍 and 一个百分点 are measured.
    let value = number.value.checked_mul(power(number.scale.zeros)).unwrap_or(number.value);
    let measured = matches!(unit.text, "倍" | "成") || unit.dimension == Some(Dimension::Points);
    if value < Decimal::from(2) && !measured && !it.is_range && !it.is_compound || number.is_ordinal {
        return false;
    }
    // 三本, 四方 are names; 三十五本, 两万方 are not.
    let long = number.len > '十'.len_utf8();
    if unit.arabic_only && !scaled && !long && !it.is_compound {
        return false;
    }
    // 六届三次 is the third session.
    if unit.text == "次" && it.before.ends_with('届') {
        return false;
    }
    if is_parallel(it.before) || after.starts_with('”') {
        return false;
    }
    let large = value > Decimal::from(NAMED_BELOW) && unit.text != "届";
    scaled || large || !is_abstract(lexicon, unit, after)
}

/// Whether a numeral with one word is before: 一河一桥|两场, 六路、一桥、|两场 make a slogan.
fn is_parallel(before: &str) -> bool {
    let mut chars = before.trim_end_matches('、').chars().rev();
    let word = chars.next().is_some_and(|c| c.is_alphabetic() && !may_start(c) && !is_classifier(c));
    word && chars.next().is_some_and(|c| may_start(c) && !c.is_ascii_digit())
}

/// Classifiers after which a numeral counts on: 三个、两个.
fn is_classifier(c: char) -> bool {
    "个家户条座所项件处名位次万亿年月日人".contains(c)
}

/// Whether an abstract noun or a verb follows, also behind a list of numerals: 三次、四次全会.
fn is_abstract(lexicon: &Lexicon, counted: ReadUnit<'_>, after: &str) -> bool {
    let mut after = after;
    for _ in 0..LISTED {
        let Some(rest) = after.strip_prefix('、') else { break };
        let Some(next) = number(rest).filter(|next| next.style == Style::Chinese) else { break };
        let rest = cut(rest, next.len..);
        match unit(lexicon, rest) {
            Some(unit) if unit.text == counted.text => after = cut(rest, unit.text.len()..),
            // The same classifier that turns out to be none: 次 before 全会.
            None if rest.starts_with(counted.text) => return true,
            _ => break,
        }
    }
    // 三个“百亿”, 两个‘确保’.
    if after.starts_with(['“', '"', '‘']) {
        return true;
    }
    let name = lexicon.words(Class::NameHead).prefix_of(after).map_or(0, str::len);
    let thing = lexicon.words(Class::Counted).prefix_of(after).map_or(0, str::len);
    name > thing
}

/// Endings after which a Chinese numeral continues a word: 第二, 统一, 每三.
fn in_word(before: &str) -> bool {
    before.ends_with(['“', '"']) || ["以上", "上述", "以下"].iter().any(|word| before.ends_with(word)) || {
        let last = before.chars().next_back();
        last.is_some_and(|c| "第统唯之十初周星几数每这那各前后头同某百首".contains(c))
    }
}
