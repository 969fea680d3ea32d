//! Administrative divisions. Owns the table of GB/T 2260 codes and the questions asked of it: which division does a
//! name with its superiors mean, and what is its full path?

use baogao_lexicon::{Class, Lexicon};
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use aho_corasick::{AhoCorasick, MatchKind};
use baogao_core::Level;

/// One division with the years it existed under this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Division {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    first: Option<u16>,
    last: Option<u16>,
}

impl Division {
    pub(crate) fn level(self) -> Level {
        match (self.code.ends_with("0000"), self.code.ends_with("00")) {
            _ if self.code == COUNTRY.code => Level::Country,
            (true, _) => Level::Province,
            (_, true) => Level::Prefecture,
            _ => Level::County,
        }
    }

    fn existed_in(self, year: u16) -> bool {
        self.first.is_none_or(|first| first <= year) && self.last.is_none_or(|last| year <= last)
    }

    /// The name without its rank: 天水 for 天水市; a name of two characters stays whole.
    fn bare(self) -> &'static str {
        const RANKS: [&str; 8] = ["自治区", "自治州", "地区", "省", "市", "县", "区", "盟"];
        RANKS
            .iter()
            .find_map(|rank| self.name.strip_suffix(rank))
            .filter(|bare| bare.chars().count() >= 2)
            .unwrap_or(self.name)
    }
}

/// The short name of an autonomous prefecture or county, without its peoples: 恩施州 for 恩施土家族苗族自治州.
///
/// `None` for other divisions, and where nothing but peoples is before the rank.
fn short(name: &str) -> Option<String> {
    const RANKS: [(&str, &str); 3] = [("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")];
    let (mut rest, rank) = RANKS.iter().find_map(|(full, short)| Some((name.strip_suffix(full)?, short)))?;
    let whole = rest.len();
    while let Some(people) = Lexicon::get().words(Class::People).suffix_of(rest) {
        rest = &rest[..rest.len() - people.len()];
    }
    let rest = rest.trim_end_matches("各族");
    (rest.len() < whole && rest.chars().count() >= 2).then(|| format!("{rest}{rank}"))
}

/// The country, which the table of divisions lacks.
pub(crate) const COUNTRY: Division =
    Division { code: "100000", name: "中华人民共和国", first: None, last: None };

/// Names that name the division as a whole in the table and not a place.
const PLACEHOLDERS: [&str; 6] =
    ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县级行政单位", "市"];

pub(crate) struct Divisions {
    all: Vec<Division>,
    by_name: HashMap<Cow<'static, str>, Vec<usize>>,
    by_code: HashMap<&'static str, Vec<usize>>,
    /// Full and bare names, for counting mentions.
    automaton: Option<AhoCorasick>,
    patterns: Vec<Vec<usize>>,
}

