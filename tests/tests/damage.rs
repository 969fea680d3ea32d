//! Damage done on purpose is undone, as far as was measured: the floors are in `accuracy_floors.json` and only rise.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use baogao_tests::damage::{ALL, differences, sample, texts, wrong};
use serde_json::Value;

/// What the bundled sample alone must reach: a place more or less weighs heavily in so short a text.
const SAMPLE: f64 = 0.995;

/// Without OpenCC and markup other floors would hold.
#[cfg(all(feature = "html", feature = "opencc"))]
#[test]
fn no_repair_falls_below_its_floor() {
    let Some(texts) = texts() else { return };
    let floors: Value = serde_json::from_str(include_str!("../accuracy_floors.json")).expect("it is JSON");
    for damage in ALL {
        let floor = floors[damage.name].as_f64().unwrap_or_else(|| panic!("{} has a floor", damage.name));
        let score = damage.measure(&texts);
        assert!(score.accuracy() >= floor, "{}: {score:?}, below {floor}", damage.name);
    }
}

#[test]
fn the_sample_is_restored() {
    for damage in ALL {
        let score = damage.measure(&[sample()]);
        assert!(score.accuracy() >= SAMPLE, "{}: {score:?}", damage.name);
    }
}

/// A damage that does nothing proves nothing, and one that is not repeated measures nothing.
#[test]
fn every_damage_is_done_and_repeats() {
    for damage in ALL {
        let cases = damage.cases(&[sample()]);
        assert_eq!(cases, damage.cases(&[sample()]), "{}", damage.name);
        for case in cases {
            let (chars, wrong) = (case.clean.chars().count(), wrong(&case.clean, &case.damaged));
            assert!(wrong * 1000 > chars, "{}: {wrong} of {chars} are damaged", case.name);
        }
    }
}

#[test]
fn differences_are_counted_once() {
    assert_eq!(wrong("推动发展", "推动发展"), 0);
    assert_eq!(wrong("推动发展", "推进发展"), 1);
    assert_eq!(wrong("推动发展", "推动\n发展展"), 2);
    assert_eq!(wrong("推动发展", ""), 4);
    assert_eq!(differences("推动发展", "推进发展"), [(1..2, 1..2)]);
}
