//! Tables: cells fit their columns, every format says the same, nothing is run by a spreadsheet, and docs/tables.md is true.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{env, fmt::Write as _, fs, io::Write as _, path::PathBuf};

use baogao::{
    Located, Parser, Report,
    table::{Cell, Kind, Table, TableWriter, arrow},
};
use baogao_tests::{samples, shared};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;

fn reports() -> Vec<Report> {
    let texts = samples().into_iter().chain(shared("reports").unwrap_or_default());
    texts.map(|(name, bytes)| Parser::default().parse(&name, &bytes).unwrap()).collect()
}

fn written(table: Table, reports: &[Report], new: fn(Table) -> TableWriter<Vec<u8>>) -> Vec<u8> {
    let mut writer = new(table);
    reports.iter().try_for_each(|report| writer.write(report)).unwrap();
    writer.finish().unwrap()
}

fn csv(table: Table) -> TableWriter<Vec<u8>> {
    TableWriter::csv(table, Vec::new(), false).unwrap()
}

#[test]
fn every_cell_fits_its_column() {
    for report in &reports() {
        let located = Located::new(report);
        for table in Table::ALL {
            let rows: Vec<_> = table.rows(&located).collect();
            assert_eq!(rows.len(), table.len(report));
            for (row, column) in
                rows.iter().flat_map(|row| table.columns().iter().map(move |column| (row, column)))
            {
                let cell = column.cell(row);
                assert!(
                    cell.kind().is_none_or(|kind| kind == column.kind),
                    "{} {}: {cell:?}",
                    table.as_str(),
                    column.name
                );
            }
        }
    }
}

#[test]
fn places_slice_the_texts() {
    for report in &reports() {
        let located = Located::new(report);
        let source: Vec<char> = report.source.text.chars().collect();
        let column = |name: &str| Table::Figures.columns().iter().find(|column| column.name == name).unwrap();
        for row in Table::Figures.rows(&located) {
            let (Cell::Integer(start), Cell::Integer(end), Cell::Text(text)) = (
                column("source_start").cell(&row),
                column("source_end").cell(&row),
                column("text").cell(&row),
            ) else {
                panic!("a figure has a place and a text");
            };
            assert_eq!(source[start as usize..end as usize].iter().collect::<String>(), text);
        }
    }
}

#[test]
fn json_lines_have_the_columns_and_csv_the_exact_digits() {
    let reports = reports();
    for table in Table::ALL {
        let lines = written(table, &reports, |table| TableWriter::json_lines(table, Vec::new()));
        let lines = String::from_utf8(lines).unwrap();
        let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(rows.len(), reports.iter().map(|report| table.len(report)).sum::<usize>());
        let fields = written(table, &reports, csv);
        let mut fields = csv::Reader::from_reader(fields.as_slice());
        assert_eq!(
            fields.headers().unwrap(),
            table.columns().iter().map(|column| column.name).collect::<Vec<_>>()
        );
        let records: Vec<_> = fields.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), rows.len(), "{}", table.as_str());
        for (row, record) in rows.iter().zip(records) {
            assert_eq!(row.as_object().unwrap().len(), table.columns().len());
            for (column, field) in table.columns().iter().zip(&record) {
                let number = || field.parse::<f64>().unwrap();
                match &row[column.name] {
                    Value::Null => assert_eq!(field, ""),
                    Value::Number(value) => assert_eq!(value.as_f64(), Some(number()), "{}", column.name),
                    Value::String(text) => assert!(field == text || field == format!("'{text}")),
                    other => assert!(matches!(other, Value::Bool(_) | Value::Array(_))),
                }
            }
        }
    }
}

