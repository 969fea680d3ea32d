//! Throughput as ratios to named peers, measured in one run: prints a table and writes `docs/bench.md`.
//!
//! The peers are the least work that reading the same bytes could be: validating them as UTF-8 (encoding_rs), and one
//! pass of aho-corasick with the words of the parser's own lexicon. And how the time grows when the input doubles: of
//! the parser over reports and over what no report is, of each sort of repair over a text that is made to be hard for
//! all of them. Times two is linear.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use aho_corasick::AhoCorasick;
use baogao::{EditKind, Indicator, Indicators, Parser, Repairer};
use baogao_tests::{samples, shared};

/// So long each measurement repeats its work; the fastest run counts, for noise only ever adds.
const PATIENCE: Duration = Duration::from_millis(1500);
/// The same for one sort of repair.
const SHORT_PATIENCE: Duration = Duration::from_millis(150);
/// Bytes of the hard text; then twice that. Measured with an allocator that keeps what is freed (see `make bench`):
/// where it gives memory back, growth is measured in page faults from some size on.
const HARD: usize = 256 << 10;

/// How long both sizes of a text are parsed in turn, at least.
const GROWTH_PATIENCE: Duration = Duration::from_millis(2500);
/// For so long one of the two goes on.
const SLICE: Duration = Duration::from_millis(50);
const MEGABYTE: usize = 1_000_000;

fn fastest(patience: Duration, mut work: impl FnMut()) -> Duration {
    let (begin, mut best) = (Instant::now(), Duration::MAX);
    while begin.elapsed() < patience {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed());
    }
    best
}

fn speed(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

/// The words of the lexicon files, as a peer would search for them.
fn lexicon() -> AhoCorasick {
    const FILES: [&str; 3] = [
        include_str!("../../crates/baogao-lexicon/data/units.tsv"),
        include_str!("../../crates/baogao-lexicon/data/predicates.tsv"),
        include_str!("../../crates/baogao-lexicon/data/words.tsv"),
    ];
    let rows = FILES.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#'));
    let words = rows
        .flat_map(|line| line.split(['\t', '|']))
        .filter(|word| word.chars().count() > 1 && !word.is_ascii());
    AhoCorasick::new(words.chain(Indicators::builtin().iter().flat_map(Indicator::names)))
        .expect("the lexicon is small")
}

fn main() {
    let texts: Vec<(String, Vec<u8>)> = shared("reports").unwrap_or_else(samples);
    let clean: Vec<&(String, Vec<u8>)> = texts.iter().filter(|(name, _)| !name.starts_with("00")).collect();
    let clean = if clean.is_empty() { texts.iter().collect() } else { clean };
    let pinyin: Vec<_> =
        texts.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).matches("(y").count() > 20).collect();
    let mut rows = Vec::new();
    for (what, texts) in [("reports that need little repair", &clean), ("pages with pinyin", &pinyin)] {
        let bytes: usize = texts.iter().map(|(_, bytes)| bytes.len()).sum();
        if bytes == 0 {
            continue;
        }
        let sources: Vec<_> = texts
            .iter()
            .map(|(name, bytes)| baogao::decode(name, bytes, None).expect("it is text").source)
            .collect();
        let (parser, repairer, words) = (Parser::default(), Repairer::default(), lexicon());
        let validate = fastest(PATIENCE, || {
            for (_, bytes) in texts {
                assert_eq!(encoding_rs::Encoding::utf8_valid_up_to(bytes), bytes.len());
            }
        });
        let search = fastest(PATIENCE, || {
            let hits: usize = sources.iter().map(|source| words.find_iter(&source.text).count()).sum();
            assert!(hits > 0);
        });
        let repair = fastest(PATIENCE, || {
            for source in &sources {
                assert!(!repairer.repair(source).clean.text.is_empty());
            }
        });
        let quantities = fastest(PATIENCE, || {
            for source in &sources {
                assert!(baogao::quantities(&source.text).is_ok_and(|found| !found.is_empty()));
            }
        });
        let parse = fastest(PATIENCE, || {
            for (name, bytes) in texts {
                assert!(parser.parse(name, bytes).is_ok());
            }
        });
        let peers = [
            ("encoding_rs: validate UTF-8", validate),
            ("aho-corasick: one pass", search),
            ("quantities", quantities),
            ("repair", repair),
            ("parse", parse),
        ];
        for (name, time) in peers {
            rows.push(format!(
                "| {what}, {} KB | {name} | {:.1} | {:.3} | {:.3} |",
                bytes / 1000,
                speed(bytes, time),
                validate.as_secs_f64() / time.as_secs_f64(),
                search.as_secs_f64() / time.as_secs_f64(),
            ));
        }
    }
    rows.extend(growths());
    rows.extend(EditKind::ALL.map(growth_of_repair));
    report(&rows);
}

