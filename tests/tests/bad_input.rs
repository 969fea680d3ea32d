//! Bad input: a clear error, or an honest report with a defect; never a panic, never a hang.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use baogao::{Encoding, Error, ErrorKind, Parser};
use baogao_tests::{check_laws, check_linear, samples};
use proptest::prelude::*;

fn fails(bytes: &[u8]) -> Error {
    Parser::default().parse("bad", bytes).expect_err("this is no text")
}

#[test]
fn no_text_at_all() {
    for empty in [&b""[..], b" \r\n\t ", "\u{feff}\n".as_bytes()] {
        assert_eq!(fails(empty).kind, ErrorKind::Empty);
    }
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    let error = fails(png);
    assert_eq!((error.kind, error.offset), (ErrorKind::Binary, 8));
    assert!(error.message.contains("extract the text"), "it says what to do: {error}");
}

/// One gibibyte of zeros is refused before it is looked at.
#[test]
fn a_gibibyte_of_zeros() {
    let zeros = vec![0_u8; 1 << 30];
    let error = fails(&zeros);
    assert_eq!(error.kind, ErrorKind::TooLarge);
    assert_eq!(fails(&zeros[..1 << 20]).kind, ErrorKind::Binary);
}

#[test]
fn texts_that_are_no_reports() {
    let recipe = "红烧茄子\n茄子2根切条，加盐10克腌15分钟。热锅倒油50毫升，下蒜末爆香。";
    let english = "The quick brown fox jumps over the lazy dog.\nIt grew 5.5% in 2023.";
    for text in [recipe, english, "1", "。", "\u{fffd}\u{fffd}"] {
        let report = Parser::default().parse_text("other", text).expect("it is text");
        check_laws(&report);
        assert!(report.meta.jurisdiction.is_none() && report.meta.plan_year.is_none());
        let honest = report.defects.iter().any(|defect| defect.message.contains("nothing here shows"));
        assert!(honest, "{text}: the report says that it is none");
    }
}

/// A report that ends early has the figures of the whole one up to there, at the same places.
#[test]
fn truncated_reports_say_what_they_still_hold() {
    for (name, bytes) in samples() {
        let whole = Parser::default().parse(&name, &bytes).expect("it is text");
        for keep in [1, 2, 3] {
            // Cut in the middle of a character too.
            let part = &bytes[..bytes.len() * keep / 4 + 1];
            let report = Parser::default().parse(&name, part).expect("it is text");
            check_laws(&report);
            // The last line is cut, and so may its sentence be.
            let end = report.source.text.rfind('\n').unwrap_or(0);
            let facts = |report: &baogao::Report| -> Vec<_> {
                let before = report.figures.iter().filter(|figure| figure.source_span.end() as usize <= end);
                before.map(|figure| (figure.source_span, figure.quantity.clone(), figure.measure)).collect()
            };
            assert!(end > 0 && facts(&report) == facts(&whole), "{name}, {keep} quarters");
        }
    }
}

#[test]
fn mixed_encodings_become_defects() {
    let mut bytes = "一、2023年工作回顾\n地区生产总值完成120亿元。\n".repeat(20).into_bytes();
    let at = bytes.len();
    // The same sentence in GBK, pasted behind UTF-8.
    bytes.extend([0xB5, 0xD8, 0xC7, 0xF8, 0xC9, 0xFA, 0xB2, 0xFA, 0x0A]);
    let report = Parser::default().parse("mixed", &bytes).expect("it is text");
    check_laws(&report);
    assert_eq!(report.source.encoding, Encoding::Utf8);
    assert_eq!(report.figures.len(), 20);
    let defect =
        report.defects.iter().find(|defect| !defect.span.is_empty()).expect("malformed bytes are reported");
    assert!(report.source.bytes_of(defect.span).start() as usize >= at, "it points to the place");
}

/// Encodings that are read give the same report.
#[test]
fn one_report_in_every_encoding() {
    let text = "一、2023年工作回顾\n全年地区生产总值完成120亿元，增长5.5%。社会消费品零售总额达到40亿元。";
    let expected = Parser::default().parse_text("report", text).expect("it is text");
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let report = Parser::default().parse("report", &wide).expect("it is text");
    assert_eq!(report.source.encoding, Encoding::Utf16Le);
    check_laws(&report);
    let facts = |report: &baogao::Report| -> Vec<_> {
        report.figures.iter().map(|f| (f.indicator.clone(), f.quantity.clone(), f.period)).collect()
    };
    assert_eq!(facts(&report), facts(&expected));
    assert_eq!(facts(&report).len(), 3);
}

