"""Each engine's recipe gives the rows of the local run: all of them, once, of the same types, errors beside them."""

import os
import pathlib
import subprocess
import sys
from typing import Any

import baogao
import baogao.arrow
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest

import synthetic

RECIPES = pathlib.Path(__file__).resolve().parents[2] / "examples" / "scale"
REPORTS = 1000
FILES = 8


@pytest.fixture(scope="session")
def files() -> list[tuple[str, bytes | None]]:
    return synthetic.contents(REPORTS)


@pytest.mark.parametrize("type_of_content", [pa.binary(), pa.string()], ids=str)
def test_the_recipe_gives_the_rows_of_the_local_run(
    type_of_content: Any, engine: str, files: list[tuple[str, bytes | None]], tmp_path: pathlib.Path
) -> None:
    rows = [(path, _as(type_of_content, data)) for path, data in files]
    _write(rows, type_of_content, tmp_path / "reports")
    run_recipe(engine, tmp_path / "reports", tmp_path / "figures")
    got = pyarrow.dataset.dataset(tmp_path / "figures").to_table()
    expected = local_run(rows)
    assert got.schema.names == expected.schema.names
    # Daft's texts are Arrow's large strings; in the Parquet file they are the same strings.
    text = pa.large_string() if engine == "daft" else pa.string()
    assert got.schema.types == [text if which == pa.string() else which for which in expected.schema.types]
    keys = [("path", "ascending"), ("figure", "ascending")]
    got, expected = got.cast(expected.schema).sort_by(keys), expected.sort_by(keys)
    assert got.num_rows == expected.num_rows
    assert [name for name in expected.schema.names if got[name] != expected[name]] == []
    # The run proves something: figures and errors of both kinds of input are in it.
    failed = expected.num_rows - expected["error"].null_count
    assert failed >= REPORTS // 20 and expected.num_rows > REPORTS * 10


def run_recipe(engine: str, source: pathlib.Path, target: pathlib.Path) -> None:
    command = [sys.executable, str(RECIPES / f"on_{engine}.py"), str(source), str(target)]
    # Spark starts its workers by this name; the others by the interpreter that runs the recipe.
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
    assert done.returncode == 0, done.stderr[-5000:]


def local_run(rows: list[tuple[str, Any]]) -> Any:
    """The same by the package alone: report by report, without record batches."""
    tables = []
    shape = baogao.arrow.output_schema(pa.schema({"path": pa.string()}), keep=["path"])
    for path, content in rows:
        if content is None:
            tables.append(shape.empty_table().from_pylist([{"path": path, "error": "the text is null"}], shape))
            continue
        try:
            figures = pa.table(baogao.parse(content, name=path).figures)
        except baogao.BaogaoError as error:
            tables.append(pa.Table.from_pylist([{"path": path, "error": str(error)}], shape))
            continue
        columns = [pa.array([path] * len(figures), pa.string()), *figures.columns, pa.nulls(len(figures), pa.string())]
        tables.append(pa.Table.from_arrays(columns, schema=shape))
    return pa.concat_tables(tables).combine_chunks()


def _as(type_of_content: Any, data: bytes | None) -> Any:
    """What a loader of texts would have made of the bytes."""
    return data if data is None or type_of_content == pa.binary() else data.decode("utf-8", "replace")


def _write(rows: list[tuple[str, Any]], type_of_content: Any, folder: pathlib.Path) -> None:
    folder.mkdir()
    schema = pa.schema({"path": pa.string(), "content": type_of_content})
    for part in range(FILES):
        paths, contents = zip(*rows[part::FILES])
        pq.write_table(pa.table([paths, contents], schema=schema), folder / f"part-{part}.parquet")
