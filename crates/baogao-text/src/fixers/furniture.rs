//! What is not the report. Owns the recognition of site navigation, publication lines, footers and page
//! credits; the strings that show them are in `lexicon/furniture.tsv`.
//!
//! Assumptions: a page has its navigation before the report's title and its footer after the last paragraph;
//! no sentence of a report is furniture. What lies between title and salutation is taken for furniture only
//! when a string of the lexicon shows it.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;
use baogao_core::EditKind;

use super::{
    entries,
    lines::{Line, lines},
};
use crate::repairer::Plan;

/// The header ends with the first line of at least so many characters.
const BODY_LINE: usize = 80;
/// A line that shows the start of a footer is shorter than this, in characters.
const FOOTER_LINE: usize = 60;
/// The longest title line.
const TITLE_LINE: usize = 40;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    Header,
    Footer,
    Credit,
}

struct Lexicon {
    automaton: Option<AhoCorasick>,
    entries: Vec<(Zone, &'static str)>,
}

impl Lexicon {
    fn get() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
            let (mut list, mut patterns) = (Vec::new(), Vec::new());
            for entry in entries(include_str!("../../lexicon/furniture.tsv")) {
                let mut fields = entry.split('\t');
                let (Some(zone), Some(reason), Some(pattern)) = (fields.next(), fields.next(), fields.next())
                else {
                    continue;
                };
                let zone = match zone {
                    "header" => Zone::Header,
                    "footer" => Zone::Footer,
                    _ => Zone::Credit,
                };
                list.push((zone, reason));
                patterns.push(pattern);
            }
            Lexicon { automaton: AhoCorasick::new(patterns).ok(), entries: list }
        });
        &LEXICON
    }

    /// Why a line belongs to a zone of furniture, if it does.
    fn reason(&self, line: &str, zone: Zone) -> Option<&'static str> {
        self.automaton
            .as_ref()?
            .find_overlapping_iter(line)
            .map(|found| self.entries[found.pattern().as_usize()])
            .find_map(|(z, reason)| (z == zone).then_some(reason))
    }
}

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let lexicon = Lexicon::get();
    let lines = lines(text);
    let footer = footer_start(text, &lines, lexicon);
    let header = header_end(text, &lines[..footer]);
    let mut set_aside = |range: Range<usize>, reason: &'static str| {
        let mut plan = Plan::new(range, "", EditKind::Furniture, 0.95);
        plan.reason = Some(reason);
        plans.push(plan);
    };
    // Nothing of a report stands before its title, where there is one.
    let title = lines[..header].iter().position(|line| is_title(line.text(text)));
    for (i, line) in lines[..header].iter().enumerate() {
        let words = line.text(text);
        if is_title(words) || is_subtitle(words) {
            let repeated =
                is_title(words) && lines[i + 1..header].iter().any(|next| next.text(text) == words);
            if repeated {
                set_aside(line.range(), "page headline");
            }
        } else if let Some(reason) = lexicon.reason(words, Zone::Header) {
            set_aside(line.range(), reason);
        } else if title.is_some_and(|title| i < title) {
            set_aside(line.range(), "site navigation");
        } else if is_lead_in(words) && i > 0 {
            set_aside(line.range(), "editor's lead-in");
        }
    }
    for line in &lines[header..footer] {
        let words = line.text(text);
        if line.chars <= FOOTER_LINE
            && let Some(reason) = lexicon.reason(words, Zone::Credit)
        {
            set_aside(line.range(), reason);
        }
    }
    let mut last = "site footer";
    for line in &lines[footer..] {
        last = lexicon.reason(line.text(text), Zone::Footer).unwrap_or(last);
        set_aside(line.range(), last);
    }
}

/// The number of lines before the salutation or the first line of the body.
fn header_end(text: &str, lines: &[Line]) -> usize {
    let body = |line: &Line| {
        let words = line.text(text);
        let navigation = is_crumb(words);
        words.starts_with("各位代表") || (line.chars >= BODY_LINE && !navigation && !words.contains("会议上"))
    };
    // A document without any body line has no header either.
    lines.iter().position(body).unwrap_or(0)
}

/// The first line of the footer: short, shown by the lexicon, and with no body line behind it.
fn footer_start(text: &str, lines: &[Line], lexicon: &Lexicon) -> usize {
    let last_body = lines
        .iter()
        .rposition(|line| line.chars >= BODY_LINE && lexicon.reason(line.text(text), Zone::Footer).is_none())
        .map_or(0, |i| i + 1);
    lines[last_body..]
        .iter()
        .position(|line| line.chars <= FOOTER_LINE && lexicon.reason(line.text(text), Zone::Footer).is_some())
        .map_or(lines.len(), |i| last_body + i)
}

fn is_crumb(line: &str) -> bool {
    line.contains('>') || line.contains('»') || line.contains('|')
}

fn is_title(line: &str) -> bool {
    line.contains("政府工作报告")
        && line.chars().count() <= TITLE_LINE
        && !is_crumb(line)
        && !line.contains("作政府工作报告")
        && !line.contains("来源")
        && !line.contains("发布")
}

fn is_subtitle(line: &str) -> bool {
    line.contains("人民代表大会") || line.contains("会议上") && !line.contains("作政府工作报告")
}

/// The sentence in which a news site says who spoke: 省长某某在…会议上作政府工作报告。
fn is_lead_in(line: &str) -> bool {
    line.contains("作政府工作报告") && line.ends_with(['。', '摄'])
}
