//! The markup as a browser would see it: elements closed in their order, nothing of a report taken for markup, no mark
//! dropped, the text as it is, and all of it in linear time and bounded size.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::time::Instant;

use baogao_core::{Defect, DefectKind, Report, Span};
use baogao_html::{card, page, repaired};
use baogao_parser::Parser;

const TEXT: &str = "一、2023年工作回顾\n全年地区生产总值完成120 亿元,增长5.5%。\n\n\
                    二、2024年工作安排\n（一）做强产业。地区生产总值增长6%左右，年底前建成“一刻钟”生活圈。\n\
                    名词解释\n1.“一刻钟”生活圈：步行15分钟可达的服务。\n";

fn read(text: &str) -> Report {
    Parser::default().parse_text("sample", text).unwrap_or_else(|error| panic!("{error}"))
}

/// The text of a piece of markup; fails where an element is not closed in its order, or its name is none of ours.
fn text_of(markup: &str) -> String {
    const NAMES: [&str; 42] = [
        "html", "head", "title", "style", "script", "body", "header", "nav", "main", "article", "aside",
        "footer", "section", "div", "form", "fieldset", "legend", "label", "button", "output", "h1", "h2",
        "h3", "h4", "h5", "h6", "p", "b", "mark", "ol", "ul", "li", "a", "span", "small", "strong", "code",
        "kbd", "dl", "dt", "dd", "details",
    ];
    const TABLE: [&str; 9] = ["summary", "table", "thead", "tbody", "tr", "th", "td", "ins", "del"];
    let (mut open, mut text) = (Vec::new(), String::new());
    let mut parts = markup.split('<');
    text.push_str(parts.next().unwrap());
    let mut raw = false;
    for part in parts {
        // Styles and the script are ours, and hold no end tag.
        if raw && !part.starts_with("/style") && !part.starts_with("/script") {
            continue;
        }
        let (tag, rest) = part.split_once('>').unwrap_or_else(|| panic!("<{part} is not closed"));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "</{name}>");
        } else if !matches!(name, "!DOCTYPE" | "meta" | "link" | "input") {
            assert!(NAMES.contains(&name) || TABLE.contains(&name), "<{name}>");
            open.push(name);
        }
        raw = matches!(open.last(), Some(&"style" | &"script"));
        if !raw {
            text.push_str(rest);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn article(page: &str) -> &str {
    let start = page.find("<article id=\"text\">").unwrap();
    &page[start..start + page[start..].find("</article>").unwrap() + "</article>".len()]
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.is_empty()).collect()
}

/// The laws of every page; returns it.
#[track_caller]
fn check(report: &Report) -> String {
    let page = page(report);
    text_of(&page);
    let shown = text_of(article(&page));
    assert_eq!(lines(&shown), lines(&report.clean.text));
    let pledges =
        report.targets.iter().filter(|target| target.form != baogao_core::TargetForm::Figure).count();
    let mentions: usize = report.glossary.iter().map(|term| term.mentions.len()).sum();
    for (letter, count) in
        [('f', report.figures.len()), ('t', pledges), ('g', mentions), ('x', report.defects.len())]
    {
        assert_eq!(page.matches(&format!("data-record=\"{letter}")).count(), count, "marks of {letter}");
    }
    // Every mark has one record, and every record's row leads to its mark.
    let marks = page.matches("data-record=\"").count();
    assert_eq!(page.matches("<a href=\"#m").count(), marks);
    for id in (0..marks).map(|number| format!("id=\"m{number}\"")).take(50) {
        assert_eq!(page.matches(&id).count(), 1, "{id}");
    }
    for id in (0..report.sections.len()).map(|number| format!("id=\"s{number}\"")) {
        assert_eq!(page.matches(&id).count(), 1, "{id}");
    }
    let card = card(report);
    text_of(&card);
    assert!(card.len() < 300_000, "{} bytes", card.len());
    page
}

#[test]
fn a_report_has_its_page() {
    let page = check(&read(TEXT));
    assert!(page.contains("<h2 id=\"s0\">一、2023年工作回顾"), "{}", article(&page));
    assert!(page.contains("<b id=\"s2\">（一）做强产业"), "{}", article(&page));
    assert!(page.contains("id=\"g0\""));
    let sign = "<mark class=\"edit sign\"";
    assert!(article(&page).contains(sign), "a deleted blank line has a sign");
}

