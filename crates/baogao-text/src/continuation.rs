//! Sentences that break off and go on elsewhere: a newspaper's column ends, other columns and the credits follow, and
//! the rest is behind them. Owns the search for the two ends; the clean text keeps its printed order.
//!
//! Assumptions: a fragment is running text without an end mark that its neighbour does not continue; its rest begins
//! as no paragraph does, with a closing mark or a particle, or the cut goes through a word that the document holds
//! elsewhere. A rest that could belong to several fragments belongs to none.

use baogao_core::{Clean, Span};
use baogao_lexicon::is_han;

use crate::{
    fixers::lines::{
        Line,
        evidence::{begins_inside, ends_paragraph, is_enumerated, is_lead, is_opener},
        lines,
    },
    pairs::{Cuts, Pairs},
};

/// A fragment has at least this many characters.
const FRAGMENT: usize = 30;
/// The first words of a continuation, up to their mark, have at most this many characters.
const REST: usize = 6;
/// This many fragments wait for their rest; a page has fewer columns.
const WAITING: usize = 16;
/// Looked at for its first words, in bytes.
const OPENING: usize = 40;

/// A sentence in two places of a clean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Continuation {
    /// The paragraph that breaks off.
    pub fragment: Span<Clean>,
    /// What completes its last sentence, to its end mark; it is behind the fragment, other paragraphs between.
    pub rest: Span<Clean>,
}

/// The sentences of a clean text that break off and go on behind other paragraphs.
///
/// ```
/// let text = "全年经济发展良好。新的一年，我们要争当改革创新的先行者、行动派、实\n一、强化责任\n\
///             完成了全部任务。\n干家。要勤政为民。\n我们将真抓实干，勇于担当。";
/// let found = baogao_text::continuations(text);
/// assert_eq!(found[0].rest.slice(text), Some("干家。"));
/// ```
#[must_use]
pub fn continuations(text: &str) -> Vec<Continuation> {
    let lines = lines(text);
    let open: Vec<usize> = (0..lines.len()).filter(|&i| breaks_off(text, &lines, i)).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let mut cuts = Cuts::default();
    open.iter().filter_map(|&i| lines[i].text(text).chars().next_back()).for_each(|c| cuts.add_first(c));
    lines.iter().filter_map(|line| line.text(text).chars().next()).for_each(|c| cuts.add_second(c));
    let pairs = Pairs::of(text, &cuts);
    let mut found: Vec<Continuation> = Vec::new();
    let mut fragments = open.into_iter().peekable();
    // The fragments before the line that wait for their rest.
    let mut waiting: Vec<usize> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if let Some(rest) = rest(text, line) {
            let fits = |&at: &usize| at + 1 < i && fits(&pairs, lines[at].text(text), line.text(text));
            let mut candidates = (0..waiting.len()).filter(|&at| fits(&waiting[at]));
            if let (Some(at), None) = (candidates.next(), candidates.next()) {
                let fragment = Span::from_range(lines[waiting.remove(at)].range());
                let start = line.range().start;
                found.push(Continuation { fragment, rest: Span::from_range(start..start + rest) });
            }
        }
        if fragments.next_if_eq(&i).is_some() {
            waiting.push(i);
            if waiting.len() > WAITING {
                waiting.remove(0);
            }
        }
    }
    found.sort_by_key(|continuation| continuation.fragment);
    found
}

/// Whether a line is a fragment: running text without its end, before a line that cannot continue it.
fn breaks_off(text: &str, lines: &[Line], i: usize) -> bool {
    let words = lines[i].text(text);
    i + 1 < lines.len()
        && lines[i].chars >= FRAGMENT
        && words.contains(['。', '；', '，'])
        && words.ends_with(|c| is_han(c) && !is_numeral(c))
        && (words.contains('。') || !is_enumerated(words))
        && !ends_paragraph(words)
}

/// The length in bytes of what completes a sentence at the start of a line, when the line may be a rest at all.
fn rest(text: &str, line: &Line) -> Option<usize> {
    let words = line.text(text);
    if is_enumerated(words) || is_opener(words) || is_lead(words) {
        return None;
    }
    let end = words.find(['。', '！', '？'])?;
    Some(end + words[end..].chars().next().map_or(0, char::len_utf8))
}

/// Whether a line begins as no paragraph does, and as the rest of this fragment may.
fn fits(pairs: &Pairs, fragment: &str, rest: &str) -> bool {
    if begins_inside(rest) {
        return true;
    }
    let (Some(last), Some(first)) = (fragment.chars().next_back(), rest.chars().next()) else { return false };
    let mark = rest.char_indices().take_while(|&(at, _)| at < OPENING).find(|&(_, c)| !is_han(c));
    match mark {
        Some((at, '。' | '、' | '；')) if rest[..at].chars().count() <= REST => {
            pairs.may_be_word(last, first)
        }
        Some((_, '，' | '。' | '、' | '；')) => pairs.is_bound(last, first),
        _ => false,
    }
}

/// A number cut in two would be read wrongly; better not at all.
fn is_numeral(c: char) -> bool {
    "〇零一二三四五六七八九十百千万亿两".contains(c)
}

#[cfg(test)]
mod tests {
    use super::continuations;

    const OPEN: &str = "全年经济发展良好。新的一年，我们要争当改革创新的先行者、行动派、实";

    /// The rests that are found behind the open fragment and a paragraph of another column.
    fn rests(fragment: &str, behind: &str) -> Vec<String> {
        let text = format!(
            "{fragment}\n一、强化责任\n完成了全部任务，改革开放成果丰硕。\n{behind}\n我们将真抓实干，勇于担当，争做实干家。"
        );
        let found = continuations(&text);
        found.iter().filter_map(|found| found.rest.slice(&text)).map(str::to_owned).collect()
    }

    #[test]
    fn finds_the_rest_of_a_word() {
        assert_eq!(rests(OPEN, "干家。要勤政为民。"), ["干家。"]);
    }

    #[test]
    fn finds_a_rest_that_begins_with_a_particle() {
        assert_eq!(
            rests("全年经济发展良好。新的一年，我们要全面完成大会确定", "的任务。要勤政为民。").len(),
            0
        );
        let open = "全年经济发展良好。新的一年，我们要继续努力工作，全面完成大会确定";
        assert_eq!(rests(open, "的任务。要勤政为民。"), ["的任务。"]);
    }

    #[test]
    fn leaves_paragraphs_that_begin_as_paragraphs_do() {
        for behind in ["推进改革。要勤政为民。", "（一）干家。", "干。", "城市面貌焕然一新。街道整洁。"]
        {
            assert_eq!(rests(&OPEN.replace('实', "新"), behind), [""; 0], "{behind}");
        }
        // Finished sentences, headings and numbers have no rest elsewhere.
        assert_eq!(rests(&format!("{OPEN}干家。"), "干家。要勤政为民。"), [""; 0]);
        assert_eq!(rests("争当实", "干家。要勤政为民。"), [""; 0]);
        assert_eq!(rests(&OPEN.replace('实', "三"), "十家。要勤政为民。"), [""; 0]);
    }

    #[test]
    fn leaves_a_rest_that_two_fragments_claim() {
        assert_eq!(rests(&format!("{OPEN}\n（二）转变作风\n{OPEN}"), "干家。要勤政为民。"), [""; 0]);
    }
}
