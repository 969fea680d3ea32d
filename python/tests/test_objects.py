"""The objects are immutable, comparable, exact, and say in their repr what they are."""

import decimal

import baogao
import pytest


def test_figures_are_exact_and_split_into_targets_and_outcomes(text: str) -> None:
    report = baogao.parse(text)
    assert [figure.canonical for figure in report.actuals] == ["gdp", "gdp"]
    assert [(f.exact, f.unit, f.bound, f.year) for f in report.targets] == [
        (decimal.Decimal("6"), "%", "point", 2024),
        (decimal.Decimal("3"), "万人", "at_least", 2024),
    ]
    assert {*(target.figure for target in report.targets), *report.actuals} == set(report.figures)
    assert report.actuals[0].base_value == 12e9
    assert report.actuals[0].base_unit == "CNY"


def test_equal_texts_give_equal_objects(text: str) -> None:
    one, two = baogao.parse(text), baogao.parse(text)
    assert one == two
    assert hash(one) == hash(two)
    assert one.figures == two.figures
    assert one.sections == two.sections
    assert one.meta == two.meta
    assert one != baogao.parse(text.replace("120", "121"))
    assert one.figures[0] != one.figures[1]


@pytest.mark.parametrize("name", ["value", "kind", "new_attribute"])
def test_nothing_can_be_changed(text: str, name: str) -> None:
    figure = baogao.parse(text).figures[0]
    with pytest.raises(AttributeError):
        setattr(figure, name, 1)


def test_reprs_say_what_it_is(text: str) -> None:
    report = baogao.parse(text, name="松原岭")
    assert "4 figures" in repr(report)
    assert "120亿元" in repr(report.figures[0])
    assert "2023年工作回顾" in repr(report.sections[0])


def test_sections_know_their_place(text: str) -> None:
    review, plan = baogao.parse(text).sections
    assert (review.role, plan.role) == ("review", "plan")
    assert review.marker == "一、"
    assert "120亿元" in review.text
    assert "120亿元" not in plan.text
    assert review.path == ("2023年工作回顾",)


def test_meta_is_typed(sample: object) -> None:
    meta = baogao.read(str(sample)).meta
    assert (meta.plan_year, meta.review_year) == (2024, 2023)
    assert meta.delivered_on is not None and meta.delivered_on.isoformat() == "2024-01-18"
    assert meta.acting is True


def test_targets_say_how_far_how_firmly_and_until_when() -> None:
    report = baogao.parse("""一、2024年工作安排
主要预期目标是：地区生产总值增长5.5%—6%，在实际工作中努力争取更好结果；规上工业增加值增速高于全省1个百分点左右；居民消费价格涨幅控制在3%以内。
（一）抓项目。力争年底前建成市博物馆，持续优化营商环境。
""")
    gdp, industry, prices, museum = report.targets
    assert (gdp.form, gdp.low, gdp.high, gdp.wording) == ("figure", decimal.Decimal("5.5"), decimal.Decimal("6"), "range")
    assert (gdp.hardness, gdp.aspiration, gdp.figure) == ("expected", "在实际工作中努力争取更好结果", report.figures[0])
    assert (industry.form, industry.reference, industry.offset) == ("relative", "全省", decimal.Decimal("1"))
    assert (industry.offset_unit, industry.figure, industry.value) == ("个百分点", report.figures[1], None)
    assert (prices.low, prices.high, prices.wording) == (None, decimal.Decimal("3"), "at_most")
    assert (museum.form, museum.action, museum.object, museum.hardness) == ("commitment", "建成", "市博物馆", "soft")
    assert (museum.deadline, museum.deadline_year, museum.figure) == ("年底前", 2024, None)
    for target in report.targets:
        assert report.source_text[target.source_start : target.source_end] == target.text
