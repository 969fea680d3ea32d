//! What is seen of a figure's kind and year: the section's role, the words of its clause and sentence that point forward or
//! back, and how its year relates to the plan year.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;
use baogao_core::{FigureKind, Measure};

use super::{View, sink::Sink};
use crate::cut::{cut, first_chars, last_chars};

/// Bytes before and behind a figure that speak to its kind and year.
const REACH_BACK: usize = 600;
const REACH_AHEAD: usize = 150;
/// Figures before and behind that are compared with one.
const NEIGHBOURS: usize = 8;

/// Words of a sentence that speak of a time or of a stance. Each is a feature by itself; its weight is learned.
const CUES: [&str; 40] = [
    "今年",
    "去年",
    "上年",
    "明年",
    "将",
    "要",
    "力争",
    "确保",
    "争取",
    "预计",
    "预期",
    "目标",
    "完成了",
    "达到",
    "实现",
    "同比",
    "比上年",
    "年均",
    "累计",
    "五年来",
    "五年",
    "过去",
    "以来",
    "年底",
    "全年",
    "计划",
    "规划",
    "启动",
    "推进",
    "加快",
    "建成",
    "获",
    "了",
    "已",
    "新增",
    "“十",
    "期间",
    "一季度",
    "上半年",
    "分别",
];

/// The features of kind and year of figure `i`.
pub(super) fn features(view: View<'_, '_>, i: usize, sink: &mut impl Sink) {
    let clause = &view.clauses[i];
    let stance = &view.stances[i];
    let meta = view.reading.meta;
    let sentence = view.sentence.text;
    let (near, numeral) = near(sentence, &clause.found.outer);
    let (kind, role) = (stance.kind.as_str(), view.sentence.role.as_str());
    let measure = view.measures[i].measure.as_str();
    let plan = meta.plan_year;
    let year = match (stance.period, plan) {
        (None, _) => "none",
        (Some(_), None) => "alone",
        (Some(period), Some(plan)) => distance(i32::from(period.last()) - i32::from(plan)),
    };
    let long = if stance.period.is_some_and(baogao_core::Period::is_multi_year) { "long" } else { "one" };
    let modality = stance.modality.as_deref().unwrap_or("none");
    let era = match plan {
        None => "none",
        Some(..1980) => "before 1980",
        Some(1980..2000) => "1980",
        Some(2000..2010) => "2000",
        Some(2010..2020) => "2010",
        Some(_) => "2020",
    };
    sink.add("t.bias", &[]);
    sink.add("t.kind.role", &[kind, role]);
    sink.add("t.kind.year", &[kind, year, long]);
    sink.add("t.role.year", &[role, year, kind]);
    sink.add("t.kind.modality", &[kind, modality]);
    sink.add("t.kind.measure", &[kind, measure]);
    sink.add("t.kind.era", &[kind, era]);
    sink.add("t.role.era", &[role, era, kind]);
    sink.add("t.level", &[meta.level.map_or("none", |level| level.as_str()), kind]);
    sink.add("t.first2", &[first_chars(sentence, 2), kind]);
    sink.add("t.clause2", &[first_chars(clause.before, 2), kind]);
    sink.add("t.tail", &[clause.tail, kind]);
    sink.add("t.years", &[count(near.matches('年').count()), year]);
    let (own, around) = cues(near, numeral, clause.before.len());
    for (number, cue) in CUES.iter().enumerate() {
        if own >> number & 1 == 1 {
            sink.add("t.clause.cue", &[cue, kind, year]);
        } else if around >> number & 1 == 1 {
            sink.add("t.sentence.cue", &[cue, kind, year]);
            sink.add("t.sentence.role", &[cue, kind, role]);
        }
    }
    // Figures of one sentence mostly share their kind.
    let neighbours = &view.stances[i.saturating_sub(NEIGHBOURS)..(i + NEIGHBOURS).min(view.stances.len())];
    let others = neighbours.iter().any(|other| other.kind != stance.kind);
    sink.add("t.mixed", &[if others { "mixed" } else { "pure" }, kind]);
    if stance.kind == FigureKind::Target && view.measures[i].measure == Measure::Growth {
        sink.add("t.pledge", &[modality, role]);
    }
    if let Some(section) = view.sentence.section.and_then(|id| view.reading.sections.get(id)) {
        sink.add("t.heading", &[first_chars(&section.heading, 2), kind]);
        sink.add("t.heading.last", &[last_chars(&section.heading, 2), kind]);
        sink.add("t.heading.level", &[if section.level == 1 { "1" } else { "2" }, role, kind]);
    } else {
        sink.add("t.heading", &["none", kind]);
    }
}

/// The cues in the figure's own clause, and those around it, one bit per cue. One search finds them all.
///
/// `numeral` is where the figure is in `near`; the last `clause` bytes before it are its own.
fn cues(near: &str, numeral: usize, clause: usize) -> (u64, u64) {
    static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(CUES).ok());
    let Some(search) = SEARCH.as_ref() else { return (0, 0) };
    let begins = numeral.saturating_sub(clause);
    let (mut own, mut around) = (0, 0);
    for found in search.find_overlapping_iter(near) {
        let bit = 1_u64 << found.pattern().as_usize();
        around |= bit;
        if begins <= found.start() && found.end() <= numeral {
            own |= bit;
        }
    }
    (own, around)
}

/// The words around a figure, and where the figure is in them; what is seen of it may not grow with its sentence.
fn near<'t>(sentence: &'t str, figure: &Range<usize>) -> (&'t str, usize) {
    let mut from = figure.start.saturating_sub(REACH_BACK);
    while !sentence.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (figure.end + REACH_AHEAD).min(sentence.len());
    while !sentence.is_char_boundary(to) {
        to -= 1;
    }
    (cut(sentence, from..to), figure.start - from)
}

const fn count(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        _ => "3",
    }
}

/// Years from the plan year on.
const fn distance(years: i32) -> &'static str {
    match years {
        ..-5 => "before",
        -5..-1 => "-5",
        -1 => "-1",
        0 => "0",
        1 => "1",
        2..6 => "+5",
        _ => "after",
    }
}
