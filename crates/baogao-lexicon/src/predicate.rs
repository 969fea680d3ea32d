//! Predicates of change (增长, 下降, 达到). Owns `data/predicates.tsv`.

use baogao_core::{Measure, Sign};
use foldhash::HashMap;

use crate::table::{Problem, Table};

const PREDICATES: Table = Table {
    file: "predicates.tsv",
    text: include_str!("../data/predicates.tsv"),
    columns: &["word", "of_share", "of_amount", "sign"],
};

/// What a predicate of change makes of a quantity.
#[derive(Debug, Clone, Copy)]
pub struct Predicate {
    /// The measure of a percentage or multiple behind it.
    pub of_share: Measure,
    /// The measure of an absolute quantity behind it.
    pub of_amount: Measure,
    /// The direction of the change.
    pub sign: Sign,
}

pub(crate) fn load(problems: &mut Vec<Problem>) -> HashMap<&'static str, Predicate> {
    let mut predicates = HashMap::default();
    for row in PREDICATES.rows(problems) {
        let sign = match row.field(3) {
            "1" => Some(Sign::Plus),
            "-1" => Some(Sign::Minus),
            _ => None,
        };
        match (Measure::from_name(row.field(1)), Measure::from_name(row.field(2)), sign) {
            (Some(of_share), Some(of_amount), Some(sign)) => {
                predicates.insert(row.field(0), Predicate { of_share, of_amount, sign });
            }
            _ => problems.push(
                PREDICATES.problem(row.line, "two measures and the sign 1 or -1 are needed".to_owned()),
            ),
        }
    }
    predicates
}
