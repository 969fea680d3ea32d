"""Records slice, filter and iterate like tuples, and lead from one thing to the next."""

import collections.abc
import copy
import pathlib
import pickle

import baogao
import pytest

GLOSSARY = """松原岭县人民政府工作报告
一、2024年工作安排
（一）稳就业。新增就业3万人以上，做好“四个一批”。
（二）稳增长。地区生产总值增长6%左右。
名词解释
1.四个一批：指新建一批、改造一批、提升一批、储备一批。
"""


def test_they_are_sequences(text: str) -> None:
    figures = baogao.parse(text).figures
    # Not a registered Sequence: polars would take it for a column instead of a table.
    assert isinstance(figures, collections.abc.Collection) and isinstance(figures, collections.abc.Reversible)
    assert len(figures) == 4 and figures
    assert [figure.text for figure in figures] == ["120亿元", "5.5%", "6%", "3万人"]
    assert figures[-1].text == "3万人"
    assert [figure.text for figure in figures[::-2]] == ["3万人", "5.5%"]
    assert isinstance(figures[1:], baogao.Records)
    assert figures[1:][0] == figures[1]
    assert [figure.text for figure in reversed(figures)] == [figure.text for figure in figures][::-1]
    assert figures[2] in figures and "6%" not in figures
    assert (figures.index(figures[2]), figures.count(figures[2])) == (2, 1)
    first, *_ = figures
    assert first == figures[0]
    assert figures == tuple(figures) == figures[:]
    assert figures != figures[1:]
    assert "4 figures" in repr(figures)
    with pytest.raises(IndexError, match="there are 4 figures"):
        figures[4]
    with pytest.raises(TypeError, match="an int, a slice"):
        figures[1.5]  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="no such item"):
        figures[1:].index(figures[0])


def test_they_filter(text: str) -> None:
    report = baogao.parse(text, name="松原岭")
    figures = report.figures
    assert figures.where(kind="target", canonical="gdp")[0].text == "6%"
    assert [f.text for f in figures.where(year=[2023])] == ["120亿元", "5.5%"]
    assert [f.text for f in figures.where(year=range(2024, 2030), unit="%")] == ["6%"]
    assert [f.text for f in figures.where(lambda f: f.value > 5, measure="growth")] == ["5.5%", "6%"]
    assert len(figures.where(confidence=lambda c: c >= 0)) == 4
    # A column that is no attribute of the items.
    assert len(figures.where(source="松原岭", plan_year=2024)) == 4
    assert [s.heading for s in report.sections.where(role="plan")] == ["2024年工作安排"]
    assert len(figures.where(section=0)) == 2 and len(figures.where(section=report.sections[1])) == 2
    assert len(report.targets.where(low=6.0)) == len(report.targets.where(low={6.0, 7})) == 1
    assert len(figures.where(year=(year for year in (2023, 2024)))) == len(figures.where(year={2023: "a", 2024: "b"}.keys()))
    assert report.sections.where(role="plan")[0].report == figures[0].report == report
    assert "二" in report.sections and "九" not in report.sections
    assert report.sections["二、2024年工作安排"] == report.sections["二"]
    with pytest.raises(TypeError, match="neither an attribute nor a column `knd`"):
        figures.where(knd="target")
    with pytest.raises(ZeroDivisionError):
        figures.where(lambda f: 1 / 0)


def test_the_outline_is_a_tree() -> None:
    report = baogao.parse(GLOSSARY)
    plan = report.sections["一"]
    assert plan == report.sections["一、"] == report.sections["2024年工作安排"]
    assert [child.heading for child in plan.children] == ["稳就业", "稳增长"]
    assert [figure.text for figure in plan.figures] == ["3万人", "6%"]
    assert [figure.text for figure in report.sections["稳增长"].figures] == ["6%"]
    assert [target.text for target in plan.children[0].targets.where(form="figure")] == ["3万人"]
    assert plan.children[0].figures[0].section.path == ("2024年工作安排", "稳就业")  # type: ignore[union-attr]
    with pytest.raises(KeyError):
        report.sections["九"]
    with pytest.raises(TypeError, match="by index, not by name"):
        report.figures["gdp"]  # type: ignore[call-overload]


def test_the_outermost_section_has_its_name_first() -> None:
    report = baogao.parse("一、2023年工作回顾\n（一）甲方面。增长5%。\n（二）乙方面。增长6%。\n二、2024年工作安排\n增长7%。\n")
    assert report.sections["二"].heading == "2024年工作安排"
    assert report.sections["（二）"].heading == "乙方面"


def test_terms_lead_to_their_mentions() -> None:
    report = baogao.parse(GLOSSARY)
    term = report.glossary["四个一批"]
    assert term.expansion == ("新建一批", "改造一批", "提升一批", "储备一批")
    (mention,) = report.mentions
    assert mention.term == term
    assert report.text[slice(*mention.span)] == mention.text == "四个一批"
    assert report.source_text[slice(*mention.source_span)] == "四个一批"
    assert len(report.mentions.where(term="四个一批")) == len(report.mentions.where(term=term)) == 1
    assert mention.section is not None and mention.section.heading == "稳就业"


def test_reports_go_to_other_processes(text: str, sample: pathlib.Path) -> None:
    for report in (baogao.parse(text), baogao.read(sample)):
        for again in (pickle.loads(pickle.dumps(report)), copy.deepcopy(report)):
            assert again == report
            assert again.figures == report.figures
            assert again.to_json() == report.to_json()
