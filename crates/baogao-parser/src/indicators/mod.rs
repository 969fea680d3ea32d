//! Indicators (指标) as data. Owns [`Indicators`], the set a parser knows, and [`Indicator`], one of them. Their form
//! as TOML is read in [`read`], values are held against their usual ranges in [`usual`]; which indicator the words of
//! a sentence name is decided among the figures. A set never changes: [`Indicators::extended`] makes another.

mod read;
mod usual;

use baogao_lexicon::Words;
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use baogao_core::{Decimal, Dimension, Error, Measure, Unit};

pub(crate) use usual::unusual;

/// What one indicator is called, measured in, and usually worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    id: String,
    title: String,
    /// Its own names first, then those of each `when`.
    senses: Vec<Sense>,
    dimension: Option<Dimension>,
    growth: Option<[Decimal; 2]>,
    ratio: Option<[Decimal; 2]>,
    level: Option<[Decimal; 2]>,
    parent: Option<String>,
    suffix: bool,
    headline: bool,
}

/// Names with the measures and units in which they mean the indicator; an empty list is any.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sense {
    names: Vec<String>,
    measures: Vec<Measure>,
    units: Vec<String>,
}

impl Sense {
    fn fits(&self, measure: Measure, unit: &str) -> bool {
        (self.measures.is_empty() || self.measures.contains(&measure))
            && (self.units.is_empty() || self.units.iter().any(|end| unit.ends_with(end.as_str())))
    }

    /// Whether one figure could fit both.
    fn overlaps(&self, other: &Self) -> bool {
        let measures = self.measures.is_empty()
            || other.measures.is_empty()
            || self.measures.iter().any(|measure| other.measures.contains(measure));
        let same = |a: &String, b: &String| a.ends_with(b.as_str()) || b.ends_with(a.as_str());
        let units = self.units.is_empty()
            || other.units.is_empty()
            || self.units.iter().any(|a| other.units.iter().any(|b| same(a, b)));
        measures && units
    }
}

impl Indicator {
    /// The id, such as `gdp`; unique in its set.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The standard name, such as 地区生产总值.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What reports call it, the title included.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.senses.iter().flat_map(|sense| &sense.names).map(String::as_str)
    }

    /// The measures it is reported in; empty for any.
    #[must_use]
    pub fn measures(&self) -> &[Measure] {
        self.senses.first().map_or(&[], |own| &own.measures)
    }

    /// What its levels are counted in, when that is one thing.
    #[must_use]
    pub fn dimension(&self) -> Option<Dimension> {
        self.dimension
    }

    /// The lowest and the highest usual value: percent for growth and ratio; for a level the base unit of
    /// [`Indicator::dimension`], or the stated unit where it has none.
    #[must_use]
    pub fn usual(&self, measure: Measure) -> Option<[Decimal; 2]> {
        match measure {
            Measure::Growth => self.growth,
            Measure::Ratio => self.ratio,
            Measure::Level => self.level,
            Measure::Increment | Measure::Rank => None,
        }
    }

    /// The id of the indicator that it is a part or an aspect of.
    #[must_use]
    pub fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }

    /// Whether its id also is in [`baogao_core::Figure::canonical`].
    #[must_use]
    pub fn is_headline(&self) -> bool {
        self.headline
    }

    /// Whether a place before its name leaves it what it is.
    pub(crate) fn takes_places(&self) -> bool {
        self.suffix
    }

    /// Whether an amount in `unit` can be one of it: money is money, people and things are counts.
    pub(crate) fn counts_in(&self, unit: Option<&Unit>) -> bool {
        use Dimension::{CoalEquivalent, Count, Dollar, Mass, Person, Points, Ratio, Yuan};
        let (Some(own), Some(stated)) = (self.dimension, unit.and_then(|unit| unit.dimension)) else {
            return true;
        };
        own == stated
            || matches!(stated, Ratio | Points)
            || [[Yuan, Dollar], [Person, Count], [Mass, CoalEquivalent]]
                .iter()
                .any(|alike| alike.contains(&own) && alike.contains(&stated))
    }
}

