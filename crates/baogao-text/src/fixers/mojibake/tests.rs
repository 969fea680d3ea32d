//! Damage done and undone. Owns the cases: the shapes of damage seen on pages, what is lost for good, what
//! must be left alone, and the property over random text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use baogao_core::{DefectKind, EditKind};
use proptest::prelude::*;

use crate::{
    Repairer,
    damage::{KEYS, damage, width},
    fixers::{mojibake, pinyin},
    from_text,
    repairer::{Plan, apply, choose},
};

/// An annotated page of its own; what follows it is damaged.
const PAGE: &str = "青川縣的經濟發展和產業升級取得進展，國民經濟總量擴大，學校會議報告實現數字化，環境質量優良。\
                    道路連接各個鄉鎮，現場會議總結經驗，基礎教育強化。規模效應顯現，社會規模擴大。";

fn keys() -> Vec<char> {
    KEYS.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text as it reads when only bytes and readings are repaired, and the places that are only reported.
fn restore(text: &str) -> (String, Vec<Plan>) {
    let mut plans = Vec::new();
    mojibake::plan(text, &mut plans);
    pinyin::plan(text, &mut plans);
    let (applied, reported): (Vec<_>, Vec<_>) = choose(plans)
        .into_iter()
        .partition(|plan| plan.confidence >= 0.8 && plan.text != text[plan.range.clone()]);
    (apply(text, &applied).0, reported)
}

/// A damaged line behind the page.
fn on_page(line: &str, normalised: bool) -> String {
    format!("{}\n{line}", damage(PAGE, &keys(), || false, normalised))
}

/// A clean line is damaged, shows the given traces, and is restored; in copies of both widths.
#[track_caller]
fn check(clean: &str, trace: &str, cut: bool) {
    for normalised in [true, false] {
        let damaged = damage(clean, &keys(), || cut, normalised);
        let trace = width(trace, normalised);
        assert!(damaged.contains(&trace), "{damaged} shows {trace}");
        let (restored, reported) = restore(&on_page(&damaged, normalised));
        let expected = format!("{}\n{}", width(PAGE, normalised), width(clean, normalised));
        assert_eq!(restored, expected, "{damaged}");
        assert_eq!(reported, []);
    }
}

/// A reading between two characters, and what it made of them.
#[test]
fn readings_out_of_step() {
    check("打造五張體驗卡", "張?bào)w", false);
    check("住房因災受損，因災返貧", "因?yàn)?zāi)受損，因?yàn)?zāi)返貧", false);
    check("發展是第一要務，不可放松", "要?jiǎng)?wù)，不可", false);
    check("位于晉陜豫黃河一帶", "陜?cè)\u{e782}S河", false);
    check("兩座焦爐關停", "焦?fàn)t", false);
    check("項目注重數字建設", "重?cái)?shù)字", false);
    check("采購當地土特產品", "(dāng)?shù)赝撂禺a(chǎn)品", false);
    check("更好地擴大影響", "地?cái)U(kuò)大", false);
    check("改造濱河東路一段", "河?xùn)|路", false);
    check("鋪設燃氣網管", "燃?xì)饩W(wǎng)管", false);
    check("嚴控揚塵行為", "控?fù)P塵", false);
}

/// A lone byte before what looks like punctuation.
#[test]
fn readings_begun_anew() {
    check("提高三個百分點。現代農業快速增長", "?，F(xiàn)代", true);
    check("沒有發生新增病例。“三大攻堅戰”取得成效", "?！叭\u{e41d}蠊\u{e68d}?jiān)戰(zhàn)", true);
    check("普及率達到六成。基礎設施完善", "?；\u{e2a6}A(chǔ)設施", true);
    check("推動養殖業規模化發展", "規?；\u{e1e5}l(fā)展", true);
}

/// What a reading out of step ate is not made up: here a digit, there the byte of a character.
#[test]
fn lost_for_good() {
    // 獎 is read from 要 and the byte before 3; 84 then takes the digit along.
    let damaged = on_page("發展要?jiǎng)?項", true);
    let (restored, _) = restore(&damaged);
    assert!(restored.ends_with("要\u{fffd}\u{fffd}項"), "{restored}");
    // Nothing around says which character it was.
    let damaged = on_page("乙?,F(xiàn)乙", true);
    let (restored, _) = restore(&damaged);
    assert!(restored.ends_with("乙\u{fffd}現乙"), "{restored}");
}

/// A reader wants to see where bytes were lost, and what is read there in the end.
#[test]
fn mended_places_are_reported_as_they_read() {
    let damaged = on_page("住房因?yàn)?zāi)受損，推動養殖規?；\u{e1e5}l(fā)展", false);
    let source = from_text("", &damaged).expect("it is text").source;
    let repaired = Repairer::default().repair(&source);
    let seen: Vec<_> = repaired.defects.iter().map(|d| (d.kind, d.repair.as_deref())).collect();
    assert_eq!(seen, [(DefectKind::Mojibake, Some("灾")), (DefectKind::Mojibake, Some("模化发"))]);
    assert_eq!(repaired.defects[0].span.slice(&damaged), Some("?yàn)?zāi)"));
    let chosen = &repaired.defects[1].message;
    assert!(chosen.contains("a byte was lost; chosen by the words around it"), "{chosen}");
    let edits = repaired.clean.edits.iter().filter(|edit| edit.kind == EditKind::Mojibake);
    assert_eq!(edits.map(|edit| edit.confidence).collect::<Vec<_>>(), [1.0, super::CHOSEN]);
    // Without the restorer readings in step are removed all the same, and the rest stays as it is.
    let without = Repairer::builder().only(&[EditKind::Pinyin]).build().repair(&source);
    let expected = format!("{PAGE}\n住房因?yàn)?zāi)受損，推動養殖規?；\u{e1e5}l(fā)展");
    assert_eq!(without.clean.text, expected);
}

/// What no hypothesis explains is reported and stays.
#[test]
fn reported_only() {
    for line in ["青川?zāi)縣", "青川\u{e782}縣", "青川縣?，\u{e782}"] {
        let damaged = on_page(line, false);
        let (restored, reported) = restore(&damaged);
        assert_eq!(restored, format!("{PAGE}\n{line}"));
        assert_eq!(reported.len(), 1, "{line}: {reported:?}");
    }
}

#[test]
fn the_copyright_sign() {
    let (restored, _) = restore(&on_page("青川縣人民政府 ? 版權(quán)所有", true));
    assert!(restored.ends_with("政府 © 版權所有"), "{restored}");
}

/// Genuine question marks, glosses and odd characters of a damaged page.
#[test]
fn leaves_what_is_no_damage() {
    for normalised in [true, false] {
        for line in [
            "什么?!真的嗎?!",
            "你說什么?,我沒聽清",
            "你說什么？，我沒聽清",
            "？！",
            "價格:?;庫存:?",
            "?,?,?",
            "??!??",
            "為什么??！因為",
            "窯洞(yáo dòng)，洪洞(tóng)，GDP(gdp)，首頁（home）",
            "f(x)=F(x)+C，A(xiàn)",
            "真的?A股上漲",
            "他問?,F組回答",
            "注音(zhù yīn)?",
            "Copyright ? 2020",
            "©、®、𠀀",
        ] {
            let text = on_page(line, normalised);
            let (restored, reported) = restore(&text);
            assert_eq!(restored, format!("{}\n{line}", width(PAGE, normalised)));
            assert_eq!(reported, [], "{line}");
        }
    }
}

/// Without a page of annotations nothing is damage.
#[test]
fn leaves_other_pages() {
    for text in [
        "因?yàn)?zāi)受損",
        "張?bào)w育名片",
        "病例?!叭\u{e41d}蠊\u{e68d}?jiān)戰(zhàn)",
        "發(fā)展?,F(xiàn)代",
        "\u{e782}",
    ] {
        assert_eq!(restore(text), (text.to_owned(), vec![]));
    }
}

const WORDS: &[&str] = &[
    "經濟",
    "發展",
    "產業",
    "政府",
    "工作",
    "建設",
    "加快",
    "推進",
    "農村",
    "城市",
    "改革",
    "社會",
    "教育",
    "環境",
    "企業",
    "項目",
    "投資",
    "增長",
    "提高",
    "質量",
    "數字",
    "技術",
    "創新",
    "服務",
    "管理",
    "安全",
    "生活",
    "人民",
    "群眾",
    "干部",
    "現代",
    "基礎",
    "設施",
    "交通",
    "公路",
    "水利",
    "資源",
    "生態",
    "文化",
    "旅游",
    "醫療",
    "衛生",
    "體育",
    "就業",
    "收入",
    "增長12.5%",
    "億元",
    "地區",
    "擴大",
    "網絡",
    "要務",
    "災害",
    "獎勵",
    "範圍",
];

/// Random words, now and then with a mark between two.
fn text() -> impl Strategy<Value = String> {
    let mark = prop::sample::select(&["", "", "", "，", "。", "、", "；", "："][..]);
    let word = (prop::sample::select(WORDS), mark).prop_map(|(word, mark)| format!("{word}{mark}"));
    prop::collection::vec(word, 1..60).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Random text is restored, whatever the order of the keys, when no byte is lost. Where one is, U+FFFD
    /// represents it.
    #[test]
    fn damage_is_undone(
        clean in text(),
        keys in Just(keys()).prop_shuffle(),
        normalised: bool,
    ) {
        let damaged = damage(&clean, &keys, || false, normalised);
        let (restored, reported) = restore(&on_page(&damaged, normalised));
        prop_assert_eq!(reported, []);
        if !restored.contains('\u{fffd}') {
            prop_assert_eq!(restored, format!("{}\n{}", width(PAGE, normalised), width(&clean, normalised)));
        }
    }

    /// With bytes lost in cuts, what is not restored still shows: as U+FFFD, as a report, or as the
    /// question mark that no clean text here has.
    #[test]
    fn cuts_are_undone_or_seen(
        clean in text(),
        keys in Just(keys()).prop_shuffle(),
        cuts in prop::collection::vec(any::<bool>(), 64),
        normalised: bool,
    ) {
        let mut cuts = cuts.into_iter().cycle();
        let damaged = damage(&clean, &keys, || cuts.next().unwrap_or(false), normalised);
        let (restored, reported) = restore(&on_page(&damaged, normalised));
        if reported.is_empty() && !restored.contains(['?', '\u{fffd}']) {
            prop_assert_eq!(restored, format!("{}\n{}", width(PAGE, normalised), width(&clean, normalised)));
        }
    }
}

/// Linear in the text, whatever is repeated.
#[test]
fn megabytes_of_one_thing() {
    for unit in ["(", "?", "報(bào)", "報(bào)?", "?bào)", "因?yàn)?zāi)", "?,", "\u{e782}", "人?,叭"]
    {
        restore(&on_page(&unit.repeat((1 << 16) / unit.len()), true));
    }
}
