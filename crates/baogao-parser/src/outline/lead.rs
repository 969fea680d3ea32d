//! Topic sentences. Owns the recognition of leads: unnumbered sentences or phrases that label their paragraph, or a
//! part of one, as their neighbours do.
//!
//! Assumptions: a topic sentence is a heading only where a neighbouring paragraph opens with one too; inside a
//! paragraph, only where it is one of several short sentences that divide it (粮食生产再获丰收。…人居环境持续改善。…).

use baogao_core::Form;

use super::Heading;
use crate::{block::Block, lexicon::Lexicon};

/// The longest topic sentence, in characters.
const MAX_LEAD: usize = 32;
/// The longest topic sentence inside a paragraph.
const MAX_INNER: usize = 16;
/// A part of a paragraph goes on, behind its label, with a sentence of more than so many characters.
const MIN_PART: usize = 14;
/// Labels that divide a paragraph differ in length by no more than so many characters.
const MAX_SPREAD: usize = 3;
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
    let mut divided: Vec<Vec<Heading<'t>>> = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        let headed = next.next_if(|heading| heading.block == i).is_some();
        is_open |= headed;
        match topic(lexicon, block.text).filter(|_| is_open && !headed) {
            Some(words) => run.push(lead(i, 0, words)),
            None => flush(&mut run, &mut leads),
        }
        if is_open {
            match inner(lexicon, block.text, i, headed) {
                Inner::Divided(labels) => divided.push(labels),
                Inner::Alike(labels) => leads.extend(labels),
            }
        }
    }
    flush(&mut run, &mut leads);
    // A report divides its paragraphs throughout or not at all.
    let habit = divided.iter().filter(|labels| labels.len() >= 3).count() >= 2;
    leads.extend(divided.into_iter().filter(|_| habit).flatten());
    leads
}

/// A lead that stands alone labels nothing.
fn flush<'t>(run: &mut Vec<Heading<'t>>, leads: &mut Vec<Heading<'t>>) {
    if run.len() >= 2 {
        leads.append(run);
    }
    run.clear();
}

fn lead(block: usize, start: usize, words: &str) -> Heading<'_> {
    Heading { block, start, end: start + words.len(), marker: None, words, form: Form::Lead, main: false }
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
    let speaks = lexicon.words("speech").prefix_of(sentence).is_some();
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
/// Only a paragraph that has a heading of its own is divided so. Two that begin and end alike may stand anywhere.
fn inner<'t>(lexicon: &Lexicon, text: &'t str, block: usize, headed: bool) -> Inner<'t> {
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
    let lengths = || parts.iter().map(|label| label.words.chars().count());
    let spread = lengths().max().unwrap_or(0) - lengths().min().unwrap_or(0);
    let uniform = if parts.len() == 2 { spread == 0 } else { spread <= MAX_SPREAD };
    if headed && parts.len() >= 2 && uniform && parts.len() * 3 >= found.len() * 2 {
        return Inner::Divided(parts.iter().map(|label| lead(block, label.start, label.words)).collect());
    }
    // A paragraph has few sentences so short; were it otherwise, the text would not be a report.
    if found.len() > MAX_FOUND {
        return Inner::Alike(Vec::new());
    }
    // Neighbouring sentences built alike are rhetoric: something must stand between two labels.
    let paired = |label: &&Label<'_>| {
        found.iter().any(|other| {
            let (first, last) = if label.start < other.start { (*label, other) } else { (other, *label) };
            other.start != label.start
                && alike(label.words, other.words)
                && last.start > first.start + first.words.len() + '。'.len_utf8()
        })
    };
    Inner::Alike(found.iter().filter(paired).map(|label| lead(block, label.start, label.words)).collect())
}

/// The topic sentences inside one paragraph.
enum Inner<'t> {
    /// They divide the paragraph from end to end.
    Divided(Vec<Heading<'t>>),
    /// They are built alike.
    Alike(Vec<Heading<'t>>),
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
    let plain = !sentence.contains(|c: char| c.is_ascii_digit() || "，、；：是".contains(c));
    let speaks = lexicon.words("speech").prefix_of(sentence).is_some();
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

    fn words(text: &str, headed: bool) -> Vec<&str> {
        let (Inner::Divided(leads) | Inner::Alike(leads)) = inner(Lexicon::get(), text, 0, headed);
        leads.iter().map(|lead| lead.words).collect()
    }

    #[test]
    fn labels_inside_a_paragraph() {
        let text = "优化政策环境。清理文件，兑现承诺。优化市场环境。放宽准入，一视同仁。";
        assert_eq!(words(text, false), ["优化政策环境", "优化市场环境"]);
        let text = "二是乡村全面振兴。粮食生产再获丰收。新建高标准农田三万亩，总产再创新高，种粮大户增多。\
                    人居环境持续改善。硬化农村道路八百里，所有行政村通上了公交车，垃圾日产日清。";
        assert_eq!(words(text, true), ["粮食生产再获丰收", "人居环境持续改善"]);
        assert!(words(text, false).is_empty(), "a paragraph without a heading is not divided");
    }

    #[test]
    fn rhetoric_is_no_label() {
        assert!(words("我们迎难而上。我们一往而上。成绩来之不易，值得珍惜。", true).is_empty());
    }
}
