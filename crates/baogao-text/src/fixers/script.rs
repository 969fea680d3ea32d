//! Traditional script. Owns the turn of traditional characters into simplified ones.
//!
//! Most characters have one simplification and never occur in simplified text: a table converts them wherever
//! they are. For the few whose reading depends on the phrase (乾 in 乾坤 and 乾燥), or that simplified text may
//! hold as well (著 in 显著), the text around must be traditional, and OpenCC is asked about their neighbourhood.

use baogao_lexicon::is_han;
use std::{cell::LazyCell, sync::LazyLock};

use baogao_core::EditKind;

use super::entries;
use crate::{chars::CharSet, repairer::Plan};

/// Assumption: a line is traditional when one Han character in twenty, and at least three, are. Simplified
/// text has strays, but not so many.
const SHARE: usize = 20;
const MIN_IN_LINE: usize = 3;

/// How many characters of context OpenCC is shown on each side: its longest phrases have fewer.
const CONTEXT: usize = 8;

/// What may be done about a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Never,
    Always,
    Phrase,
}

/// The table of traditional characters, indexed by code point (all are in the basic plane).
#[derive(Debug)]
pub(crate) struct CharTable {
    table: Vec<(char, When)>,
    /// Those that are converted always: a text without them is simplified, and the large table is not asked.
    always: CharSet,
}

impl CharTable {
    /// The table built from `lexicon/script.tsv`, on first use.
    pub(crate) fn get() -> &'static Self {
        static TABLE: LazyLock<CharTable> = LazyLock::new(|| {
            let (mut table, mut always) = (vec![('\0', When::Never); 1 << 16], CharSet::default());
            for entry in entries(include_str!("../../lexicon/script.tsv")) {
                let mut fields = entry.split('\t').map(|field| field.chars().next());
                let (Some(Some(from)), Some(Some(to)), Some(Some(when))) =
                    (fields.next(), fields.next(), fields.next())
                else {
                    continue;
                };
                if let Some(slot) = table.get_mut(from as usize) {
                    *slot = (to, if when == 'a' { When::Always } else { When::Phrase });
                    if slot.1 == When::Always {
                        always.insert(from);
                    }
                }
            }
            CharTable { table, always }
        });
        &TABLE
    }

    fn look_up(&self, c: char) -> (char, When) {
        self.table.get(c as usize).copied().unwrap_or(('\0', When::Never))
    }

    /// What the character is simplified to, whatever the phrase; `None` when it is not traditional.
    pub(crate) fn simplified(&self, c: char) -> Option<char> {
        let (to, when) = self.look_up(c);
        (when != When::Never).then_some(to)
    }
}

pub(crate) fn plan(text: &str, plans: &mut Vec<Plan>) {
    let table = CharTable::get();
    if !text.chars().any(|c| table.always.contains(c) && is_han(c)) {
        return;
    }
    let page = Share::of(text, table);
    if page.traditional == 0 {
        return;
    }
    let whole_page = page.traditional * SHARE >= page.han && page.traditional >= MIN_IN_LINE;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        // Asked for only where the line holds a character that may be converted.
        let is_traditional = LazyCell::new(|| {
            let share = Share::of(line, table);
            share.traditional >= MIN_IN_LINE && share.traditional * SHARE >= share.han
        });
        for (at, c) in line.char_indices() {
            let (to, when) = table.look_up(c);
            if when == When::Never {
                continue;
            }
            let traditional = whole_page || *is_traditional;
            let to = match when {
                When::Always => to,
                When::Phrase if traditional => match in_phrase(line, at, c, to) {
                    Some(to) => to,
                    None => continue,
                },
                _ => continue,
            };
            let confidence = if traditional { 1.0 } else { 0.95 };
            plans.push(Plan::new(start + at..start + at + c.len_utf8(), to, EditKind::Script, confidence));
        }
        start += line.len();
    }
}

struct Share {
    han: usize,
    traditional: usize,
}

impl Share {
    fn of(text: &str, table: &CharTable) -> Self {
        let mut share = Self { han: 0, traditional: 0 };
        for c in text.chars().filter(|&c| is_han(c)) {
            share.han += 1;
            share.traditional += usize::from(table.look_up(c).1 == When::Always);
        }
        share
    }
}

