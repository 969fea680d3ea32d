//! `baogao quantities`. Answers each line of standard input with the quantities it holds, as JSON lines.

use std::{
    io::{self, BufRead, Read, Write},
    path::PathBuf,
};

use baogao::Error;

use crate::output::Failure;

pub(crate) fn run() -> Result<usize, Failure> {
    let (mut input, mut out) = (io::stdin().lock(), io::stdout().lock());
    let (mut bytes, mut number, mut failed) = (Vec::new(), 0, 0);
    loop {
        bytes.clear();
        // One byte more than the limit is enough for the line to be refused; its rest is another line.
        let limit = Error::LIMIT as u64 + 1;
        let read = input
            .by_ref()
            .take(limit)
            .read_until(b'\n', &mut bytes)
            .map_err(|error| Failure::Io { path: PathBuf::from("standard input"), error })?;
        if read == 0 {
            return Ok(failed);
        }
        number += 1;
        let line = match std::str::from_utf8(&bytes) {
            Ok(line) => line,
            Err(error) => {
                failed += 1;
                let at = error.valid_up_to();
                anstream::eprintln!(
                    "baogao: line {number}: not UTF-8 at byte {at}; convert the text first (iconv)"
                );
                continue;
            }
        };
        match baogao::quantities(line.trim_end_matches(['\n', '\r'])) {
            Ok(found) => {
                let answer = baogao::json::quantities_to_string(number, line, &found);
                // A line is answered before the next one is read, also where the output is a pipe.
                out.write_all(answer.as_bytes()).and_then(|()| out.flush()).map_err(Failure::stdout)?;
            }
            Err(error) => {
                failed += 1;
                anstream::eprintln!("baogao: line {number}: {error}");
            }
        }
    }
}