/// Every wording of a range of years, before values that take turns: mentions of years are disjoint.
#[test]
fn ranges_of_years_with_turns() {
    for from in ["2018年", "2018", "二〇一八年", "“十三五”末", "2018年、2019年", "2017年至2018年"]
    {
        for to in ["至", "到", "—", "-", "～", "至年", "、", "和", ""] {
            for values in ["分别6%、7%", "分别增长6%、7%和8%", "收入分别高于全省0.6个、0.7个百分点"]
            {
                let text = format!(
                    "一、2021年工作回顾\n{from}{to}2021年，城乡收入{values}。2021年{from}{to}{values}"
                );
                check_laws(&Parser::default().parse_text("years", &text).expect("it is text"));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Pieces of text in an encoding with bytes of none between them: what a damaged file holds. Control bytes, which no
    /// text has, would end most cases at the border.
    #[test]
    fn any_bytes(
        pieces in prop::collection::vec(
            prop_oneof![
                prop::sample::select(WORDS).prop_map(|word| word.as_bytes().to_vec()),
                prop::sample::select(WORDS).prop_map(|word| encoding_rs::GB18030.encode(word).0.into_owned()),
                prop::sample::select(WORDS).prop_map(|word| encoding_rs::BIG5.encode(word).0.into_owned()),
                prop::collection::vec(0x80..=0xFF_u8, 1..4),
                prop::collection::vec(0x20..0x7F_u8, 1..4),
            ],
            1..60,
        ),
    ) {
        let bytes = pieces.concat();
        match Parser::default().parse("random", &bytes) {
            Ok(report) => check_laws(&report),
            Err(error) => prop_assert_eq!(error.kind, ErrorKind::Empty),
        }
    }

    /// Text made of what reports are made of, in any order.
    #[test]
    fn any_words(words in prop::collection::vec(prop::sample::select(WORDS), 0..120)) {
        let text = words.concat();
        if let Ok(report) = Parser::default().parse_text("random", &text) {
            check_laws(&report);
        }
    }
}

const WORDS: &[&str] = &[
    "一、",
    "（一）",
    "一是",
    "二是",
    "①",
    "——",
    "第一，",
    "1.",
    "\n",
    "\r\n",
    "　",
    " ",
    "，",
    "。",
    "；",
    "：",
    "、",
    "（",
    "）",
    "“",
    "”",
    "地区生产总值",
    "增长",
    "下降",
    "分别",
    "5.5%",
    "120亿元",
    "两万户",
    "百分之八点五",
    "三分之一",
    "一半",
    "1家至2家",
    "5-10位",
    "由",
    "到",
    "以上",
    "左右",
    "2023年",
    "十三亿五千万",
    "2×35万千瓦",
    "報(bào)",
    "告",
    "PM2.5",
    "名词解释",
    "工作回顾",
    "工作安排",
    "万",
    "亿",
    "千",
    "第",
    "个",
    "&nbsp;",
    "**",
    "．",
    "％",
    "１",
    "政府工作报告",
    "各位代表：",
    "2023223在",
    "第届人民代表大会",
    "\u{fffd}",
    "é",
    "𠀀",
    "的",
    "新增",
    "和",
];

/// Texts that once broke a law: figures that shared a sign, headings that held the next one.
#[test]
fn texts_that_broke_a_law() {
    for text in [
        "一、2006年工作回顾\n地区生产总值3300亿元，可比价增长1$1.$2%；进出口总额39$1.$2亿美元。",
        "一、2006年工作安排\n扩大内需有两条：一是靠投资，二是靠消费。我们都要做好。",
    ] {
        check_laws(&Parser::default().parse_text("found", text).expect("it is text"));
    }
}

/// A table without words: its figures end at the limit, and a defect says where.
#[test]
fn figures_are_in_proportion_to_the_text() {
    for unit in ["5%", "5%、", "5%。", "5%\n", "1个"] {
        let text = format!("一、2023年工作回顾\n{}", unit.repeat((1 << 18) / unit.len()));
        let report = Parser::default().parse_text("dense", &text).expect("it is text");
        let ends = |defect: &&baogao::Defect| defect.message.contains("figures are not read");
        let defect = report.defects.iter().find(ends).expect("the report says where its figures end");
        let last = report.figures.last().expect("there are figures before");
        assert!(defect.span.start() >= last.source_span.end(), "{unit}");
        assert_eq!(report.figures.len(), (text.len() / 48).max(4096), "{unit}");
        check_laws(&report);
    }
    let usual = "增长5%。".repeat(4000);
    let report = Parser::default().parse_text("usual", &usual).expect("it is text");
    assert_eq!(report.figures.len(), 4000, "few figures are read however dense they are");
}

/// A subject without end is the name of the first value and of no other.
#[test]
fn names_are_in_proportion_to_the_text() {
    let subject = "全市高标准推进城乡融合发展".repeat(80);
    for unit in ["5亿元、", "5个、", "，增长5%", "，增长5%以上"] {
        let text = format!("一、2024年工作安排\n{subject}{}", unit.repeat(3000));
        let report = Parser::default().parse_text("long", &text).expect("it is text");
        let named: usize = report.figures.iter().map(|figure| figure.indicator.len()).sum();
        assert!(named < 4 * text.len(), "{unit}: {named} bytes of names in {} bytes", text.len());
        // A figure that is a target has two records of some 500 bytes.
        let json = report.to_json().len();
        assert!(json < 2 * text.len() + 1200 * report.figures.len(), "{unit}: {json} bytes of JSON");
    }
}

/// Linear in the text: a megabyte of one thing takes no longer than the test's patience.
#[test]
fn megabytes_of_one_thing() {
    for unit in [
        "（一）",
        "一是",
        "分别",
        "1",
        "9.9%",
        "，",
        "(",
        "\n",
        "a\n",
        "\"2项",
        "由",
        "亿",
        "一",
        "增长",
        "报告(bào)",
        "第",
        "三次、",
        "1,111",
        "5个、",
    ] {
        let text = unit.repeat((1 << 20) / unit.len());
        let report = Parser::default().parse_text("long", &text);
        assert!(report.is_ok() || unit.trim().is_empty(), "{unit}");
    }
    // Sentences, headings and notes without end, where figures are targets.
    for unit in [
        "力争绿化率增长9.9%，",
        "在2025年绿化率9.9%，",
        "⑥甲乙丙丁\n",
        "六、甲乙丙丁\n我们建成了路。\n",
        "分别为5%、6%；",
        "由1亿元增加到2亿元，",
        "名词解释\n",
    ] {
        let text = format!("一、2025年工作安排\n{}", unit.repeat((1 << 18) / unit.len()));
        assert!(Parser::default().parse_text("long", &text).is_ok(), "{unit}");
    }
    // A phrase without end before one number, and years in the line that says when a report was delivered.
    for (unit, end) in [
        ("扎实推进", "5%"),
        ("为", "甲乙5%"),
        ("开工建设", "5个"),
        ("2023年甲乙丙丁", ""),
        ("“十四五”末", ""),
        ("五”末", "绿化率5%"),
    ] {
        let text = unit.repeat((1 << 20) / unit.len()) + end;
        assert!(Parser::default().parse_text("long", &text).is_ok(), "{unit}");
    }
    for unit in ["”", "“三”指", "五个、", "①", "；", "9", "。①【", "。①"] {
        let text = format!("名词解释\n1.三净：{}", unit.repeat((1 << 20) / unit.len()));
        assert_eq!(Parser::default().parse_text("long", &text).map(|r| r.glossary.len()), Ok(1), "{unit}");
    }
}

/// What is searched is in proportion to the text: a sentence cannot ask for as long a search as a report.
#[test]
fn short_texts_are_read_at_once() {
    let text = "發(fā)".repeat(9) + &"?".repeat(60);
    let plain = "增长5%。".repeat(8000);
    // A short text of the costliest kind takes less than a long one of sentences.
    let texts = [text, plain];
    check_linear("short", |which| {
        check_laws(&Parser::default().parse_text("short", &texts[2 - which]).expect("it is text"));
    });
}
