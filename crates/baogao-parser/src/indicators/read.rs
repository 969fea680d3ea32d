//! Indicators out of TOML. Owns the form of an entry and everything that can be wrong with one: each error names the
//! line and the entry.

use std::{collections::HashMap, fmt};

use baogao_core::{Decimal, Dimension, Error, ErrorKind, Measure};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use toml::Spanned;

use super::{Indicator, Sense, Set, key};

/// An entry as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    title: Option<String>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    when: Vec<When>,
    #[serde(default)]
    measures: Vec<Measure>,
    #[serde(default)]
    units: Vec<String>,
    dimension: Option<Dimension>,
    growth: Option<[Decimal; 2]>,
    ratio: Option<[Decimal; 2]>,
    level: Option<[Decimal; 2]>,
    parent: Option<String>,
    suffix: Option<bool>,
    headline: Option<bool>,
}

/// Names that mean the indicator only in some measures or units.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    names: Vec<String>,
    #[serde(default)]
    measures: Vec<Measure>,
    #[serde(default)]
    units: Vec<String>,
}

/// The entries of a file in its order, each with the place of its id.
struct Entries(Vec<(Spanned<String>, Entry)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one table an indicator")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Entries, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// `known` with the entries of `text`.
pub(super) fn extend(known: &[Indicator], text: &str) -> Result<Set, Error> {
    let entries: Entries = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        wrong(text, at, entry_at(text, at), error.message())
    })?;
    let mut set = Set { list: known.to_vec(), ..Set::default() };
    set.by_id = set.list.iter().enumerate().map(|(i, indicator)| (indicator.id.clone(), i)).collect();
    // Where the entry of an indicator is, to say so when it does not fit the others.
    let mut places: HashMap<usize, usize> = HashMap::new();
    for (id, entry) in entries.0 {
        let at = id.span().start;
        let id = id.into_inner();
        let i = read(&mut set, &id, entry).map_err(|message| wrong(text, at, Some(&id), &message))?;
        places.insert(i, at);
    }
    index(&mut set, &places).map_err(|(i, message)| {
        let id = set.list.get(i).map(|indicator| indicator.id.as_str());
        wrong(text, places.get(&i).copied().unwrap_or_default(), id, &message)
    })?;
    Ok(set)
}

/// Takes one entry in; returns its index.
fn read(set: &mut Set, id: &str, entry: Entry) -> Result<usize, String> {
    let i = match set.by_id.get(id) {
        Some(&i) => i,
        None => {
            let Some(title) = &entry.title else {
                return Err("a new indicator needs a `title`".to_owned());
            };
            let snake = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            if !snake || !id.starts_with(|c: char| c.is_ascii_lowercase()) {
                return Err("an id is lower-case letters, digits and `_`, a letter first".to_owned());
            }
            set.by_id.insert(id.to_owned(), set.list.len());
            set.list.push(Indicator {
                id: id.to_owned(),
                title: title.clone(),
                senses: vec![Sense::default()],
                dimension: None,
                growth: None,
                ratio: None,
                level: None,
                parent: None,
                suffix: false,
                headline: false,
            });
            set.list.len() - 1
        }
    };
    let indicator = &mut set.list[i];
    let own = &mut indicator.senses[0];
    add(own, entry.title.iter().chain(&entry.names))?;
    if !entry.measures.is_empty() {
        own.measures = entry.measures;
    }
    if !entry.units.is_empty() {
        own.units = entry.units;
    }
    for when in entry.when {
        let mut sense = Sense { names: Vec::new(), measures: when.measures, units: when.units };
        add(&mut sense, when.names.iter())?;
        indicator.senses.push(sense);
    }
    fn stated<T>(slot: &mut T, value: Option<T>) {
        if let Some(value) = value {
            *slot = value;
        }
    }
    stated(&mut indicator.title, entry.title);
    stated(&mut indicator.suffix, entry.suffix);
    stated(&mut indicator.headline, entry.headline);
    indicator.dimension = entry.dimension.or(indicator.dimension);
    indicator.growth = entry.growth.or(indicator.growth);
    indicator.ratio = entry.ratio.or(indicator.ratio);
    indicator.level = entry.level.or(indicator.level);
    indicator.parent = entry.parent.or_else(|| indicator.parent.take());
    for measure in [Measure::Growth, Measure::Ratio, Measure::Level] {
        let Some([low, high]) = indicator.usual(measure) else { continue };
        if low >= high {
            return Err(format!("the range of `{}` does not rise: {low} … {high}", measure.as_str()));
        }
        if !indicator.measures().is_empty() && !indicator.measures().contains(&measure) {
            return Err(format!(
                "it has a range of `{0}`, but no `{0}` among its measures",
                measure.as_str()
            ));
        }
    }
    Ok(i)
}

/// Adds names that the sense has not yet.
fn add<'e>(sense: &mut Sense, names: impl Iterator<Item = &'e String>) -> Result<(), String> {
    for name in names {
        if key(name).is_empty() {
            return Err(format!("`{name}` is no name: nothing of it is compared"));
        }
        if !sense.names.contains(name) {
            sense.names.push(name.clone());
        }
    }
    Ok(())
}

