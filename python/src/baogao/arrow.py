"""Past one machine: reports in Arrow record batches, on the engines that people already run.

`parse_batches` takes record batches with a column of texts or bytes and gives record batches of any table. It is the
function that Spark's ``mapInArrow``, Ray Data's ``map_batches``, Daft and Dask call on every partition; docs/scale.md has
the recipes. `parse_table` does the same with a table, `parse_lists` with a column, for engines whose functions give one
value for each row. It needs pyarrow, which all of them bring.
"""

from __future__ import annotations

import collections
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ._baogao import Indicators, Limits, Records, Report, parse
from ._optional import package

__all__ = ["output_schema", "parse_batches", "parse_lists", "parse_table"]


def parse_batches(
    batches: Iterable[Any],
    *,
    column: str = "text",
    table: str = "figures",
    nested: Sequence[str] = (),
    keep: Sequence[str] = (),
    name: str | None = None,
    encoding: str | None = None,
    indicators: Indicators | None = None,
    limits: Limits | None = None,
) -> Iterator[Any]:
    """Parses the texts of record batches.

    Args:
        batches (iterable of pyarrow.RecordBatch): the input; any number of rows each.
        column (str): the column with the texts (string) or the bytes of files (binary); null is an error of its row.
        table (str): what a row of the output is: ``figures``, ``targets``, ``reports`` … as for ``Records.of``.
        nested (sequence of str): tables that a row of ``reports`` carries as lists of structs.
        keep (sequence of str): columns of the input that every row of the output repeats; they come first.
        name (str, optional): the column that says what a text is called; its output is the column ``source``.
        encoding (str, optional): the encoding of bytes; detected when not given.
        indicators (Indicators, optional): as for ``parse``.
        limits (Limits, optional): as for ``parse``.

    Yields:
        pyarrow.RecordBatch: one for each batch of the input, of the schema that `output_schema` gives. A text that
        cannot be parsed gives one row in which only ``keep`` and ``error`` are not null.

    Raises:
        KeyError: when a column is missing.
        ValueError: when there is no such table, or ``nested`` is asked for without ``table="reports"``.

    Example:
        >>> import baogao.arrow, pyarrow as pa
        >>> batch = pa.record_batch({"id": [7, 8], "text": ["一、2024年工作安排\\n地区生产总值增长6%左右。", None]})
        >>> (out,) = baogao.arrow.parse_batches([batch], keep=["id"])
        >>> [(row["id"], row["value"], row["error"]) for row in out.to_pylist()]
        [(7, 6.0, None), (8, None, 'the text is null')]
    """
    pa = _pyarrow()
    _check(table, nested, keep)
    # A wrong encoding is an error of the call, not of a row.
    parse("一", encoding=encoding)
    parse_one = functools.partial(parse, encoding=encoding, indicators=indicators, limits=limits)
    for batch in batches:
        # Missing columns are an error of the call, not of a row.
        texts, kept = batch.column(column), [batch.column(which) for which in keep]
        names = batch.column(name) if name is not None else None
        reports: list[Report] = []
        # Of each row of the output: the row of the input it comes from, the row of the table it is, what went wrong.
        origins: list[int] = []
        rows: list[int | None] = []
        errors: list[str | None] = []
        filled = 0
        for origin, text in enumerate(texts):
            called = str(names[origin].as_py() or "") if names is not None else ""
            parsed = _parse(text.as_py(), called, parse_one)
            if isinstance(parsed, str):
                made: list[int | None] = [None]
                errors.append(parsed)
            else:
                reports.append(parsed)
                made = [*range(filled, filled + len(Records.of(table, [parsed])))]
                errors.extend([None] * len(made))
                filled += len(made)
            rows.extend(made)
            origins.extend([origin] * len(made))
        found = pa.table(Records.of(table, reports))
        for which in nested:
            found = found.append_column(which, _nested(which, reports))
        found = found.take(pa.array(rows, pa.int64()))
        columns = [column.take(pa.array(origins, pa.int64())) for column in kept]
        columns += [pa.concat_arrays(chunked.chunks) for chunked in found.columns]
        schema = output_schema(batch.schema, table=table, nested=nested, keep=keep)
        yield pa.RecordBatch.from_arrays([*columns, pa.array(errors, pa.string())], schema=schema)


