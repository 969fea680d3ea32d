"""Record batches in, record batches out: the same rows as the local run, errors beside them."""

import pathlib
from typing import Any

import baogao
import baogao.arrow
import pytest

pa: Any = pytest.importorskip("pyarrow")


@pytest.fixture
def texts(text: str, sample: pathlib.Path) -> list[str]:
    return [text, sample.read_text("utf-8"), "没有数字的文章。"]


@pytest.mark.parametrize("table", ["reports", "sections", "figures", "targets", "terms", "mentions", "defects", "edits"])
def test_the_rows_are_those_of_the_local_run(table: str, texts: list[str]) -> None:
    batches = [pa.record_batch({"id": [1, 2], "text": texts[:2]}), pa.record_batch({"id": [3], "text": texts[2:]})]
    out = list(baogao.arrow.parse_batches(batches, table=table, keep=["id"]))
    assert [batch.schema for batch in out] == [baogao.arrow.output_schema(batches[0].schema, table=table, keep=["id"])] * 2
    got = pa.Table.from_batches(out)
    local = baogao.Records.of(table, [baogao.parse(text) for text in texts])
    assert got.drop(["id", "error"]).to_pylist() == pa.table(local).to_pylist()
    assert got["error"].null_count == got.num_rows
    reports = [baogao.parse(text) for text in texts]
    counts = [len(baogao.Records.of(table, [report])) for report in reports]
    assert got["id"].to_pylist() == [1] * counts[0] + [2] * counts[1] + [3] * counts[2]


def test_errors_are_rows_in_their_place(text: str) -> None:
    data = [text.encode("gbk"), None, b"", bytes(range(256)) * 40, text.encode()]
    batch = pa.record_batch({"path": ["a", "b", "c", "d", "e"], "bytes": pa.array(data, pa.binary())})
    (out,) = baogao.arrow.parse_batches([batch], column="bytes", keep=["path"], name="path")
    assert out["path"].to_pylist() == ["a"] * 4 + ["b", "c", "d"] + ["e"] * 4
    errors = out["error"].to_pylist()
    assert errors[:4] == errors[7:] == [None] * 4
    assert errors[4] == "the text is null" and "empty" in errors[5] and errors[6]
    assert out["source"].to_pylist() == ["a"] * 4 + [None] * 3 + ["e"] * 4
    assert out["value"].to_pylist()[:5] == [120.0, 5.5, 6.0, 3.0, None]


def test_a_report_carries_its_figures(texts: list[str]) -> None:
    batch = pa.record_batch({"text": [*texts, None]})
    (out,) = baogao.arrow.parse_batches([batch], table="reports", nested=["figures", "targets"])
    assert out.num_rows == 4
    for row, text in zip(out.to_pylist(), texts):
        report = baogao.parse(text)
        assert row["figures"] == pa.table(report.figures).to_pylist()
        assert row["targets"] == pa.table(report.targets).to_pylist()
    assert (out["figures"][3].as_py(), out["error"][3].as_py()) == (None, "the text is null")


def test_empty_batches_keep_the_schema() -> None:
    batch = pa.record_batch({"text": pa.array([], pa.string())})
    (out,) = baogao.arrow.parse_batches([batch], table="reports", nested=["figures"])
    assert out.schema == baogao.arrow.output_schema(batch.schema, table="reports", nested=["figures"])
    assert baogao.arrow.parse_table(pa.table({"text": pa.array([], pa.large_string())})).num_rows == 0


def test_calls_that_cannot_be_right_are_refused(text: str) -> None:
    batch = pa.record_batch({"text": [text]})
    with pytest.raises(KeyError):
        next(baogao.arrow.parse_batches([batch], column="txt"))
    with pytest.raises(ValueError, match="no table `numbers`"):
        next(baogao.arrow.parse_batches([batch], table="numbers"))
    with pytest.raises(ValueError, match="nested tables"):
        next(baogao.arrow.parse_batches([batch], nested=["figures"]))
    with pytest.raises(ValueError, match="a column `source` of its own"):
        next(baogao.arrow.parse_batches([pa.record_batch({"text": [text], "source": ["a"]})], keep=["source"]))
    with pytest.raises(baogao.UnknownEncodingError):
        next(baogao.arrow.parse_batches([batch], encoding="klingon"))


def test_lists_hold_the_rows_of_each_text(texts: list[str]) -> None:
    column = pa.array([None, *texts, None], pa.large_string())
    names = pa.array(["a", "b", "c", "d", "e"])
    lists = baogao.arrow.parse_lists(column, names, table="targets")
    lists.validate(full=True)
    expected = []
    for name, text in zip("bcd", texts):
        rows = pa.table(baogao.parse(text, name=name).targets).to_pylist()
        expected.append([{**row, "error": None} for row in rows])
    assert lists.to_pylist()[1:4] == expected
    for failed in (lists.to_pylist()[0], lists.to_pylist()[4]):
        assert [{key: value for key, value in row.items() if value is not None} for row in failed] == [
            {"error": "the text is null"}
        ]
    assert baogao.arrow.parse_lists(pa.array([], pa.binary()), table="targets").type == lists.type


def test_a_text_that_is_one_sentence_is_no_crash() -> None:
    # As dense as a report can be: beyond one figure per 48 bytes no figures are read.
    batch = pa.record_batch({"text": ["一、2023年工作回顾\n" + "全市全年地区生产总值比上年增长6%，" * 20_000]})
    (out,) = baogao.arrow.parse_batches([batch])
    assert out.num_rows == 20_000 and out.nbytes < 200_000_000
