//! What is not the report. Owns the recognition of site navigation, publication lines, footers and page credits
//! around the report's text; the strings that show them are in `lexicon/furniture.tsv`. What a page prints twice is
//! the business of `copies` and `pages`.
//!
//! Assumptions: a page has its navigation before the report's title and its footer behind the last sentence of the
//! report; no sentence of a report is furniture, so a line between title and salutation is set aside only when a
//! string or the form of a machine shows it, and no footer is before a sentence that the lexicon does not know.

mod lexicon;

use baogao_lexicon::is_han;
use std::collections::HashMap;

use super::lines::{
    Line,
    evidence::{ends_paragraph, is_enumerated},
    lines,
};
use crate::repairer::Plan;
use lexicon::{LICENCE_NOTICE, Lexicon, Zone};

/// The header ends with the first line of running text of at least this many characters.
const BODY_LINE: usize = 80;
/// Sentences have at least this many characters; what is shorter may be a button.
const SENTENCE: usize = 20;
/// A line with an inner comma is running text from this many characters on.
const CLAUSES: usize = 25;
/// A line that shows the start of a footer is shorter than this, in characters.
const FOOTER_LINE: usize = 60;
/// What is glued to the last sentence of the report is at most so long, in characters.
const GLUED: usize = 120;
/// It runs on for at most this many characters.
const LICENCE: usize = 400;
/// Line ends between neighbours with a blank line between them.
const BLANK_LINE: usize = 2;
/// The longest title line.
const TITLE_LINE: usize = 40;
/// The name of the congress is at most this many lines before the title.
const CAPTION: usize = 3;
/// A headline that is further above the title, in lines, is the site's.
const MENU: usize = 8;
/// Entries of a list of links are at most so long, in characters.
const LINK: usize = 20;
/// This many of them behind the last sentence are a list of links; fewer when a footer follows.
const LINKS: (usize, usize) = (8, 3);

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let page = Page::of(text, Lexicon::get());
    let footer = page.footer_start();
    let header = Header::of(&page, footer);
    let mut aside = Aside { last: None, plans };
    for i in 0..header.end {
        if let Some(reason) = header.reason(&page, i) {
            aside.put(i, &page.lines[i], reason);
        }
    }
    for i in header.end..footer {
        if let Some(reason) = page.credit(i) {
            aside.put(i, &page.lines[i], reason);
        }
    }
    let mut reason = "site footer";
    for i in footer..page.lines.len() {
        reason = page.reason(i, Zone::Footer).unwrap_or(reason);
        aside.put(i, &page.lines[i], reason);
    }
}

/// Collects what is set aside; neighbours of one sort become one range, the line ends between them included.
struct Aside<'p> {
    last: Option<(usize, &'static str)>,
    plans: &'p mut Vec<Plan>,
}

impl Aside<'_> {
    fn put(&mut self, index: usize, line: &Line, reason: &'static str) {
        match (self.last.replace((index, reason)), self.plans.last_mut()) {
            (Some((before, same)), Some(plan))
                if before + 1 == index && same == reason && line.breaks <= BLANK_LINE =>
            {
                plan.range.end = line.range().end;
            }
            _ => self.plans.push(Plan::set_aside(line.range(), reason)),
        }
    }
}

/// A page by its lines; what a site glued to a sentence of the report is a line of its own.
struct Page<'t> {
    text: &'t str,
    lexicon: &'static Lexicon,
    lines: Vec<Line>,
}

impl<'t> Page<'t> {
    fn of(text: &'t str, lexicon: &'static Lexicon) -> Self {
        let mut lines = lines(text);
        let mut glued = lines
            .iter()
            .filter_map(|line| glue(text, line, lexicon))
            .collect::<Vec<_>>()
            .into_iter()
            .peekable();
        if glued.peek().is_some() {
            let mut parts = Vec::with_capacity(lines.len() + glued.len());
            for line in lines {
                match glued.next_if(|at| line.range().contains(at)) {
                    Some(at) => parts.extend(line.cut(text, at)),
                    None => parts.push(line),
                }
            }
            lines = parts;
        }
        Self { text, lexicon, lines }
    }

