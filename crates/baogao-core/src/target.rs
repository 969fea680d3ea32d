//! What the report pledges (目标). Owns [`Target`], a pledge as researchers record it: how much, how firmly worded, until
//! when, measured against what; it must not know how a pledge is recognised in a text.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Clean, Period, Source, Span};

/// What sort of pledge a target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetForm {
    /// A number of its own: 地区生产总值增长6%左右.
    Figure,
    /// Measured against something else: 居民收入增长与经济增长同步, 高于全省1个百分点.
    Relative,
    /// A thing to be done, without a number: 年内建成市博物馆.
    Commitment,
    /// A headline target that the report says it does not set: 没有提出全年经济增速具体目标.
    Absent,
}

impl TargetForm {
    /// The name in JSON and in Python.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Relative => "relative",
            Self::Commitment => "commitment",
            Self::Absent => "absent",
        }
    }
}

/// How the words bound the number, or the yardstick of a relative target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    /// The value itself.
    Point,
    /// From one value to another: 4.5%—5%.
    Range,
    /// The value, more or less: 左右.
    About,
    /// The value or more: 以上, 不低于, 突破.
    AtLeast,
    /// The value or less: 以内, 不超过.
    AtMost,
    /// Nothing is bounded: a commitment, an absent target.
    None,
}

impl Wording {
    /// The name in JSON and in Python.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Range => "range",
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::None => "none",
        }
    }

    /// The lowest and the highest value that keep the pledge; an open end is `None`.
    ///
    /// ```
    /// use baogao_core::{Decimal, target::Wording};
    /// let six = Decimal::from(6);
    /// assert_eq!(Wording::AtLeast.ends(six, None), (Some(six), None));
    /// assert_eq!(Wording::About.ends(six, None), (Some(six), Some(six)));
    /// ```
    #[must_use]
    pub fn ends(self, value: Decimal, high: Option<Decimal>) -> (Option<Decimal>, Option<Decimal>) {
        match self {
            Self::AtLeast => (Some(value), None),
            Self::AtMost => (None, Some(value)),
            Self::Point | Self::Range | Self::About => (Some(value), Some(high.unwrap_or(value))),
            Self::None => (None, None),
        }
    }
}

/// How firmly a target is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hardness {
    /// 确保, 必须, 务必, 坚决.
    Hard,
    /// 力争, 努力, 争取, 力求.
    Soft,
    /// 预期.
    Expected,
    /// 约束性.
    Binding,
    /// Nothing is said.
    Stated,
}

impl Hardness {
    /// Every degree.
    pub const ALL: [Self; 5] = [Self::Hard, Self::Soft, Self::Expected, Self::Binding, Self::Stated];

    /// The name in JSON, in Python and in the lexicon.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Soft => "soft",
            Self::Expected => "expected",
            Self::Binding => "binding",
            Self::Stated => "stated",
        }
    }
}

/// What a relative target is measured against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The yardstick as written: 全国平均水平, 经济增长, 省下达任务, 正增长.
    pub text: String,
    /// How far from it, in `unit`: 1 in 高于全省1个百分点.
    pub offset: Option<Decimal>,
    /// The unit of `offset` as written.
    pub unit: Option<String>,
}

/// When a commitment is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// As written: 年底前, 6月底前, 上半年, 2025年.
    pub text: String,
    /// The year it falls in; `None` where neither text nor report says it.
    pub year: Option<u16>,
}

/// A pledge with its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// What sort of pledge.
    pub form: TargetForm,
    /// Index into [`crate::Report::figures`]: the number pledged, or a relative target's distance from its reference.
    pub figure: Option<u32>,
    /// What is pledged of (指标), in the report's own words; empty for a commitment, which has an object.
    pub indicator: String,
    /// The id of a headline indicator, such as `gdp`, as in [`crate::Figure::canonical`].
    pub canonical: Option<String>,
    /// The lowest value that keeps the pledge, in `unit`. Exact; `None` when that end is open or there is no number.
    pub low: Option<Decimal>,
    /// The highest value that keeps it.
    pub high: Option<Decimal>,
    /// The unit as written.
    pub unit: Option<String>,
    /// How the words bound the number.
    pub wording: Wording,
    /// How firmly it is worded.
    pub hardness: Hardness,
    /// The word that says so, as written.
    pub modality: Option<String>,
    /// The years it is about; more than one for a target of a five-year plan.
    pub period: Option<Period>,
    /// The clause that strives for more than is pledged: 在实际工作中努力争取更好结果.
    pub aspiration: Option<Span<Clean>>,
    /// The value that is striven for beyond the pledge, in the unit of its figure: 10 of 增长9%以上，力争达到10%. `None` where
    /// the aspiration has no number.
    pub aspiration_value: Option<Decimal>,
    /// What a relative target is measured against.
    pub reference: Option<Reference>,
    /// A commitment's verb, as written: 建成, 开工建设.
    pub action: Option<String>,
    /// What a commitment is about, as written.
    pub object: Option<String>,
    /// When a commitment is due, where its clause says so.
    pub deadline: Option<Deadline>,
    /// The figure, or the clause of a target without a number of its own.
    pub span: Span<Clean>,
    /// The same place in the source.
    pub source_span: Span<Source>,
    /// The sentence that says it.
    pub sentence: Span<Clean>,
    /// Index into [`crate::Report::sections`] of the innermost section.
    pub section: Option<u32>,
    /// 0 to 1: how likely every field is right.
    pub confidence: f32,
}

impl Target {
    /// Whether it is about more than one year.
    #[must_use]
    pub fn is_multi_year(&self) -> bool {
        self.period.is_some_and(Period::is_multi_year)
    }

    /// The figure whose value is pledged: only a target of form figure has one.
    #[must_use]
    pub fn value_index(&self) -> Option<usize> {
        self.figure.filter(|_| self.form == TargetForm::Figure).map(|index| index as usize)
    }
}
