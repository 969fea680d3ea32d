"""Figures of a folder of Parquet files of reports, on Ray Data: python on_ray.py INPUT OUTPUT"""

import sys

import baogao.arrow
import ray


def figures(reports):
    return baogao.arrow.parse_table(reports, column="content", name="path", keep=["path"])


def main(source, target):
    reports = ray.data.read_parquet(source)
    # Rows that a task holds at a time: at 40 KB a report, 10 MB.
    reports.map_batches(figures, batch_format="pyarrow", batch_size=256).write_parquet(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
