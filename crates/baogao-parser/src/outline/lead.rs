//! Topic sentences. Owns the recognition of leads: unnumbered sentences or phrases that label their paragraph, or a
//! part of one, as their neighbours do.
//!
//! Assumptions: a topic sentence is a heading only where a neighbouring paragraph opens with one too; inside a
//! paragraph, only where it is one of several short sentences that divide it (粮食生产再获丰收。…人居环境持续改善。…).

use baogao_core::Form;
use baogao_lexicon::{Class, Lexicon};

use super::Heading;
use crate::block::Block;

/// The longest topic sentence, in characters.
const MAX_LEAD: usize = 32;
/// The longest topic sentence inside a paragraph.
const MAX_INNER: usize = 16;
/// A part of a paragraph goes on, behind its label, with a sentence of more than this many characters.
const MIN_PART: usize = 14;
/// Labels that divide a paragraph differ in length by no more than this many characters.
const MAX_SPREAD: usize = 3;
/// This many labels divide a paragraph clearly.
const CLEAR: usize = 3;
/// This many paragraphs with clear labels show that the report labels the parts of its paragraphs.
const HABIT: usize = 3;
/// More short sentences than this in one paragraph are no labels.
const MAX_FOUND: usize = 64;

/// The leads of all paragraphs that are not headed already.
pub(super) fn leads<'t>(
    lexicon: &Lexicon,
    blocks: &[Block<'t>],
    headings: &[Heading<'t>],
) -> Vec<Heading<'t>> {
    let mut leads = Vec::new();
    let mut run: Vec<Heading<'t>> = Vec::new();
    let mut next = headings.iter().filter(|heading| heading.start == 0).peekable();
    let mut is_open = false;
    let mut inner_labels: Vec<Inner<'t>> = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        let headed = next.next_if(|heading| heading.block == i).is_some();
        is_open |= headed;
        match topic(lexicon, block.text).filter(|_| is_open && !headed) {
            Some(words) => run.push(lead(i, 0, words)),
            None => flush(&mut run, &mut leads),
        }
        if is_open {
            inner_labels.push(inner(lexicon, block.text, i));
        }
    }
    flush(&mut run, &mut leads);
    // A report divides its paragraphs throughout or not at all: most paragraphs with short sentences show it.
    let strong = inner_labels.iter().filter(|labels| labels.divided.len() >= CLEAR).count();
    let candidates = inner_labels.iter().filter(|labels| labels.parts >= 2).count();
    let habit = strong >= HABIT && strong * 2 >= candidates;
    for labels in inner_labels {
        leads.extend(if habit && !labels.divided.is_empty() { labels.divided } else { labels.alike });
    }
    leads
}

/// A lead that is alone labels nothing.
fn flush<'t>(run: &mut Vec<Heading<'t>>, leads: &mut Vec<Heading<'t>>) {
    if run.len() >= 2 {
        leads.append(run);
    }
    run.clear();
}

fn lead(block: usize, start: usize, words: &str) -> Heading<'_> {
    Heading {
        block,
        start,
        end: start + words.len(),
        marker: None,
        words,
        form: Form::Lead,
        main: false,
        role: None,
    }
}

/// The topic sentence or phrase that opens a paragraph.
fn topic<'t>(lexicon: &Lexicon, text: &'t str) -> Option<&'t str> {
    let stop = text.find(['。', '！', '：', '；', '？'])?;
    let sentence = &text[..stop];
    if let Some(phrase) = aspect(sentence) {
        return Some(phrase);
    }
    let is_sentence = text[stop..].starts_with('。') && text.len() > stop + '。'.len_utf8();
    let length = sentence.chars().count();
    let speaks = lexicon.words(Class::Speech).prefix_of(sentence).is_some();
    // 绿色发展是必然要求 states something and labels nothing.
    let states = sentence.contains('是');
    let plain = !sentence.contains(|c: char| c.is_ascii_digit());
    (is_sentence && plain && !speaks && !states && (4..=MAX_LEAD).contains(&length)).then_some(sentence)
}

/// 就业方面，…
fn aspect(sentence: &str) -> Option<&str> {
    let phrase = sentence.split('，').next()?;
    // 一方面…，另一方面… argues.
    let argues = phrase.ends_with("一方面");
    (!argues
        && phrase.len() < sentence.len()
        && phrase.ends_with("方面")
        && phrase.chars().count() <= MAX_LEAD / 2)
        .then_some(phrase)
}

