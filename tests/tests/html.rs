//! A saved web page gives the report that its text gives, and every fact leads back into the page.

#![cfg(feature = "html")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use baogao::{EditKind, Encoding, Figure, Parser, Repairer, Report, from_text};
use baogao_tests::{check_laws, check_linear, samples};
use proptest::prelude::*;

/// The bundled sample as the lines of its text.
fn lines() -> Vec<String> {
    let (_, bytes) =
        samples().into_iter().find(|(name, _)| name == "lanxi_2024.txt").expect("the sample is bundled");
    let text = String::from_utf8(bytes).expect("it is UTF-8");
    text.lines()
        .map(|line| line.trim_start_matches("# ").to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

fn read(name: &str, page: &[u8]) -> Report {
    let report = Parser::default().parse(name, page).expect("a page is text");
    check_laws(&report);
    report
}

fn figures(report: &Report) -> Vec<impl PartialEq + std::fmt::Debug + use<>> {
    let facts = |f: &Figure| {
        (f.indicator.clone(), f.canonical.clone(), f.quantity.clone(), f.kind, f.measure, f.period, f.section)
    };
    report.figures.iter().map(facts).collect()
}

/// The page says what the text says.
#[track_caller]
fn same(name: &str, page: &[u8]) -> Report {
    let text = read("text", lines().join("\n\n").as_bytes());
    let page = read(name, page);
    assert_eq!(page.meta, text.meta, "{name}");
    let headings = |report: &Report| -> Vec<_> {
        let heading = |s: &baogao::Section| (s.marker.clone(), s.heading.clone(), s.level, s.form, s.role);
        report.sections.iter().map(heading).collect()
    };
    assert_eq!(headings(&page), headings(&text), "{name}");
    assert_eq!(figures(&page), figures(&text), "{name}");
    assert!(page.figures.len() > 60, "{name}: the sample has figures");
    let terms = |report: &Report| -> Vec<_> {
        let term = |t: &baogao::Term| (t.number, t.term.clone(), t.definition.clone(), t.expansion.clone());
        report.glossary.iter().map(term).collect()
    };
    assert_eq!(terms(&page), terms(&text), "{name}");
    page
}

/// A line as the site of a government sets it: spans within spans, styles, and line ends wherever they fell.
fn nested(page: &mut String, line: &str) {
    let (head, tail) = line.split_at(line.char_indices().nth(6).map_or(line.len(), |(at, _)| at));
    let _ = write!(
        page,
        "\r\n      <p style=\"text-indent: 2em; font-family: '宋体', \"\r\n class=MsoNormal title='a > b'>\
         <span style=\"font-size:16pt\"><span lang=\"EN-US\"><o:p>&nbsp;&nbsp;</o:p></span><span>　{head}</span>\
         <!-- <p>注释</p> --><a href=\"/x?a=1&amp;b=2\">{tail}</a></span></p>"
    );
}

#[test]
fn a_page_of_nested_spans() {
    let mut page = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>澜溪市政府工作报告_澜溪市人民政府</title>\n\
                    <style>p > a::before { content: \"</p>\"; }</style>\n\
                    <script>if (1<2 && document.write('<p>增长99%</p>')) { /* 一、 */ }</script></head>\n<body>\n\
                    <noscript><p>请启用脚本，增长98%。</p></noscript>\
                    <div class=nav><ul><li><a>首页</a></li>\n<li><a>政务公开</a></li></ul>\
                    <select><option>增长97%</option></select></div><div id=\"zoom\">"
        .to_owned();
    lines().iter().for_each(|line| nested(&mut page, line));
    page.push_str("</div><div class=footer>主办单位：澜溪市人民政府办公室<br>网站标识码：0000000000</div></body></html>");
    let report = same("nested", page.as_bytes());
    for figure in &report.figures {
        let source = figure.source_span.slice(&report.source.text).unwrap();
        let clean = figure.span.slice(&report.clean.text).unwrap();
        assert!(source.starts_with(clean.chars().next().unwrap()), "{source} is where {clean} was read");
    }
    let reasons: Vec<_> = report.boilerplate().map(|part| part.reason).collect();
    assert!(reasons.contains(&"page title".to_owned()), "{reasons:?}");
    assert!(!report.clean.text.contains(['<', '>', '&']), "{}", report.clean.text);
}

#[test]
fn a_page_laid_out_in_tables() {
    let mut page = "<HTML><BODY><TABLE border=0><TR><TD>首页</TD><TD>新闻</TD></TR></TABLE>\
                    <table width=100%><tr><td><table><tbody><tr><td class=content>"
        .to_owned();
    for line in lines() {
        let _ = write!(page, "<div>　　{line}</div>\n\t<div><br></div>");
    }
    page.push_str("</td></tr></tbody></table></td></tr></table></BODY></HTML>");
    same("tables", page.as_bytes());
}

#[test]
fn a_page_whose_lines_end_with_br() {
    let page = format!("<div class=\"TRS_Editor\">{}</div>", lines().join("<br />\n<br />\n　　"));
    same("br", page.as_bytes());
}

#[test]
fn a_page_in_gbk_says_so() {
    let mut page =
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"></head>"
            .to_owned();
    lines().iter().for_each(|line| nested(&mut page, line));
    let (bytes, _, lossy) = encoding_rs::GBK.encode(&page);
    assert!(!lossy);
    let report = same("gbk", &bytes);
    assert_eq!(report.source.encoding, Encoding::Gb18030);
    // Down to the bytes of the file.
    for figure in &report.figures {
        let span = report.source.bytes_of(figure.source_span);
        let (text, _) = encoding_rs::GBK.decode_without_bom_handling(&bytes[span.range()]);
        assert_eq!(Some(&*text), figure.source_span.slice(&report.source.text));
    }
}

#[test]
fn a_page_with_references_for_all_punctuation() {
    let mut page = "\u{feff}<!doctype html><body>".to_owned();
    for line in lines() {
        page.push_str("<h3>");
        for (i, c) in line.chars().enumerate() {
            match c {
                '“' => page.push_str("&ldquo;"),
                '”' => page.push_str("&rdquo;"),
                '—' => page.push_str("&mdash;"),
                ' ' => page.push_str("&nbsp"),
                c if c.is_alphanumeric() => page.push(c),
                c if i % 2 == 0 => page.push_str(&format!("&#{};", u32::from(c))),
                c => page.push_str(&format!("&#x{:X};", u32::from(c))),
            }
        }
        page.push_str("</h3>");
    }
    let report = same("references", page.as_bytes());
    let share = report
        .figures
        .iter()
        .find(|figure| figure.span.slice(&report.clean.text).is_some_and(|text| text.ends_with('%')))
        .unwrap();
    let source = share.source_span.slice(&report.source.text).unwrap();
    assert!(source.ends_with("&#37;") || source.ends_with("&#x25;"), "{source}");
}

/// Cut anywhere, a page still gives what it holds.
#[test]
fn truncated_pages() {
    let mut page = "<!doctype html><head><title>报告</title></head><body><div>".to_owned();
    lines().iter().take(8).for_each(|line| nested(&mut page, line));
    for keep in (15..page.len()).step_by(7) {
        let _ = Parser::default().parse("cut", &page.as_bytes()[..keep]).map(|report| check_laws(&report));
    }
}

/// Linear in the text: a megabyte of one thing takes no longer than the test's patience.
#[test]
fn megabytes_of_markup() {
    let nested = format!("<!doctype html>{}增长5%。{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let mut pages = vec![("nested".to_owned(), nested)];
    for unit in [
        "<",
        "<a ",
        "<a a",
        "&",
        "&#",
        "&amp",
        "&a",
        "<!",
        "<!--",
        "--",
        "</",
        "<script",
        "<script>",
        "<script><!--",
        "<select>",
        "<svg></svg>",
        "<p>",
        "<br>",
        "<td>一",
        "<sup>1",
        "<title>",
        "<title>x</title>",
        "<a '",
        "<a =\"",
        " \n",
        "<b>\n",
    ] {
        pages.push((unit.to_owned(), unit.repeat((1 << 19) / unit.len())));
    }
    // Every attribute of another name: quadratic where duplicates are looked for.
    let attributes = |count: usize| -> String { (0..count).map(|i| format!(" a{i}")).collect() };
    pages.push(("attributes".to_owned(), String::new()));
    for (name, part) in pages {
        check_linear(&name, |times| {
            let page = match name.as_str() {
                "attributes" => format!("<!doctype html><p{}>增长5%。", attributes(75_000 * times)),
                _ => format!("<!doctype html>{}增长5%。", part.repeat(times)),
            };
            let source = from_text(&name, &page).expect("it is text").source;
            let repaired = Repairer::builder().only(&[EditKind::Html]).build().repair(&source);
            assert!(repaired.clean.text.len() <= page.len(), "{name}");
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Tags, references and words in any order.
    #[test]
    fn any_markup(parts in prop::collection::vec(prop::sample::select(PARTS), 0..80)) {
        let page = format!("<html>{}", parts.concat());
        if let Ok(report) = Parser::default().parse_text("random", &page) {
            check_laws(&report);
        }
    }
}

const PARTS: &[&str] = &[
    "<p>",
    "</p>",
    "<br>",
    "<div class=a>",
    "</div>",
    "<td>",
    "</td>",
    "<a href='>'>",
    "</a>",
    "<sup>",
    "</sup>",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<select>",
    "</select>",
    "<!--",
    "-->",
    "<",
    ">",
    "&",
    "&nbsp;",
    "&ldquo;",
    "&#8220;",
    "&lt;",
    "\n",
    "\r\n",
    " ",
    "　",
    "一、",
    "（一）",
    "2023年工作回顾",
    "地区生产总值",
    "增长",
    "5.5%",
    "120亿元",
    "，",
    "。",
    "报告(bào)",
    "報(bào)",
    "“四上”",
    "名词解释",
    "1.",
    "<pre>",
    "</pre>",
    "\u{feff}",
    "\u{fffd}",
    "𠀀",
];
