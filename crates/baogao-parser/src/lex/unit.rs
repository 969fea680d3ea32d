//! Units in a text. Owns the reading of a unit behind a numeral, rates (元/平方米, 吨/日) included, and of the
//! unit that the quantity keeps, its scale included.
//!
//! Assumption: what is behind a slash is the second half of a rate where it is a unit or a span of time
//! itself. The counterexample is a slash between alternatives (个/批次), which reads as a rate too and keeps
//! its value.

use crate::cut::cut;
use baogao_core::{Decimal, Dimension, Unit};
use baogao_lexicon::Lexicon;

use super::number::{Scale, power};

/// A unit behind a numeral, without the numeral's scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ReadUnit<'t> {
    /// As written.
    pub(crate) text: &'t str,
    pub(crate) dimension: Option<Dimension>,
    factor: Decimal,
    /// Behind a single Chinese numeral it is part of a name.
    pub(crate) arabic_only: bool,
}

/// Spans of time that are no units of a quantity but part rates: 吨/年.
const PER: [&str; 6] = ["年", "月", "日", "季度", "秒", "时"];

/// The unit that `text` begins with.
pub(crate) fn unit<'t>(lexicon: &Lexicon, text: &'t str) -> Option<ReadUnit<'t>> {
    let entry = lexicon.unit(text)?;
    let len = entry.text.len();
    // Letters that go on are a word: 5kWatt.
    let latin = |c: char| c.is_ascii_alphanumeric();
    if entry.text.ends_with(latin) && cut(text, len..).starts_with(latin) {
        return None;
    }
    if let Some(per) = cut(text, len..).strip_prefix('/') {
        let more = PER.iter().find(|word| per.starts_with(**word)).map(|word| word.len());
        if let Some(more) = more.or_else(|| lexicon.unit(per).map(|unit| unit.text.len())) {
            let text = cut(text, ..len + '/'.len_utf8() + more);
            return Some(ReadUnit { text, dimension: None, factor: Decimal::ONE, arabic_only: false });
        }
    }
    Some(ReadUnit {
        text: cut(text, ..len),
        dimension: entry.dimension,
        factor: entry.factor,
        arabic_only: entry.arabic_only,
    })
}

/// The unit of a quantity: the scale that closes its numeral, and the unit behind.
pub(crate) fn with_scale(unit: Option<ReadUnit<'_>>, scale: Scale) -> Option<Unit> {
    // 百分之 and 千分之 carry their own sign as a scale.
    let share = match scale.text {
        "%" => Some(2),
        "‰" => Some(3),
        "‱" => Some(4),
        _ => None,
    };
    if let Some(digits) = share {
        let (dimension, factor) = (Some(Dimension::Ratio), Decimal::new(1, digits));
        return Some(Unit { text: scale.text.to_owned(), dimension, factor });
    }
    if unit.is_none() && scale.text.is_empty() {
        return None;
    }
    let (text, dimension, factor) =
        unit.map_or(("", None, Decimal::ONE), |u| (u.text, u.dimension, u.factor));
    let text = if matches!(text, "％" | "℅") { "%" } else { text };
    Some(Unit {
        text: format!("{}{text}", scale.text),
        dimension,
        factor: factor.checked_mul(power(scale.zeros)).unwrap_or(factor),
    })
}
