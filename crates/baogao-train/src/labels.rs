//! Labels of figures: those sampled from many reports (`labels/*.tsv`), whole annotated reports (`gold/`), and our own
//! (`tests/labels`). Owns their reading; what is learned from them is in `learn`.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::Value;

/// What a reader said of one figure.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    /// Where it is in the source, in code points.
    pub(crate) place: (usize, usize),
    pub(crate) indicator: String,
    pub(crate) measure: String,
    pub(crate) sign: i64,
    pub(crate) kind: String,
    pub(crate) year: Option<i64>,
    /// Whether it was sampled from many reports, and not of a whole annotated one.
    pub(crate) is_sampled: bool,
}

/// A report with its labels.
#[derive(Debug, Clone)]
pub(crate) struct Labelled {
    pub(crate) file: PathBuf,
    pub(crate) labels: Vec<Label>,
}

/// All labelled reports, by the name of the file: a report that several files label is one.
pub(crate) fn all(shared: &Path, own: &Path) -> io::Result<Vec<Labelled>> {
    let mut found: BTreeMap<PathBuf, Vec<Label>> = BTreeMap::new();
    for (table, folder) in [("texts.tsv", "texts"), ("corpus.tsv", "corpus")] {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .quoting(false)
            .from_path(shared.join("labels").join(table))?;
        for row in reader.records() {
            let row = row.map_err(io::Error::other)?;
            let field = |i: usize| row.get(i).unwrap_or_default();
            let file = ["txt", "md"]
                .map(|end| shared.join(folder).join(format!("{}.{end}", field(0))))
                .into_iter()
                .find(|file| file.exists());
            let (Some(file), Ok(at)) = (file, field(1).parse::<usize>()) else { continue };
            // X marks a numeral that is no figure.
            if field(3) == "X" {
                continue;
            }
            found.entry(file).or_default().push(Label {
                place: (at, at + field(2).chars().count()),
                indicator: field(3).to_owned(),
                measure: field(4).to_owned(),
                sign: field(5).parse().unwrap_or(1),
                kind: field(6).to_owned(),
                year: field(7).parse().ok(),
                is_sampled: true,
            });
        }
    }
    for (folder, texts) in [(shared.join("gold"), "reports"), (own.to_owned(), "texts")] {
        let mut files: Vec<PathBuf> =
            fs::read_dir(&folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.sort();
        for path in files.into_iter().filter(|path| path.extension().is_some_and(|end| end == "json")) {
            let gold: Value = serde_json::from_slice(&fs::read(&path)?)?;
            let doc = gold["doc"].as_str().unwrap_or_default();
            let file = [texts, "reports", "texts", "pages"]
                .map(|folder| shared.join(folder).join(format!("{doc}.txt")))
                .into_iter()
                .find(|file| file.exists());
            let Some(file) = file else { continue };
            let figures = gold["figures"].as_array().into_iter().flatten();
            for figure in figures.filter(|figure| figure["unsure"] != Value::Bool(true)) {
                let number = |key: &str| figure[key].as_u64().and_then(|n| usize::try_from(n).ok());
                let (Some(start), Some(end)) = (number("at"), number("end")) else { continue };
                let text = |key: &str| figure[key].as_str().unwrap_or_default().to_owned();
                found.entry(file.clone()).or_default().push(Label {
                    place: (start, end),
                    indicator: text("indicator"),
                    measure: text("measure"),
                    sign: figure["sign"].as_i64().unwrap_or(1),
                    kind: text("kind"),
                    year: figure["year"].as_i64(),
                    is_sampled: false,
                });
            }
        }
    }
    Ok(found.into_iter().map(|(file, labels)| Labelled { file, labels }).collect())
}
