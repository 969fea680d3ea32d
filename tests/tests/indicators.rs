//! What holds for the indicators of real reports: ids are known, the headline is part of them, and no value that a
//! reader finds in its place is called unusual.

use baogao::{Indicator, Indicators, Parser};
use baogao_tests::{samples, shared};

#[test]
fn ids_are_known_and_usual_values_are_left_alone() {
    let parser = Parser::default();
    let builtin = Indicators::builtin();
    let texts = ["reports", "pages"].into_iter().filter_map(shared).flatten();
    for (name, bytes) in samples().into_iter().chain(texts) {
        let report = parser.parse(&name, &bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        for figure in &report.figures {
            let known = figure.indicator_id.as_deref().map(|id| builtin.get(id).map(Indicator::is_headline));
            assert_ne!(known, Some(None), "{name}: {:?} is no id", figure.indicator_id);
            if figure.canonical.is_some() {
                assert_eq!(figure.canonical, figure.indicator_id, "{name}");
                assert_eq!(known, Some(Some(true)), "{name}: {:?} is no headline", figure.canonical);
            }
        }
        // Every one of these texts was read: none of them has a value that is wrong.
        let flagged = report.defects.iter().find(|defect| defect.message.contains("outside the usual"));
        assert_eq!(flagged, None, "{name}");
    }
}
