//! `baogao parse`. Owns the formats, and the choice between one stream and a file a report.

use std::{
    io::{self, IsTerminal, Write},
    path::PathBuf,
};

use anstream::{AutoStream, ColorChoice};
use baogao::{
    Parser, Report,
    table::{Table, TableWriter, write_json_line},
};

use crate::{
    args::{Format, ParseArgs},
    batch, input,
    output::{Failure, write_alone},
    text,
};

/// Runs the command; returns how many inputs failed.
pub(crate) fn run(args: &ParseArgs) -> Result<usize, Failure> {
    let parser = input::parser(&args.reading)?;
    batch::check(&args.files, args.output.as_deref())?;
    let table = table(args)?;
    let many = args.files.len() > 1;
    let per_file = matches!(args.format, Format::Json | Format::Text);
    match &args.output {
        Some(folder) if per_file && (many || batch::is_folder(folder)) => {
            let extension = if args.format == Format::Json { "json" } else { "txt" };
            batch::into_folder(&parser, &args.files, folder, extension, |report, out| {
                write_one(report, args.format, false, out)
            })
        }
        Some(file) => {
            let mut failed = 0;
            write_alone(file, |out| {
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

/// Hands every report over and says which inputs failed; returns how many.
fn walk(
    parser: &Parser,
    files: &[PathBuf],
    mut take: impl FnMut(&Report) -> io::Result<()>,
) -> io::Result<usize> {
    let mut failed = 0;
    let walked = batch::each(parser, files, |_, parsed| match parsed {
        Ok(report) => take(&report).map_err(Failure::stdout),
        Err(failure) => {
            failed += batch::report_failure(Err(failure));
            Ok(())
        }
    });
    match walked {
        Ok(()) => Ok(failed),
        Err(Failure::Io { error, .. }) => Err(error),
        Err(other) => Err(io::Error::other(other.to_string())),
    }
}
