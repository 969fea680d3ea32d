//! Any text as the markup of a saved page. What must hold are the laws of every report, and that a page grows by its references only.

#![no_main]

use baogao::Parser;
use baogao_tests::check_laws;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let markup = String::from_utf8_lossy(input);
    let page = format!("<!doctype html><html><body><p>一、2023年工作回顾</p>{markup}</body></html>");
    if let Ok(report) = Parser::default().parse_text("page", &page) {
        check_laws(&report);
        // The longest that a reference becomes is 6 bytes for the 5 of `&nGt;`.
        assert!(report.clean.text.len() <= 2 * page.len(), "a page grows by its references only");
    }
});
