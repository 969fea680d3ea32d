//! What shows that a line was cut, or that a paragraph ended. Owns the questions about the words on both sides of a
//! line end; what the answers weigh together is decided in the parent module.
//!
//! Assumption: particles and prepositions end no paragraph (`lexicon/cut_words.tsv`).

use baogao_lexicon::{is_han, is_list_mark};
use std::sync::LazyLock;

use crate::{
    chars::{is_cjk_punctuation, not_ideographs},
    fixers::entries,
};

/// Looked for in this many characters: the closing mark of what the line before opened.
const CLOSER: usize = 40;
/// A topic sentence that opens a paragraph has this many characters.
const LEAD: std::ops::RangeInclusive<usize> = 5..=12;

/// Particles and prepositions by where a cut leaves them.
struct CutWords {
    ends: Vec<&'static str>,
    kept: Vec<&'static str>,
    starts: Vec<&'static str>,
}

impl CutWords {
    fn get() -> &'static Self {
        static WORDS: LazyLock<CutWords> = LazyLock::new(|| {
            let side = |name: &str| {
                entries(include_str!("../../../lexicon/cut_words.tsv"))
                    .filter_map(|entry| entry.split_once('\t'))
                    .filter_map(|(side, word)| (side == name).then_some(word))
                    .collect()
            };
            CutWords { ends: side("end"), kept: side("kept"), starts: side("start") }
        });
        &WORDS
    }
}

/// Whether a line breaks off with a word that needs another behind it: 城镇是, 广大职工和.
pub(crate) fn breaks_off(line: &str) -> bool {
    let words = CutWords::get();
    words.ends.iter().any(|end| line.ends_with(end)) && !words.kept.iter().any(|kept| line.ends_with(kept))
}

/// Whether a line begins with what only is behind another word: a closing mark or a particle.
pub(crate) fn begins_inside(line: &str) -> bool {
    line.starts_with(closes) || CutWords::get().starts.iter().any(|start| line.starts_with(start))
}

/// A mark that cannot begin a line.
pub(crate) fn closes(c: char) -> bool {
    is_cjk_punctuation(c) && !matches!(c, '“' | '‘' | '《' | '（' | '【' | '〔' | '—' | '·' | '…')
        || matches!(c, ',' | ')')
}

/// Whether a line ends as paragraphs do: with an end mark, which quotation marks and brackets may follow.
pub(crate) fn ends_paragraph(line: &str) -> bool {
    let inner = line.trim_end_matches(['”', '’', '》', '"', '）', ')']);
    inner.ends_with(['。', '！', '？', '；', '：', '!', '?', ';', ':', '…'])
}

/// A mark that announces more.
pub(crate) fn announces(line: &str) -> bool {
    line.ends_with(['，', '、', ',', '（', '《', '“', '‘', '('])
}

/// Marks of quotation and brackets that are open at the end of what was read.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Open {
    quote: bool,
    title: bool,
    bracket: bool,
    straight: bool,
}

impl Open {
    /// Reads on; nothing stays open over the end of a sentence but straight quotes, whose sides look the same.
    pub(crate) fn read(&mut self, line: &str) {
        for (_, c) in not_ideographs(line) {
            match c {
                '“' => self.quote = true,
                '”' => self.quote = false,
                '《' => self.title = true,
                '》' => self.title = false,
                '（' | '(' => self.bracket = true,
                '）' | ')' => self.bracket = false,
                '"' => self.straight = !self.straight,
                _ => {}
            }
        }
    }

    /// Whether the line closes, near its start, what is open.
    pub(crate) fn is_closed_by(self, line: &str) -> bool {
        line.chars()
            .take(CLOSER)
            .find_map(|c| match c {
                '”' => Some(self.quote),
                '》' => Some(self.title),
                '）' | ')' => Some(self.bracket),
                '"' => Some(self.straight),
                '“' | '《' | '（' | '(' | '。' | '！' => Some(false),
                _ => None,
            })
            .unwrap_or(false)
    }

    /// Whether the straight quotation mark that ends a line opens and does not close.
    pub(crate) fn ends_open(self, line: &str) -> bool {
        self.straight && line.ends_with('"')
    }
}

/// Whether a line begins with a word that paragraphs begin with; before a mark the same word ends a phrase.
pub(crate) fn is_opener(line: &str) -> bool {
    static OPENERS: LazyLock<Vec<&str>> =
        LazyLock::new(|| entries(include_str!("../../../lexicon/paragraph_openers.txt")).collect());
    OPENERS.iter().any(|opener| {
        line.strip_prefix(opener).is_some_and(|rest| !rest.starts_with(['，', '、', '。', '；', '”']))
    })
}

/// Whether the line begins with a short sentence without numbers, as a topic sentence does.
pub(crate) fn is_lead(line: &str) -> bool {
    line.split_once('。').is_some_and(|(first, rest)| {
        !rest.is_empty()
            && LEAD.contains(&first.chars().take(LEAD.end() + 1).count())
            && first.chars().all(is_han)
    })
}

/// Whether the line begins with an enumeration mark: 一、 （一） 1. ① ● 第一，一是.
pub(crate) fn is_enumerated(line: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    let rest = chars.as_str();
    match first {
        '①'..='⑳' | '—' | '－' => true,
        c if is_list_mark(c) => true,
        '（' | '(' => {
            rest.trim_start_matches(|c: char| numeral(c) || c.is_ascii_digit()).starts_with(['）', ')'])
                && !rest.starts_with(['）', ')'])
        }
        '第' => rest.trim_start_matches(numeral).starts_with(['，', ',', '、']) && rest.starts_with(numeral),
        c if numeral(c) => rest.trim_start_matches(numeral).starts_with(['、', '是', '要', '．']),
        c if c.is_ascii_digit() => {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let mut chars = after.chars();
            matches!(chars.next(), Some('.' | '、' | '．'))
                && !chars.next().is_some_and(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_particles_that_break_off() {
        assert!(breaks_off("村镇是") && breaks_off("广大职工和") && breaks_off("认真做好农民的"));
        assert!(!breaks_off("坚持实事求是") && !breaks_off("扩大公众参与") && !breaks_off("推进发展"));
    }

    /// A mark that only the parser knew was glued to the paragraph before it.
    #[test]
    fn every_list_mark_begins_an_item() {
        for mark in "●◆■★▲◎○※▍◇□☆△►▶•".chars() {
            assert!(is_enumerated(&format!("{mark}新增就业3万人")), "{mark}");
        }
        assert!(!is_enumerated("·新增就业3万人") && !is_enumerated("新增●就业"));
    }

    #[test]
    fn knows_what_is_open() {
        let mut open = Open::default();
        open.read("推进“青川");
        assert!(open.is_closed_by("制造”行动") && !open.is_closed_by("推进“两化”融合"));
        open.read("制造”行动，惩治\"");
        assert!(open.ends_open("惩治\""));
        open.read("邪教\"");
        assert!(!open.ends_open("邪教\""));
    }
}
