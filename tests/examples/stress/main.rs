//! What adversarial texts cost: `make stress` prints time, peak memory and JSON per megabyte of every shape at two sizes
//! against report-like text, writes `docs/stress.md` with WRITE=1, and fails where a limit is exceeded.
//!
//! Time is processor time of the thread, so that other work on the machine does not count; the fastest of several runs
//! is taken. Memory is what the allocator has given out at most, without the text itself.

#![allow(clippy::expect_used, clippy::panic, reason = "a measurement that fails has nothing to say")]

mod shapes;

use std::{
    alloc::{GlobalAlloc, Layout, System},
    env,
    fmt::Write as _,
    fs,
    path::PathBuf,
    process::ExitCode,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    time::Instant,
};

use baogao::Parser;
use shapes::{Shape, plain, shapes};

/// Bytes of a text; then twice that.
const SIZE: usize = 192 << 10;
/// A text is parsed at least this often, and until [`PATIENCE`] seconds are spent.
const RUNS: usize = 2;
const PATIENCE: f64 = 0.1;
/// A shape that exceeds a limit is measured this often again.
const RETRIES: usize = 3;

/// The time for 2 N bytes per time for N bytes, at most.
const MAX_GROWTH: f64 = 2.3;
/// Times the cost of report-like text, at most.
const MAX_TIME: f64 = 8.0;
const MAX_MEMORY: f64 = 10.0;
/// Bytes of JSON per byte of text, at most.
const MAX_JSON: f64 = 60.0;

/// Counts the bytes that are given out.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator unchanged.
#[allow(unsafe_code, reason = "an allocator cannot be written without")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        PEAK.fetch_max(HELD.fetch_add(layout.size(), Relaxed) + layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        HELD.fetch_sub(layout.size(), Relaxed);
        PEAK.fetch_max(HELD.fetch_add(size, Relaxed) + size, Relaxed);
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The clock of processor time of one thread, by Linux' number.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
const THREAD_TIME: i32 = 3;

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
#[repr(C)]
struct Time {
    seconds: i64,
    nanoseconds: i64,
}

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
#[allow(unsafe_code, reason = "the standard library has no clock of processor time")]
unsafe extern "C" {
    safe fn clock_gettime(clock: i32, time: &mut Time) -> i32;
}

/// Seconds that this thread has spent on a processor; on other systems than 64-bit Linux, since `start`.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
fn spent(_: Instant) -> f64 {
    let mut time = Time { seconds: 0, nanoseconds: 0 };
    clock_gettime(THREAD_TIME, &mut time);
    time.seconds as f64 + time.nanoseconds as f64 / 1e9
}

#[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
fn spent(start: Instant) -> f64 {
    start.elapsed().as_secs_f64()
}

/// What one text costs.
struct Cost {
    bytes: usize,
    seconds: f64,
    memory: usize,
    json: usize,
    figures: usize,
}

impl Cost {
    fn per_byte(&self, amount: usize) -> f64 {
        amount as f64 / self.bytes as f64
    }
}

fn cost(bytes: &[u8], patience: f64) -> Cost {
    let (parser, start) = (Parser::default(), Instant::now());
    let (mut seconds, mut memory, mut runs, mut total) = (f64::MAX, 0, 0, 0.0);
    let mut report = None;
    while runs < RUNS || total < patience {
        drop(report.take());
        let (before, from) = (HELD.load(Relaxed), spent(start));
        PEAK.store(before, Relaxed);
        report = parser.parse("stress", bytes).ok();
        let took = spent(start) - from;
        memory = PEAK.load(Relaxed) - before;
        seconds = seconds.min(took);
        total += took;
        runs += 1;
    }
    let json = report.as_ref().map_or(0, |report| report.to_json().len());
    let figures = report.map_or(0, |report| report.figures.len());
    Cost { bytes: bytes.len(), seconds, memory, json, figures }
}

/// One row of the table, and which limits it exceeds.
struct Row {
    name: &'static str,
    cells: String,
    exceeds: Vec<String>,
}

fn measure(shape: &Shape, plain: &Cost, patience: f64) -> Row {
    let small = cost(&shape.text(SIZE), patience);
    let large = cost(&shape.text(2 * SIZE), patience);
    let growth = large.seconds / small.seconds * (2 * small.bytes) as f64 / large.bytes as f64;
    let time = large.seconds / large.bytes as f64 / (plain.seconds / plain.bytes as f64);
    let memory = large.per_byte(large.memory) / plain.per_byte(plain.memory);
    let json = large.per_byte(large.json);
    let limits = [
        ("growth", growth, MAX_GROWTH),
        ("time", time, MAX_TIME),
        ("memory", memory, MAX_MEMORY),
        ("JSON", json, MAX_JSON),
    ];
    let exceeds = limits
        .iter()
        .filter(|(_, value, limit)| value > limit)
        .map(|(what, value, limit)| format!("{what} {value:.1} > {limit}"))
        .collect();
    let cells = format!(
        "{:.0} | {time:.1} | {growth:.2} | {:.0} | {memory:.1} | {json:.1} | {}",
        large.seconds / large.bytes as f64 * 1e9,
        large.per_byte(large.memory),
        large.figures,
    );
    Row { name: shape.name, cells, exceeds }
}

fn main() -> ExitCode {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let usual = cost(&plain(2 * SIZE), 10.0 * PATIENCE);
    let mut table = String::from(
        "| shape | ms per MB | times plain | growth at twice the size | MB of memory per MB | times plain | MB of JSON per MB | figures |\n|---|---|---|---|---|---|---|---|\n",
    );
    let mut failed = Vec::new();
    let list = shapes();
    let of_plain = Shape { name: "report-like text", start: "", unit: "", end: "" };
    println!("{table}");
    for shape in std::iter::once(&of_plain).chain(&list) {
        if !wanted.is_empty() && !wanted.iter().any(|name| shape.name.contains(name.as_str())) {
            continue;
        }
        let mut row = measure(shape, &usual, PATIENCE);
        // Caches that other work empties are noise: measured again, for longer.
        for _ in 0..RETRIES {
            if !row.exceeds.is_empty() {
                row = measure(shape, &usual, 10.0 * PATIENCE);
            }
        }
        let line = format!("| {} | {} |", row.name, row.cells);
        println!("{line}{}", if row.exceeds.is_empty() { "" } else { "  <-- exceeds" });
        let _ = writeln!(table, "{line}");
        if !row.exceeds.is_empty() {
            failed.push(format!("{}: {}", row.name, row.exceeds.join(", ")));
        }
    }
    println!("\n{} shapes; {} exceed a limit", list.len(), failed.len());
    for line in &failed {
        println!("  {line}");
    }
    if env::var_os("WRITE").is_some() && wanted.is_empty() {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/stress.md");
        let head = format!(
            "# Cost of adversarial texts\n\nWritten by `make stress WRITE=1`. Every shape is repeated to {} KB and to {} KB; \
             values are those of the larger size. The limits:\ngrowth {MAX_GROWTH} when the text doubles, {MAX_TIME} \
             times the time and {MAX_MEMORY} times the memory of report-like text, and {MAX_JSON} MB of JSON\nper \
             MB. Time is processor time, memory what the allocator gave out at most. Beyond one figure per 48 bytes (and \
             4,096) figures\nare not read, and a defect says from where on.\n\n",
            SIZE >> 10,
            SIZE >> 9
        );
        fs::write(&path, head + &table).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
