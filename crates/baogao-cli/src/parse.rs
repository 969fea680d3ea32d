//! `baogao parse`. Owns the walk over many files and the choice of where each result goes.

use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
};

use anstream::{AutoStream, ColorChoice};
use baogao::{
    Parser, Report,
    table::{CsvTable, Table, write_json_line},
};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::{
    args::{Format, ParseArgs, TableArg},
    input,
    output::{Failure, write_file},
    text,
};

/// So many reports are held at a time; parsing is parallel within such a batch, and writing keeps the order.
const BATCH: usize = 64;

/// Runs the command; returns how many inputs failed.
pub(crate) fn run(args: &ParseArgs) -> Result<usize, Failure> {
    let parser = Parser::default()
        .encoding(input::encoding(args.encoding.as_deref())?)
        .with_indicators(input::indicators(args.indicators.as_deref())?);
    if args.files.iter().filter(|file| input::is_stdin(file)).count() > 1 {
        return Err(Failure::Usage("standard input (-) can be read only once".to_owned()));
    }
    if let Some(file) = args.output.as_deref().filter(|file| is_input(file, &args.files)) {
        let message = format!("{} is an input as well; write to another file", file.display());
        return Err(Failure::Usage(message));
    }
    let many = args.files.len() > 1;
    let per_file = matches!(args.format, Format::Json | Format::Text);
    match &args.output {
        Some(folder) if per_file && (many || folder.is_dir()) => into_folder(&parser, args, folder),
        Some(file) => {
            let mut failed = 0;
            write_file(file, |out| {
                failed = into_one(&parser, args, out)?;
                if failed == args.files.len() {
                    return Err(io::Error::other("no input could be read, so nothing is written"));
                }
                Ok(())
            })?;
            Ok(failed)
        }
        None if many && args.format == Format::Json => Err(Failure::Usage(
            "many reports as json need a folder: add `-o FOLDER`, or use `--format jsonl`".to_owned(),
        )),
        None => into_one(&parser, args, &mut io::stdout().lock()).map_err(Failure::stdout),
    }
}

/// Every report into a file of its own, named after its source.
fn into_folder(parser: &Parser, args: &ParseArgs, folder: &Path) -> Result<usize, Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::Io { path: folder.to_owned(), error })?;
    let extension = if args.format == Format::Json { "json" } else { "txt" };
    let mut failed = 0;
    let mut taken = std::collections::HashSet::new();
    each(parser, &args.files, |path, parsed| {
        let stem = if input::is_stdin(path) {
            "stdin".into()
        } else {
            path.file_stem().unwrap_or_default().to_owned()
        };
        let mut target = folder.join(&stem);
        target.as_mut_os_string().push(format!(".{extension}"));
        let written = parsed.and_then(|report| {
            if !taken.insert(target.clone()) {
                let error = io::Error::new(
                    io::ErrorKind::AlreadyExists,
                    "two inputs have this name; parse them into two folders",
                );
                return Err(Failure::Io { path: target.clone(), error });
            }
            if is_input(&target, &args.files) {
                let error = io::Error::new(
                    io::ErrorKind::AlreadyExists,
                    "this is an input as well; write into another folder",
                );
                return Err(Failure::Io { path: target.clone(), error });
            }
            write_file(&target, |out| write_one(&report, args.format, false, out))
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

/// All reports into one stream, in the order of the files.
fn into_one(parser: &Parser, args: &ParseArgs, out: &mut dyn Write) -> io::Result<usize> {
    let mut failed = 0;
    if args.format == Format::Csv {
        let which = match args.table {
            TableArg::Figures => Table::Figures,
            TableArg::Targets => Table::Targets,
        };
        let mut table = CsvTable::new(which, out);
        table.begin()?;
        walk(parser, &args.files, |parsed| match parsed {
            Ok(report) => table.write(&report),
            Err(failure) => {
                failed += report_failure(Err(failure));
                Ok(())
            }
        })?;
        table.finish()?;
        return Ok(failed);
    }
    let colour = args.output.is_none() && AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    walk(parser, &args.files, |parsed| match parsed {
        Ok(report) => write_one(&report, args.format, colour, out),
        Err(failure) => {
            failed += report_failure(Err(failure));
            Ok(())
        }
    })?;
    out.flush()?;
    Ok(failed)
}

fn write_one(report: &Report, format: Format, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Text => text::report(report, colour, out),
        _ => write_json_line(report, out),
    }
}

/// Says what failed; returns how many that were.
fn report_failure(result: Result<(), Failure>) -> usize {
    match result {
        Ok(()) => 0,
        Err(failure) => {
            anstream::eprintln!("baogao: {failure}");
            1
        }
    }
}

fn walk(
    parser: &Parser,
    files: &[PathBuf],
    mut take: impl FnMut(Result<Report, Failure>) -> io::Result<()>,
) -> io::Result<()> {
    each(parser, files, |_, parsed| take(parsed).map_err(Failure::stdout)).map_err(|failure| match failure {
        Failure::Io { error, .. } => error,
        other => io::Error::other(other.to_string()),
    })
}

/// Parses the files in parallel and hands the results over in order.
fn each(
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

fn parse(parser: &Parser, path: &Path) -> Result<Report, Failure> {
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
