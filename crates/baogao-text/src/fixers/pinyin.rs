//! Readings in brackets. Owns the recognition of a page whose converter to traditional script put a reading
//! after the characters it converted, 報(bào)告, and the removal of these readings; readings that byte damage
//! displaced belong to `mojibake`.
//!
//! Assumption: the converter annotates only characters that are traditional, with one of their own
//! readings, in ASCII brackets, as one syllable that carries its tone mark. Text that explains how
//! something is read does otherwise: 窑洞(yáo dòng), 洪洞(tóng), GDP(gdp). A page with fewer than eight such
//! readings may be *about* them.

use baogao_core::EditKind;
use baogao_lexicon::is_han;
use foldhash::HashMap;
use pinyin::{Pinyin, ToPinyin, ToPinyinMulti};
use unicode_segmentation::UnicodeSegmentation;

use super::script::CharTable;
use crate::{
    gbk::{Code, Gbk},
    repairer::Plan,
};

/// A page is annotated from this many readings on …
const MIN_ANNOTATIONS: usize = 8;
/// … of this many different characters.
const MIN_CHARACTERS: usize = 3;
/// One annotation in this many, and one more, may contradict the assumption: damage displaces a few. Textbooks,
/// dictionaries and pages with pinyin at random contradict it everywhere.
const ONE_IN: usize = 50;
/// The longest syllable of standard Chinese is `zhuāng`.
const MAX_LETTERS: usize = 6;

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    if Annotations::of(text).is_none() {
        return;
    }
    for (open, _) in text.match_indices('(') {
        if let Some((syllable, length)) = syllable(&text[open + 1..])
            && key_before(&text[..open]).is_some_and(|key| is_annotation(key, syllable).is_some())
        {
            plans.push(Plan::delete(open..open + 1 + length, EditKind::Pinyin));
        }
    }
}

/// A syllable with the number of its tone, `bao4`, in at most eight bytes of UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Syllable([u8; 8]);

impl Syllable {
    fn spells(self, reading: Pinyin) -> bool {
        let spelling = reading.with_tone_num_end().as_bytes();
        self.0.starts_with(spelling) && self.0[spelling.len()..].iter().all(|&b| b == 0)
    }

    /// Whether this is a reading of the character.
    pub(crate) fn is_of(self, c: char) -> bool {
        c.to_pinyin_multi().is_some_and(|readings| readings.into_iter().any(|r| self.spells(r)))
    }
}

/// The annotations of a page that has them: which character was given which reading, how often.
#[derive(Debug)]
pub(crate) struct Annotations(HashMap<(char, Syllable), usize>);

impl Annotations {
    /// `None` when the page is not annotated as the assumption says.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let table = CharTable::get();
        let (mut clean, mut first, mut against) = (0, 0, 0);
        let mut seen = HashMap::default();
        for (open, _) in text.match_indices('(') {
            let Some(character) = text[..open].chars().next_back().filter(|&c| is_han(c)) else { continue };
            let Some((syllable, _)) = syllable(&text[open + 1..]) else { continue };
            if table.simplified(character).is_some() && syllable.is_of(character) {
                clean += 1;
                first += usize::from(character.to_pinyin().is_some_and(|r| syllable.spells(r)));
                *seen.entry((character, syllable)).or_insert(0) += 1;
            } else {
                against += 1;
            }
        }
        let open = clean >= MIN_ANNOTATIONS
            && seen.len() >= MIN_CHARACTERS
            && against <= clean / ONE_IN + 1
            // The converter looks readings up without regard to their use: it takes the first.
            && first * 10 >= clean * 9;
        open.then_some(Self(seen))
    }

    /// How often the page gives this reading to this character.
    pub(crate) fn count(&self, character: char, syllable: Syllable) -> usize {
        self.0.get(&(character, syllable)).copied().unwrap_or(0)
    }
}

/// The character that two bytes represent, if a reading after them may be the converter's annotation.
pub(crate) fn is_annotation(key: [u8; 2], syllable: Syllable) -> Option<char> {
    let c = Gbk::get().char(key)?;
    (CharTable::get().simplified(c).is_some() && syllable.is_of(c)).then_some(c)
}

/// The last two bytes of a text in GBK. They are one character, or a letter with the trail of its neighbour:
/// the converter replaced bytes, and 款I was annotated because its last two bytes are those of 領. Behind anything
/// but a Han character such a letter is likelier half of a damaged one, and its reading is left to `mojibake`.
fn key_before(text: &str) -> Option<[u8; 2]> {
    let table = Gbk::get();
    let mut back = text.chars().rev();
    match table.code(back.next()?)? {
        Code::Pair(pair) => Some(pair),
        Code::Byte(byte) => match table.code(back.next().filter(|&c| is_han(c))?)? {
            Code::Pair([_, trail]) => Some([trail, byte]),
            Code::Byte(_) => None,
        },
    }
}

/// Reads `bào)`: one syllable with one tone mark and the closing bracket; its length in bytes with the
/// bracket.
pub(crate) fn syllable(text: &str) -> Option<(Syllable, usize)> {
    let (mut spelling, mut written) = ([0; 8], 0);
    let (mut tone, mut length) = (0, 0);
    for (letters, grapheme) in graphemes(text).enumerate() {
        if grapheme == ")" {
            *spelling.get_mut(written)? = b'0' + tone;
            return (letters > 0 && tone > 0).then_some((Syllable(spelling), length + 1));
        }
        let (letter, mark) = letter(grapheme)?;
        if letters == MAX_LETTERS || (mark > 0 && tone > 0) {
            return None;
        }
        tone = tone.max(mark);
        length += grapheme.len();
        let end = written + letter.len_utf8();
        letter.encode_utf8(spelling.get_mut(written..end)?);
        written = end;
    }
    None
}