#[test]
fn parquet_gives_back_the_record_batches() {
    let reports = reports();
    for table in Table::ALL {
        let mut rows = arrow::BatchBuilder::new(table);
        let located: Vec<_> = reports.iter().map(Located::new).collect();
        located.iter().flat_map(|report| table.rows(report)).for_each(|row| rows.push(&row));
        let batch = rows.finish().unwrap();
        let mut file = tempfile::tempfile().unwrap();
        let bytes = written(table, &reports, |table| TableWriter::parquet(table, Vec::new()).unwrap());
        file.write_all(&bytes).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().with_batch_size(1 << 20);
        let read: Vec<_> = reader.build().unwrap().map(Result::unwrap).collect();
        let rows = read.iter().fold(0, |rows, batch| rows + batch.num_rows());
        assert_eq!(rows, batch.num_rows(), "{table:?}");
        for read in read {
            assert_eq!(read.columns(), batch.columns(), "{table:?}");
        }
    }
}

#[test]
fn no_text_is_a_formula() {
    let text = "一、2024年工作安排\n=HYPERLINK(1)，地区生产总值增长6%左右。\n-2工程：投资3亿元。\n＝3，投资4亿元。\n@4，投资5亿元。\n+5，投资6亿元。\n";
    let report = Parser::default().parse_text("=1+1", text).unwrap();
    for table in [Table::Figures, Table::Sections, Table::Reports, Table::Targets, Table::Edits] {
        let bytes = written(table, std::slice::from_ref(&report), csv);
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let kinds: Vec<Kind> = table.columns().iter().map(|column| column.kind).collect();
        let mut seen = 0;
        for record in reader.records().map(Result::unwrap) {
            seen += 1;
            assert_eq!(&record[1], "'=1+1");
            let texts = record.iter().zip(&kinds).filter(|(_, kind)| **kind == Kind::Text);
            assert!(texts.clone().count() > 2);
            texts.for_each(|(field, _)| {
                assert!(
                    !field.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']),
                    "{field}"
                );
            });
        }
        assert!(seen > 0);
    }
}

#[test]
fn a_fall_keeps_its_minus() {
    let report = Parser::default().parse_text("", "一、2023年工作回顾\n全年进出口总额下降3.2%。\n").unwrap();
    let table = String::from_utf8(written(Table::Figures, &[report], csv)).unwrap();
    assert!(table.lines().nth(1).unwrap().contains(",growth,-1,"), "{table}");
}

#[test]
fn excel_knows_the_encoding() {
    let table = TableWriter::csv(Table::Terms, Vec::new(), true).unwrap().finish().unwrap();
    assert!(table.starts_with("\u{feff}report,source,".as_bytes()));
}

/// `BLESS=1 cargo test -p baogao-tests --test tables` writes it anew.
#[test]
fn the_documented_columns_are_the_columns() {
    let mut page = String::from(
        "# Tables\n\nEvery table is joined to the others by `report`; `figure`, `section`, `target` and `entry` count within one \
         report. Every cell may be missing: what the text does not say is null (nothing in CSV). Offsets count code points, \
         half-open, as Python slices strings. Numbers are exact decimals in CSV and the nearest float in Arrow, Parquet and JSON; \
         integers have 32 bits; dates are calendar dates; lists of text are joined by `；` in CSV.\n",
    );
    for table in Table::ALL {
        let _ = write!(page, "\n## {}\n\n| column | type | what it holds |\n|---|---|---|\n", table.as_str());
        for column in table.columns() {
            let _ = writeln!(page, "| `{}` | {} | {} |", column.name, column.kind.as_str(), column.doc);
        }
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/tables.md");
    if env::var_os("BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == page,
        "docs/tables.md is not what the columns say; run with BLESS=1"
    );
}

/// A text without an end to its sentence would be whole in the row of each of its figures.
#[test]
fn endless_sentences_are_not_written_as_often_as_they_have_figures() {
    // As dense as a report can be: beyond one figure per 48 bytes no figures are read.
    let text = format!("一、2023年工作回顾\n{}\n", "全市全年地区生产总值比上年增长6%，".repeat(20_000));
    let report = Parser::default().parse_text("", &text).unwrap();
    assert_eq!(Table::Figures.len(&report), 20_000);
    let rows = written(Table::Figures, std::slice::from_ref(&report), csv);
    assert!(rows.len() < 20_000 * 4_000, "{} bytes", rows.len());
    assert!(
        written(Table::Figures, &[report], |table| TableWriter::parquet(table, Vec::new()).unwrap())
            .starts_with(b"PAR1")
    );
}
