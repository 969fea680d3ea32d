//! What the reading of web pages promises: tokens as html5ever has them, text as a reader sees it.

use std::cell::RefCell;

use html5ever::{
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{
        TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::RawKind::{Rawtext, Rcdata, ScriptData},
    },
};

use super::{
    plan, reference,
    scan::{Kind, Raw, Scanner},
};
use crate::fixers::testing::{leaves, repairs};

/// A token as both tokenizers can say it: characters run together, comments are silent.
#[derive(Debug, PartialEq)]
enum Said {
    Characters(String),
    Start(String),
    End(String),
}

fn say(said: &mut Vec<Said>, characters: &str) {
    match said.last_mut() {
        _ if characters.is_empty() => {}
        Some(Said::Characters(run)) => run.push_str(characters),
        _ => said.push(Said::Characters(characters.to_owned())),
    }
}

/// html5ever's tokens, with the states that its tree builder would switch to.
fn theirs(text: &str) -> Vec<Said> {
    #[derive(Default)]
    struct Sink(RefCell<Vec<Said>>);
    impl TokenSink for Sink {
        type Handle = ();
        fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
            let mut said = self.0.borrow_mut();
            match token {
                Token::CharacterTokens(text) => say(&mut said, &text),
                Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                    said.push(Said::Start(tag.name.to_string()));
                    return match &*tag.name {
                        "script" => TokenSinkResult::RawData(ScriptData),
                        "title" | "textarea" => TokenSinkResult::RawData(Rcdata),
                        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => {
                            TokenSinkResult::RawData(Rawtext)
                        }
                        _ => TokenSinkResult::Continue,
                    };
                }
                Token::TagToken(tag) => said.push(Said::End(tag.name.to_string())),
                _ => {}
            }
            TokenSinkResult::Continue
        }
    }
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    let opts = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Sink::default(), opts);
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}

/// The scanner's pieces, which tile the text.
fn ours(text: &str) -> Vec<Said> {
    let (mut said, mut at) = (Vec::new(), 0);
    for piece in Scanner::new(text) {
        assert_eq!(piece.range.start, at, "{text:?}: the pieces tile the text");
        assert!(piece.range.end > at, "{text:?}: no piece is empty");
        at = piece.range.end;
        let words = &text[piece.range];
        match piece.kind {
            Kind::Text | Kind::Raw(Raw::Characters(_)) => say(&mut said, &characters(words)),
            Kind::Raw(_) => say(&mut said, &unified(words)),
            Kind::Start(name) => said.push(Said::Start(name.to_ascii_lowercase())),
            Kind::End(name) => said.push(Said::End(name.to_ascii_lowercase())),
            Kind::Nothing => {}
        }
    }
    assert_eq!(at, text.len(), "{text:?}: the pieces tile the text");
    said
}

fn characters(mut words: &str) -> String {
    let mut out = String::new();
    while let Some(at) = words.find('&') {
        out.push_str(&unified(&words[..at]));
        let (length, decoded) = reference::read(&words[at..]).unwrap_or((1, "&".to_owned()));
        out.push_str(&decoded);
        words = &words[at + length..];
    }
    out + &unified(words)
}

/// The standard has one line end.
fn unified(words: &str) -> String {
    words.replace("\r\n", "\n").replace('\r', "\n")
}

#[test]
fn cuts_where_html5ever_cuts() {
    for text in [
        "<p>一</p>",
        "<P CLASS=x>一</P >",
        "a<b",
        "a<b>c",
        "1<2 且 3>2",
        "</>一</ p>二</",
        "<a title='>' href=\">\" x=a>b>一",
        "<a =\">二",
        "<a b/=\"c\">d\">",
        "<a b = c>一<a b=>二<a/b/>三<a b='c'd>四",
        "<!-->一<!--->二<!-- -- > -->三<!--a--!>四<!----!>五<!--a--!-->六<!--",
        "<!-- <!-- --> -->",
        "<!doctype html PUBLIC \"-//W3C\">一<!DOCTYPE>二<![CDATA[三]]>四<?xml a?>五<!x>六",
        "<script>if (a<b) '</p>' </script >一",
        "<script><!-- <script> </script> --> </script>一",
        "<script><!--><script></script>一",
        "<script><!-- <script/ </script/ </scriptx> <scriptx> </script\n>一",
        "<SCRIPT></sCript/x>一<script",
        "<style>a > b { } </p></style>一<title>A&amp;B</p></title>二<title>三",
        "<textarea><p></textarea>一<noscript><p>二</noscript>三<iframe><p></iframe>",
        "&ldquo;&nbsp&#8220;&#x4e00;&unknown;&&amp&ampx&notit;&#;&#x;&",
        "一\r\n二\r三<a\r\nb>",
        "<div",
        "<div a=\"",
        "<div a='一'",
        "<",
        "<a<b>c</a<d>e",
    ] {
        assert_eq!(ours(text), theirs(text), "{text:?}");
    }
}

