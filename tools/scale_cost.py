"""What a worker costs: megabytes per second of one core through `baogao.arrow.parse_batches`, and its peak memory.

The figures of docs/scale.md come from it: python tools/scale_cost.py FILE… . Rows are bytes of files in batches of 256, as
the recipes hand them over; the batches go round the files.
"""

import argparse
import itertools
import pathlib
import resource
import time

import baogao.arrow
import pyarrow as pa

ROWS = 256


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("files", nargs="+", type=pathlib.Path)
    arguments.add_argument("--batches", type=int, default=4, help="how many batches of 256 rows are timed")
    given = arguments.parse_args()
    contents = [path.read_bytes() for path in given.files]
    rounds = itertools.cycle(contents)
    batches = [pa.record_batch({"content": list(itertools.islice(rounds, ROWS))}) for _ in range(given.batches)]
    sizes = [batch.nbytes / 1e6 for batch in batches]
    before = peak_megabytes()
    rates = []
    for batch, megabytes in zip(batches, sizes):
        # The core's own time: other work on the machine does not count.
        start = time.process_time()
        for _ in baogao.arrow.parse_batches([batch], column="content"):
            pass
        rates.append(megabytes / (time.process_time() - start))
    print(f"files: {len(contents)}, mean {sum(map(len, contents)) / len(contents) / 1e3:.1f} KB")
    print(f"one core: {min(rates):.2f} to {max(rates):.2f} MB/s, median {sorted(rates)[len(rates) // 2]:.2f}")
    print(f"a batch of {ROWS} rows: {max(sizes):.1f} MB")
    print(f"peak memory: {peak_megabytes():.0f} MB, before the first batch {before:.0f} MB")


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
