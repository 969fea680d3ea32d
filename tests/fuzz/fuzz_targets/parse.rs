//! Any input through the whole parse. Owns the way from the fuzzer's bytes to an input; what must hold of the
//! result are the laws of every report (`check_laws`), and this file states none of its own but for quantities.
//!
//! The first byte says how the others are taken, so that an input of the corpus reads as what it is: mutated UTF-8
//! is hardly ever well-formed, and as bytes alone would mostly test the decoder.

#![no_main]

use baogao::{Encoding, Parser, Repairer, quantities};
use baogao_tests::{check_json, check_laws};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((how, bytes)) = input.split_first() else { return };
    let text = String::from_utf8_lossy(bytes);
    let report = match how % 8 {
        0 => Parser::default().parse("bytes", bytes),
        1 => Parser::default().encoding(Some(Encoding::Gb18030)).parse("gbk", bytes),
        2 => {
            // Repairs that are doubtful are made too.
            let bold = Repairer::builder().min_confidence(0.0).build();
            Parser::with_repairer(bold).parse_text("bold", &text)
        }
        3 => {
            for (span, _) in quantities(&text).unwrap_or_default() {
                assert!(span.slice(&text).is_some_and(|place| !place.is_empty()), "{span:?} leads back");
            }
            return;
        }
        _ => Parser::default().parse_text("text", &text),
    };
    if let Ok(report) = report {
        check_laws(&report);
        // Printing takes as long as reading: one in eight is enough.
        if how % 8 == 7 {
            check_json(&report);
        }
    }
});