/// A set of indicators. Cheap to clone, and it never changes.
///
/// ```
/// use baogao_parser::Indicators;
/// let builtin = Indicators::builtin();
/// assert_eq!(builtin.get("gdp").map(|gdp| gdp.title()), Some("地区生产总值"));
///
/// let more = builtin.extended("[gdp]\nnames = [\"全口径生产总值\"]\n")?;
/// assert!(more.get("gdp").is_some_and(|gdp| gdp.names().any(|name| name == "全口径生产总值")));
///
/// let error = builtin.extended("[my_gdp]\ntitle = \"生产总值\"\n").unwrap_err();
/// assert!(error.message.contains("line 1, [my_gdp]") && error.message.contains("[gdp]"));
/// # Ok::<(), baogao_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Indicators(Arc<Set>);

#[derive(Debug, Default)]
struct Set {
    list: Vec<Indicator>,
    by_id: HashMap<String, usize>,
    /// Indicator and sense by the key of each name.
    by_name: HashMap<String, Vec<(usize, usize)>>,
}

/// The headline indicators' names, to find one at the end of a phrase.
pub(crate) fn headline_words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        let headline = Indicators::builtin().iter().filter(|indicator| indicator.is_headline());
        Words::new(headline.flat_map(Indicator::names).collect())
    });
    &WORDS
}

/// The headline indicators of an exact name. Others (存款余额) may also be attributes of a thing named before.
pub(crate) fn headlines_named(name: &str) -> impl Iterator<Item = &'static Indicator> {
    let named = Indicators::builtin().named(&key(name)).map(|(indicator, _)| indicator);
    named.filter(|indicator| indicator.is_headline())
}

impl Indicators {
    /// The indicators that the parser brings along.
    #[must_use]
    pub fn builtin() -> &'static Self {
        // A test reads the file and checks every entry.
        static BUILTIN: LazyLock<Indicators> = LazyLock::new(|| {
            Indicators::from_toml(baogao_lexicon::INDICATORS).unwrap_or_else(|_| Indicators(Arc::default()))
        });
        &BUILTIN
    }

    /// The indicators of a TOML text alone, without the built-in ones.
    ///
    /// # Errors
    /// As [`Indicators::extended`].
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        Self(Arc::default()).extended(text)
    }

    /// These indicators with those of a TOML text in the form of `baogao-lexicon/data/indicators.toml`: a known id gets more
    /// names, and what else its entry states instead of what it had; a new id is added.
    ///
    /// # Errors
    /// [`baogao_core::ErrorKind::InvalidIndicators`], with line and entry in the message, when the text is no TOML
    /// or has an unknown field, measure or dimension; when a new entry has no title, an id is no `snake_case`, a name
    /// is empty or belongs to another id in the same measures and units, a range does not rise or is of a measure
    /// that the entry excludes, or a parent is missing or its own descendant.
    pub fn extended(&self, text: &str) -> Result<Self, Error> {
        read::extend(&self.0.list, text).map(|set| Self(Arc::new(set)))
    }

    /// The indicators in the order of their files.
    pub fn iter(&self) -> impl Iterator<Item = &Indicator> {
        self.0.list.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.list.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.list.is_empty()
    }

    /// The indicator of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Indicator> {
        self.0.by_id.get(id).map(|&i| &self.0.list[i])
    }

    /// The indicators with the [`key`] of a name, each with the sense in which it has that name.
    pub(crate) fn named<'a>(
        &'a self,
        key: &str,
    ) -> impl Iterator<Item = (&'a Indicator, &'a Sense)> + use<'a> {
        self.0.by_name.get(key).into_iter().flatten().map(|&(i, sense)| {
            let indicator = &self.0.list[i];
            (indicator, &indicator.senses[sense])
        })
    }

    /// The indicator that the key of a name means in this measure and unit.
    pub(crate) fn meant(&self, key: &str, measure: Measure, unit: Option<&Unit>) -> Option<&Indicator> {
        let text = unit.map_or("", |unit| unit.text.as_str());
        let amount = matches!(measure, Measure::Level | Measure::Increment);
        self.named(key)
            .find(|(indicator, sense)| sense.fits(measure, text) && (!amount || indicator.counts_in(unit)))
            .map(|(indicator, _)| indicator)
    }
}

