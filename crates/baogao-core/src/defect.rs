//! What looks damaged and was not mended. Owns [`Defect`].

use serde::{Deserialize, Serialize};

use crate::{Source, Span};

/// What sort of damage a [`Defect`] reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefectKind {
    /// Characters are missing.
    LostText,
    /// Bytes were decoded wrongly.
    Mojibake,
    /// Traditional characters in a simplified text.
    WrongScript,
    /// A character was read or typed wrongly.
    Ocr,
    /// Something is printed twice.
    Duplicate,
    /// The printed order is not the reading order.
    Order,
    /// Anything else, said in the message.
    Other,
}

impl DefectKind {
    /// The name in JSON and in Python.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LostText => "lost_text",
            Self::Mojibake => "mojibake",
            Self::WrongScript => "wrong_script",
            Self::Ocr => "ocr",
            Self::Duplicate => "duplicate",
            Self::Order => "order",
            Self::Other => "other",
        }
    }
}

/// A place that looks damaged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Defect {
    /// Where; the whole text for a defect of the document.
    pub span: Span<Source>,
    /// The sort of damage.
    pub kind: DefectKind,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What the place should read, when that is known.
    pub repair: Option<String>,
}