impl Divisions {
    pub(crate) fn get() -> &'static Self {
        static DIVISIONS: LazyLock<Divisions> = LazyLock::new(Divisions::load);
        &DIVISIONS
    }

    fn load() -> Self {
        let all: Vec<Division> = baogao_lexicon::divisions()
            .map(|row| Division {
                code: row.field(0),
                name: row.field(1),
                first: row.field(2).parse().ok(),
                last: row.field(3).parse().ok(),
            })
            .filter(|division| !PLACEHOLDERS.contains(&division.name))
            .collect();
        let words = Lexicon::get().words(Class::PlaceWord);
        let mut by_name: HashMap<Cow<'static, str>, Vec<usize>> = HashMap::new();
        let mut by_code: HashMap<_, Vec<usize>> = HashMap::new();
        let mut mentions: HashMap<Cow<'static, str>, Vec<usize>> = HashMap::new();
        for (i, division) in all.iter().enumerate() {
            by_name.entry(Cow::Borrowed(division.name)).or_default().push(i);
            if let Some(short) = short(division.name) {
                by_name.entry(Cow::Owned(short.clone())).or_default().push(i);
                mentions.entry(Cow::Owned(short)).or_default().push(i);
            }
            by_code.entry(division.code).or_default().push(i);
            let bare = Some(division.bare()).filter(|&bare| bare != division.name);
            for name in [Some(division.name), bare].into_iter().flatten().filter(|name| !words.contains(name))
            {
                mentions.entry(Cow::Borrowed(name)).or_default().push(i);
            }
        }
        let (names, patterns): (Vec<_>, Vec<_>) = mentions.into_iter().unzip();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(names.iter().map(|name| name.as_bytes()))
            .ok();
        Self { all, by_name, by_code, automaton, patterns }
    }

    /// The division that a written path names, such as 天水市秦州区: the one whose name ends it and whose superiors
    /// agree with what is before.
    pub(crate) fn resolve(&self, path: &str, year: Option<u16>) -> Option<Division> {
        if path.ends_with("中华人民共和国") || path.ends_with("全国") {
            return Some(COUNTRY);
        }
        let starts: Vec<usize> = path.char_indices().map(|(at, _)| at).collect();
        // The longest ending that is a name wins: 市中区 must not hide 内江市市中区's own row.
        for &at in &starts {
            let Some(rows) = self.by_name.get(&path[at..]) else { continue };
            let before = &path[..at];
            let mut fits: Vec<Division> = rows
                .iter()
                .map(|&i| self.all[i])
                .filter(|division| year.is_none_or(|year| division.existed_in(year)))
                .filter(|&division| {
                    before.is_empty() || self.superiors(division, year).any(|s| before.ends_with(s.name))
                })
                .collect();
            if fits.is_empty() && before.is_empty() {
                // A name from before or after its time is better than none.
                fits = rows.iter().map(|&i| self.all[i]).collect();
            }
            fits.dedup_by_key(|division| division.code);
            match fits[..] {
                [] => {}
                [one] => return Some(one),
                // The same name in two places: only what is before could tell.
                _ if before.is_empty() => return None,
                [first, ..] => return Some(first),
            }
        }
        None
    }

    /// The divisions above, the nearest first.
    fn superiors(&self, division: Division, year: Option<u16>) -> impl Iterator<Item = Division> + '_ {
        let code = division.code;
        let prefecture = (!code.ends_with("00")).then(|| self.coded(&code[..4], "00", year)).flatten();
        let province = (!code.ends_with("0000")).then(|| self.coded(&code[..2], "0000", year)).flatten();
        prefecture.into_iter().chain(province)
    }

    fn coded(&self, prefix: &str, zeros: &str, year: Option<u16>) -> Option<Division> {
        let rows = self.by_code.get(format!("{prefix}{zeros}").as_str())?;
        let row = |i: &usize| self.all[*i];
        rows.iter().map(row).find(|d| year.is_none_or(|y| d.existed_in(y))).or_else(|| rows.last().map(row))
    }

    /// The full official path, 甘肃省天水市秦州区.
    pub(crate) fn path(&self, division: Division, year: Option<u16>) -> String {
        let mut names: Vec<_> = self.superiors(division, year).map(|superior| superior.name).collect();
        names.reverse();
        names.push(division.name);
        names.concat()
    }

    /// The division of a level that a text speaks of most.
    ///
    /// Assumption: a report names its own place more often than any other of the same rank; a place that is named
    /// once is only mentioned. A name that is a word (新建, 和平) is not counted.
    pub(crate) fn most_mentioned(&self, text: &str, levels: &[Level], year: Option<u16>) -> Option<Division> {
        let cities = levels.contains(&Level::Prefecture);
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for found in self.automaton.as_ref()?.find_iter(text) {
            for &i in &self.patterns[found.pattern().as_usize()] {
                let division = self.all[i];
                // 全市 is said by a city under a province or directly under the centre, never by a province.
                let rank = !cities || division.name.ends_with('市') || division.level() != Level::Province;
                if rank
                    && levels.contains(&division.level())
                    && year.is_none_or(|year| division.existed_in(year))
                {
                    *counts.entry(i).or_default() += 1;
                }
            }
        }
        let best = *counts.values().max()?;
        let mut best_rows = counts.iter().filter(|&(_, &n)| n == best).map(|(&i, _)| self.all[i]);
        let first = best_rows.next()?;
        // Two places named equally often leave it open.
        (best >= 2 && best_rows.all(|other| other.code == first.code)).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved_by_their_superiors() {
        let divisions = Divisions::get();
        for (written, path, code) in [
            ("河北省", "河北省", "130000"),
            ("石家庄市长安区", "河北省石家庄市长安区", "130102"),
            ("西安市长安区", "陕西省西安市长安区", "610116"),
            ("北京市东城区", "北京市东城区", "110101"),
        ] {
            let division = divisions.resolve(written, Some(2020));
            assert_eq!(division.map(|d| d.code), Some(code));
            assert_eq!(division.map(|d| divisions.path(d, Some(2020))).as_deref(), Some(path));
        }
    }

    #[test]
    fn autonomous_prefectures_and_counties_have_short_names() {
        for (written, code) in [
            ("恩施州", "422800"),
            ("黔东南州", "522600"),
            ("伊犁州", "654000"),
            ("延边州", "222400"),
            ("凉山州", "513400"),
            ("海西州", "632800"),
        ] {
            assert_eq!(
                Divisions::get().resolve(written, Some(2020)).map(|found| found.code),
                Some(code),
                "{written}"
            );
        }
        assert_eq!(short("石家庄市"), None);
        assert_eq!(short("东乡族自治县"), None);
    }

    #[test]
    fn a_word_that_is_a_bare_name_is_no_place() {
        let most = |text: &str| Divisions::get().most_mentioned(text, &[Level::County], Some(2020));
        assert_eq!(most("新建5G基站，新建茶厂，新建幼儿园，新建养老点。"), None);
        assert_eq!(most("新建区召开会议，新建区经济稳步增长。").map(|found| found.code), Some("360112"));
    }

    #[test]
    fn a_name_of_two_places_is_left_open() {
        assert_eq!(Divisions::get().resolve("长安区", Some(2020)), None);
    }
}