/// Every way to string up to six of these together would be too many: a fixed pseudo-random walk takes 60,000.
#[test]
fn cuts_where_html5ever_cuts_at_random() {
    const PARTS: [&str; 44] = [
        "<",
        ">",
        "/",
        "!",
        "-",
        "--",
        "=",
        "\"",
        "'",
        " ",
        "\n",
        "\r",
        "&",
        ";",
        "#",
        "x",
        "a",
        "amp",
        "not",
        "1",
        "一",
        "。",
        "?",
        "[CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<p",
        "</p",
        "<p>",
        "<script",
        "</script",
        "<script>",
        "</script>",
        "<title>",
        "</title>",
        "<style>",
        "</style",
        "<!doctype",
        "&#8220",
        "&ldquo;",
        "<a href=",
        "</",
        "\u{feff}",
    ];
    let mut seed: u32 = 20_240_118;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for _ in 0..60_000 {
        let text: String = (0..1 + random(12)).map(|_| PARTS[random(PARTS.len())]).collect();
        assert_eq!(ours(&text), theirs(&text), "{text:?}");
    }
}

#[test]
fn reads_what_a_reader_sees() {
    for (page, expected) in [
        ("<p>一、回顾</p>\n<p>增长<b>5.7</b>%。</p>", "一、回顾\n\n增长5.7%。"),
        (
            "<html>\u{feff}<head><style>p > a {}</style></head><body>\n  <div>报告</div>\n</body></html>",
            "\u{feff}\n\n报告",
        ),
        ("\u{feff}<!doctype html>\n报告<script>'<p>'</script><!-- 注 -->人", "报告人"),
        ("<div>第一段。<br>　　第二段。<br/><br>第三段。</div></div>", "第一段。\n　　第二段。\n\n第三段。"),
        ("<table><tr><td>粮食</td>\n<td>产量</td></tr><tr><td>蔬菜</td></tr></table>", "粮食\t产量\n\n蔬菜"),
        ("<p>推动创新集\n    聚区、GDP\nGrowth</p><p></p>", "推动创新集聚区、GDP Growth"),
        ("<p><a href=x>首页</a>\n<a>新闻</a>的<a>链接</a>，</p></p>", "首页 新闻的链接，"),
        ("<div>面积<select><option>站点</select>10m<sup>2</sup></div></div>", "面积10m²"),
        ("<p>R&D占比&lt;2%&nbsp;，“&ldquo;四上&#8221;”</p></p>", "R&D占比<2%\u{a0}，““四上””"),
        ("<pre>一行\n  二行</pre><p>三行</p>", "一行\n  二行\n\n三行"),
    ] {
        repairs(plan, page, expected);
    }
}

#[test]
fn sets_the_title_of_the_page_aside() {
    let page = "<html><head><title>\n 澜溪市政府工作报告 </title></head><body><h1>报告</h1></body></html>";
    let mut plans = Vec::new();
    plan(page, &mut plans);
    let title: Vec<_> = plans.iter().filter(|plan| plan.reason() == Some("page title")).collect();
    assert_eq!(title.len(), 1);
    assert_eq!(&page[title[0].range.clone()], "澜溪市政府工作报告");
    repairs(plan, page, "\n\n报告");
}

/// Cells of single digits must not be read as the digits of one number.
#[test]
fn numbers_of_neighbouring_cells_stay_apart() {
    let row = "<table><tr><td>学校</td><td>3</td><td>5</td> <td>8</td></tr></table>";
    repairs(plan, row, "学校\t3，5，8");
}

/// What opens and is never closed must not swallow the report.
#[test]
fn an_unclosed_list_of_links_hides_nothing() {
    repairs(plan, "<p>报告</p><select><option>省<p>增长。</p>", "报告\n\n省\n\n增长。");
}

#[test]
fn leaves_texts_that_are_no_pages() {
    leaves(
        plan,
        &[
            "换行写作<br>，段落写作<p>。\n第二行。",
            "若a<b且b>c，则a<c。",
            "网页由<p>、<div>、<td>、<br>等标记组成。",
            "第一段。\n第二段。\n第三段<br>第四段<br>第五段<br>第六段<br>第七段。\n第八段\n第九段\n第十段\n末\n尾\n行",
            "R&amp;D经费 &ldquo;",
            "<书名>\n<作者>",
            "正文\n<html>",
        ],
    );
}
