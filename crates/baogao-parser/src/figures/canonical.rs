//! Which indicator a name is. Owns the match of a figure's words against [`Indicators`]: the whole name without its
//! opening scope, or, where an indicator allows it, the end of a name that a place is before.
//!
//! Assumptions, each with a counterexample among the tests: 全市, 今年 or 预计 before a name changes nothing; a place
//! before PM2.5浓度 leaves it a concentration of PM2.5, though not the report's own; 人均 before a name makes another
//! thing of it.

use baogao_core::{Measure, Unit};
use baogao_lexicon::Lexicon;

use crate::indicators::{Indicator, Indicators, key};

/// A longer name, in bytes, is a sentence: no indicator is called so.
const MAX_NAME: usize = 240;
/// A place before a name has at most this many characters.
const MAX_PLACE: usize = 16;
/// A name behind a place has at least this many characters: 优良率 alone may be of anything.
const MIN_BEHIND_PLACE: usize = 4;

/// An indicator, and whether the name is all its own.
pub(crate) struct Known<'i> {
    pub(crate) indicator: &'i Indicator,
    /// No place is before it: it is the report's own.
    pub(crate) whole: bool,
}

impl Known<'_> {
    /// Whether the report's own headline indicator is meant.
    pub(crate) fn is_headline(&self) -> bool {
        self.whole && self.indicator.is_headline()
    }
}

/// The indicator that `name` is, in this measure and unit; `own` is the path of the reporting place, 甲省乙市.
pub(crate) fn known<'i>(
    lexicon: &Lexicon,
    indicators: &'i Indicators,
    own: Option<&str>,
    name: &str,
    measure: Measure,
    unit: Option<&Unit>,
) -> Option<Known<'i>> {
    // Before anything reads the name: many figures may share one that is a megabyte long.
    if name.len() > MAX_NAME {
        return None;
    }
    let whole = key(name);
    // The speed or the rank of a thing is one of the thing, unless the speed is a name itself.
    let mut rest = match measure {
        Measure::Growth | Measure::Rank => whole.trim_end_matches("平均").trim_end_matches("增速"),
        _ => &whole,
    };
    if rest.is_empty() || indicators.named(&whole).next().is_some() {
        rest = &whole;
    }
    loop {
        if let Some(indicator) = indicators.meant(rest, measure, unit) {
            return Some(Known { indicator, whole: true });
        }
        match lexicon.scopes().prefix_of(rest).map(str::len).or_else(|| own_place(own, rest)) {
            Some(scope) => rest = &rest[scope..],
            None => break,
        }
    }
    let indicator = behind_place(lexicon, indicators, rest, measure, unit)?;
    Some(Known { indicator, whole: false })
}

/// The length of the reporting place's own name before a name: 青禾市生产总值, 西藏生产总值.
///
/// Where the place is not known, a short name that ends as places do is taken for it; a district or a zone within is not.
fn own_place(own: Option<&str>, name: &str) -> Option<usize> {
    const RANKS: [char; 7] = ['省', '市', '县', '州', '旗', '盟', '镇'];
    const SHORT: usize = 5;
    if let Some(own) = own {
        let ends = |at: usize| own.get(at..).filter(|end| !end.is_empty());
        let full = own.char_indices().filter_map(|(at, _)| ends(at)).find_map(|end| name.strip_prefix(end));
        let last = own
            .char_indices()
            .rev()
            .skip(1)
            .find(|&(_, c)| RANKS.contains(&c))
            .map_or(0, |(at, c)| at + c.len_utf8());
        let bare = ends(last).map(|end| end.trim_end_matches("自治区").trim_end_matches(RANKS));
        let bare = || bare.filter(|bare| bare.chars().count() >= 2).and_then(|bare| name.strip_prefix(bare));
        return full.or_else(bare).map(|rest| name.len() - rest.len());
    }
    let (at, rank) = name.char_indices().take(SHORT).skip(2).find(|(_, c)| RANKS.contains(c))?;
    Some(at + rank.len_utf8())
}

