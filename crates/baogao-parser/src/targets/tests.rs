//! The rooms' own rules, one by one; what whole passages give is in `tests/suite/targets.tsv`.

use baogao_core::{
    Hardness,
    figure::{Bound, bound_of},
};
use baogao_lexicon::{Class, Lexicon};

use super::{
    clause::{canonical, clauses, deadline, is_measured, list_opening},
    figure::firmness,
};
use crate::{Parser, indicators::Indicators};

#[test]
fn sentences_are_cut_at_marks_and_behind_the_opening() {
    let cut = |text: &'static str| {
        let opening = list_opening(Lexicon::get(), text);
        clauses(Lexicon::get(), text, opening).into_iter().map(|clause| clause.text).collect::<Vec<_>>()
    };
    assert_eq!(cut("一是建成甲馆，开工乙路。"), ["建成甲馆", "开工乙路"]);
    assert_eq!(cut("主要目标是收入增长8%；"), ["主要目标是", "收入增长8%"]);
    assert_eq!(cut("甲与乙同步、丙和丁同步"), ["甲与乙同步", "丙和丁同步"]);
    assert_eq!(cut("甲、乙同步推进"), ["甲、乙同步推进"]);
    assert!(cut("。，").is_empty());
}

#[test]
fn clauses_know_their_place() {
    let text = "，（二）建成甲馆 ，开工乙路。";
    assert!(
        clauses(Lexicon::get(), text, None)
            .iter()
            .all(|clause| text[clause.start..clause.end()] == *clause.text)
    );
}

#[test]
fn deadlines_are_read_as_written() {
    let due = |text| deadline(Lexicon::get(), text, Some(2024)).map(|due| (due.text, due.year));
    let some = |text: &str, year| Some((text.to_owned(), year));
    assert_eq!(due("力争年底前建成"), some("年底前", Some(2024)));
    assert_eq!(due("确保6月底前完工"), some("6月底前", Some(2024)));
    assert_eq!(due("2025年10月建成"), some("2025年10月", Some(2025)));
    assert_eq!(due("到2026年底建成"), some("2026年底", Some(2026)));
    assert_eq!(due("明年上半年开工"), some("明年上半年", Some(2025)));
    assert_eq!(due("三年内建成"), some("三年内", None));
    assert_eq!(due("建成108国道"), None);
    assert_eq!(due("每月一次"), None);
}

#[test]
fn the_clause_s_own_cue_counts_before_the_list_s() {
    let firm = |clause, modality, opening| firmness(Lexicon::get(), clause, modality, opening).0;
    assert_eq!(firm("坚决完成", None, "预期目标是"), Hardness::Hard);
    assert_eq!(firm("能耗下降3%", None, "预期目标是"), Hardness::Expected);
    assert_eq!(firm("能耗下降3%（约束性）", Some("力争"), ""), Hardness::Binding);
    assert_eq!(firm("增长5%", Some("力争"), ""), Hardness::Soft);
    assert_eq!(firm("增长5%", Some("拟"), ""), Hardness::Stated);
    // Words that hold a cue by accident.
    assert_eq!(firm("缴纳保证金", None, ""), Hardness::Stated);
    assert_eq!(firm("人均预期寿命提高", None, ""), Hardness::Stated);
}

#[test]
fn names_of_measures_and_their_ids() {
    let lexicon = Lexicon::get();
    assert_eq!(canonical(lexicon, Indicators::builtin(), "全县农村居民收入增速"), Some("rural_income"));
    assert_eq!(canonical(lexicon, Indicators::builtin(), "城乡面貌"), None);
    assert!(is_measured(lexicon, "主要指标总量（增速）"));
    assert!(!is_measured(lexicon, "各项工作"));
}

/// A qualifier that the lexer reads and nothing bounds would make 逾8% a point.
#[test]
fn every_qualifier_bounds_or_blurs() {
    let lexicon = Lexicon::get();
    let qualifiers: Vec<_> =
        [Class::Before, Class::After].into_iter().flat_map(|class| lexicon.words(class).iter()).collect();
    assert!(qualifiers.len() > 40);
    for word in qualifiers {
        let open = bound_of(Some(word), false) != Bound::Point;
        assert!(open || lexicon.words(Class::About).contains(word), "{word} neither bounds nor blurs");
    }
}

#[test]
fn a_user_s_name_reaches_targets_without_a_number() {
    let text = "一、2024年工作安排\n主要预期目标是：茶农钱袋子增长与经济增长同步。";
    let id = |indicators: Indicators| {
        let report = Parser::default().with_indicators(indicators).parse_text("sample", text).ok()?;
        report.targets.first()?.canonical.clone()
    };
    assert_eq!(id(Indicators::default()), None);
    let more = "[tea_income]\ntitle = \"茶农钱袋子\"\nheadline = true\n";
    let extended = Indicators::builtin().extended(more);
    assert_eq!(extended.ok().and_then(id).as_deref(), Some("tea_income"));
}
