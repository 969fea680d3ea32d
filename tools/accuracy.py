"""Scores the parser on the shared gold annotations and holds it to its floors.

    python3 tools/accuracy.py --shared ../shared [--raise-floors]

Needs target/release/baogao. Prints the table, writes docs/accuracy.md, and exits with 1 when a score is below its floor in
tests/accuracy_floors.json. Floors only rise: ``--raise-floors`` writes the present scores where they are higher.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tests" / "accuracy_floors.json"
OUT = ROOT / "target" / "accuracy"


def run_parser(shared: pathlib.Path) -> None:
    reports = sorted((shared / "reports").glob("*.txt"))
    command = [ROOT / "target/release/baogao", "parse", "--format", "json", "-o", OUT, *reports]
    subprocess.run(command, check=True)


def score(shared: pathlib.Path) -> dict:
    command = [sys.executable, shared / "eval/score.py", shared / "gold", OUT, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def machine() -> str:
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    return f"{model or platform.processor()}, {os.cpu_count()} cores"


def kind(counts: list) -> str:
    return "F1" if len(counts) == 3 else "accuracy"


def table(result: dict, floors: dict) -> list[str]:
    rows = ["| measure | kind | score | floor | counts |", "|---|---|---|---|---|"]
    for name, value in result["total"].items():
        counts = result["counts"][name]
        rows.append(f"| {name} | {kind(counts)} | {value:.4f} | {floors.get(name, '')} | {'/'.join(map(str, counts))} |")
    return rows


def per_document(result: dict) -> list[str]:
    columns = ["meta", "outline.headings", "outline.lead", "figures.detect", "headline", "figures.year", "figures.indicator_close", "joins"]
    rows = ["| report | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name, scores in result["documents"].items():
        cells = [f"{scores[c]:.3f}" if c in scores else "" for c in columns]
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return rows


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    arguments.add_argument("--raise-floors", action="store_true")
    args = arguments.parse_args()
    if not (args.shared / "gold").is_dir():
        print(f"SKIPPED: {args.shared}/gold is missing, so accuracy is not measured")
        return 1 if os.environ.get("CI") == "true" else 0
    run_parser(args.shared)
    result = score(args.shared)
    floors = json.loads(FLOORS.read_text("utf-8"))
    if args.raise_floors:
        floors = {name: max(floor, result["total"][name]) for name, floor in floors.items()}
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    lines = table(result, floors)
    print("\n".join(lines))
    text = [
        "# Accuracy", "",
        f"Measured on {datetime.date.today()} ({machine()}) by `make accuracy`: `../shared/eval/score.py` over the "
        f"{len(result['documents'])} annotated reports. F1 counts are true positives/false positives/misses, accuracy "
        "counts right/wrong. These reports are what the rules were tuned on; other reports will score lower.", "",
        *lines, "", "## By report", "", *per_document(result), "",
    ]
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs/accuracy.md").write_text("\n".join(text), "utf-8")
    below = [f"{name}: {result['total'].get(name)} < {floor}" for name, floor in floors.items() if result["total"].get(name, 0) < floor]
    for line in below:
        print(f"BELOW ITS FLOOR {line}", file=sys.stderr)
    print(f"{len(floors) - len(below)} passed, {len(below)} failed")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
