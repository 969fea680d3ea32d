//! The names that many places use. Owns the table `model/phrases.tsv`: names that the rules give in the reports of at least
//! five places, with the number of places. It holds nothing that is of one report.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use baogao_parser::Parser;

/// A name of fewer places is not written.
const MIN_PLACES: usize = 5;
/// Longer names, in bytes (ten characters), are phrases of reports rather than names.
const LONGEST: usize = 30;

pub(crate) fn write(shared: &Path) -> io::Result<()> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["texts", "corpus"] {
        files.extend(fs::read_dir(shared.join(folder))?.filter_map(|entry| Some(entry.ok()?.path())));
    }
    files.sort();
    // The place of a file is its name without the year: `PLACE_YEAR.md`.
    let names = crate::in_two(&files, |_, file| {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let place = stem.rsplit_once('_').map_or(stem.as_str(), |(place, _)| place).to_owned();
        let report = fs::read(file).ok().and_then(|bytes| Parser::default().parse(&stem, &bytes).ok());
        let figures = report.map(|report| report.figures).unwrap_or_default();
        (place, figures.into_iter().map(|figure| figure.indicator).collect::<BTreeSet<String>>())
    });
    let mut places: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (place, names) in &names {
        for name in names.iter().filter(|name| !name.is_empty() && name.len() <= LONGEST) {
            places.entry(name).or_default().insert(place);
        }
    }
    let mut table = String::from(
        "# Names of indicators that the rules give in the reports of at least five places, and in how many places.\n\
         # Written by `make train` from ../shared/texts and ../shared/corpus. name, places\n",
    );
    for (name, places) in places.iter().filter(|(_, places)| places.len() >= MIN_PLACES) {
        table.push_str(&format!("{name}\t{}\n", places.len()));
    }
    fs::write("crates/baogao-parser/model/phrases.tsv", table)
}
