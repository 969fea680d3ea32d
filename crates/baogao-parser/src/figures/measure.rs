//! What sort of measurement a quantity is. Owns the rules for level, increment, growth, ratio and rank, and for
//! the sign.

use baogao_core::{Dimension, Measure, Sign};

use super::clause::{Clause, Link};
use crate::lexicon::Lexicon;

/// A quantity's measure and sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measured {
    pub(super) measure: Measure,
    pub(super) sign: Sign,
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
    let made = |measure, sign| Measured { measure, sign };
    if is_rank(clause) {
        return made(Measure::Rank, Sign::Plus);
    }
    let share = is_share(clause);
    let points = dimension(clause) == Some(Dimension::Points);
    if let Some(predicate) = clause.predicate {
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
    if share {
        // The noun itself may say that it is a change.
        if let Some(sign) = growth_noun(clause.subject).or_else(|| growth_noun(clause.behind)) {
            return made(Measure::Growth, sign);
        }
        return made(Measure::Ratio, Sign::Plus);
    }
    if opens_increment(clause) {
        return made(Measure::Increment, Sign::Plus);
    }
    // 新增11家，省级企业7家，小升规企业25家: the first verb governs the list.
    if let Some((before, measured)) = previous
        && measured.measure == Measure::Increment
        && !is_share(before)
        && clause.link != Link::First
        && !clause.states_level
        && same_unit(clause, before)
        && !has_verb(lexicon, clause.subject)
        && (opens_increment(before) || clause.link == Link::Item || clause.tail.is_empty())
    {
        return measured;
    }
    made(Measure::Level, Sign::Plus)
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
    lexicon.words("weak").prefix_of(subject).or_else(|| lexicon.words("verb").prefix_of(subject)).is_some()
}