/// The graphemes of a text, so that a tone mark that is as a combining character counts with its letter. Most
/// characters are one by themselves, because what follows combines with nothing.
fn graphemes(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.chars();
        let c = chars.next()?;
        let combines = |c: char| c >= '\u{300}' && !matches!(c, '\u{4000}'..='\u{9fff}');
        let alone = !combines(c) && !chars.next().is_some_and(combines);
        let length = if alone { c.len_utf8() } else { rest.graphemes(true).next()?.len() };
        let (grapheme, more) = rest.split_at(length);
        rest = more;
        Some(grapheme)
    })
}

/// A letter without its tone mark, and the number of the tone, 0 without one.
fn letter(grapheme: &str) -> Option<(char, u8)> {
    /// Each letter with its four tones.
    const MARKED: [&str; 8] =
        ["aāáǎà", "eēéěè", "iīíǐì", "oōóǒò", "uūúǔù", "üǖǘǚǜ", "n\u{304}ńňǹ", "m\u{304}ḿ\u{30c}"];
    let mut chars = grapheme.chars();
    let (mut letter, mut tone) = match chars.next()? {
        c if c.is_ascii_lowercase() || c == 'ü' => (c, 0),
        c => MARKED.iter().find_map(|row| {
            let tone = row.chars().position(|marked| marked == c).filter(|_| !is_mark(c))?;
            Some((row.chars().next()?, u8::try_from(tone).ok()?))
        })?,
    };
    for mark in chars {
        match mark {
            '\u{308}' if letter == 'u' => letter = 'ü',
            '\u{304}' | '\u{301}' | '\u{30c}' | '\u{300}' if tone == 0 => {
                tone = match mark {
                    '\u{304}' => 1,
                    '\u{301}' => 2,
                    '\u{30c}' => 3,
                    _ => 4,
                };
            }
            _ => return None,
        }
    }
    Some((letter, tone))
}

/// A combining mark, which is no letter by itself.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use crate::fixers::testing::{leaves, repairs};

    const PAGE: &str = "報(bào)告總(zǒng)結(jié)會(huì)議(yì)進(jìn)產(chǎn)業(yè)發(fā)展";
    const CLEAN: &str = "報告總結會議進產業發展";

    /// What is written with readings but not by the converter.
    const GLOSSES: [&str; 21] = [
        "首页（home）",
        "GDP(gdp)同比",
        "窑洞(yáo dòng)",
        "六安(lù ān)市",
        "你(nǐ)好(hǎo)吗(ma)",
        "漢(hàn)字(zì)教(jiào)學(xué)",
        "樂(yuè)和樂(lè)",
        "重慶(chóng qìng)",
        "A(xiàn)",
        "f(x)=F(x)+C",
        "蘋果(apple)",
        "發(fa)展(zhan)",
        "發【fā】",
        "發 (fā)",
        "發(fā)、髮(fà)",
        "说(shuō)服",
        "叶(yè)公",
        "蔚(yù)县、隰(xí)县、洪洞(tóng)县、盂(yú)县",
        "国家税务总局(shuì wù)",
        "有(yǒu)限公司",
        "新(xin)華社",
    ];

    #[test]
    fn removes_readings_of_converted_characters() {
        repairs(super::plan, PAGE, CLEAN);
        // Tone marks may be as combining characters.
        repairs(super::plan, &format!("{PAGE}實(shi\u{301})綠(lu\u{308}\u{300})"), &format!("{CLEAN}實綠"));
        // The converter takes the first reading, but a later one is a reading too.
        repairs(super::plan, &format!("{PAGE}{PAGE}當(dàng)"), &format!("{CLEAN}{CLEAN}當"));
    }

    /// EE49 is 領, and these are the last byte of 款 and the letter.
    #[test]
    fn removes_readings_of_bytes_across_two_characters() {
        repairs(super::plan, &format!("{PAGE}條款I(lǐng)"), &format!("{CLEAN}條款I"));
    }

    #[test]
    fn keeps_true_glosses_in_an_annotated_page() {
        for gloss in [
            "窑洞(yáo dòng)",
            "洪洞(tóng)",
            "GDP(gdp)",
            "首页(home)",
            "f(x)=F(x)+C",
            "發(fa)展",
            "發(Fā)展",
            "發(jìn)展",
            "發(fāfā)展",
            "條款A(xiàn)",
            "發( fā)展",
        ] {
            repairs(super::plan, &format!("{PAGE}{gloss}"), &format!("{CLEAN}{gloss}"));
        }
    }

    #[test]
    fn leaves_other_pages_alone() {
        leaves(super::plan, &GLOSSES);
        leaves(super::plan, &[&GLOSSES.concat(), &GLOSSES.join("\n")]);
        leaves(
            super::plan,
            &[
                // A page about the artefact, a textbook, a dictionary, and readings put at random.
                "這種網頁把發展寫成發(fā)展,把產業寫成產(chǎn)業(yè),復制時應當小心",
                "漢(hàn)字(zì)教(jiào)學(xué)樂(yuè)天(tiān)地(dì)人(rén)山(shān)水(shuǐ)火(huǒ)土(tǔ)石(shí)田(tián)",
                "發(fā)髮(fà)發(fā)髮(fà)發(fā)髮(fà)發(fā)髮(fà)發(fā)髮(fà)",
                &"發(fā)".repeat(20),
                &format!("{PAGE}有(yǒu)限公(gōng)司(sī)"),
                "关于网页的注音",
                "沒有注音的繁體網頁,經濟發展,產業升級",
            ],
        );
    }
}