    fn words(&self, i: usize) -> &'t str {
        self.lines[i].text(self.text)
    }

    fn reason(&self, i: usize, zone: Zone) -> Option<&'static str> {
        self.lexicon.reason(self.words(i), zone)
    }

    /// Why a line of the body is no part of the report, if so.
    fn credit(&self, i: usize) -> Option<&'static str> {
        let (line, words) = (&self.lines[i], self.words(i));
        if line.chars > FOOTER_LINE || is_sentence(line, words) {
            return None;
        }
        self.reason(i, Zone::Credit).or(is_photo(words).then_some("photo caption"))
    }

    /// The first line behind the last sentence of the report that shows a footer or a list of links.
    fn footer_start(&self) -> usize {
        let end = self.lines.len();
        let Some(last) = self.last_sentence() else { return end };
        let behind = last + 1;
        let shows = |&i: &usize| {
            let reason = self.reason(i, Zone::Footer);
            reason == Some(LICENCE_NOTICE)
                || (self.lines[i].chars <= FOOTER_LINE
                    && (reason.is_some() || self.reason(i, Zone::Line).is_some()))
        };
        let footer = (behind..end).find(shows).unwrap_or(end);
        let is_link = |&i: &usize| {
            let words = self.words(i);
            self.lines[i].chars <= LINK && !ends_paragraph(words) && !is_enumerated(words) && !is_notes(words)
        };
        let links = (behind..footer).rev().take_while(is_link).count();
        let enough = if footer < end { LINKS.1 } else { LINKS.0 };
        if links >= enough { footer - links } else { footer }
    }

    /// The last sentence of the report: one that the lexicon does not know, or that follows no line that it knows.
    fn last_sentence(&self) -> Option<usize> {
        let (mut last, mut licence, mut in_footer) = (None, 0, false);
        for (i, line) in self.lines.iter().enumerate() {
            let words = line.text(self.text);
            // Of a long line only this is asked.
            let is_asked = line.chars <= GLUED || self.lexicon.may_be_licence(words);
            let reason = if is_asked { self.lexicon.reason(words, Zone::Footer) } else { None };
            if reason == Some(LICENCE_NOTICE) {
                licence = LICENCE;
                in_footer = true;
                continue;
            }
            let in_licence = licence > line.chars;
            licence = licence.saturating_sub(line.chars);
            let known = reason.is_some() && line.chars <= GLUED;
            if !is_sentence(line, words) {
                in_footer |= known;
            } else if !(in_licence || known && in_footer) {
                last = Some(i);
                in_footer = false;
            }
        }
        last
    }
}

/// What is before the body.
struct Header<'t> {
    /// The line of the salutation, the first numbered heading or the first running text.
    end: usize,
    /// The line that is the report's title, not a headline that a site repeats.
    title: Option<usize>,
    /// Where each title line is last.
    titles: HashMap<&'t str, usize>,
}

impl<'t> Header<'t> {
    fn of(page: &Page<'t>, footer: usize) -> Self {
        let begins = |&i: &usize| {
            let (line, words) = (&page.lines[i], page.words(i));
            words.starts_with("各位代表")
                || words.starts_with("一、")
                || (line.chars >= BODY_LINE && is_sentence(line, words) && !is_crumb(words))
        };
        // A document without any of them has no header either.
        let end = (0..footer).find(begins).unwrap_or(0);
        let is_title = |i: &usize| is_title(page.words(*i));
        let titles: HashMap<_, _> = (0..end).filter(is_title).map(|i| (page.words(i), i)).collect();
        let first = (0..end).find(|i| titles.get(page.words(*i)) == Some(i));
        // A headline far above the title has the site's menus below it.
        let last = titles.values().copied().max();
        let title =
            if first.zip(last).is_some_and(|(first, last)| last - first > MENU) { last } else { first };
        Self { end, title, titles }
    }