/// The simplification of a character whose reading depends on the phrase; `None` when it stays.
fn in_phrase(line: &str, at: usize, c: char, default: char) -> Option<char> {
    let from = line[..at].char_indices().rev().take(CONTEXT).last().map_or(at, |(i, _)| i);
    let to = line[at..].char_indices().nth(CONTEXT).map_or(line.len(), |(i, _)| at + i);
    let (context, place) = (&line[from..to], line[from..at].chars().count());
    if c == '著' {
        // OpenCC follows usage in which 著 represents both; the standard has 着 for all but zhù.
        let simple = |c: char| CharTable::get().simplified(c).filter(|_| c != '著').unwrap_or(c);
        let before = line[..at].chars().next_back().map(simple);
        let after = line[at..].chars().nth(1).map(simple);
        let keeps = entries(include_str!("../../lexicon/zhu.txt")).any(|word| {
            let (first, second) = (word.chars().next(), word.chars().nth(1));
            (first == Some('著') && second == after) || (second == Some('著') && first == before)
        });
        return (!keeps).then_some(default);
    }
    match convert_phrase(context).and_then(|converted| {
        // A phrase that changes its length would leave no way to tell which character became which.
        let same_length = converted.chars().count() == context.chars().count();
        converted.chars().nth(place).filter(|_| same_length)
    }) {
        Some(converted) => (converted != c).then_some(converted),
        None => Some(default),
    }
}

#[cfg(feature = "opencc")]
fn convert_phrase(context: &str) -> Option<String> {
    use opencc_rust::{DefaultConfig, OpenCC, generate_static_dictionary};

    static T2S: LazyLock<Option<OpenCC>> = LazyLock::new(|| {
        // OpenCC opens its dictionaries as files; they are written out for as long as it loads them. Where that
        // fails the table's default reading serves.
        let folder = tempfile::tempdir().ok()?;
        generate_static_dictionary(folder.path(), DefaultConfig::T2S).ok()?;
        OpenCC::new(folder.path().join(DefaultConfig::T2S)).ok()
    });
    T2S.as_ref()?.convert(context).ok()
}

#[cfg(not(feature = "opencc"))]
fn convert_phrase(_: &str) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use crate::fixers::testing::{leaves, repairs};

    #[test]
    fn converts_traditional_lines() {
        repairs(super::plan, "現在,我代表市人民政府向大會報告工作", "现在,我代表市人民政府向大会报告工作");
        repairs(
            super::plan,
            "煤改電覆蓋率顯著提高,晉陜豫沿著黃河發展",
            "煤改电覆盖率显著提高,晋陕豫沿着黄河发展",
        );
    }

    #[cfg(feature = "opencc")]
    #[test]
    fn asks_opencc_about_phrases() {
        repairs(super::plan, "乾坤灣的環境乾燥,發展實現進步", "乾坤湾的环境干燥,发展实现进步");
    }

    #[test]
    fn zhe_and_zhu() {
        repairs(
            super::plan,
            "帶著問題著力解決,朝著目標活著,著眼長遠,跟著發展,沿著濱河,憑著幹勁",
            "带着问题着力解决,朝着目标活着,着眼长远,跟着发展,沿着滨河,凭着干劲",
        );
        let kept = "成效顯著,功績卓著,著名專家,學術專著,論著,編著,譯著,著稱,著書";
        repairs(super::plan, kept, "成效显著,功绩卓著,著名专家,学术专著,论著,编著,译著,著称,著书");
    }

    #[test]
    fn windows_forms_and_words_that_open_a_trap() {
        repairs(super::plan, "晉陜兩省,陜西與陝北,凈化環境", "晋陕两省,陕西与陕北,净化环境");
        repairs(super::plan, "電覆蓋、網覆蓋與全覆蓋,反復檢查", "电覆盖、网覆盖与全覆盖,反复检查");
        repairs(super::plan, "打造城鎮圈,砥礪奮進,15分鐘服務圈", "打造城镇圈,砥砺奋进,15分钟服务圈");
        repairs(super::plan, "後來,城市裏的乾部學習,於是關於皇后鎮", "后来,城市里的干部学习,于是关于皇后镇");
        // What the page's own converter left alone.
        repairs(
            super::plan,
            "以后十里長街,干部群眾,于都縣,松樹,面積",
            "以后十里长街,干部群众,于都县,松树,面积",
        );
    }

    #[test]
    fn names() {
        repairs(
            super::plan,
            "趙若竹、藺鑫、苗婉茹、龐錚來自安澤、隰縣、澮河與澇河",
            "赵若竹、蔺鑫、苗婉茹、庞铮来自安泽、隰县、浍河与涝河",
        );
    }

    #[test]
    fn converts_strays_in_simplified_text() {
        repairs(super::plan, "砥礪担当之勇，提升干的效能", "砥砺担当之勇，提升干的效能");
    }

    #[test]
    fn leaves_simplified_text() {
        leaves(
            super::plan,
            &[
                "成效显著，乾坤湾景区，于都县，覆盖率，瞭望塔，慰藉",
                "李昇同志",
                "皇后镇里程碑",
                "显著、著名、著作、土著，着力，答复、反复、覆盖，头发、发展，干部、干燥，里程、公里，以后、皇后，松树",
            ],
        );
    }
}
