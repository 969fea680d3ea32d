"""Repair by choice, the way back for positions and spans, saved web pages, and what a notebook shows."""

import pathlib
import re
from typing import Any

import baogao
import pytest

# A page counts as annotated from eight readings on.
DAMAGED = "全年增長(zhǎng) 8.1％," + "就業(yè)達(dá)到預(yù)期。" * 3


def kinds(**choice: Any) -> set[str]:
    return {edit.kind for edit in baogao.repair(DAMAGED, **choice).edits}


def page(text: str) -> str:
    lines = "".join(f"<p style='color: red'><span>{line}</span></p>\n" for line in text.splitlines())
    return f"<!DOCTYPE html><head><title>报告</title><script>1<2</script></head><body>{lines}</body>"


def test_only_and_skip_take_one_kind_or_several() -> None:
    everything = kinds()
    assert {"pinyin", "script", "spacing", "punctuation"} <= everything
    assert kinds(only="pinyin") == {"pinyin"}
    assert kinds(only=["pinyin", "spacing"]) == {"pinyin", "spacing"}
    assert kinds(skip=("script",)) == everything - {"script"}
    assert kinds(only=["pinyin", "spacing"], skip="spacing") == {"pinyin"}
    assert kinds(only=[]) == set()
    assert baogao.repair(DAMAGED, only=[]).text == DAMAGED
    assert baogao.repair(DAMAGED, None, "spacing").text == baogao.repair(DAMAGED, skip="spacing").text


def test_min_confidence_leaves_doubtful_repairs() -> None:
    damaged = "增长&nbsp;8%"
    assert baogao.repair(damaged, min_confidence=0.5).text == "增长8%"
    assert baogao.repair(damaged, min_confidence=1).text == damaged


@pytest.mark.parametrize("choice", [{"only": "no-such"}, {"skip": ["pinyin", "no-such"]}])
def test_an_unknown_kind_is_named(choice: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="'?no-such.* is no kind of repair; the kinds are html, pinyin"):
        baogao.repair(DAMAGED, **choice)


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_confidence_is_within_0_and_1(confidence: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        baogao.repair(DAMAGED, min_confidence=confidence)


def test_positions_and_spans_map_both_ways() -> None:
    repaired = baogao.repair(DAMAGED)
    assert repaired.text == "全年增长8.1%，" + "就业达到预期。" * 3
    source, text = repaired.source_text, repaired.text
    for c in "全8.1到。":
        assert source[repaired.to_source(text.index(c))] == c
        assert text[repaired.to_clean(source.index(c))] == c
    assert source[slice(*repaired.to_source(2, 4))] == "增長"
    assert source[repaired.to_source(text.index("长"))] == "長"
    # What was deleted stands where its successor does.
    assert repaired.to_clean(source.index("(")) == text.index("8")
    assert repaired.to_source(len(text)) == len(source)
    assert repaired.to_clean(len(source)) == len(text)
    assert repaired.to_source(3, 3)[0] == repaired.to_source(3, 3)[1]
    for position in (len(text) + 1, 10**6):
        with pytest.raises(IndexError):
            repaired.to_source(position)


def test_a_saved_page_reads_as_its_text(text: str) -> None:
    expected = baogao.parse(text)
    for data in (page(text), page(text).encode(), page(f"<!-- -->{text}").encode("gb18030")):
        report = baogao.parse(data)
        assert report.text == expected.text
        assert report.meta == expected.meta
        assert [f.text for f in report.figures] == [f.text for f in expected.figures]
        for figure in report.figures:
            assert report.source_text[figure.source_start : figure.source_end] == figure.text
        assert any(edit.kind == "html" for edit in report.edits)


def test_a_page_in_a_file_says_its_encoding(text: str, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(page(text).replace("<title>", "<meta charset=gb2312><title>").encode("gbk"))
    report = baogao.read(path)
    assert (report.encoding, report.text) == ("gb18030", baogao.parse(text).text)


def test_a_notebook_shows_what_changed() -> None:
    html = baogao.repair(DAMAGED)._repr_html_()
    assert "<del>長(zhǎng) </del>8.1" in html and "<ins>长</ins>8.1" in html
    assert "pinyin 10, script 10" in html and "script" in html
    assert "<script" not in html and not re.search(r"\son\w+=", html)
    assert "nothing to repair" in baogao.repair("增长。")._repr_html_()


def test_what_a_notebook_shows_is_escaped_and_small() -> None:
    html = baogao.repair(page("一\n<img src=x onerror=alert(1)>&lt;b&gt;\"二") * 500)._repr_html_()
    shown = html.split("</style>")[1]
    tags = set(re.findall(r"</?(\w+)", shown))
    assert tags <= {"div", "p", "table", "thead", "tbody", "tr", "th", "td", "small", "del", "ins"}
    assert "&lt;" in shown and "more places" in shown
    assert len(html) < 60_000