def parse_table(table: Any, **options: Any) -> Any:
    """Parses the texts of a whole table: `parse_batches` for engines that hand tables over.

    Args:
        table (pyarrow.Table): the input.
        **options: as for `parse_batches`, where ``table`` is called ``into``.

    Returns:
        pyarrow.Table: of the schema that `output_schema` gives.

    Example:
        >>> import baogao.arrow, pyarrow as pa
        >>> texts = pa.table({"text": ["一、2024年工作安排\\n地区生产总值增长6%左右。"]})
        >>> baogao.arrow.parse_table(texts, into="targets")["wording"].to_pylist()
        ['about']
    """
    into = options.pop("into", "figures")
    shape = {key: options[key] for key in ("nested", "keep") if key in options}
    batches = list(parse_batches(table.to_batches(), table=into, **options))
    return _pyarrow().Table.from_batches(batches, output_schema(table.schema, table=into, **shape))


def parse_lists(texts: Any, names: Any = None, **options: Any) -> Any:
    """Parses a column of texts: `parse_batches` for engines whose functions give one value for each row, such as Daft.

    Args:
        texts (pyarrow.Array): texts, or the bytes of files.
        names (pyarrow.Array, optional): what each is called.
        **options: ``table``, ``nested``, ``encoding``, ``indicators`` and ``limits``, as for `parse_batches`.

    Returns:
        pyarrow.ListArray: for each text the rows of the table, as structs of the columns that `output_schema` gives; a
        text that cannot be parsed has one, in which only ``error`` is not null. The type does not depend on the texts.

    Example:
        >>> import baogao.arrow, pyarrow as pa
        >>> texts = pa.array(["一、2024年工作安排\\n地区生产总值增长6%左右，新增就业3万人。", "没有数字", None])
        >>> [[row["value"] or row["error"] for row in rows] for rows in baogao.arrow.parse_lists(texts).to_pylist()]
        [[6.0, 3.0], [], ['the text is null']]
    """
    pa = _pyarrow()
    given = {"row": pa.array(range(len(texts)), pa.int32()), "text": texts}
    if names is not None:
        given["name"] = names
        options["name"] = "name"
    (out,) = parse_batches([pa.record_batch(given)], keep=["row"], **options)
    counts = collections.Counter(out["row"].to_pylist())
    offsets = itertools.accumulate((counts[row] for row in range(len(texts))), initial=0)
    rows = out.select(out.schema.names[1:]).to_struct_array()
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), rows)


def output_schema(
    schema: Any, *, table: str = "figures", nested: Sequence[str] = (), keep: Sequence[str] = ()
) -> Any:
    """The schema of what `parse_batches` gives.

    Args:
        schema (pyarrow.Schema): of the input.
        table, nested, keep: as for `parse_batches`.

    Returns:
        pyarrow.Schema: ``keep``, the table's columns, ``nested``, and ``error`` (string; null where all went well).

    Raises:
        KeyError: when a column of ``keep`` is missing.
        ValueError: as for `parse_batches`.

    Example:
        >>> import baogao.arrow, pyarrow as pa
        >>> baogao.arrow.output_schema(pa.schema({"id": pa.int64(), "text": pa.string()}), keep=["id"]).names[:3]
        ['id', 'report', 'source']
    """
    pa = _pyarrow()
    _check(table, nested, keep)
    fields = [schema.field(which) for which in keep]
    fields += list(pa.schema(Records.of(table, [])))
    fields += [pa.field(which, pa.list_(_struct(which))) for which in nested]
    return pa.schema([*fields, pa.field("error", pa.string())])


def _parse(data: Any, name: str, parse_one: Callable[..., Report]) -> Report | str:
    """The report, or what went wrong."""
    if data is None:
        return "the text is null"
    try:
        return parse_one(data, name=name)
    except (ValueError, TypeError) as error:
        return str(error)


def _struct(table: str) -> Any:
    """A row of the table as an Arrow type."""
    pa = _pyarrow()
    return pa.struct(list(pa.schema(Records.of(table, []))))


def _nested(table: str, reports: Sequence[Report]) -> Any:
    """Of each report, its rows of the table as a list of structs."""
    pa = _pyarrow()
    offsets = [0]
    for report in reports:
        offsets.append(offsets[-1] + len(Records.of(table, [report])))
    chunks = pa.table(Records.of(table, reports)).to_struct_array().chunks
    rows = pa.concat_arrays(chunks) if chunks else pa.array([], _struct(table))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), rows.cast(_struct(table)))


def _check(table: str, nested: Sequence[str], keep: Sequence[str]) -> None:
    for which in (table, *nested):
        Records.of(which, [])
    if nested and table != "reports":
        raise ValueError(f'nested tables are columns of `table="reports"`, not of "{table}"')
    own = {*Records.of(table, []).columns, *nested, "error"}
    if both := [which for which in keep if which in own]:
        raise ValueError(f"the output has a column `{both[0]}` of its own; rename that of the input to keep it")


def _pyarrow() -> Any:
    return package("pyarrow", "baogao.arrow")