/// Spans that overlap, nest, touch, are empty or cover everything.
#[test]
fn no_mark_is_dropped() {
    let mut report = read(TEXT);
    let text = report.source.text.clone();
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut state = 1_u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for round in 0..60 {
        report.defects.clear();
        for _ in 0..round {
            let (a, b) = (places[draw(places.len())], places[draw(places.len())]);
            report.defects.push(Defect {
                span: Span::from_range(a.min(b)..a.max(b)),
                kind: DefectKind::Other,
                message: "<what & \"why\">".to_owned(),
                repair: None,
            });
        }
        check(&report);
    }
}

#[test]
fn markup_in_a_report_is_text() {
    let attack = "</title></style></script><script>alert(1)</script>\"'><img src=x onerror=alert(2)><!--&lt;";
    let mut report = read(&TEXT.replace("产业", attack).replace("生活圈", attack));
    let meta = &mut report.meta;
    for field in
        [&mut meta.title, &mut meta.jurisdiction, &mut meta.speaker, &mut meta.congress, &mut meta.adcode]
    {
        *field = Some(attack.to_owned());
    }
    report.source.name = attack.to_owned();
    for figure in &mut report.figures {
        figure.indicator = attack.to_owned();
        figure.modality = Some(attack.to_owned());
        figure.indicator_id = Some(attack.to_owned());
        figure.quantity.qualifier = Some(attack.to_owned());
        if let Some(unit) = &mut figure.quantity.unit {
            unit.text = attack.to_owned();
        }
    }
    let page = check(&report);
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("</style>").count(), 1);
    assert!(!card(&report).contains("<script") && !page.contains("<img"));
    let source = baogao_text::from_text("", &format!("增长 8％{attack}\n")).unwrap().source;
    let clean = baogao_text::Repairer::default().repair(&source).clean;
    text_of(&repaired(&source.text, &clean));
}

/// A number in a report is no place in it.
#[test]
fn wrong_numbers_harm_nothing() {
    let mut report = read(TEXT);
    for figure in &mut report.figures {
        figure.section = Some(1000);
    }
    report.sections[0].parent = Some(0);
    report.sections[1].parent = Some(1000);
    check(&report);
}

/// Below this many seconds the clock says little.
const MEASURABLE: f64 = 0.005;

/// Megabytes of anything: in the time and the size of the text and its marks.
#[test]
fn garbage_is_linear() {
    let deep: String = (0..400).map(|n| format!("{}{n}、标题\n", "#".repeat(n % 7))).collect();
    let slow = cfg!(debug_assertions);
    let size = if slow { 200_000 } else { 2_000_000 };
    for seed in [
        "增长5%，",
        "a",
        "\n",
        "一、甲\n",
        "1亿元",
        "8 ％\n\n",
        "<",
        "“三农”",
        "&nbsp; ",
        "報(bào)告",
        "\u{3000}\n",
        &deep,
        "力争建成市博物馆，居民收入增长与经济增长同步，",
    ] {
        // White space alone is no text.
        let of_size = |size: usize| read(&format!("报告{}", seed.repeat(size / seed.len())));
        let (half, report) = (of_size(size / 2), of_size(size));
        let seconds = |report: &Report| {
            let started = Instant::now();
            let shown = (page(report), card(report));
            (started.elapsed().as_secs_f64(), shown)
        };
        // Twice the report takes about twice as long; a busy machine gets more attempts.
        let growth = |_| seconds(&report).0 / seconds(&half).0.max(MEASURABLE);
        let growths: Vec<f64> = (0..5).map(growth).take_while(|growth| *growth > 3.0).collect();
        assert!(growths.len() < 5, "{seed:?}: twice the report takes {growths:.1?} times as long");
        let (took, (page, card)) = seconds(&report);
        let facts = report.figures.len()
            + report.targets.len()
            + report.sections.len()
            + report.defects.len()
            + report.clean.edits.len();
        assert!(
            page.len() < 200_000 + 6 * report.source.text.len() + 1500 * facts,
            "{seed:?}: {}",
            page.len()
        );
        assert!(card.len() < 300_000, "{seed:?}: {}", card.len());
        if !slow {
            println!(
                "{:?}: {:?}, page {} bytes, {facts} facts",
                &seed[..seed.len().min(24)],
                took,
                page.len()
            );
        }
    }
}
