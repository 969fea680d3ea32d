//! From bytes to clean text: decoding, and the repair of damaged Chinese public documents.
//!
//! `bytes ─decode→ Source ─repair→ Clean`. This crate owns those two arrows. It knows how text is damaged;
//! it must not know what a report says.
//!
//! ```
//! use baogao_text::{decode, Repairer};
//!
//! let source = decode("report.txt", "增长 8.1％,\u{a0}好于预期".as_bytes(), None)?.source;
//! let repaired = Repairer::default().repair(&source);
//! assert_eq!(repaired.clean.text, "增长8.1%，好于预期");
//! # Ok::<(), baogao_core::Error>(())
//! ```
//!
//! Input that is no text is an error, never a guess:
//!
//! ```
//! use baogao_core::ErrorKind;
//! let error = baogao_text::decode("x", b"\x00\x01\x02", None).unwrap_err();
//! assert_eq!(error.kind, ErrorKind::Binary);
//! ```

mod chars;
mod continuation;
#[cfg(any(test, feature = "test-support"))]
pub mod damage;
mod decode;
mod detect;
mod fixers;
mod gbk;
mod pairs;
mod repairer;
mod step;

pub use continuation::{Continuation, continuations};
pub use decode::{Decoded, decode, from_text, parse_encoding, printable};
pub use repairer::{Repaired, Repairer, RepairerBuilder};
