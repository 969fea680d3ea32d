//! Any text through the parse and out of every door: CSV, JSON Lines, Parquet, and HTML. What must hold: a table has as many
//! rows in each format as the report has, every line of JSON is read back, and no text becomes markup.

#![no_main]

use baogao::{
    Parser, html,
    table::{Table, TableWriter},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let text = format!("一、2023年工作回顾\n{}", String::from_utf8_lossy(input));
    let Ok(report) = Parser::default().parse_text("<script>\u{1b}\"a", &text) else { return };
    for table in Table::ALL {
        let rows = table.rows(&baogao::Located::new(&report)).count();
        let mut lines = Vec::new();
        let mut writer = TableWriter::json_lines(table, &mut lines);
        writer.write(&report).unwrap_or_else(|error| panic!("{error}"));
        drop(writer.finish());
        let lines = String::from_utf8(lines).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(lines.lines().count(), rows, "{table:?} as JSON Lines");
        assert!(lines.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
        let mut csv = Vec::new();
        let mut writer = TableWriter::csv(table, &mut csv, true).unwrap_or_else(|error| panic!("{error}"));
        writer.write(&report).unwrap_or_else(|error| panic!("{error}"));
        drop(writer.finish());
        let csv = String::from_utf8(csv).unwrap_or_else(|error| panic!("{error}"));
        let records = csv_records(&csv);
        assert_eq!(records, rows + 1, "{table:?} as CSV");
        let mut parquet = Vec::new();
        let mut writer = TableWriter::parquet(table, &mut parquet).unwrap_or_else(|error| panic!("{error}"));
        writer.write(&report).unwrap_or_else(|error| panic!("{error}"));
        drop(writer.finish());
        assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"), "{table:?} as Parquet");
    }
    for page in [html::page(&report), html::card(&report)] {
        assert!(!page.contains("<script>\\u{1b}"), "no name becomes markup");
    }
});

/// Line ends of CSV outside of quotation marks.
fn csv_records(csv: &str) -> usize {
    let mut is_quoted = false;
    let ends = csv.bytes().filter(|&byte| {
        is_quoted ^= byte == b'"';
        byte == b'\n' && !is_quoted
    });
    ends.count()
}