/// Builds the index of names, and checks what lies between entries: names and parents.
fn index(set: &mut Set, places: &HashMap<usize, usize>) -> Result<(), (usize, String)> {
    let mut by_name: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (i, indicator) in set.list.iter().enumerate() {
        for (s, sense) in indicator.senses.iter().enumerate() {
            for name in &sense.names {
                let holders = by_name.entry(key(name)).or_default();
                let taken = holders
                    .iter()
                    .find(|&&(other, at)| other != i && set.list[other].senses[at].overlaps(sense));
                if let Some(&(other, _)) = taken {
                    // The entry to blame is the one that is read now; of two, the later.
                    let (blamed, holder) = if places.contains_key(&i) { (i, other) } else { (other, i) };
                    let holder = &set.list[holder].id;
                    return Err((blamed, format!("`{name}` is a name of [{holder}] already")));
                }
                holders.push((i, s));
            }
        }
        let mut ancestor = indicator.parent.as_deref();
        // As many steps as there are indicators without an end are a circle.
        for _ in 0..=set.list.len() {
            let Some(id) = ancestor else { break };
            let Some(&parent) = set.by_id.get(id) else {
                return Err((i, format!("its parent `{id}` is no indicator")));
            };
            ancestor = set.list[parent].parent.as_deref();
        }
        if ancestor.is_some() {
            return Err((i, "its parents lead back to themselves".to_owned()));
        }
    }
    set.by_name = by_name;
    Ok(())
}

/// The id in the last table head before a place.
fn entry_at(text: &str, at: usize) -> Option<&str> {
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| at + length);
    let heads = text.get(..end)?.lines().rev().filter_map(|line| line.trim().strip_prefix('['));
    heads.filter_map(|line| line.split(']').next()).find(|id| !id.is_empty() && !id.contains(['"', '[', ',']))
}

fn wrong(text: &str, at: usize, entry: Option<&str>, message: &str) -> Error {
    let line = text.bytes().take(at).filter(|&b| b == b'\n').count() + 1;
    let entry = entry.map_or(String::new(), |id| format!(", [{id}]"));
    Error::new(ErrorKind::InvalidIndicators, at as u64, format!("line {line}{entry}: {message}"))
}

#[cfg(test)]
mod tests {
    use crate::Indicators;

    fn message(text: &str) -> String {
        match Indicators::builtin().extended(text) {
            Err(error) => error.message,
            Ok(_) => panic!("no error in {text}"),
        }
    }

    #[test]
    fn a_known_id_gets_names_and_a_new_one_is_added() {
        let text = "[gdp]\nnames = [\"全口径生产总值\"]\ngrowth = [-50, 90]\n\
                    [tea_gardens]\ntitle = \"茶园面积\"\nparent = \"crop_area\"\n";
        let more = Indicators::builtin().extended(text).unwrap();
        assert_eq!(more.len(), Indicators::builtin().len() + 1);
        let gdp = more.get("gdp").unwrap();
        assert!(gdp.is_headline() && gdp.title() == "地区生产总值");
        assert_eq!(gdp.usual(baogao_core::Measure::Growth).map(|range| range[1]), Some(90.into()));
        assert!(Indicators::builtin().get("tea_gardens").is_none());
        // The same again is no contradiction.
        assert_eq!(more.extended(text).unwrap(), more);
        assert_eq!(Indicators::from_toml("[tea]\ntitle = \"茶园面积\"\n").unwrap().len(), 1);
    }

    #[test]
    fn errors_name_the_line_and_the_entry() {
        for (text, expected) in [
            ("[tea]\ntitle = \"茶园面积\"\nnaem = [\"茶\"]\n", "line 3, [tea]: unknown field `naem`"),
            ("\n[tea]\nnames = [\"茶园面积\"]\n", "line 2, [tea]: a new indicator needs a `title`"),
            ("[Tea]\ntitle = \"茶园面积\"\n", "line 1, [Tea]: an id is lower-case"),
            (
                "[tea]\ntitle = \"茶园面积\"\n[jobs]\ntitle = \"新增就业\"\n",
                "line 3, [jobs]: `新增就业` is a name of [urban_jobs]",
            ),
            ("[gdp]\nnames = [\"棉花产量\"]\n", "line 1, [gdp]: `棉花产量` is a name of [cotton_output]"),
            ("[tea]\ntitle = \"茶园面积\"\ngrowth = [5, -5]\n", "[tea]: the range of `growth` does not rise"),
            (
                "[tea]\ntitle = \"茶园面积\"\nmeasures = [\"level\"]\nratio = [0, 1]\n",
                "[tea]: it has a range of `ratio`",
            ),
            ("[tea]\ntitle = \"茶园面积\"\ndimension = \"acre\"\n", "line 3, [tea]: unknown variant `acre`"),
            (
                "[tea]\ntitle = \"茶园面积\"\nmeasures = [\"speed\"]\n",
                "line 3, [tea]: unknown variant `speed`",
            ),
            ("[tea]\ntitle = \"茶园面积\"\nparent = \"plants\"\n", "line 1, [tea]: its parent `plants`"),
            ("[tea]\ntitle = \"茶园面积\"\nparent = \"tea\"\n", "[tea]: its parents lead back"),
            ("[tea]\ntitle = \"（）\"\n", "[tea]: `（）` is no name"),
            ("[tea]\ntitle = \n", "line 2, [tea]: "),
            ("[tea]\ntitle = \"茶\"\n[tea]\ntitle = \"茶园\"\n", "line 3, [tea]: duplicate key"),
        ] {
            let message = message(text);
            assert!(message.contains(expected), "{message}\nfor {text}");
        }
    }

    #[test]
    fn one_name_may_mean_two_things_in_different_units() {
        let text = "[posts]\ntitle = \"公益岗\"\nunits = [\"个\"]\n[post_pay]\ntitle = \"公益岗\"\nunits = [\"元\"]\n";
        assert_eq!(Indicators::from_toml(text).unwrap().len(), 2);
        let text = "[posts]\ntitle = \"公益岗\"\nunits = [\"个\"]\n[post_pay]\ntitle = \"公益岗\"\n";
        assert!(Indicators::from_toml(text).unwrap_err().message.contains("[post_pay]"));
    }
}
