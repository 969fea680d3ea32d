"""Pictures show the targets and nothing else, and their Chinese text is text."""

import doctest
import pathlib
import sys
from typing import Any

import baogao
import baogao.plot
import pytest

altair: Any = pytest.importorskip("altair")

TEXT = """松原岭县人民政府工作报告
——2024年1月9日在松原岭县第五届人民代表大会第一次会议上
一、2023年工作回顾
全年地区生产总值完成120亿元，增长5.5%。
二、2024年工作安排
地区生产总值增长6%左右，社会消费品零售总额增长7%至8%，固定资产投资增长9%以上，一般公共预算收入增长4%。
城镇调查失业率控制在5.5%以内，单位地区生产总值能耗下降3%以上，城镇新增就业3万人以上，改造厂房6座。
"""


@pytest.fixture
def report() -> baogao.Report:
    return baogao.parse(TEXT)


@pytest.fixture
def panel() -> baogao.Corpus:
    folder = pathlib.Path(__file__).resolve().parents[2] / "examples" / "notebook_reports"
    corpus = baogao.read_many(sorted([*folder.glob("panel/*.txt"), *folder.glob("*_2025*.txt")]))
    assert len(corpus) == 10 and not corpus.errors
    return corpus


def rows_of(chart: Any) -> list[dict[str, Any]]:
    return [row for panel in chart.to_dict()["datasets"].values() for row in panel]


def bounds(chart: Any) -> dict[str, tuple[float | None, float | None, str]]:
    return {row["indicator"]: (row["low"], row["high"], row["wording"]) for row in rows_of(chart)}


def test_the_data_of_the_chart_are_the_targets(report: baogao.Report) -> None:
    chart = baogao.plot.ReportPlot(report).targets()
    assert bounds(chart) == {
        "地区生产总值": (6, 6, "about"),
        "社会消费品零售总额": (7, 8, "range"),
        "固定资产投资": (9, None, "at_least"),
        "一般公共预算收入": (4, 4, "point"),
        "城镇调查失业率": (None, 5.5, "at_most"),
        # A fall of at least 3 % is a growth of at most -3 %.
        "单位地区生产总值能耗": (None, -3, "at_most"),
        "城镇新增就业": (3, None, "at_least"),
    }
    by_indicator = {target.indicator: target for target in report.targets}
    for row in rows_of(chart):
        target = by_indicator[row["indicator"]]
        assert (row["sentence"], row["confidence"]) == (target.sentence, round(target.confidence, 3))
        assert (row["hardness"], row["year"], row["unit"]) == (target.hardness, target.year, target.unit)
        assert target.text in row["text"]
        assert row["level"] == "county" and row["place"] == "松原岭县"
    everything = rows_of(baogao.plot.targets(report, headline=False))
    assert len(everything) == len({row["label"] for row in everything}) == len(report.targets.where(form="figure"))


def test_every_mark_lies_within_its_axis(panel: baogao.Corpus) -> None:
    charts = [baogao.plot.targets(report, headline=False) for report in panel.reports[:2]]
    for chart in [*charts, panel.plot.growth_targets(), panel.plot.actual_and_target()]:
        whole = chart.to_dict(validate=False)
        for part in whole.get("vconcat") or whole["concat"]:
            name = part["data"]["name"] if "data" in part else whole["data"]["name"]
            domains = [
                channel["scale"]["domain"]
                for layer in part["layer"]
                for key, channel in layer["encoding"].items()
                if key in ("x", "y") and channel["type"] == "quantitative"
            ]
            assert all(domain == domains[0] for domain in domains)
            low, high = domains[0]
            for row in whole["datasets"][name]:
                assert low <= row["start"] <= row["bound"] <= row["end"] <= high
                assert row["start"] <= row["tip"] <= row["end"]


