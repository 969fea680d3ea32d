//! The command line. Owns its words; what they do is in the module of each subcommand.

use std::path::PathBuf;

use baogao::{EditKind, table::Table};
use clap::{
    Args as ClapArgs, Parser, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};

/// Reads Chinese government work reports (政府工作报告) into structured data.
#[derive(Debug, Parser)]
#[command(name = "baogao", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Parse reports: meta data, outline, figures, glossary, defects
    Parse(ParseArgs),
    /// Repair the text of one document and print it
    Repair(RepairArgs),
    /// Write the evidence page of reports: the repaired text with every figure, term and defect marked in place
    ///
    /// The page is one file that loads nothing: it can be mailed, opened without a network, and printed.
    Html(HtmlArgs),
    /// Print the outline of one report with its figures counted
    Outline(OutlineArgs),
    /// Read the quantities of any text: lines from standard input, JSON lines to standard output
    ///
    /// Each quantity is one JSON object: line (the first is 1), text, start and end (code points in that
    /// line), value, value_hi (the upper end of a range), unit as written with its scale, qualifier (以上,
    /// 不低于, 左右 …), base_value and base_unit. Lines without quantities print nothing. Lines are read and
    /// answered one by one, as UTF-8.
    Quantities,
    /// Score predictions against labels made by people
    Eval(EvalArgs),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ParseArgs {
    /// Text files or saved web pages, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// text: for reading; json: one document a report; jsonl: one line a report, or a row; csv, parquet: a table
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// The table that csv, parquet and jsonl write, see docs/tables.md [default for csv and parquet: figures]
    #[arg(long, value_name = "TABLE", value_parser = tables())]
    pub(crate) table: Option<Table>,
    /// Begin csv with a byte order mark, by which Excel knows that it is UTF-8
    #[arg(long)]
    pub(crate) excel: bool,
    /// Where to write: a file, or a folder for json and text of many reports [default: standard output]
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// How reports are read, whatever is made of them.
#[derive(Debug, ClapArgs)]
pub(crate) struct ReadingArgs {
    /// The encoding of the input, such as gbk [default: detected]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// More indicators, or more names for known ones, in the form of docs/indicators.md
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) indicators: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Jsonl,
    Csv,
    Parquet,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RepairArgs {
    /// A text file or a saved web page, or - for standard input
    pub(crate) file: PathBuf,
    /// Print the edits as JSON instead of the repaired text
    #[arg(long, conflicts_with = "diff")]
    pub(crate) edits: bool,
    /// Show what was repaired instead of the repaired text: the source on the left, its repair on the right
    #[arg(long)]
    pub(crate) diff: bool,
    /// Repair damage of this kind and no other; may be given several times
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    pub(crate) only: Vec<EditKind>,
    /// Leave damage of this kind alone; may be given several times
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    pub(crate) skip: Vec<EditKind>,
    /// Make repairs of at least this confidence, 0 to 1 [default: 0.8]
    #[arg(long, value_name = "X", value_parser = confidence)]
    pub(crate) min_confidence: Option<f32>,
    /// The encoding of the input, such as gbk [default: detected]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
}

/// The names of the tables.
fn tables() -> impl TypedValueParser<Value = Table> {
    PossibleValuesParser::new(Table::ALL.map(Table::as_str))
        .try_map(|name| Table::from_name(&name).ok_or("no table"))
}

/// The names of the kinds of repair.
fn kinds() -> impl TypedValueParser<Value = EditKind> {
    PossibleValuesParser::new(EditKind::ALL.map(EditKind::as_str))
        .try_map(|name| EditKind::from_name(&name).ok_or("no kind of repair"))
}

fn confidence(text: &str) -> Result<f32, String> {
    text.parse()
        .ok()
        .filter(|value| (0.0..=1.0).contains(value))
        .ok_or_else(|| "a confidence is a number from 0 to 1, such as 0.9".to_owned())
}

#[derive(Debug, ClapArgs)]
pub(crate) struct HtmlArgs {
    /// Text files or saved web pages, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Where to write: a file, or a folder for the pages of many reports [default: standard output]
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct OutlineArgs {
    /// A text file or a saved web page, or - for standard input
    pub(crate) file: PathBuf,
    /// The encoding of the input, such as gbk [default: detected]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct EvalArgs {
    /// A file of labels, or a folder of *.gold.json
    pub(crate) gold: PathBuf,
    /// A report as JSON or a text to parse, or a folder with NAME.json or NAME.txt for each NAME.gold.json
    pub(crate) pred: PathBuf,
    /// List the differences, at most N of a sort in each document
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) errors: usize,
    /// Print total, counts, documents, calibration and the listed differences as JSON
    #[arg(long)]
    pub(crate) json: bool,
}
