//! Sentences that break off and go on elsewhere: a newspaper's column ends, other columns and the credits follow, and
//! the rest stands behind them. Owns the search for the two ends; the clean text keeps its printed order.
//!
//! Assumptions: a fragment is running text without an end mark that its neighbour does not continue; its
//! continuation begins as no paragraph does, with a word or two up to the first mark; and the two characters at
//! the cut stand together elsewhere in the document. A rest that could belong to several fragments belongs to none.

use baogao_core::{Clean, Span};

use crate::{
    chars::is_han,
    fixers::lines::{
        Line,
        evidence::{ends_paragraph, is_enumerated, is_opener},
        lines,
    },
    pairs::Pairs,
};

/// A fragment has at least so many characters.
const FRAGMENT: usize = 30;
/// The first words of a continuation, up to their mark, have at most so many characters.
const REST: usize = 6;
/// So many fragments wait for their rest; a page has fewer columns.
const WAITING: usize = 16;
/// Looked at for its first words, in bytes.
const OPENING: usize = 40;

/// A sentence in two places of a clean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Continuation {
    /// The paragraph that breaks off.
    pub fragment: Span<Clean>,
    /// What completes its last sentence, to its end mark; it stands behind the fragment, other paragraphs between.
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
    let pairs = Pairs::of(text);
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

/// The length in bytes of what completes a sentence at the start of a line, when the line begins as no paragraph does.
fn rest(text: &str, line: &Line) -> Option<usize> {
    let words = line.text(text);
    if is_enumerated(words) || is_opener(words) || !words.starts_with(is_han) {
        return None;
    }
    let end = words.find(['。', '！', '？'])?;
    let end = end + words[end..].chars().next().map_or(0, char::len_utf8);
    let first = words.char_indices().take_while(|&(at, _)| at < OPENING).find(|&(_, c)| !is_han(c))?;
    let short = words[..first.0].chars().count() <= REST && matches!(first.1, '。' | '、' | '；');
    short.then_some(end)
}

/// Whether the cut between two lines goes through a word.
fn fits(pairs: &Pairs, fragment: &str, rest: &str) -> bool {
    match (fragment.chars().next_back(), rest.chars().next()) {
        (Some(last), Some(first)) => pairs.may_be_word(last, first),
        _ => false,
    }
}

/// A number cut in two would be read wrongly; better not at all.
fn is_numeral(c: char) -> bool {
    "〇零一二三四五六七八九十百千万亿两".contains(c)
}
