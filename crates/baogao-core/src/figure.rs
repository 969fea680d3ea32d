//! What the report says in numbers. Owns [`Figure`], a quantity with what it measures, when, and whether it
//! is a target or an outcome.

use serde::{Deserialize, Serialize};

use crate::{Basis, Clean, Period, Quantity, Source, Span};

/// What sort of measurement a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// An absolute quantity, things built or done included (359.8亿元, 20个).
    Level,
    /// An absolute increase or decrease (新增11家, 提高2.5个百分点).
    Increment,
    /// A relative change (增长8.1%).
    Growth,
    /// A share, rate or index (失业率5.5%).
    Ratio,
    /// A position (全省第2位).
    Rank,
}

/// The direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Up, or no change at all.
    Plus,
    /// Down: 下降, 减少, 压减.
    Minus,
}

impl Sign {
    /// The other direction.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Plus => Self::Minus,
            Self::Minus => Self::Plus,
        }
    }
}

/// Whether a figure reports, promises or merely describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// Reported of the past or present: an outcome (完成数).
    Actual,
    /// Planned or pledged (目标).
    Target,
    /// A definition, threshold or timeless number.
    Context,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 5] = [Self::Level, Self::Increment, Self::Growth, Self::Ratio, Self::Rank];

    /// The measure of a name such as `growth`; `None` for any other text.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.as_str() == name)
    }

    /// The name in JSON and in Python.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Increment => "increment",
            Self::Growth => "growth",
            Self::Ratio => "ratio",
            Self::Rank => "rank",
        }
    }
}

impl Sign {
    /// `1` or `-1`, as in JSON.
    #[must_use]
    pub const fn as_i8(self) -> i8 {
        match self {
            Self::Plus => 1,
            Self::Minus => -1,
        }
    }
}

impl FigureKind {
    /// The name in JSON and in Python.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Target => "target",
            Self::Context => "context",
        }
    }
}

/// A quantity of the report with its meaning and its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// From the numeral through the unit, in the repaired text.
    pub span: Span<Clean>,
    /// The same place in the source.
    pub source_span: Span<Source>,
    /// How much.
    pub quantity: Quantity,
    /// What sort of measurement.
    pub measure: Measure,
    /// The direction of a change.
    pub sign: Sign,
    /// The word that makes it a commitment or an estimate: 力争, 确保, 预期.
    pub modality: Option<String>,
    /// Outcome, target or context.
    pub kind: FigureKind,
    /// The time it is about.
    pub period: Option<Period>,
    /// What a rate or an amount is measured on; `None` where the text does not say it and the measure does not imply it.
    pub basis: Option<Basis>,
    /// What is measured (指标), in the report's own words.
    pub indicator: String,
    /// The id of a headline indicator, such as `gdp`: those of the annotation guide, and only where the name is
    /// the report's own, without a place of its own before it.
    pub canonical: Option<String>,
    /// The indicator's id in the lexicon, headline or not, such as `airport_passengers`.
    pub indicator_id: Option<String>,
    /// Index into [`crate::Report::sections`] of the innermost section.
    pub section: Option<u32>,
    /// The sentence that says it.
    pub sentence: Span<Clean>,
    /// 0 to 1: how likely the reading is right: name (but for light verbs), kind, year, measure and sign together.
    pub confidence: f32,
    /// 0 to 1: how likely `indicator` is right, but for light verbs.
    pub confidence_indicator: f32,
    /// 0 to 1: how likely `kind` is right.
    pub confidence_kind: f32,
    /// 0 to 1: how likely the last year of `period` is right.
    pub confidence_year: f32,
}

/// On which side of its value a qualifier leaves a figure open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The value itself, or about it.
    Point,
    /// The value or more: 以上, 不低于, 突破.
    AtLeast,
    /// The value or less: 以内, 不超过.
    AtMost,
    /// From one value to another.
    Range,
}

impl Bound {
    /// The name in Python.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Range => "range",
        }
    }
}

/// Qualifiers that leave a value open upwards. Source: the qualifiers of the annotation guide.
const AT_LEAST: [&str; 23] = [
    "以上",
    "超过",
    "突破",
    "超",
    "不低于",
    "不少于",
    "至少",
    "多",
    "余",
    "不小于",
    "高于",
    "大于",
    "上",
    "逾",
    "最少",
    "多于",
    "不下",
    "不止",
    "以外",
    "之多",
    "及以上",
    "开外",
    "首次突破",
];
/// Qualifiers that leave a value open downwards.
const AT_MOST: [&str; 20] = [
    "以内",
    "以下",
    "内",
    "不超过",
    "不高于",
    "不大于",
    "低于",
    "少于",
    "不足",
    "近",
    "接近",
    "将近",
    "不多于",
    "不到",
    "小于",
    "最多",
    "至多",
    "前",
    "之内",
    "及以下",
];

impl Figure {
    /// How the wording bounds the value.
    #[must_use]
    pub fn bound(&self) -> Bound {
        bound_of(self.quantity.qualifier.as_deref(), self.quantity.high.is_some())
    }
}

/// How a qualifier bounds a value; an unknown or missing one does not.
///
/// ```
/// use baogao_core::figure::{Bound, bound_of};
/// assert_eq!(bound_of(Some("以上"), false), Bound::AtLeast);
/// assert_eq!(bound_of(Some("左右"), false), Bound::Point);
/// ```
#[must_use]
pub fn bound_of(qualifier: Option<&str>, is_range: bool) -> Bound {
    match qualifier {
        _ if is_range => Bound::Range,
        Some(word) if AT_LEAST.contains(&word) => Bound::AtLeast,
        Some(word) if AT_MOST.contains(&word) => Bound::AtMost,
        _ => Bound::Point,
    }
}