/// Topic sentences inside a paragraph: short ones that divide it into parts, each with longer sentences behind it.
///
/// Two that begin and end alike may be anywhere.
fn inner<'t>(lexicon: &Lexicon, text: &'t str, block: usize) -> Inner<'t> {
    let mut found: Vec<Label<'t>> = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive('。') {
        let words = piece.trim_end_matches('。');
        if let Some(label) = found.last_mut().filter(|label| label.follower == 0) {
            label.follower = words.chars().count();
        }
        if let Some(words) = label(lexicon, words).filter(|_| start + piece.len() < text.len()) {
            found.push(Label { start, words, follower: 0 });
        }
        start += piece.len();
    }
    let divides = |label: &&Label<'_>| label.follower > label.words.chars().count().max(MIN_PART);
    let parts: Vec<&Label<'_>> = found.iter().filter(divides).collect();
    // Labels of one paragraph are of like length; sentences that only happen to be short are not.
    let uniform = spread(parts.iter().map(|label| label.words)) <= MAX_SPREAD;
    let divides = parts.len() >= 2 && uniform && parts.len() * 3 >= found.len() * 2;
    let count = parts.len();
    let made = |label: &&Label<'t>| lead(block, label.start, label.words);
    let divided = if divides { parts.iter().map(made).collect() } else { Vec::new() };
    // A paragraph has few sentences so short; were it otherwise, the text would not be a report.
    if found.len() > MAX_FOUND {
        return Inner { parts: count, divided, alike: Vec::new() };
    }
    // Neighbouring sentences built alike are rhetoric: something must be between two labels.
    let paired = |label: &&Label<'_>| {
        found.iter().any(|other| {
            let (first, last) = if label.start < other.start { (*label, other) } else { (other, *label) };
            other.start != label.start
                && alike(label.words, other.words)
                && last.start > first.start + first.words.len() + '。'.len_utf8()
        })
    };
    let alike = found.iter().filter(paired).map(|label| made(&label)).collect();
    Inner { parts: count, divided, alike }
}

/// The topic sentences inside one paragraph, by what shows them.
struct Inner<'t> {
    /// Short sentences with a longer one behind them.
    parts: usize,
    /// They divide the paragraph from end to end; labels where the report does so throughout.
    divided: Vec<Heading<'t>>,
    /// They are built alike.
    alike: Vec<Heading<'t>>,
}

/// How many characters the longest of some words has more than the shortest.
fn spread<'t>(words: impl Iterator<Item = &'t str>) -> usize {
    let (least, most) = words.fold((usize::MAX, 0), |(least, most), words| {
        let length = words.chars().count();
        (least.min(length), most.max(length))
    });
    most.saturating_sub(least)
}

/// A sentence that may label a part of its paragraph.
struct Label<'t> {
    start: usize,
    words: &'t str,
    /// Characters of the sentence behind it.
    follower: usize,
}

/// The part of a sentence that labels, if it may.
fn label<'t>(lexicon: &Lexicon, sentence: &'t str) -> Option<&'t str> {
    if let Some(phrase) = aspect(sentence) {
        return Some(phrase);
    }
    let length = sentence.chars().count();
    let plain = !sentence.contains(|c| matches!(c, '0'..='9' | '，' | '、' | '；' | '：' | '是'));
    let speaks = lexicon.words(Class::Speech).prefix_of(sentence).is_some();
    (plain && !speaks && (4..=MAX_INNER).contains(&length)).then_some(sentence)
}

/// Whether two sentences begin and end alike: 优化政策环境, 优化市场环境.
fn alike(a: &str, b: &str) -> bool {
    let ends = |text: &str| (text.chars().take(2).collect::<String>(), text.chars().next_back());
    ends(a) == ends(b) || (a.ends_with("方面") && b.ends_with("方面"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let Inner { divided, alike, .. } = inner(Lexicon::get(), text, 0);
        let leads = if divided.is_empty() { alike } else { divided };
        leads.iter().map(|lead| lead.words).collect()
    }

    #[test]
    fn labels_inside_a_paragraph() {
        let text = "优化政策环境。清理文件，兑现承诺。优化市场环境。放宽准入，一视同仁。";
        assert_eq!(words(text), ["优化政策环境", "优化市场环境"]);
        let text = "二是乡村全面振兴。粮食生产再获丰收。新建高标准农田三万亩，总产再创新高，种粮大户增多。\
                    人居环境持续改善。硬化农村道路八百里，所有行政村通上了公交车，垃圾日产日清。";
        assert_eq!(words(text), ["粮食生产再获丰收", "人居环境持续改善"]);
    }

    #[test]
    fn rhetoric_is_no_label() {
        assert!(words("我们迎难而上。我们一往而上。成绩来之不易，值得珍惜。").is_empty());
    }
}
