//! What cannot be read at all. Owns [`Error`]; text that can be read but is damaged is a
//! [`crate::Defect`] of the report instead.

use serde::{Deserialize, Serialize};

/// Why an input could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// The input has no bytes, or no characters but white space.
    Empty,
    /// The input is not text: it holds control bytes no encoding of text uses.
    Binary,
    /// The input is longer than [`Error::LIMIT`] bytes, or than the caller's limit.
    TooLarge,
    /// The encoding named by the caller is not one that can be read.
    UnknownEncoding,
    /// A file of indicators does not say what it must; the offset is a byte of that file.
    InvalidIndicators,
    /// The report has more parts than the caller's limits allow; the message names the limit.
    LimitExceeded,
    /// The caller stopped the parse.
    Cancelled,
    /// The program failed on the input: a fault of baogao, and not of the input.
    Internal,
}

impl ErrorKind {
    /// The name in JSON and in Python.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Binary => "binary",
            Self::TooLarge => "too_large",
            Self::UnknownEncoding => "unknown_encoding",
            Self::InvalidIndicators => "invalid_indicators",
            Self::LimitExceeded => "limit_exceeded",
            Self::Cancelled => "cancelled",
            Self::Internal => "internal",
        }
    }
}

/// An input that could not be read: what is wrong, at which byte, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message} (byte {offset})")]
pub struct Error {
    /// The sort of failure.
    pub kind: ErrorKind,
    /// The byte of the input where it shows, 0-based.
    pub offset: u64,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
}

impl Error {
    /// The largest input in bytes. Offsets are 32 bits wide, and the longest report ever seen has 0.3 MB.
    pub const LIMIT: usize = 512 << 20;

    /// An error of `kind` at byte `offset`.
    #[must_use]
    pub fn new(kind: ErrorKind, offset: u64, message: impl Into<String>) -> Self {
        Self { kind, offset, message: message.into() }
    }
}