def test_growth_targets_are_those_of_all_reports(panel: baogao.Corpus) -> None:
    rows = rows_of(panel.plot.growth_targets())
    pledged = panel.targets.where(canonical="gdp", measure="growth")
    assert len(rows) == len(pledged) == 10
    expected = {(t.year, t.wording, t.low, t.high) for t in pledged}
    assert {(r["year"], r["sentence"]) for r in rows} == {(t.year, t.sentence) for t in pledged}
    assert {(r["year"], r["wording"], r["low"], r["high"]) for r in rows} == expected
    levels = [part["title"]["text"] for part in panel.plot.growth_targets().to_dict()["vconcat"]]
    assert levels == ["province", "county", "level unknown"]
    assert {row["wording"] for row in rows} == {"about", "at_least", "range"}


def test_actual_and_target_meet_by_year(panel: baogao.Corpus) -> None:
    rows = rows_of(panel.plot.actual_and_target())
    tingzhou = [row for row in rows if row["place"] == "汀洲市"]
    actual = {row["year"]: row["low"] for row in tingzhou if row["series"] == "actual"}
    assert actual == {2021: 8.1, 2022: 4.6, 2023: 5.9, 2024: 5.7}
    assert {row["year"] for row in tingzhou if row["series"] == "target"} == {2022, 2023, 2024, 2025}
    # One outcome for each place and year, whatever the number of reports that tell it.
    told = [(row["place"], row["year"]) for row in rows if row["series"] == "actual"]
    assert len(told) == len(set(told))


def test_svg_has_the_chinese_text(report: baogao.Report, tmp_path: pathlib.Path) -> None:
    pytest.importorskip("vl_convert")
    corpus = baogao.Corpus([report])
    charts = [baogao.plot.targets(report), corpus.plot.growth_targets(), corpus.plot.actual_and_target()]
    for chart, words in zip(charts, ["社会消费品零售总额", "6%左右", "松原岭县"]):
        chart.save(tmp_path / "chart.svg")
        svg = (tmp_path / "chart.svg").read_text("utf-8")
        assert f">{words}</text>" in svg
        assert "Noto Sans CJK SC" in svg and "Microsoft YaHei" in svg
        assert "<script" not in svg


def test_a_report_cannot_write_markup_into_the_picture(tmp_path: pathlib.Path) -> None:
    pytest.importorskip("vl_convert")
    report = baogao.parse("一、2024年工作安排\n地区生产总值增长6%左右。", name="<script>alert(1)</script>")
    baogao.plot.targets(report).save(tmp_path / "chart.svg")
    svg = (tmp_path / "chart.svg").read_text("utf-8")
    assert "&lt;script&gt;" in svg and "<script" not in svg


def test_nothing_to_draw_is_an_error_that_says_so(report: baogao.Report) -> None:
    with pytest.raises(ValueError, match="no yearly growth targets of `cpi` in 1 report$"):
        baogao.plot.growth_targets(report, canonical="cpi")
    with pytest.raises(ValueError, match="no yearly growth of `gdp` in 0 reports"):
        baogao.plot.actual_and_target([])
    with pytest.raises(ValueError, match="no targets with a number"):
        baogao.plot.targets(baogao.parse("一、2024年工作安排\n建成科技馆。"))


def test_altair_is_asked_for_only_when_drawing(report: baogao.Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    plot = baogao.Corpus([report]).plot
    with pytest.raises(ImportError, match="baogao.plot needs the package altair.*pip install altair"):
        plot.growth_targets()


def test_examples_run() -> None:
    results = doctest.testmod(baogao.plot)
    assert results.failed == 0 and results.attempted >= 9


def test_reports_and_corpora_lead_to_their_pictures(report: baogao.Report, panel: baogao.Corpus) -> None:
    assert report.plot.targets().to_dict() == baogao.plot.targets(report).to_dict()
    assert panel.plot.growth_targets().to_dict() == baogao.plot.growth_targets(panel).to_dict()
    with pytest.raises(TypeError, match="the id of one indicator"):
        panel.plot.growth_targets(canonical=None)
