"""Indicators: a user's own join the built-in ones, nothing changes behind anybody's back, and errors say where."""

import baogao
import pytest

MORE = '[tea_gardens]\ntitle = "茶园面积"\ndimension = "area"\n\n[gdp]\nnames = ["全口径生产总值"]\n'
TEXT = "一、2023年工作回顾\n全县茶园面积达到12万亩，全口径生产总值完成80亿元，松原岭机场旅客吞吐量完成30万人次。"


def test_more_indicators_are_known_where_they_are_given() -> None:
    builtin = baogao.Indicators.builtin()
    more = builtin.extended(MORE)
    assert [f.indicator_id for f in baogao.parse(TEXT, indicators=more).figures] == [
        "tea_gardens",
        "gdp",
        "airport_passengers",
    ]
    plain = baogao.parse(TEXT).figures
    assert [f.indicator_id for f in plain] == [None, None, "airport_passengers"]
    # Only the headline of the annotation guide is canonical.
    assert [f.canonical for f in plain] == [None, None, None]
    assert len(more) == len(builtin) + 1
    assert "tea_gardens" in more and "tea_gardens" not in builtin and 5 not in more


def test_indicators_are_values() -> None:
    builtin = baogao.Indicators.builtin()
    gdp = builtin["gdp"]
    assert (gdp.title, gdp.base_unit, gdp.headline, gdp.parent) == ("地区生产总值", "CNY", True, None)
    assert "国内生产总值" in gdp.names
    assert builtin == baogao.Indicators.builtin() and hash(builtin) == hash(baogao.Indicators.builtin())
    assert builtin.extended(MORE) != builtin
    assert {i.id for i in builtin} >= {"gdp", "exports"} and len(list(builtin)) == len(builtin)
    assert builtin["exports"].parent == "trade" and builtin["gdp"].usual("rank") is None
    with pytest.raises(KeyError):
        builtin["tea_gardens"]
    with pytest.raises(ValueError, match="speed"):
        gdp.usual("speed")
    with pytest.raises(AttributeError):
        gdp.title = "x"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('[tea]\ntitle = "茶园面积"\nnaem = 1\n', r"line 3, \[tea\]: unknown field `naem`"),
        ('[tea]\ntitle = "新增就业"\n', r"line 1, \[tea\]: .*\[urban_jobs\]"),
        ("[tea]\n", r"\[tea\]: a new indicator needs a `title`"),
    ],
)
def test_errors_name_the_line_and_the_entry(toml: str, message: str) -> None:
    with pytest.raises(baogao.InvalidIndicatorsError, match=message) as caught:
        baogao.Indicators.builtin().extended(toml)
    assert caught.value.kind == "invalid_indicators"


def test_an_unusual_value_is_kept_and_reported() -> None:
    report = baogao.parse("政府工作报告\n一、2023年工作回顾\n全年地区生产总值增长850%。")
    (figure,), (defect,) = report.figures, report.defects
    assert figure.value == 850 and figure.confidence < 0.6
    assert defect.message.startswith("growth of 850 % for 地区生产总值")
    assert report.source_text[slice(*defect.source_span)] == figure.text
