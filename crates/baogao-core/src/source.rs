//! What was read. Owns [`Source`]: the decoded text of one document, the encoding it was in, and the way
//! back to its bytes.

use serde::{Deserialize, Serialize};

use crate::{Alignment, CodePoints, Span};

/// Names the space of the undecoded input bytes in a [`Span`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bytes {}

/// An encoding that is read, named as Python's codecs are, so that `open(f, encoding=…)` gives the same text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8; a byte order mark stays in the text.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, little end first; the byte order mark stays in the text.
    #[serde(rename = "utf-16-le")]
    Utf16Le,
    /// UTF-16, big end first; the byte order mark stays in the text.
    #[serde(rename = "utf-16-be")]
    Utf16Be,
    /// GB 18030, and so GBK and GB 2312.
    #[serde(rename = "gb18030")]
    Gb18030,
    /// Big5 with the Hong Kong supplement.
    #[serde(rename = "big5hkscs")]
    Big5,
}

impl Encoding {
    /// The codec's name, such as `gb18030`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16-le",
            Self::Utf16Be => "utf-16-be",
            Self::Gb18030 => "gb18030",
            Self::Big5 => "big5hkscs",
        }
    }
}

/// A decoded document. All other spans lead back to its `text`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// What the document is called: a file name with its control characters escaped, or empty.
    pub name: String,
    /// The decoded text, with nothing else done to it.
    pub text: String,
    /// The encoding of the bytes.
    pub encoding: Encoding,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// How the text was made from the bytes.
    pub alignment: Alignment<Bytes, Source>,
}

impl Source {
    /// Number of bytes that were read.
    #[must_use]
    pub const fn byte_len(&self) -> u32 {
        self.alignment.source_len()
    }

    /// The bytes that `span` was decoded from.
    #[must_use]
    pub fn bytes_of(&self, span: Span<Source>) -> Span<Bytes> {
        self.alignment.to_source(span)
    }

    /// An index of the text's code points.
    #[must_use]
    pub fn code_points(&self) -> CodePoints {
        CodePoints::new(&self.text)
    }
}
