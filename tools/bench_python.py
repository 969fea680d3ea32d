"""Measures what Python adds to the library, and how fast tables are written; appends both to docs/bench.md.

Run by `make bench` with the interpreter into which the package is installed, after the Rust benches. The Rust time is taken
in the same minute, by the same rule: the fastest of many runs on one text.
"""

import pathlib
import random
import re
import subprocess
import tempfile
import time
from collections.abc import Callable

import baogao

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "bench.md"
# The report is this long, in bytes: what the goal for Python is stated for.
REPORT_BYTES = 40_000
SECONDS = 4.0
ROWS = 1_000_000
# So many different reports they come from.
REPORTS = 1_000


def fastest(work: Callable[[], object], seconds: float) -> float:
    """The fastest run of some work, repeated for so many seconds but once at least, in seconds."""
    begin, best = time.perf_counter(), float("inf")
    while True:
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
        if time.perf_counter() - begin >= seconds:
            return best


def report() -> bytes:
    """A report of about 40 KB, out of the bundled sample."""
    text = (ROOT / "examples/reports/lanxi_2024.txt").read_text("utf-8")
    return (text * (REPORT_BYTES // len(text.encode()) + 1)).encode()[:REPORT_BYTES].decode(errors="ignore").encode()


def parse_row(folder: pathlib.Path) -> str:
    """`baogao.parse` beside `Parser::parse`, by turns, so that what else the machine does falls on both."""
    data = report()
    (folder / "report.txt").write_bytes(data)
    peer = ["cargo", "run", "--quiet", "--release", "-p", "baogao-tests", "--example", "time_parse"]
    peer += [str(folder / "report.txt"), str(SECONDS / 4)]
    rust, python = float("inf"), float("inf")
    for _ in range(4):
        rust = min(rust, float(subprocess.run(peer, cwd=ROOT, check=True, capture_output=True, text=True).stdout))
        python = min(python, fastest(lambda: baogao.parse(data), SECONDS / 4))
    return (
        f"| a report of {len(data) // 1000} KB | `baogao.parse`, beside `Parser::parse` "
        f"| {python * 1000:.2f} ms beside {rust * 1000:.2f} ms | × {python / rust:.3f} |"
    )


def parquet_row(folder: pathlib.Path) -> str:
    """A million figures into a Parquet file."""
    text = (ROOT / "examples/reports/lanxi_2024.txt").read_text("utf-8")
    digits = random.Random(2024)
    # Reports with digits of their own, so that no compression lives on their being the same.
    different = [baogao.parse(re.sub(r"(?<=[^年\d])[1-9]", lambda _: str(digits.randint(1, 9)), text)) for _ in range(REPORTS)]
    figures = baogao.Records.of("figures", different)
    figures = baogao.Records.of("figures", different * (ROWS // len(figures) + 1))[:ROWS]
    taken = fastest(lambda: figures.to_parquet(folder / "figures.parquet"), SECONDS)
    size = (folder / "figures.parquet").stat().st_size
    return (
        f"| {len(figures):,} figures | `Records.to_parquet`, {len(figures.columns)} columns, {size // 1_000_000} MB "
        f"| {taken:.2f} s | {len(figures) / taken:,.0f} rows/s |"
    )


def main() -> None:
    """Prints both rows and appends them to the page."""
    with tempfile.TemporaryDirectory() as name:
        rows = [parse_row(pathlib.Path(name)), parquet_row(pathlib.Path(name))]
    table = "\n".join(["| what | by | time | |", "|---|---|---|---|", *rows])
    print(table)
    page = PAGE.read_text("utf-8").split("\n## From Python")[0].rstrip()
    PAGE.write_text(f"{page}\n\n## From Python\n\nThe same run; the peer by turns with it.\n\n{table}\n", "utf-8")


if __name__ == "__main__":
    main()
