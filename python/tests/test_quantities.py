"""Quantities of any text: exact, in its own code points, immutable."""

import decimal

import baogao
import pytest

TEXT = "实施“415”战略，投资近２.５ 亿元，改造两座水库，增长5%—6%。"


def test_places_slice_the_text_as_it_was_given() -> None:
    found = baogao.quantities(TEXT)
    assert [(q.text, q.unit, q.qualifier) for q in found] == [
        ("２.５ 亿元", "亿元", "近"),
        ("两座", "座", None),
        ("5%—6%", "%", None),
    ]
    assert all(TEXT[q.start : q.end] == q.text for q in found)


def test_values_are_exact() -> None:
    money, dams, growth = baogao.quantities(TEXT)
    assert (money.exact, money.base_value, money.base_unit) == (decimal.Decimal("2.5"), 2.5e8, "CNY")
    assert (dams.value, dams.value_hi) == (2.0, None)
    assert (growth.value, growth.value_hi) == (5.0, 6.0)
    assert "2.5亿元" in repr(money)


def test_quantities_compare_and_do_not_change() -> None:
    one, two = baogao.quantities(TEXT), baogao.quantities(TEXT)
    assert one == two
    assert len({*one, *two}) == 3
    with pytest.raises(AttributeError):
        setattr(one[0], "value", 1)


@pytest.mark.parametrize("text", ["", " \n", "没有数字", "5G、“415”战略、2024年"])
def test_texts_without_quantities(text: str) -> None:
    assert baogao.quantities(text) == []


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(baogao.BinaryInputError):
        baogao.quantities("\x00\x01\x02")
    with pytest.raises(TypeError):
        baogao.quantities(b"5%")  # type: ignore[arg-type]
