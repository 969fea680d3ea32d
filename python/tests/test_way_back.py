"""Every fact leads back to the exact characters of its source."""

import json
import pathlib

import baogao


def check(report: baogao.Report) -> None:
    source, clean = report.source_text, report.text
    for figure in report.figures:
        assert source[figure.source_start : figure.source_end] == figure.text
        assert figure.sentence in clean
        assert 0 <= figure.confidence <= 1
    for target in report.targets:
        assert source[target.source_start : target.source_end] == target.text
        assert target.sentence in clean
    for section in report.sections:
        start, end = section.span
        assert section.heading in clean[start:end]
        assert source[slice(*section.source_span)]
        assert section.parent is None or section in section.parent.children
    for term in report.glossary:
        assert all(clean[slice(*mention)] == term.term for mention in term.mentions)
        assert source[slice(*term.source_span)]
    for start, end in report.joins:
        assert 0 <= start <= end <= len(source)
    for edit in report.edits:
        assert source[slice(*edit.source_span)] != edit.text


def test_over_the_shared_reports(shared_reports: list[pathlib.Path]) -> None:
    facts = 0
    for path in shared_reports:
        report = baogao.read(path)
        check(report)
        assert report.source_text == path.read_bytes().decode(report.encoding)
        facts += len(report.figures)
    assert facts > 1000


def test_over_the_samples(sample: pathlib.Path) -> None:
    for path in sample.parent.glob("*.txt"):
        report = baogao.read(path)
        check(report)
        assert report.figures


def test_json_has_the_same_offsets(sample: pathlib.Path) -> None:
    report = baogao.read(sample)
    data = json.loads(report.to_json())
    assert data["schema"] == "baogao/report/1"
    assert data["text"] == report.text
    spans = [tuple(figure["source_span"]) for figure in data["figures"]]
    assert spans == [(figure.source_start, figure.source_end) for figure in report.figures]


def test_carriage_returns_and_marks_are_counted(text: str) -> None:
    for damaged in (text.replace("\n", "\r\n"), "\ufeff" + text):
        report = baogao.parse(damaged.encode())
        assert report.source_text == damaged
        check(report)
        assert [figure.text for figure in report.figures] == ["120亿元", "5.5%", "6%", "3万人"]


def test_a_repair_maps_both_ways(sample: pathlib.Path) -> None:
    repaired = baogao.repair(sample.with_name("lanxi_2024_page.txt").read_bytes())
    at = repaired.text.index("增长5.7%")
    start, end = repaired.to_source(at, at + 6)
    assert repaired.source_text[start:end] == "增長(zhǎng) 5.7％"
    assert repaired.to_clean(start, end) == (at, at + 6)
