//! `baogao eval`. Owns which files of labels and predictions belong together, and how the scores are printed.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use baogao::{
    Parser,
    eval::{Document, Gold, Prediction, Scores, is_gold, prediction_names, score},
};
use rayon::prelude::*;

use crate::{
    args::EvalArgs,
    input,
    output::{Failure, shown},
};

/// So much of a document's name is before each difference.
const NAME_WIDTH: usize = 24;

/// Runs the command; returns how many inputs failed. Scores of a part would mislead, so one failure prints none.
pub(crate) fn run(args: &EvalArgs) -> Result<usize, Failure> {
    // A folder may lack predictions, and they count as missed; a name that is nowhere is a slip.
    if !args.pred.exists() {
        let error = io::Error::new(io::ErrorKind::NotFound, "no such file or folder of predictions");
        return Err(Failure::Io { path: args.pred.clone(), error });
    }
    let golds = golds(&args.gold)?;
    let judged: Vec<_> = golds.par_iter().map(|gold| judge(gold, &prediction(gold, &args.pred))).collect();
    let mut documents = Vec::new();
    let mut failed = 0;
    for result in judged {
        match result {
            Ok(document) => documents.push(document),
            Err(failure) => {
                anstream::eprintln!("baogao: {failure}");
                failed += 1;
            }
        }
    }
    if failed == 0 {
        print(&Scores::new(documents), args, &mut io::stdout().lock()).map_err(Failure::stdout)?;
    }
    Ok(failed)
}

/// The file of labels, or those of a folder by name.
fn golds(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let failed = |error| Failure::Io { path: path.to_owned(), error };
    let mut golds = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if is_gold(&entry.file_name().to_string_lossy()) {
            golds.push(entry.path());
        }
    }
    golds.sort();
    if golds.is_empty() {
        return Err(failed(io::Error::new(io::ErrorKind::NotFound, "no *.gold.json in this folder")));
    }
    Ok(golds)
}

/// The prediction for a file of labels: the file that was named, or the one of a folder that has its name.
fn prediction(gold: &Path, pred: &Path) -> PathBuf {
    let [json, text] = prediction_names(&input::name(gold)).map(|name| pred.join(name));
    match (pred.is_dir(), !json.exists() && text.exists()) {
        (false, _) => pred.to_owned(),
        (true, true) => text,
        (true, false) => json,
    }
}

fn judge(gold: &Path, pred: &Path) -> Result<Document, Failure> {
    let format = |path: &Path, error| Failure::Format { path: path.to_owned(), error };
    let labels = Gold::from_json(&input::bytes(gold)?).map_err(|error| format(gold, error))?;
    let prediction = if !pred.exists() {
        anstream::eprintln!("baogao: {}: no prediction, all of it counts as missed", shown(pred));
        Prediction::default()
    } else if pred.extension().is_some_and(|extension| extension == "json") {
        Prediction::from_json(&input::bytes(pred)?).map_err(|error| format(pred, error))?
    } else {
        let parsed = Parser::default().parse(&input::name(pred), &input::bytes(pred)?);
        let report = parsed.map_err(|error| Failure::Parse { path: pred.to_owned(), error })?;
        Prediction::from_json(report.to_json().as_bytes()).map_err(|error| format(pred, error))?
    };
    Ok(score(&labels, &prediction))
}

fn print(scores: &Scores, args: &EvalArgs, out: &mut impl Write) -> io::Result<()> {
    if args.json {
        return writeln!(out, "{}", scores.to_json(args.errors));
    }
    for (document, miss) in scores.misses(args.errors) {
        let name: String = document.name.chars().take(NAME_WIDTH).collect();
        writeln!(out, "{name}\t{}\t{miss}", miss.sort)?;
    }
    write!(out, "{}", scores.total())
}