/// The built-in indicators.
impl Default for Indicators {
    fn default() -> Self {
        Self::builtin().clone()
    }
}

/// Equal when they hold the same indicators in the same order.
impl PartialEq for Indicators {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.list == other.0.list
    }
}

/// How names are compared: without brackets and what they hold, without spaces and quotation marks, the letters
/// wide or narrow, great or small.
pub(crate) fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut depth = 0_u32;
    for c in name.chars() {
        let c = match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '₀'..='₉' => char::from_u32(c as u32 - 0x2050).unwrap_or(c),
            'Ⅴ' => 'V',
            _ => c,
        };
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '“' | '”' | '"' | '_' => {}
            _ if depth > 0 || c.is_whitespace() => {}
            _ => key.push(c.to_ascii_uppercase()),
        }
    }
    // Ways to write one name: 占规上工业 and 占规模以上工业, 占地区生产总值的比重 and 占GDP比重.
    const FOLDED: [(&str, &str); 4] = [
        ("占规模以上", "占规上"),
        ("的比重", "比重"),
        ("占地区生产总值", "占GDP"),
        ("占国内生产总值", "占GDP"),
    ];
    for (long, short) in FOLDED {
        if key.contains(long) {
            key = key.replace(long, short);
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_has_one_key() {
        assert_eq!(
            key("高新技术产业增加值占规模以上工业增加值的比重"),
            key("高新技术产业增加值占规上工业增加值比重")
        );
        assert_eq!(key("民营经济占地区生产总值比重"), key("民营经济占GDP的比重"));
        // The sum itself keeps its name, and so does a share of something else.
        assert_ne!(key("地区生产总值"), key("GDP"));
        assert_ne!(key("高新技术产业占规上工业比重"), key("高新技术产业占GDP比重"));
    }

    #[test]
    fn every_builtin_indicator_is_whole() {
        let builtin = Indicators::from_toml(baogao_lexicon::INDICATORS);
        let builtin = builtin.unwrap_or_else(|error| panic!("{error}"));
        assert!(builtin.len() >= 180, "only {}", builtin.len());
        for indicator in builtin.iter() {
            let keys: Vec<String> = indicator.names().map(key).collect();
            let mut unique = keys.clone();
            unique.sort_unstable();
            unique.dedup();
            assert_eq!(unique.len(), keys.len(), "{} has a name twice", indicator.id);
            assert!(keys.contains(&key(&indicator.title)), "{}", indicator.id);
            // A name that a headline scope opens would never be reached.
            if indicator.suffix {
                assert!(keys.iter().any(|key| key.chars().count() >= 4), "{} takes no place", indicator.id);
            }
        }
    }

    #[test]
    fn the_headline_is_the_list_of_the_annotation_guide() {
        let guide = "gdp primary_va service_va industrial_va industrial_output fiscal_revenue fiscal_expenditure \
            fixed_investment industrial_investment retail_sales trade urban_income rural_income resident_income cpi \
            unemployment_surveyed unemployment_registered urban_jobs rural_labor_transfer grain_output grain_area \
            market_entities_new market_entities_total energy_intensity good_air_days good_air_ratio pm25 air_index \
            high_tech_firms contracted_investment afforestation_area urbanization_rate rd_intensity coal_output \
            old_communities high_standard_farmland population";
        let mut guide: Vec<&str> = guide.split_whitespace().collect();
        let headline = Indicators::builtin().iter().filter(|indicator| indicator.is_headline());
        let mut headline: Vec<&str> = headline.map(Indicator::id).collect();
        guide.sort_unstable();
        headline.sort_unstable();
        assert_eq!(headline, guide);
    }

    #[test]
    fn names_compare_without_what_does_not_matter() {
        assert_eq!(key("细颗粒物（PM2.5）浓度"), "细颗粒物浓度");
        assert_eq!(key("ＰＭ２．５ 浓度"), key("pm₂.₅浓度"));
        assert_eq!(key("“四好农村路”"), "四好农村路");
        assert_ne!(key("人均地区生产总值"), key("地区生产总值"));
        assert_eq!(key("（没有名字"), "");
    }
}
