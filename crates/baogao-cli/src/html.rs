//! `baogao html`. Writes the evidence page of each report, whole or not at all.

use std::io::Write;

use baogao::Parser;

use crate::{
    args::HtmlArgs,
    batch, input,
    output::{Failure, write_file},
};

/// Runs the command; returns how many inputs failed.
pub(crate) fn run(args: &HtmlArgs) -> Result<usize, Failure> {
    let parser = Parser::default()
        .encoding(input::encoding(args.encoding.as_deref())?)
        .with_indicators(input::indicators(args.indicators.as_deref())?);
    batch::check(&args.files, args.output.as_deref())?;
    let [file] = args.files.as_slice() else {
        let Some(folder) = &args.output else {
            let message = "many pages need a folder: add `-o FOLDER`".to_owned();
            return Err(Failure::Usage(message));
        };
        return into_folder(&parser, args, folder);
    };
    match &args.output {
        Some(folder) if folder.is_dir() => into_folder(&parser, args, folder),
        Some(target) => {
            let page = baogao::html::page(&batch::parse(&parser, file)?);
            write_file(target, |out| out.write_all(page.as_bytes()))?;
            Ok(0)
        }
        None => {
            let page = baogao::html::page(&batch::parse(&parser, file)?);
            std::io::stdout().lock().write_all(page.as_bytes()).map_err(Failure::stdout)?;
            Ok(0)
        }
    }
}

fn into_folder(parser: &Parser, args: &HtmlArgs, folder: &std::path::Path) -> Result<usize, Failure> {
    batch::into_folder(parser, &args.files, folder, "html", |report, out| {
        out.write_all(baogao::html::page(report).as_bytes())
    })
}
