//! `baogao parse`. Owns the formats, and the choice between one stream and a file a report.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use anstream::{AutoStream, ColorChoice};
use baogao::{
    Parser, Report,
    table::{CsvTable, Table, write_json_line},
};

use crate::{
    args::{Format, ParseArgs, TableArg},
    batch, input,
    output::{Failure, write_file},
    text,
};

/// Runs the command; returns how many inputs failed.
pub(crate) fn run(args: &ParseArgs) -> Result<usize, Failure> {
    let parser = input::parser(&args.reading)?;
    batch::check(&args.files, args.output.as_deref())?;
    let many = args.files.len() > 1;
    let per_file = matches!(args.format, Format::Json | Format::Text);
    match &args.output {
        Some(folder) if per_file && (many || folder.is_dir()) => {
            let extension = if args.format == Format::Json { "json" } else { "txt" };
            batch::into_folder(&parser, &args.files, folder, extension, |report, out| {
                write_one(report, args.format, false, out)
            })
        }
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
                failed += batch::report_failure(Err(failure));
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
            failed += batch::report_failure(Err(failure));
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

fn walk(
    parser: &Parser,
    files: &[PathBuf],
    mut take: impl FnMut(Result<Report, Failure>) -> io::Result<()>,
) -> io::Result<()> {
    batch::each(parser, files, |_, parsed| take(parsed).map_err(Failure::stdout)).map_err(|failure| {
        match failure {
            Failure::Io { error, .. } => error,
            other => io::Error::other(other.to_string()),
        }
    })
}
