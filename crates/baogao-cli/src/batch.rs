//! Many inputs. Owns the walk over them, parallel in parsing and in order in writing, and what may be written over.

use std::{
    collections::HashSet,
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
};

use baogao::{Parser, Report, table::remove_leftovers};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::{
    input,
    output::{Failure, shown, write_file},
};

/// This many reports are held at a time; parsing is parallel within such a batch, and writing keeps the order.
const BATCH: usize = 64;

/// Refuses what would lose something: standard input read twice, an output that is an input.
pub(crate) fn check(files: &[PathBuf], output: Option<&Path>) -> Result<(), Failure> {
    if files.iter().filter(|file| input::is_stdin(file)).count() > 1 {
        return Err(Failure::Usage("standard input (-) can be read only once".to_owned()));
    }
    if output.is_some_and(input::is_stdin) {
        return Err(Failure::Usage(
            "standard output is where it goes without -o; leave `-o -` out".to_owned(),
        ));
    }
    if let Some(file) = output.filter(|file| is_input(file, files)) {
        let message = format!("{} is an input as well; write to another file", shown(file));
        return Err(Failure::Usage(message));
    }
    Ok(())
}

/// Whether an output is a folder, or named as one: `out/`.
pub(crate) fn is_folder(output: &Path) -> bool {
    output.is_dir()
        || output.as_os_str().as_encoded_bytes().last().is_some_and(|&b| std::path::is_separator(b.into()))
}

/// Every report into a file of its own, named after its source.
pub(crate) fn into_folder(
    parser: &Parser,
    files: &[PathBuf],
    folder: &Path,
    extension: &str,
    write: impl Fn(&Report, &mut dyn Write) -> io::Result<()>,
) -> Result<usize, Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::Io { path: folder.to_owned(), error })?;
    remove_leftovers(folder);
    let mut failed = 0;
    let mut taken = HashSet::new();
    let inputs: HashSet<PathBuf> = files.iter().filter_map(|file| fs::canonicalize(file).ok()).collect();
    each(parser, files, |path, parsed| {
        let stem = if input::is_stdin(path) {
            "stdin".into()
        } else {
            path.file_stem().unwrap_or_default().to_owned()
        };
        let mut target = folder.join(&stem);
        target.as_mut_os_string().push(format!(".{extension}"));
        let written = parsed.and_then(|report| {
            // Some disks take A.txt and a.txt for one.
            if !taken.insert(target.to_string_lossy().to_lowercase()) {
                let error = io::Error::new(
                    io::ErrorKind::AlreadyExists,
                    "two inputs have this name; parse them into two folders",
                );
                return Err(Failure::Io { path: target.clone(), error });
            }
            if target.is_file() && fs::canonicalize(&target).is_ok_and(|target| inputs.contains(&target)) {
                let error = io::Error::new(
                    io::ErrorKind::AlreadyExists,
                    "this is an input as well; write into another folder",
                );
                return Err(Failure::Io { path: target.clone(), error });
            }
            write_file(&target, |out| write(&report, out))
        });
        failed += report_failure(written);
        Ok(())
    })?;
    Ok(failed)
}

/// Whether a file to be written is one that is read.
fn is_input(file: &Path, inputs: &[PathBuf]) -> bool {
    // A device is no file that could be lost.
    let same = |input: &PathBuf| matches!((fs::canonicalize(file), fs::canonicalize(input)), (Ok(a), Ok(b)) if a == b);
    file.is_file() && inputs.iter().any(same)
}

/// Says what failed; returns how many that were.
pub(crate) fn report_failure(result: Result<(), Failure>) -> usize {
    match result {
        Ok(()) => 0,
        Err(failure) => {
            anstream::eprintln!("baogao: {failure}");
            1
        }
    }
}

/// Parses the files in parallel and hands the results over in order.
pub(crate) fn each(
    parser: &Parser,
    files: &[PathBuf],
    mut take: impl FnMut(&Path, Result<Report, Failure>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let bar = progress(files.len());
    for batch in files.chunks(BATCH) {
        let parsed: Vec<_> = batch.par_iter().map(|path| parse(parser, path)).collect();
        for (path, result) in batch.iter().zip(parsed) {
            bar.suspend(|| take(path, result))?;
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    Ok(())
}

pub(crate) fn parse(parser: &Parser, path: &Path) -> Result<Report, Failure> {
    let bytes = input::bytes(path)?;
    parser.parse(&input::name(path), &bytes).map_err(|error| Failure::Parse { path: path.to_owned(), error })
}

/// A bar for many files on a terminal; otherwise nothing.
fn progress(files: usize) -> ProgressBar {
    if files < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} reports, {eta} left") {
        bar.set_style(style);
    }
    bar
}
