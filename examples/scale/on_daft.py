"""Figures of a folder of Parquet files of reports, on Daft: python on_daft.py INPUT OUTPUT"""

import sys

import baogao.arrow
import daft
import pyarrow as pa
from daft import DataType, col
from daft.functions import unnest

# A list of structs: the figures of one report, or its error.
FIGURES = DataType.from_arrow_type(baogao.arrow.parse_lists(pa.array([], pa.string())).type)


# Rows that a task holds at a time: at 40 KB a report, 10 MB.
@daft.func.batch(return_dtype=FIGURES, batch_size=256)
def figures(content, path):
    return baogao.arrow.parse_lists(content.to_arrow(), path.to_arrow())


def main(source, target):
    reports = daft.read_parquet(f"{source}/*.parquet")
    found = reports.select("path", figures(col("content"), col("path")).alias("rows"))
    found = found.explode("rows", ignore_empty_and_null=True)
    found.select("path", unnest(col("rows"))).write_parquet(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
