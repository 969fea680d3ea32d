"""Every collection is a table: in data frames without copying code, in files whole or not at all."""

import datetime
import json
import pathlib
import sys
from typing import Any

import baogao
import pytest

duckdb: Any = pytest.importorskip("duckdb")
pandas: Any = pytest.importorskip("pandas")
polars: Any = pytest.importorskip("polars")
pyarrow: Any = pytest.importorskip("pyarrow")
parquet: Any = pytest.importorskip("pyarrow.parquet")

TABLES = ["reports", "sections", "figures", "targets", "terms", "mentions", "defects", "edits"]


@pytest.fixture
def reports(sample: pathlib.Path) -> list[baogao.Report]:
    return [baogao.read(path) for path in sorted(sample.parent.glob("*.txt"))]


@pytest.mark.parametrize("table", TABLES)
def test_all_libraries_read_the_same(table: str, reports: list[baogao.Report]) -> None:
    records = baogao.Records.of(table, reports)
    rows = records.to_dicts()
    arrow = pyarrow.table(records)
    assert arrow.num_rows == len(records) == len(rows)
    assert arrow.column_names == list(records.columns)
    assert pyarrow.schema(records) == arrow.schema
    expected = [{k: list(v) if isinstance(v, tuple) else v for k, v in row.items()} for row in rows]
    assert arrow.to_pylist() == expected
    assert polars.DataFrame(records).to_dicts() == expected
    assert records.to_polars().shape == arrow.shape
    assert records.to_arrow() == arrow
    assert records.to_pandas().shape == arrow.shape
    assert duckdb.sql("select count(*) from records").fetchone() == (len(records),)


def test_columns_are_documented_in_the_schema(reports: list[baogao.Report]) -> None:
    figures = reports[0].figures
    for field in pyarrow.schema(figures):
        assert figures.columns[field.name].endswith(field.metadata[b"comment"].decode())
    assert figures.columns["value"].startswith("number: value in `unit`")


def test_frames_have_the_values(text: str) -> None:
    figures = baogao.parse(text).figures
    frame = figures.to_pandas()
    assert frame.loc[frame.kind == "target", "value"].tolist() == [6.0, 3.0]
    assert polars.DataFrame(figures).filter(polars.col("canonical") == "gdp")["base_value"].to_list()[0] == 12e9
    assert duckdb.sql("select sum(value) from figures where kind = 'target'").fetchone() == (9.0,)


def test_dates_are_dates(sample: pathlib.Path) -> None:
    corpus = baogao.Corpus([baogao.read(sample)])
    assert pyarrow.table(corpus.reports)["delivered_on"].to_pylist() == [datetime.date(2024, 1, 18)]


def test_slices_and_filters_are_tables_too(reports: list[baogao.Report]) -> None:
    figures = reports[0].figures
    assert pyarrow.table(figures[3:5])["text"].to_pylist() == [figure.text for figure in figures[3:5]]
    assert pyarrow.table(figures.where(kind="context", unit="no such unit")).num_rows == 0


def test_a_stream_outlives_its_report(text: str) -> None:
    stream = baogao.parse(text).figures.__arrow_c_stream__()
    assert pyarrow.table(baogao.parse(text).figures).num_rows == 4
    del stream  # never read, still released


def test_files_hold_the_table(tmp_path: pathlib.Path, reports: list[baogao.Report]) -> None:
    for table in TABLES:
        records = baogao.Records.of(table, reports)
        records.to_parquet(tmp_path / "t.parquet")
        assert parquet.read_table(tmp_path / "t.parquet").to_pylist() == pyarrow.table(records).to_pylist()
        records.to_jsonl(tmp_path / "t.jsonl")
        lines = (tmp_path / "t.jsonl").read_text("utf-8").splitlines()
        assert [list(json.loads(line)) for line in lines] == [list(records.columns)] * len(records)
        records.to_csv(tmp_path / "t.csv")
        assert len(pandas.read_csv(tmp_path / "t.csv")) == len(records)
    records.to_csv(tmp_path / "t.csv", excel=True)
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbfreport,")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: pathlib.Path, text: str) -> None:
    figures = baogao.parse(text).figures
    with pytest.raises(FileNotFoundError):
        figures.to_parquet(tmp_path / "missing" / "t.parquet")
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(OSError, match="t.csv"):
        figures.to_csv(tmp_path / "t.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.csv"]


def test_no_cell_is_a_formula(tmp_path: pathlib.Path) -> None:
    report = baogao.parse("一、2024年工作安排\n=1+1，地区生产总值下降6%左右。", name="@SUM(A1)")
    report.figures.to_csv(tmp_path / "t.csv")
    (row,) = pandas.read_csv(tmp_path / "t.csv").to_dict("records")
    assert (row["source"], row["sign"]) == ("'@SUM(A1)", -1)
    assert row["sentence"].startswith("'=1+1")


@pytest.mark.parametrize(("method", "package"), [("to_arrow", "pyarrow"), ("to_pandas", "pandas"), ("to_polars", "polars")])
def test_a_missing_package_is_named(
    method: str, package: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=f"{method} needs the package {package}.*pip install {package}"):
        getattr(baogao.parse(text).figures, method)()


def test_an_unknown_table_is_named() -> None:
    with pytest.raises(ValueError, match="no table `numbers`; there are reports, sections"):
        baogao.Records.of("numbers", [])