/// The indicator that a name ends with, where what is before it can be a place.
fn behind_place<'i>(
    lexicon: &Lexicon,
    indicators: &'i Indicators,
    name: &str,
    measure: Measure,
    unit: Option<&Unit>,
) -> Option<&'i Indicator> {
    let ends = name.char_indices().skip(1).take(MAX_PLACE).map(|(at, _)| name.split_at(at));
    ends.take_while(|(place, _)| !lexicon.other_things().iter().any(|word| place.ends_with(word)))
        .filter(|(_, end)| end.chars().count() >= MIN_BEHIND_PLACE)
        .find_map(|(_, end)| {
            indicators.meant(end, measure, unit).filter(|indicator| indicator.takes_places())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str, measure: Measure, unit: &str) -> Option<(String, bool)> {
        let lexicon = Lexicon::get();
        let unit = lexicon.unit(unit).map(|entry| Unit {
            text: entry.text.to_owned(),
            dimension: entry.dimension,
            factor: entry.factor,
        });
        known(lexicon, Indicators::builtin(), Some("甲省青禾市"), name, measure, unit.as_ref())
            .map(|known| (known.indicator.id().to_owned(), known.whole))
    }

    fn whole(name: &str, measure: Measure, unit: &str) -> Option<String> {
        id(name, measure, unit).filter(|(_, whole)| *whole).map(|(id, _)| id)
    }

    #[test]
    fn a_scope_changes_nothing() {
        let gdp = Some("gdp".to_owned());
        for name in
            ["地区生产总值", "全市地区生产总值", "预计全年地区生产总值", "地区生产总值（GDP）", "ＧＤＰ"]
        {
            assert_eq!(whole(name, Measure::Level, "元"), gdp, "{name}");
        }
        assert_eq!(whole("地区生产总值增速", Measure::Growth, "%"), gdp);
        // Something else per head, and a name that only ends so.
        assert_eq!(whole("人均地区生产总值", Measure::Level, "元").as_deref(), Some("gdp_per_capita"));
        for name in ["青禾市生产总值", "青禾生产总值", "市内生产总值", "本省生产总值", "地方生产总值"]
        {
            assert_eq!(whole(name, Measure::Growth, "%"), gdp, "{name}");
        }
        assert_eq!(whole("柳溪县地区生产总值", Measure::Growth, "%"), None);
        assert_eq!(id("开发区地区生产总值", Measure::Level, "元"), None);
        assert_eq!(id("工业园区规模以上工业增加值", Measure::Growth, "%"), None);
    }

    #[test]
    fn a_place_leaves_a_concentration_what_it_is() {
        let pm25 = |whole| Some(("pm25".to_owned(), whole));
        assert_eq!(id("PM2.5浓度", Measure::Growth, "%"), pm25(true));
        assert_eq!(id("松原岭片区PM2.5浓度", Measure::Growth, "%"), pm25(false));
        assert_eq!(
            id("松原岭机场旅客吞吐量", Measure::Level, "人次"),
            Some(("airport_passengers".to_owned(), true)).map(|(id, _)| (id, false))
        );
        // A list, a thing under construction, a name too short to be behind a place.
        assert_eq!(id("氮氧化物和PM2.5浓度", Measure::Growth, "%"), None);
        assert_eq!(id("在建高速公路通车里程", Measure::Level, "公里"), None);
        assert_eq!(id("水产品优良率", Measure::Ratio, "%"), None);
    }

    #[test]
    fn the_unit_tells_homonyms_apart() {
        assert_eq!(whole("经营主体", Measure::Increment, "户").as_deref(), Some("market_entities_new"));
        assert_eq!(whole("经营主体", Measure::Growth, "%").as_deref(), Some("market_entities_total"));
        assert_eq!(whole("农村低保", Measure::Level, "元").as_deref(), Some("dibao_rural"));
        // Gardens of tomatoes are no tons of them, and a count of ports no freight.
        assert_eq!(id("蔬菜产量", Measure::Level, "亩"), None);
        assert_eq!(id("出口", Measure::Level, "个"), None);
    }

    #[test]
    fn a_megabyte_is_no_name() {
        assert_eq!(id(&"全市".repeat(200_000), Measure::Level, "元"), None);
    }
}
