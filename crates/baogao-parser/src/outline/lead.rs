//! Topic sentences. Owns the recognition of leads: unnumbered sentences or phrases that label their paragraph, or a
//! part of one, as their neighbours do.
//!
//! Assumption: a topic sentence is a heading only where a neighbouring paragraph opens with one too; inside a
//! paragraph, only where another sentence is built alike (优化政策环境。…优化市场环境。).

use baogao_core::Form;

use super::Heading;
use crate::{block::Block, lexicon::Lexicon};

/// The longest topic sentence, in characters.
const MAX_LEAD: usize = 32;
/// The longest topic sentence inside a paragraph.
const MAX_INNER: usize = 14;

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
    for (i, block) in blocks.iter().enumerate() {
        let headed = next.next_if(|heading| heading.block == i).is_some();
        is_open |= headed;
        match topic(lexicon, block.text).filter(|_| is_open && !headed) {
            Some(words) => run.push(lead(i, 0, words)),
            None => flush(&mut run, &mut leads),
        }
        if is_open {
            inner(block.text, i, &mut leads);
        }
    }
    flush(&mut run, &mut leads);
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

/// Topic sentences inside a paragraph: two or more that begin and end alike.
fn inner<'t>(text: &'t str, block: usize, leads: &mut Vec<Heading<'t>>) {
    let mut found: Vec<(usize, &'t str)> = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive('。') {
        let words = piece.trim_end_matches('。');
        let length = words.chars().count();
        let plain = !words.contains(|c: char| c.is_ascii_digit() || matches!(c, '，' | '、' | '；' | '：'));
        let phrase = aspect(words).or_else(|| {
            (plain && (5..=MAX_INNER).contains(&length) && piece.ends_with('。')).then_some(words)
        });
        if let Some(phrase) = phrase.filter(|_| start + piece.len() < text.len()) {
            found.push((start, phrase));
        }
        start += piece.len();
    }
    let alike = |a: &str, b: &str| {
        let ends = |text: &str| (text.chars().take(2).collect::<String>(), text.chars().next_back());
        ends(a) == ends(b) || (a.ends_with("方面") && b.ends_with("方面"))
    };
    // A paragraph has few sentences so short; were it otherwise, the text would not be a report.
    const MAX_FOUND: usize = 64;
    if found.len() > MAX_FOUND {
        return;
    }
    for &(at, words) in &found {
        // Neighbouring sentences built alike are rhetoric: something must stand between two labels.
        let pairs = found.iter().any(|&(other, b)| {
            let (first, last) = (at.min(other), at.max(other));
            let first_len = if at < other { words.len() } else { b.len() };
            other != at && alike(words, b) && last > first + first_len + '。'.len_utf8()
        });
        if pairs {
            leads.push(lead(block, at, words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_inside_a_paragraph() {
        let mut leads = Vec::new();
        inner("优化政策环境。清理文件，兑现承诺。优化市场环境。放宽准入，一视同仁。", 0, &mut leads);
        assert_eq!(leads.iter().map(|lead| lead.words).collect::<Vec<_>>(), ["优化政策环境", "优化市场环境"]);
    }

    #[test]
    fn rhetoric_is_no_label() {
        let mut leads = Vec::new();
        inner("我们迎难而上。我们一往而上。成绩来之不易，值得珍惜。", 0, &mut leads);
        assert!(leads.is_empty());
    }
}
