//! Who speaks. Owns the line that names the speaker with the office: 青川市白石区人民政府代区长 林溪.

use baogao_lexicon::is_han;

/// Offices of the heads of governments; the longest that fits wins.
const OFFICES: [&str; 10] =
    ["自治区主席", "主席", "省长", "市长", "州长", "盟长", "县长", "旗长", "区长", "总理"];
/// Characters that are behind a name, not in it.
const NAME_ENDS: &str = "作在同做代向说主致出为，。、：；（）(),";

pub(crate) struct Speaker {
    pub(crate) name: String,
    pub(crate) office: &'static str,
    pub(crate) acting: bool,
}

/// 青川市白石区人民政府代区长 林溪; 省长林溪作政府工作报告.
pub(crate) fn speaker(line: &str) -> Option<Speaker> {
    let (at, office) = OFFICES
        .iter()
        .filter_map(|office| line.rfind(office).map(|at| (at, *office)))
        .max_by_key(|&(at, o)| (at + o.len(), o.len()))?;
    let before = &line[..at];
    let acting = before.ends_with('代');
    let rest = line[at + office.len()..]
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '（' | '）'));
    // 市长 王向东: behind a blank the rest of a line is the name, whatever its characters.
    let whole: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
    let blank = line[at + office.len()..].chars().next().is_some_and(char::is_whitespace);
    if blank && (2..=4).contains(&whole.chars().count()) && whole.chars().all(is_han) {
        return Some(Speaker { name: whole, office, acting });
    }
    let mut name = String::new();
    for c in rest.chars() {
        // Names of two characters are often set with a space between them.
        if c.is_whitespace() && name.chars().count() == 1 {
            continue;
        }
        if !(is_han(c) || c == '·') || NAME_ENDS.contains(c) {
            break;
        }
        name.push(c);
    }
    let length = name.chars().count();
    let valid = (2..=4).contains(&length) || name.contains('·');
    valid.then_some(Speaker { name, office, acting })
}

/// Whether a line says nothing but who speaks: 青川市市长 林溪; 推进市长热线 is no such line.
pub(crate) fn is_byline(line: &str) -> bool {
    let line = line.trim_end();
    speaker(line).is_some_and(|speaker| {
        let parted = line
            .rfind(speaker.office)
            .and_then(|at| line[at + speaker.office.len()..].chars().next())
            .is_some_and(|c| c.is_whitespace() || matches!(c, '：' | ':'));
        parted && speaker.name.chars().next_back().is_some_and(|last| line.ends_with(last))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speakers_are_named_with_their_office() {
        let found = speaker("青川市人民政府代市长 林 溪");
        assert_eq!(found.map(|s| (s.name, s.office, s.acting)), Some(("林溪".to_owned(), "市长", true)));
        assert!(speaker("全体市长参加了会议的讨论").is_none());
    }

    #[test]
    fn a_name_may_hold_any_character() {
        let name = |line| speaker(line).map(|found| found.name);
        assert_eq!(name("青川市市长 王向东").as_deref(), Some("王向东"));
        assert_eq!(name("市长　张有为").as_deref(), Some("张有为"));
        // Characters beyond the basic block.
        assert_eq!(name("青川市市长 王䶮").as_deref(), Some("王䶮"));
        assert_eq!(name("市长张𫖮作报告").as_deref(), Some("张𫖮"));
        assert_eq!(name("市长林溪作政府工作报告").as_deref(), Some("林溪"));
        assert!(is_byline("青川市市长 王向东"));
    }

    #[test]
    fn a_byline_says_nothing_else() {
        assert!(is_byline("青川市市长 林溪") && is_byline("青川县县长：林 溪"));
        assert!(!is_byline("推进市长热线") && !is_byline("市长 林溪主持会议并讲话"));
    }
}
