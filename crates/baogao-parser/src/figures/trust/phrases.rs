//! Names of indicators as many reports use them. Owns the table `model/phrases.tsv`: each name that the rules give in at
//! least five places, and in how many; `make train` counts them.

use std::{collections::HashMap, sync::LazyLock};

use foldhash::fast::FixedState;

const PHRASES: &str = include_str!("../../../model/phrases.tsv");
/// The longest phrase of the table, in bytes: ten characters.
pub(super) const LONGEST: usize = 30;

/// How many places use a name: 0 for names that fewer than five use.
pub(super) fn places(name: &str) -> u32 {
    static TABLE: LazyLock<HashMap<&'static str, u32, FixedState>> = LazyLock::new(|| {
        let row = |line: &'static str| {
            let (phrase, places) = line.split_once('\t')?;
            Some((phrase, places.parse().ok()?))
        };
        PHRASES.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
    });
    if name.len() > LONGEST { 0 } else { TABLE.get(name).copied().unwrap_or(0) }
}

/// The size of a count as a feature: 0, 5, 10, 20, 40 … of places.
pub(super) const fn class(places: u32) -> &'static str {
    match places {
        0 => "0",
        1..10 => "5",
        10..20 => "10",
        20..40 => "20",
        40..80 => "40",
        80..160 => "80",
        _ => "160",
    }
}
