//! Quantities without a report around them. Owns the one function that people use who only need numbers read.

use baogao_core::{EditKind, Error, ErrorKind, Quantity, Source, Span};
use baogao_lexicon::Lexicon;
use baogao_text::Repairer;

use crate::{guard::guarded, lex};

/// Every quantity of a text, in order, without any report around it: where it is, in bytes of `text`,
/// and what it says.
///
/// The text may be any part of a report, damaged or not: it is repaired as [`Repairer`] does, and the
/// places lead back to it as it was given. Numerals in names, dates and figures of speech are left out. White
/// space has no quantities.
///
/// # Errors
/// As [`baogao_text::from_text`]: text that is binary or too large; [`ErrorKind::Internal`] if the program fails on it.
///
/// ```
/// let text = "实施“415”战略，新增高标准农田２.６ 万亩以上，改造三座水库。";
/// let found = baogao_parser::quantities(text)?;
/// let places: Vec<_> = found.iter().filter_map(|(span, _)| span.slice(text)).collect();
/// assert_eq!(places, ["２.６ 万亩", "三座"]);
/// assert_eq!(found[0].1.qualifier.as_deref(), Some("以上"));
/// assert_eq!(found[1].1.value, 3.into());
/// # Ok::<(), baogao_core::Error>(())
/// ```
pub fn quantities(text: &str) -> Result<Vec<(Span<Source>, Quantity)>, Error> {
    let source = match guarded(|| baogao_text::from_text("", text))? {
        Ok(decoded) => decoded.source,
        Err(error) if error.kind == ErrorKind::Empty => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    guarded(|| {
        // Do not remove site furniture: this is not a page.
        let clean = Repairer::builder().skip(EditKind::Furniture).build().clean(&source);
        let mut found = Vec::new();
        lex::quantity::scan(Lexicon::get(), &clean.text, 0, &mut found);
        let place =
            |found: lex::quantity::Found| (clean.to_source(Span::from_range(found.range)), found.quantity);
        found.into_iter().map(place).collect()
    })
}
