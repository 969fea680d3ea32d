//! What was repaired. Owns [`Edit`], one repair with its kind and confidence, and [`Clean`], the repaired
//! text with the way back.

use serde::{Deserialize, Serialize};

use crate::{Alignment, Source, Span};

/// What sort of damage an [`Edit`] mends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditKind {
    /// The markup of a web page: tags, scripts, comments, character references.
    Html,
    /// A reading in brackets after a character: 報(bào)告.
    Pinyin,
    /// Bytes of GBK text that were shifted or cut.
    Mojibake,
    /// Traditional characters in a simplified text.
    Script,
    /// What belongs to the web site and not to the report.
    Furniture,
    /// A sentence cut by a page, a column or a hyperlink.
    HardWrap,
    /// A character printed on both sides of a cut.
    Duplicate,
    /// Markdown marks.
    Markdown,
    /// Escapes such as `&nbsp;`, and characters that show nothing.
    Escape,
    /// Spaces, indentation and blank lines.
    Spacing,
    /// Half-width punctuation in Chinese text, and full-width digits and letters.
    Punctuation,
    /// A character that a scanner read wrongly.
    Ocr,
    /// Characters that were lost.
    Lost,
}

impl EditKind {
    /// All kinds, in the order of their application.
    pub const ALL: [Self; 13] = [
        Self::Html,
        Self::Pinyin,
        Self::Mojibake,
        Self::Escape,
        Self::Script,
        Self::Markdown,
        Self::Furniture,
        Self::HardWrap,
        Self::Duplicate,
        Self::Spacing,
        Self::Punctuation,
        Self::Ocr,
        Self::Lost,
    ];

    /// The name in JSON, in Python and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pinyin => "pinyin",
            Self::Mojibake => "mojibake",
            Self::Script => "script",
            Self::Furniture => "furniture",
            Self::HardWrap => "hard_wrap",
            Self::Duplicate => "duplicate",
            Self::Markdown => "markdown",
            Self::Escape => "escape",
            Self::Spacing => "spacing",
            Self::Punctuation => "punctuation",
            Self::Ocr => "ocr",
            Self::Lost => "lost",
        }
    }

    /// The kind of that name, as [`EditKind::as_str`] spells it.
    ///
    /// ```
    /// use baogao_core::EditKind;
    /// assert_eq!(EditKind::from_name("hard_wrap"), Some(EditKind::HardWrap));
    /// assert_eq!(EditKind::from_name("hard wrap"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// One repair: a non-empty range of the source, what it should read, and how sure that is.
///
/// The range is never empty, because a pure insertion would make the way back ambiguous when layers of
/// repairs are folded; to add a character, rewrite its neighbour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced.
    pub span: Span<Source>,
    /// What is there instead; empty for a deletion.
    pub text: String,
    /// The sort of damage.
    pub kind: EditKind,
    /// 0 to 1; 1 is certain.
    pub confidence: f32,
    /// Why, where the kind does not say it: what sort of furniture, for example.
    pub reason: Option<String>,
}

/// The repaired text, the edits that made it, and the alignment with its source.
///
/// It keeps the printed order of the source; one paragraph is one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clean {
    /// The repaired text.
    pub text: String,
    /// The repairs, by where they are in the source.
    pub edits: Vec<Edit>,
    /// How the text was made from the source.
    pub alignment: Alignment<Source, Clean>,
}

impl Clean {
    /// The place in the source that `span` was read from.
    #[must_use]
    pub fn to_source(&self, span: Span<Clean>) -> Span<Source> {
        self.alignment.to_source(span)
    }

    /// The place in the repaired text that `span` became.
    #[must_use]
    pub fn to_clean(&self, span: Span<Source>) -> Span<Clean> {
        self.alignment.to_clean(span)
    }
}
