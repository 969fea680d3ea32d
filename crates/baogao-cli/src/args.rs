//! The command line. Owns its words; what they do is in the module of each subcommand.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

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
    /// Print the outline of one report with its figures counted
    Outline(OutlineArgs),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ParseArgs {
    /// Text files, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// text: for reading; json: one document a report; jsonl: one line a report; csv: one row a figure or target
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// The table that csv writes
    #[arg(long, value_enum, default_value_t = TableArg::Figures)]
    pub(crate) table: TableArg,
    /// Where to write: a file, or a folder for json and text of many reports [default: standard output]
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// The encoding of the input, such as gbk [default: detected]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Jsonl,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableArg {
    /// One row a figure
    Figures,
    /// One row a target: figures, relative targets, commitments, targets said not to be set
    Targets,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RepairArgs {
    /// A text file, or - for standard input
    pub(crate) file: PathBuf,
    /// Print the edits as JSON instead of the repaired text
    #[arg(long)]
    pub(crate) edits: bool,
    /// The encoding of the input, such as gbk [default: detected]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct OutlineArgs {
    /// A text file, or - for standard input
    pub(crate) file: PathBuf,
    /// The encoding of the input, such as gbk [default: detected]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
}
