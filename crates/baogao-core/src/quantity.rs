//! How much. Owns [`Quantity`]: an exact value or range, its unit and bound; and [`Unit`], the unit as it is
//! written with its scale into the base unit of its [`Dimension`].

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a unit measures; each dimension has one base unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Renminbi yuan, `CNY`.
    Yuan,
    /// United States dollars, `USD`.
    Dollar,
    /// Euros, `EUR`.
    Euro,
    /// Hong Kong dollars, `HKD`.
    HongKongDollar,
    /// Japanese yen, `JPY`.
    Yen,
    /// Pounds sterling, `GBP`.
    Pound,
    /// Roubles, `RUB`.
    Rouble,
    /// Square metres, `m2`.
    Area,
    /// Metres, `m`.
    Length,
    /// Cubic metres, `m3`.
    Volume,
    /// Kilograms, `kg`.
    Mass,
    /// Watts, `W`.
    Power,
    /// Kilowatt hours, `kWh`.
    Energy,
    /// Kilograms of standard coal, `kgce`.
    CoalEquivalent,
    /// Days, `d`.
    Time,
    /// A share: 1 is the whole, so 5 % is 0.05.
    Ratio,
    /// Percentage points, as a share: 1 个百分点 is 0.01.
    Points,
    /// People, `person`.
    Person,
    /// Things counted with a classifier, `1`.
    Count,
}

impl Dimension {
    /// Every dimension with its name in the lexicon and its base unit.
    pub const ALL: [(Self, &'static str, &'static str); 19] = [
        (Self::Yuan, "yuan", "CNY"),
        (Self::Dollar, "dollar", "USD"),
        (Self::Euro, "euro", "EUR"),
        (Self::HongKongDollar, "hong_kong_dollar", "HKD"),
        (Self::Yen, "yen", "JPY"),
        (Self::Pound, "pound", "GBP"),
        (Self::Rouble, "rouble", "RUB"),
        (Self::Area, "area", "m2"),
        (Self::Length, "length", "m"),
        (Self::Volume, "volume", "m3"),
        (Self::Mass, "mass", "kg"),
        (Self::Power, "power", "W"),
        (Self::Energy, "energy", "kWh"),
        (Self::CoalEquivalent, "coal_equivalent", "kgce"),
        (Self::Time, "time", "d"),
        (Self::Ratio, "ratio", "ratio"),
        (Self::Points, "points", "points"),
        (Self::Person, "person", "person"),
        (Self::Count, "count", "1"),
    ];

    /// The symbol of the base unit, such as `CNY` or `m2`.
    #[must_use]
    pub fn base_unit(self) -> &'static str {
        Self::ALL.iter().find(|(d, ..)| *d == self).map_or("1", |(_, _, unit)| unit)
    }

    /// The dimension that a lexicon file names, such as `coal_equivalent`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, n, _)| *n == name).map(|(d, ..)| *d)
    }
}

/// A unit as it is written, scale included: 亿元, 万亩, 个百分点, 家.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unit {
    /// The unit as written, such as 亿元.
    pub text: String,
    /// What it measures; `None` when the unit is not in the lexicon.
    pub dimension: Option<Dimension>,
    /// One such unit in base units: 10⁸ for 亿元.
    pub factor: Decimal,
}

/// A value, or a range of values, with its unit and bound.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quantity {
    /// The value in the stated unit, or the lower end of a range. Exact.
    pub value: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// The unit; `None` where the text has none (一半, 三分之一).
    pub unit: Option<Unit>,
    /// The word that bounds or blurs the value (以上, 左右, 不低于), as written.
    pub qualifier: Option<String>,
}

impl Quantity {
    /// The value in the base unit of its dimension; `None` without a known dimension or when it would not fit
    /// into 96 bits.
    ///
    /// ```
    /// use baogao_core::{Decimal, Dimension, Quantity, Unit};
    /// let unit = Unit {
    ///     text: "亿元".into(),
    ///     dimension: Some(Dimension::Yuan),
    ///     factor: Decimal::from(100_000_000),
    /// };
    /// let quantity = Quantity { value: Decimal::new(3598, 1), high: None, unit: Some(unit), qualifier:
    /// None }; assert_eq!(quantity.base_value(), Some(Decimal::from(35_980_000_000_i64)));
    /// ```
    #[must_use]
    pub fn base_value(&self) -> Option<Decimal> {
        let unit = self.unit.as_ref()?;
        unit.dimension?;
        self.value.checked_mul(unit.factor).map(|v| v.normalize())
    }
}

/// The number with its unit, a range with a dash, without the bound: `1.8万人`, `5–6%`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value.normalize())?;
        if let Some(high) = self.high {
            write!(f, "–{}", high.normalize())?;
        }
        f.write_str(self.unit.as_ref().map_or("", |unit| unit.text.as_str()))
    }
}
