//! Readings in brackets. Owns the removal of pinyin that a page-conversion tool put after converted characters:
//! 報(bào)告.
//!
//! Assumption: the tool annotates only characters that its conversion to traditional script changed, with one
//! syllable that carries its tone mark, in ASCII brackets. Text that explains how something is read does
//! otherwise: 窑洞(yáo dòng), 洪洞(tóng), GDP(gdp). A page counts as annotated from eight such readings on.

use std::ops::Range;

use baogao_core::EditKind;
use unicode_segmentation::UnicodeSegmentation;

use super::script::CharTable;
use crate::{chars::is_han, repairer::Plan};

/// A page with fewer annotations than this may be a text *about* them.
const MIN_ANNOTATIONS: usize = 8;
/// The longest syllable of standard Chinese is `zhuāng`.
const MAX_LETTERS: usize = 6;

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let table = CharTable::get();
    let (mut converted, mut plain) = (Vec::new(), 0);
    for (character, range) in annotations(text) {
        if table.simplified(character).is_some() {
            converted.push(range);
        } else {
            plain += 1;
        }
    }
    // A textbook annotates all characters alike; a few plain ones are annotations that byte damage displaced.
    if converted.len() >= MIN_ANNOTATIONS && plain <= converted.len() / 20 + 1 {
        plans.extend(converted.into_iter().map(|range| Plan::delete(range, EditKind::Pinyin)));
    }
}

/// The Han characters that a bracketed syllable follows, each with the brackets' place.
fn annotations(text: &str) -> impl Iterator<Item = (char, Range<usize>)> + '_ {
    text.match_indices('(').filter_map(|(open, _)| {
        let character = text[..open].chars().next_back().filter(|&c| is_han(c))?;
        let rest = &text[open + 1..];
        // Graphemes, so that a tone mark that stands as a combining character counts with its letter.
        let mut length = 0;
        let mut toned = 0;
        for (letters, grapheme) in rest.graphemes(true).enumerate() {
            if grapheme == ")" {
                let syllable = letters > 0 && toned == 1;
                return syllable.then(|| (character, open..open + 1 + length + 1));
            }
            if letters == MAX_LETTERS || !is_letter(grapheme) {
                return None;
            }
            toned += usize::from(has_tone(grapheme));
            length += grapheme.len();
        }
        None
    })
}

fn is_letter(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    chars.next().is_some_and(|c| c.is_ascii_lowercase() || "üāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ".contains(c))
        && chars.all(|c| matches!(c, '\u{300}' | '\u{301}' | '\u{304}' | '\u{308}' | '\u{30c}'))
}

fn has_tone(grapheme: &str) -> bool {
    grapheme.chars().any(|c| {
        matches!(c, '\u{300}' | '\u{301}' | '\u{304}' | '\u{30c}')
            || (!c.is_ascii() && c != 'ü' && c != '\u{308}')
    })
}

#[cfg(test)]
mod tests {
    use crate::fixers::testing::{leaves, repairs};

    const PAGE: &str = "報(bào)告總(zǒng)結(jié)會(huì)議(yì)進(jìn)產(chǎn)業(yè)發(fā)展";

    #[test]
    fn removes_readings_of_converted_characters() {
        repairs(super::plan, PAGE, "報告總結會議進產業發展");
        // Tone marks may stand as combining characters.
        repairs(super::plan, &format!("{PAGE}實(shi\u{301})"), "報告總結會議進產業發展實");
    }

    #[test]
    fn keeps_true_glosses_in_an_annotated_page() {
        for gloss in ["窑洞(yáo dòng)", "洪洞(tóng)", "GDP(gdp)", "首页(home)", "f(x)=F(x)+C", "發(fa)展"]
        {
            repairs(super::plan, &format!("{PAGE}{gloss}"), &format!("報告總結會議進產業發展{gloss}"));
        }
    }

    #[test]
    fn leaves_other_pages_alone() {
        leaves(
            super::plan,
            &[
                "六安(lù ān)市",
                "你(nǐ)好(hǎo)吗(ma)",
                "漢(hàn)字(zì)教(jiào)學(xué)樂(yuè)天(tiān)地(dì)人(rén)山(shān)水(shuǐ)火(huǒ)土(tǔ)石(shí)田(tián)",
                "關於 發(fā)展 的寫法",
                "发展（fā）",
            ],
        );
    }
}
