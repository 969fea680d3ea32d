//! Prints how long the fastest parse of a file took, in seconds: the peer of `baogao.parse` in tools/bench_python.py.

#![allow(clippy::expect_used, reason = "a measurement without its file has nothing to say")]

use std::{env, fs, time::Instant};

use baogao::Parser;

fn main() {
    let path = env::args().nth(1).expect("usage: time_parse FILE SECONDS");
    let seconds: f64 =
        env::args().nth(2).and_then(|text| text.parse().ok()).expect("usage: time_parse FILE SECONDS");
    let bytes = fs::read(&path).expect("the file is there");
    let (parser, begin, mut best) = (Parser::default(), Instant::now(), f64::MAX);
    while begin.elapsed().as_secs_f64() < seconds {
        let start = Instant::now();
        // Dropped within the time, as Python drops what it made.
        drop(parser.parse("report", &bytes).expect("it is text"));
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{best}");
}
