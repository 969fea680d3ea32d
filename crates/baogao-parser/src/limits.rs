//! What a parse may cost. Owns [`Limits`], the options of a server that reads texts of strangers, and the flag that stops a
//! parse from another thread.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use baogao_core::{Error, ErrorKind, Report, Section};

/// The most that a parse may read and make; a text beyond is refused with an error that names the limit.
///
/// The defaults are far beyond every report: of 1,769 public ones the longest has 0.3 MB, 1,100 figures, 250 sections and
/// 7 levels of headings.
///
/// ```
/// use baogao_core::ErrorKind;
/// use baogao_parser::{Limits, Parser};
/// let parser = Parser::default().with_limits(Limits { figures: 1, ..Limits::default() });
/// assert!(parser.parse_text("short", "二、2024年工作安排\n新增就业3万人。").is_ok());
/// let error = parser.parse_text("long", "二、2024年工作安排\n新增就业3万人，生产总值增长5%。").unwrap_err();
/// assert_eq!(error.kind, ErrorKind::LimitExceeded);
/// assert!(error.message.contains("`figures`"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the input; at most [`Error::LIMIT`], because offsets have 32 bits. The default is 64 MiB.
    pub bytes: usize,
    /// Figures of one report. The default is one million.
    pub figures: usize,
    /// Sections of one report. The default is 200,000.
    pub sections: usize,
    /// Levels of headings in one report. The default is 32.
    pub depth: usize,
    /// Bytes of [`Report::to_json`]. The default is 1 GiB.
    ///
    /// Counting costs as much as printing; inputs that cannot reach the limit (see [`JSON_PER_BYTE`]) are not counted.
    pub output: usize,
}

/// Bytes of JSON per byte of input at most; `make stress` fails above it.
pub const JSON_PER_BYTE: usize = 60;

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 64 << 20, figures: 1_000_000, sections: 200_000, depth: 32, output: 1 << 30 }
    }
}

impl Limits {
    /// # Errors
    /// [`ErrorKind::TooLarge`] above `bytes`.
    pub(crate) fn check_bytes(&self, len: usize) -> Result<(), Error> {
        if len <= self.bytes {
            return Ok(());
        }
        let message = format!(
            "the input has {len} bytes, more than the limit `bytes` of {}; split it into documents or raise the limit",
            self.bytes
        );
        Err(Error::new(ErrorKind::TooLarge, self.bytes as u64, message))
    }

    /// # Errors
    /// [`ErrorKind::LimitExceeded`] above `sections` or `depth`.
    pub(crate) fn check_sections(&self, sections: &[Section]) -> Result<(), Error> {
        check("sections", sections.len(), self.sections)?;
        let mut depths: Vec<usize> = Vec::with_capacity(sections.len());
        for section in sections {
            // Parents come before their children.
            let parent = section.parent.and_then(|parent| depths.get(parent as usize));
            depths.push(parent.map_or(1, |depth| depth + 1));
        }
        check("depth", depths.into_iter().max().unwrap_or(0), self.depth)
    }

    /// # Errors
    /// [`ErrorKind::LimitExceeded`] above `figures`.
    pub(crate) fn check_figures(&self, figures: usize) -> Result<(), Error> {
        check("figures", figures, self.figures)
    }

    /// # Errors
    /// [`ErrorKind::LimitExceeded`] above `output`.
    pub(crate) fn check_output(&self, report: &Report) -> Result<(), Error> {
        let input = report.source.byte_len() as usize;
        if input.saturating_mul(JSON_PER_BYTE) <= self.output {
            return Ok(());
        }
        let mut counter = Counter(0);
        // A counter has no way to fail.
        let _ = report.write_json(&mut counter);
        check("output", counter.0, self.output)
    }
}

fn check(name: &str, count: usize, limit: usize) -> Result<(), Error> {
    if count <= limit {
        return Ok(());
    }
    let message = format!(
        "the text gives {count} ({name}), more than the limit `{name}` of {limit}; split it into documents or raise the limit"
    );
    Err(Error::new(ErrorKind::LimitExceeded, 0, message))
}

/// Counts what is written.
struct Counter(usize);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether somebody has asked for the parse to stop.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(pub(crate) Option<Arc<AtomicBool>>);

impl Stop {
    pub(crate) fn is_asked(&self) -> bool {
        self.0.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    /// # Errors
    /// [`ErrorKind::Cancelled`] when the parse was asked to stop.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if !self.is_asked() {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Cancelled, 0, "the parse was stopped by its caller"))
    }
}
