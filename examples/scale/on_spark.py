"""Figures of a folder of Parquet files of reports, on Spark: spark-submit on_spark.py INPUT OUTPUT"""

import sys

import baogao.arrow
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema


def figures(batches):
    return baogao.arrow.parse_batches(batches, column="content", name="path", keep=["path"])


def main(source, target):
    spark = (
        SparkSession.builder.appName("baogao")
        # Rows that a task holds at a time: at 40 KB a report, 10 MB.
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 256)
        .getOrCreate()
    )
    reports = spark.read.parquet(source)
    schema = baogao.arrow.output_schema(to_arrow_schema(reports.schema), keep=["path"])
    reports.mapInArrow(figures, from_arrow_schema(schema)).write.parquet(target)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
