"""Figures of a folder of Parquet files of reports, on Dask: python on_dask.py INPUT OUTPUT"""

import sys

import baogao.arrow
import dask.dataframe as dd
import pandas as pd
import pyarrow as pa


def figures(reports):
    table = pa.Table.from_pandas(reports, preserve_index=False)
    found = baogao.arrow.parse_table(table, column="content", name="path", keep=["path"])
    return found.to_pandas(types_mapper=pd.ArrowDtype)


def main(source, target):
    # Arrow's types all the way: pandas' own would turn integers with nulls into floats.
    reports = dd.read_parquet(source, dtype_backend="pyarrow", columns=["path", "content"])
    schema = baogao.arrow.output_schema(pa.schema({"path": pa.string()}), keep=["path"])
    meta = schema.empty_table().to_pandas(types_mapper=pd.ArrowDtype)
    reports.map_partitions(figures, meta=meta).to_parquet(target, schema=schema, write_index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
