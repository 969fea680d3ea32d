//! Values outside their usual range. Owns the comparison of figures with [`super::Indicator::usual`]: an unusual value
//! is kept, reported, and trusted less.
//!
//! Assumptions: a growth over several years (五年累计增长, 比2015年增长) says so in the words before it and has no usual
//! range; a definition or threshold is no measurement.

use baogao_core::{Decimal, Defect, DefectKind, Dimension, Figure, FigureKind, Measure, Period, Sign};

use super::Indicator;
use crate::sentence::Reading;

/// Words further before a numeral than this, in bytes, do not speak of its growth.
const WINDOW: usize = 120;

/// The defect of a figure whose value is outside the usual range of its indicator.
pub(crate) fn unusual(reading: Reading<'_>, figure: &Figure) -> Option<Defect> {
    let indicator = reading.indicators.get(figure.indicator_id.as_deref()?)?;
    let (range, values, unit) = compared(indicator, figure)?;
    let value = *values.iter().flatten().find(|&&value| value < range[0] || value > range[1])?;
    if figure.measure == Measure::Growth && spans_years(reading, figure) {
        return None;
    }
    Some(Defect {
        span: figure.source_span,
        kind: DefectKind::Other,
        message: format!(
            "{} of {}{unit} for {} is outside the usual {}…{}{unit}: check the source",
            figure.measure.as_str(),
            shown(value),
            indicator.title(),
            shown(range[0]),
            shown(range[1]),
        ),
        repair: None,
    })
}

/// The usual range, the figure's values in the same unit, and that unit; nothing where they cannot be compared.
fn compared(indicator: &Indicator, figure: &Figure) -> Option<([Decimal; 2], [Option<Decimal>; 2], String)> {
    if figure.kind == FigureKind::Context {
        return None;
    }
    let range = indicator.usual(figure.measure)?;
    let quantity = &figure.quantity;
    let stated = quantity.unit.as_ref().and_then(|unit| unit.dimension);
    let factor = quantity.unit.as_ref().map_or(Decimal::ONE, |unit| unit.factor);
    let (factor, unit) = match figure.measure {
        Measure::Level if indicator.dimension() == stated => {
            let symbol = stated.map_or("", Dimension::base_unit);
            (factor, if stated.is_none() { quantity_unit(figure) } else { format!(" {symbol}") })
        }
        // Without a dimension of its own the range is in the stated unit, scale and all.
        Measure::Level if indicator.dimension().is_none() => (Decimal::ONE, quantity_unit(figure)),
        Measure::Growth | Measure::Ratio if stated == Some(Dimension::Ratio) => {
            (factor.checked_mul(Decimal::ONE_HUNDRED)?, " %".to_owned())
        }
        _ => return None,
    };
    let sign = if figure.measure == Measure::Growth && figure.sign == Sign::Minus {
        -Decimal::ONE
    } else {
        Decimal::ONE
    };
    let scaled = |value: Decimal| value.checked_mul(factor).map(|value| value * sign);
    Some((range, [scaled(quantity.value), quantity.high.and_then(scaled)], unit))
}

fn quantity_unit(figure: &Figure) -> String {
    figure.quantity.unit.as_ref().map_or(String::new(), |unit| format!(" {}", unit.text))
}

/// Whether the growth is one over several years, by its period or by the words before it.
fn spans_years(reading: Reading<'_>, figure: &Figure) -> bool {
    let text = reading.text;
    if figure.period.is_some_and(|period: Period| period.first() < period.last()) {
        return true;
    }
    let end = figure.span.start() as usize;
    let mut start = end.saturating_sub(WINDOW).max(figure.sentence.start() as usize);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let before = text.get(start..end).unwrap_or_default();
    reading.lexicon.long_spans().iter().any(|word| before.contains(word))
}

/// A number as a reader writes it.
fn shown(value: Decimal) -> String {
    value.normalize().to_string().replace('-', "−")
}

#[cfg(test)]
mod tests {
    use crate::Parser;

    fn messages(sentence: &str) -> Vec<String> {
        let text = format!("政府工作报告\n一、2023年工作回顾\n{sentence}");
        let mut report = Parser::default().parse_text("sample", &text).unwrap();
        // An impossible percentage is reported as a slip of reading as well.
        report.defects.retain(|defect| defect.message.contains("outside the usual"));
        for defect in &report.defects {
            let figure = report.figures.iter().find(|figure| figure.source_span == defect.span);
            assert!(figure.is_some_and(|figure| figure.confidence < 0.6), "{defect:?}");
        }
        report.defects.into_iter().map(|defect| defect.message).collect()
    }

    #[test]
    fn unusual_values_are_reported_and_kept() {
        assert_eq!(
            messages("全年地区生产总值增长850%。"),
            ["growth of 850 % for 地区生产总值 is outside the usual −15…30 %: check the source"]
        );
        assert_eq!(messages("粮食产量下降75%。").len(), 1);
        assert_eq!(messages("森林覆盖率达到365%。").len(), 1);
        assert_eq!(messages("人均预期寿命达到785岁。").len(), 1);
        assert_eq!(messages("全年优良天数达到563天。").len(), 1);
    }

    #[test]
    fn usual_values_are_left_alone() {
        for sentence in [
            "全年地区生产总值增长8.5%，总量达到850亿元。",
            "森林覆盖率达到36.5%。",
            "人均预期寿命达到78.5岁。",
            // Several years, a multiple, another thing, no indicator.
            "五年来地区生产总值累计增长85%。",
            "地区生产总值比2015年增长85%。",
            "地区生产总值增长1.5倍。",
            "电子信息产业产值增长850%。",
        ] {
            assert_eq!(messages(sentence), [""; 0], "{sentence}");
        }
    }
}
