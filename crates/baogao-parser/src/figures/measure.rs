//! What sort of measurement a quantity is. Owns the rules for level, increment, growth, ratio and rank, and for
//! the sign.

use baogao_core::{Dimension, Measure, Sign};
use baogao_lexicon::{Class, Lexicon};

use super::{
    clause::{Clause, Link},
    phrase::strip_head,
};

/// A quantity's measure and sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Measured {
    pub(super) measure: Measure,
    pub(super) sign: Sign,
    /// Whether 新增 or the like opens the clause, or opened the list that it goes on: 新增A企业11家，B企业7家.
    governed: bool,
}

/// The measure and sign of every quantity of a sentence.
pub(crate) fn measures(lexicon: &Lexicon, clauses: &[Clause<'_>]) -> Vec<Measured> {
    let mut out: Vec<Measured> = Vec::with_capacity(clauses.len());
    for (i, clause) in clauses.iter().enumerate() {
        let previous = i.checked_sub(1).map(|i| (&clauses[i], out[i]));
        out.push(measured(lexicon, clause, previous));
    }
    out
}

fn measured(lexicon: &Lexicon, clause: &Clause<'_>, previous: Option<(&Clause<'_>, Measured)>) -> Measured {
    let made = |measure, sign| Measured { measure, sign, governed: false };
    if is_rank(clause) {
        return made(Measure::Rank, Sign::Plus);
    }
    let share = is_share(clause);
    let points = dimension(clause) == Some(Dimension::Points);
    let counted = !share && !points && names_thing(clause);
    if let Some(predicate) = clause
        .predicate
        .filter(|_| !(counted && lexicon.words(Class::Rises).suffix_of(clause.before).is_some()))
    {
        let measure = if share { predicate.of_share } else { predicate.of_amount };
        // A share that is newly created does not exist: 新增 and % is a ratio.
        return made(if points { Measure::Increment } else { measure }, predicate.sign);
    }
    // An item of a list without words of its own goes on as the list began: 分别下降45.2%、25.1%.
    if let Some((before, measured)) = previous
        && clause.link != Link::Clause
        && clause.subject.is_empty()
        && !clause.states_level
        && share == is_share(before)
    {
        return measured;
    }
    if points {
        return made(Measure::Increment, Sign::Plus);
    }
    // 增长6%左右，力争达到6.5%: what is striven for is the growth just named.
    if share
        && clause.subject.is_empty()
        && let Some((before, measured)) = previous
        && measured.measure == Measure::Growth
        && is_share(before)
        && lexicon.words(Class::Modality).is_in(clause.before)
    {
        return measured;
    }
    let falls = lexicon.words(Class::Falls).prefix_of(front_of(lexicon, clause)).is_some();
    if share {
        // The noun itself, or the verb before it, may say that it is a change.
        if let Some(sign) = growth_noun(clause.subject).or_else(|| growth_behind(clause.behind)) {
            return made(Measure::Growth, sign);
        }
        return if falls && !clause.states_level {
            made(Measure::Growth, Sign::Minus)
        } else {
            made(Measure::Ratio, Sign::Plus)
        };
    }
    if falls && !counted && !clause.states_level && dimension(clause) == Some(Dimension::Yuan) {
        return made(Measure::Increment, Sign::Minus);
    }
    if is_density(clause.subject) {
        return made(Measure::Ratio, Sign::Plus);
    }
    let totals = ["总数", "总量", "总额"].iter().any(|word| clause.subject.ends_with(word));
    // 城镇新增就业累计达35万人 is an increase, whatever the verb.
    if clause.subject.contains("新增就业") || clause.subject.contains("新增城镇就业") {
        return made(Measure::Increment, Sign::Plus);
    }
    if opens_increment(clause) && !totals {
        let governed = ["新增", "净增"].iter().any(|word| front_of(lexicon, clause).starts_with(word));
        return Measured { measure: Measure::Increment, sign: Sign::Plus, governed };
    }
    if let Some((before, measured)) = previous
        && measured.governed
        && clause.link != Link::First
        && !clause.states_level
        && !totals
        && (clause.link == Link::Item || (same_unit(clause, before) && names_thing(before) == counted))
        && !has_verb(lexicon, clause.subject)
    {
        return measured;
    }
    made(Measure::Level, Sign::Plus)
}

/// The clause without its opening words.
fn front_of<'t>(lexicon: &Lexicon, clause: &Clause<'t>) -> &'t str {
    strip_head(lexicon, clause.before)
}

/// Whether a thing is counted behind the numeral.
fn names_thing(clause: &Clause<'_>) -> bool {
    !clause.behind.is_empty() && !clause.behind.starts_with(['、', '和', '及', '以', '，'])
}

/// 每千人口托位数4.2个 is a number per thousand people.
fn is_density(subject: &str) -> bool {
    ["每千", "每万", "每百"].iter().any(|word| subject.starts_with(word))
}

/// 保持20%以上增长, 5%左右的预期增长目标.
fn growth_behind(noun: &str) -> Option<Sign> {
    let near: String = noun.chars().take(5).collect();
    growth_noun(noun).or_else(|| near.contains("增长").then_some(Sign::Plus))
}

fn dimension(clause: &Clause<'_>) -> Option<Dimension> {
    clause.found.quantity.unit.as_ref().and_then(|unit| unit.dimension)
}

/// Percentages, multiples and fractions.
fn is_share(clause: &Clause<'_>) -> bool {
    match &clause.found.quantity.unit {
        None => true,
        Some(unit) => matches!(unit.dimension, Some(Dimension::Ratio)) || unit.text == "倍",
    }
}

fn same_unit(a: &Clause<'_>, b: &Clause<'_>) -> bool {
    let text = |clause: &Clause<'_>| clause.found.quantity.unit.as_ref().map(|unit| unit.text.clone());
    text(a) == text(b)
}

/// 全省第2位, 前移5—10位, 排名上升5位, 全省前10名.
fn is_rank(clause: &Clause<'_>) -> bool {
    let place = clause
        .found
        .quantity
        .unit
        .as_ref()
        .is_some_and(|unit| matches!(unit.text.as_str(), "位" | "名" | "名次" | "位次"));
    place
        && (clause.before.ends_with('第')
            || clause.before.ends_with('前')
            || ["排名", "位次", "前移", "进位", "位居"].iter().any(|word| clause.before.contains(word)))
}

fn growth_noun(noun: &str) -> Option<Sign> {
    if ["增速", "增幅", "涨幅", "增长速度"].iter().any(|word| noun.ends_with(word)) {
        return Some(Sign::Plus);
    }
    ["降幅", "下降幅度", "压减率"].iter().any(|word| noun.ends_with(word)).then_some(Sign::Minus)
}

/// 新增, 净增 before the counted thing, or 城镇新增就业.
fn opens_increment(clause: &Clause<'_>) -> bool {
    !clause.states_level
        && ["新增", "净增", "增设", "扩招", "增加"].iter().any(|word| clause.before.contains(word))
        && !["新增高速", "增加值"].iter().any(|word| clause.before.ends_with(word))
}

fn has_verb(lexicon: &Lexicon, subject: &str) -> bool {
    lexicon
        .words(Class::Weak)
        .prefix_of(subject)
        .or_else(|| lexicon.words(Class::Verb).prefix_of(subject))
        .is_some()
}
