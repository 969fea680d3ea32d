//! `baogao parse`. Owns the walk over many files and the choice of where each result goes.

use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
};

use anstream::{AutoStream, ColorChoice};
use baogao::{
    Parser, Report,
    table::{Table, TableWriter, write_json_line},
};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::{
    args::{Format, ParseArgs},
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
    let table = table(args)?;
    let many = args.files.len() > 1;
    let per_file = matches!(args.format, Format::Json | Format::Text);
    match &args.output {
        Some(folder) if per_file && (many || folder.is_dir()) => into_folder(&parser, args, folder),
        Some(file) => {
            let mut failed = 0;
            write_file(file, |out| {
                failed = into_one(&parser, args, table, out)?;
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
        None => {
            let mut out = io::BufWriter::new(io::stdout());
            into_one(&parser, args, table, &mut out).map_err(Failure::stdout)
        }
    }
}

/// The table that is asked for, if one is.
fn table(args: &ParseArgs) -> Result<Option<Table>, Failure> {
    let usage = |message: &str| Err(Failure::Usage(message.to_owned()));
    if args.excel && args.format != Format::Csv {
        return usage("--excel is for `--format csv`");
    }
    match args.format {
        Format::Text | Format::Json if args.table.is_some() => {
            usage("--table needs `--format csv`, `parquet` or `jsonl`")
        }
        Format::Parquet if args.output.is_none() && io::stdout().is_terminal() => {
            usage("a Parquet file is not for reading: add `-o FILE.parquet`")
        }
        Format::Csv | Format::Parquet => Ok(Some(args.table.unwrap_or(Table::Figures))),
        _ => Ok(args.table),
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
fn into_one(
    parser: &Parser,
    args: &ParseArgs,
    table: Option<Table>,
    mut out: &mut (dyn Write + Send),
) -> io::Result<usize> {
    if let Some(table) = table {
        let mut writer = match args.format {
            Format::Csv => TableWriter::csv(table, &mut out, args.excel)?,
            Format::Parquet => TableWriter::parquet(table, &mut out)?,
            _ => TableWriter::json_lines(table, &mut out),
        };
        let failed = walk(parser, &args.files, |report| writer.write(report))?;
        writer.finish()?.flush()?;
        return Ok(failed);
    }
    let colour = args.output.is_none() && AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let failed = walk(parser, &args.files, |report| write_one(report, args.format, colour, out))?;
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

/// Hands every report over and says which inputs failed; returns how many.
fn walk(
    parser: &Parser,
    files: &[PathBuf],
    mut take: impl FnMut(&Report) -> io::Result<()>,
) -> io::Result<usize> {
    let mut failed = 0;
    let walked = each(parser, files, |_, parsed| match parsed {
        Ok(report) => take(&report).map_err(Failure::stdout),
        Err(failure) => {
            failed += report_failure(Err(failure));
            Ok(())
        }
    });
    match walked {
        Ok(()) => Ok(failed),
        Err(Failure::Io { error, .. }) => Err(error),
        Err(other) => Err(io::Error::other(other.to_string())),
    }
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