    /// Why a line is no part of the report, if so.
    fn reason(&self, page: &Page<'_>, i: usize) -> Option<&'static str> {
        let words = page.words(i);
        if let Some(&last) = self.titles.get(words) {
            return (i < last).then_some("page headline");
        }
        if i > 0 && (is_lead_in(&page.lines[i], words) || is_photo(words)) {
            return Some("editor's lead-in");
        }
        // The name of the congress may be above the title.
        let names_congress = ["届人民代表大会", "次会议"].iter().any(|name| words.contains(name))
            && !words.contains('。')
            && !is_crumb(words);
        if names_congress && self.title.is_none_or(|title| i + CAPTION >= title) {
            return None;
        }
        page.reason(i, Zone::Header)
            .or_else(|| page.reason(i, Zone::Line))
            .or(is_stamp(words).then_some("publication line"))
            .or(is_button(words).then_some("reading tools"))
            // Nothing of a report is before its title, where there is one.
            .or((is_crumb(words) || self.title.is_some_and(|title| i < title)).then_some("site navigation"))
    }
}

/// Where a line goes over from the site's words to the report's, or back.
fn glue(text: &str, line: &Line, lexicon: &Lexicon) -> Option<usize> {
    let words = line.text(text);
    let start = line.range().start;
    if let Some((at, mark)) = words.char_indices().rev().find(|&(_, c)| matches!(c, '。' | '！' | '？' | '!'))
    {
        let at = at + mark.len_utf8();
        let tail = &words[at..];
        let is_footer = !tail.is_empty()
            && tail.chars().take(GLUED + 1).count() <= GLUED
            && lexicon.reason(tail, Zone::Footer).is_some();
        if is_footer {
            return Some(start + at);
        }
    }
    let at = memchr::memmem::find(words.as_bytes(), "各位代表".as_bytes()).filter(|&at| at > 0)?;
    let head = &words[..at];
    (!head.contains('。') && lexicon.reason(head, Zone::Header).is_some()).then_some(start + at)
}

/// Running text: it has stops, or commas and the length for them.
fn is_sentence(line: &Line, words: &str) -> bool {
    (line.chars >= SENTENCE && words.contains(['。', '！', '!', '？', '；']))
        || (line.chars >= CLAUSES && words.contains('，'))
}

/// Sections that may follow the last sentence.
fn is_notes(line: &str) -> bool {
    ["注", "附", "名词", "说明"].iter().any(|word| line.contains(word)) || line.ends_with('日')
}

fn is_crumb(line: &str) -> bool {
    line.contains(['>', '»', '|', '›'])
}

fn is_title(line: &str) -> bool {
    line.contains("政府工作报告")
        && line.chars().take(TITLE_LINE + 1).count() <= TITLE_LINE
        && !is_crumb(line)
        && !line.contains("作政府工作报告")
        && !line.contains("来源")
        && !line.contains("发布")
}

/// The sentence in which a news site says who spoke: 省长某某在…会议上作政府工作报告。
fn is_lead_in(line: &Line, words: &str) -> bool {
    line.chars < BODY_LINE
        && ["作政府工作报告", "作工作报告"].iter().any(|word| words.contains(word))
        && !words.contains("我代表")
        && words.ends_with(['。', '摄'])
}

/// The line under a picture: 本报记者某某摄.
fn is_photo(line: &str) -> bool {
    line.trim_end_matches(['）', ')', '。']).ends_with('摄')
        && ["记者", "通讯员", "摄影"].iter().any(|word| line.contains(word))
}

/// Signs without words: A+, |, 【.
fn is_button(line: &str) -> bool {
    !line.chars().any(|c| is_han(c) || c.is_ascii_digit() || matches!(c, '—' | '-' | '－' | '―' | '*'))
        || matches!(line, "A-" | "A－")
}

/// A date as machines write it: 2023-01-13, 2023年01月13日, 09:30:00. People's dates are not padded.
fn is_stamp(line: &str) -> bool {
    if line.chars().take(TITLE_LINE + 1).count() > TITLE_LINE
        || line.contains(['（', '('])
        || line.contains("会议")
    {
        return false;
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    line.match_indices(['-', '/', ':', '年']).any(|(at, mark)| {
        let (before, after) = (&line[..at], &line[at + mark.len()..]);
        let width = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let next = digits(after);
        match mark {
            ":" => (1..=2).contains(&width) && next == 2,
            "年" => width == 4 && next == 2 && after.starts_with('0') && after[next..].starts_with('月'),
            _ => width == 4 && (1..=2).contains(&next) && after[next..].starts_with(mark),
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::fixers::testing::{leaves, repairs};

    /// A report with what a site puts before and behind it; the report alone must be left.
    #[track_caller]
    fn framed(before: &str, behind: &str) {
        let report = format!(
            "政府工作报告\n——2023年1月5日在青川市第七届人民代表大会第三次会议上\n青川市市长 林溪\n各位代表：\n\
             现在，我代表市人民政府，向大会报告工作，请审议。\n一、2022年工作回顾\n{}\n\
             让我们携手奋进，为建设美丽青川而努力奋斗！",
            "经济稳中有进。全年完成投资八亿元，增长百分之五。".repeat(5)
        );
        let repaired = {
            let mut plans = Vec::new();
            let page = format!("{before}{report}{behind}");
            super::plan(&page, &mut plans);
            crate::repairer::apply(&page, &crate::repairer::choose(plans)).0
        };
        let headline = "2023年政府工作报告_青川";
        assert_eq!(repaired.trim().trim_start_matches(headline).trim_start(), report);
    }

    #[test]
    fn sets_aside_what_stands_before_the_title() {
        framed("青川市人民政府\n首页\n政务公开\n您的位置：首页 > 政府文件\n政府工作报告\n", "");
        framed("2023年政府工作报告_青川\n要闻\n政务\n服务\n互动\n数据\n走进\n专题\n视频\n", "");
        framed("民主是人民的生命，法治是国家的根基，这是青川的共识。\n人大概览\n", "");
        framed("【\n大\n中\n小\n】\nA-\n2023-01-06 09:30\n", "");
        framed("青川网首页政务公开互动交流首页>公开>报告>发布时间：2023-01-06来源：市政府办分享到：\n", "");
    }

    #[test]
    fn sets_aside_what_stands_behind_the_last_sentence() {
        framed("", "\n（责任编辑：王五）\n相关新闻\n关于我们\n版权所有：青川市人民政府");
        framed(
            "",
            "扫一扫在手机打开当前页【关闭窗口】\n政府工作报告发布日期：2023-01-06\n.foot {display: none}",
        );
        framed("", "\n青川省政府\n白石市\n黑水市\n红土市\n黄沙市\n网站地图\n青ICP备0000号");
        framed("", "\n本作品是青川的官方文件，根据《\n著作权法\n》属于\n公有领域\n。");
    }

    #[test]
    fn keeps_the_lines_between_title_and_salutation() {
        let text = |line: &str| {
            format!(
                "政府工作报告\n2023年1月5日\n{line}\n各位代表：\n{}",
                "经济稳中有进。全年完成投资八亿元，增长百分之五。".repeat(5)
            )
        };
        let caption = format!("青川市第七届人民代表大会\n第三次会议文件（一）\n{}", text("青川市市长 林溪"));
        leaves(super::plan, &[&caption]);
        leaves(super::plan, &[&text("青川市市长 林溪"), &text("（2023.1.5）"), &text("————")]);
        repairs(super::plan, &text("来源：青川日报"), &text(""));
        repairs(super::plan, &text("5日，市长林溪在大会上作政府工作报告。本报记者 王五 摄"), &text(""));
    }

    #[test]
    fn leaves_sentences_whatever_they_speak_of() {
        let body = "经济稳中有进。全年完成投资八亿元，增长百分之五。".repeat(5);
        let texts = [
            format!("{body}\n完善网站标识码管理，建立二维码追溯制度，让成果惠及全民。"),
            format!("{body}\n关于我们面临的困难\n一是结构不优，二是动力不足，必须高度重视。"),
            format!("{body}\n名词解释\n1.“一码通办”：指用微信公众号扫码办理。\n2.“双随机”：随机抽取对象。"),
            format!("{body}\n附件：\n青川市2023年民生实事\n1.改造道路\n2.新建学校\n3.修缮水库"),
            format!("各位代表！\n{body}\n谢谢大家！\n二〇二三年一月五日"),
        ];
        leaves(super::plan, &texts.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn sets_aside_credits_and_watermarks_within_the_body() {
        let body = "经济稳中有进。全年完成投资八亿元，增长百分之五。".repeat(5);
        for line in ["本版责编 王五 美编 赵六", "更多报告见 www.example.com", "青川新城 本报记者 王五 摄"]
        {
            repairs(super::plan, &format!("{body}\n{line}\n{body}"), &format!("{body}\n\n{body}"));
        }
        leaves(super::plan, &[&format!("{body}\n严格落实网络安全责任编辑审核制度，守牢阵地。\n{body}")]);
    }
}