/// How the time of the parser grows when a text of this many bytes doubles. The two sizes take turns, so that what else
/// the machine does slows both.
fn growth(what: &str, bytes: usize, text: impl Fn(usize) -> String) -> String {
    let parser = Parser::default();
    let texts = [text(bytes), text(2 * bytes)];
    let mut best = [Duration::MAX; 2];
    let begin = Instant::now();
    while begin.elapsed() < GROWTH_PATIENCE {
        for (text, best) in texts.iter().zip(&mut best) {
            let time = fastest(SLICE, || assert!(parser.parse_text("long", text).is_ok()));
            *best = time.min(*best);
        }
    }
    let [once, twice] = best;
    format!(
        "| {what}, {} KB, then twice that | parse | {:.1} | time × {:.2} | |",
        texts[0].len() / 1000,
        speed(texts[1].len(), twice),
        twice.as_secs_f64() / once.as_secs_f64()
    )
}

/// The rows of the parser's growth.
fn growths() -> Vec<String> {
    let repeated = |unit: &'static str| move |bytes: usize| unit.repeat(bytes / unit.len());
    let unbroken = |bytes| clean(bytes).replace('\n', "");
    let mut rows: Vec<String> =
        [10_000, 1_000_000, 10_000_000].map(|bytes| growth("clean text", bytes, clean)).into();
    rows.push(growth("digits", MEGABYTE, repeated("1234567890")));
    rows.push(growth("分别", MEGABYTE, repeated("分别")));
    rows.push(growth("（一）", MEGABYTE, repeated("（一）")));
    rows.push(growth("sentences in one line", MEGABYTE, unbroken));
    rows.push(growth("lines of one character", MEGABYTE, repeated("国\n")));
    rows
}

/// This many bytes of the samples, each copy with a word of its own in every clause: what is printed twice would be set aside.
fn clean(bytes: usize) -> String {
    let sample: String =
        samples().iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    let chars: Vec<char> = sample.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
    let mut text = String::with_capacity(2 * bytes);
    for copy in 0.. {
        let word = [copy / 100, copy % 100 + 100].map(|place| chars[place * 7 % chars.len()]);
        for part in sample.split_inclusive('，') {
            text.push_str(part);
            text.extend(word);
        }
        if text.len() >= bytes {
            break;
        }
    }
    let end = (0..=bytes).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    text.truncate(end);
    text
}

/// How the time of one sort of repair grows when a text doubles in which everything might be damage.
fn growth_of_repair(kind: EditKind) -> String {
    let repairer = Repairer::builder().only(&[kind]).build();
    let unit = |unit: &str| unit.repeat(64);
    let mixed = [
        "(",
        "?",
        " ",
        "发\n",
        "报告(bào)",
        "報(bào)產(chǎn)國(guó)發(fā)?",
        "<",
        "&",
        "“",
        "，",
        "1 ",
        "**",
        "_2",
    ]
    .map(unit)
    .concat();
    let time = |bytes: usize| {
        // What opens like a page is read as one.
        let text = format!("<html>{}", mixed.repeat(bytes / mixed.len() + 1));
        let source = baogao::from_text("hard", &text).expect("it is text").source;
        fastest(SHORT_PATIENCE, || assert!(!repairer.repair(&source).clean.text.is_empty()))
    };
    let (once, twice) = (time(HARD), time(2 * HARD));
    format!(
        "| all that may be damage, {} KB, then twice that | repair: {} | {:.1} | time × {:.2} | |",
        HARD / 1000,
        kind.as_str(),
        speed(2 * HARD, twice),
        twice.as_secs_f64() / once.as_secs_f64()
    )
}

fn report(rows: &[String]) {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("unknown machine", |(_, name)| name.trim());
    let date = std::process::Command::new("date")
        .arg("+%Y-%m-%d")
        .output()
        .map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned());
    let head = "| text | work | MB/s per core | of encoding_rs | of aho-corasick |\n|---|---|---|---|---|";
    let table = format!("{head}\n{}\n", rows.join("\n"));
    println!("{table}");
    let page = format!(
        "# Speed\n\nMeasured on {} ({cpu}) by `make bench`, one core, fastest of many runs. Ratios are taken within one run; only they \
         are claims.\n\n{table}",
        date.unwrap_or_default()
    );
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/bench.md");
    if let Err(error) = fs::write(&path, page) {
        eprintln!("{}: {error}", path.display());
    }
}
