//! `baogao html`. Writes the evidence page of each report, whole or not at all.

use std::io::{self, Write};

use baogao::Report;

use crate::{
    args::HtmlArgs,
    batch, input,
    output::{Failure, write_alone},
};

/// Runs the command; returns how many inputs failed.
pub(crate) fn run(args: &HtmlArgs) -> Result<usize, Failure> {
    let parser = input::parser(&args.reading)?;
    batch::check(&args.files, args.output.as_deref())?;
    match (args.files.as_slice(), &args.output) {
        ([file], None) => {
            let report = batch::parse(&parser, file)?;
            let mut out = io::stdout().lock();
            write(&report, &mut out).and_then(|()| out.flush()).map_err(Failure::stdout)?;
        }
        ([file], Some(target)) if !batch::is_folder(target) => {
            let report = batch::parse(&parser, file)?;
            write_alone(target, |out| write(&report, out))?;
        }
        (_, Some(file))
            if file.extension().is_some_and(|extension| extension == "html") && !file.is_dir() =>
        {
            return Err(Failure::Usage("many pages need a folder: add `-o FOLDER`".to_owned()));
        }
        (files, Some(folder)) => return batch::into_folder(&parser, files, folder, "html", write),
        (_, None) => {
            return Err(Failure::Usage("many pages need a folder: add `-o FOLDER`".to_owned()));
        }
    }
    Ok(0)
}

fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(baogao::html::page(report).as_bytes())
}
