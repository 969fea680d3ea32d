"""Scores the parser on the shared gold annotations and holds it to its floors.

    python3 tools/accuracy.py --shared ../shared [--raise-floors]

Needs target/release/baogao, and builds an example of the tests that damages clean reports on purpose and counts what
is repaired. The judge is ../shared/eval/score.py; the product's own scorer, `baogao eval`, must give
the same numbers, and adds how far confidence can be trusted and what the errors are. Prints the table, writes
docs/accuracy.md, and exits with 1 when the two scorers differ or a score is below its floor in
tests/accuracy_floors.json. Floors only rise: ``--raise-floors`` writes the present scores where they are higher.
"""

import argparse
import datetime
import json
import math
import os
import pathlib
import platform
import shutil
import subprocess
import sys

import causes

ROOT = pathlib.Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tests" / "accuracy_floors.json"
OUT = ROOT / "target" / "accuracy"
# Labels of ../shared/pages, made by this project's annotators after the guide in ../shared/gold/GUIDE.md.
LABELS = ROOT / "tests" / "labels"
# The pages whose errors were never looked at; the others were watched while rules were written.
UNSEEN = {"city_zhumadian_2008", "province_hebei_2022"}
# From here on a figure counts as one the parser is sure of.
SURE = 0.9


def run_parser(reports: list[pathlib.Path], out: pathlib.Path) -> None:
    command = [ROOT / "target/release/baogao", "parse", "--format", "json", "-o", out, *reports]
    subprocess.run(command, check=True)


def score(shared: pathlib.Path) -> dict:
    command = [sys.executable, shared / "eval/score.py", shared / "gold", OUT, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def own_score(labels: pathlib.Path, out: pathlib.Path) -> dict:
    command = [ROOT / "target/release/baogao", "eval", labels, out, "--json", "--errors", str(sys.maxsize)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def held_out(shared: pathlib.Path) -> dict[str, dict]:
    """Scores of the pages that LABELS annotate: those seen while rules were written, and those never looked at."""
    names = [path.name.removesuffix(".gold.json") for path in sorted(LABELS.glob("*.gold.json"))]
    out = ROOT / "target" / "held_out"
    run_parser([shared / "pages" / f"{name}.txt" for name in names], out)
    groups = {"watched": [name for name in names if name not in UNSEEN], "unseen": sorted(UNSEEN & set(names))}
    scores = {}
    for group, members in groups.items():
        # `baogao eval` scores the labels of one folder.
        folder = ROOT / "target" / f"labels_{group}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in members:
            shutil.copy(LABELS / f"{name}.gold.json", folder)
        scores[group] = own_score(folder, out)
    return scores


def country(shared: pathlib.Path) -> dict[str, float]:
    """What ../shared/eval/labels.py and corpus.py say of 1,769 other reports: measures by name, shares of 1."""
    out = ROOT / "target" / "country"
    scores: dict[str, float] = {}
    for name, suffix in (("texts", "txt"), ("corpus", "md")):
        run_parser(sorted((shared / name).glob(f"*.{suffix}")), out / name)
        command = [sys.executable, shared / "eval/labels.py", shared / f"labels/{name}.tsv", shared / name, out / name, "--json"]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        scores |= {f"{name}.{measure.removeprefix('labels.')}": value for measure, value in found.items()}
    command = [sys.executable, shared / "eval/corpus.py", shared / "corpus", out / "corpus", "--json"]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    # A share of spurious targets is better the lower it is; floors are for what should be high.
    found["gdp_single"] = round(1 - found.pop("gdp_spurious"), 4)
    return scores | {f"corpus.{measure}": value for measure, value in found.items()}


def country_table(scores: dict[str, float], floors: dict) -> list[str]:
    rows = ["| measure | score | floor |", "|---|---|---|"]
    return rows + [f"| {name} | {value:.4f} | {floors.get(name, '')} |" for name, value in scores.items()]


def held_out_table(scores: dict[str, dict]) -> list[str]:
    """Both groups side by side, for what their labels cover: meta data, outline and figures."""
    rows = ["| measure | kind | watched | counts | unseen | counts |", "|---" * 6 + "|"]
    for name in scores["watched"]["total"]:
        if name.startswith(("meta", "outline", "figures", "headline")):
            cells = []
            for group in scores.values():
                counts = "/".join(map(str, group["counts"].get(name, [])))
                cells += [f"{group['total'][name]:.4f}" if name in group["total"] else "", counts]
            rows.append(f"| {name} | {kind(scores['watched']['counts'][name])} | {' | '.join(cells)} |")
    rows += [line for group, own in scores.items() for line in ("", f"{group.capitalize()}: {calibration(own['calibration'])[0]}")]
    return rows


def repairs() -> list[dict]:
    """How much of each damage done on purpose is undone."""
    command = ["cargo", "run", "--release", "--quiet", "-p", "baogao-tests", "--example", "damage", "--", "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)


def rounded_down(share: float) -> float:
    """Five decimals, never more than the share: one character in 100,000."""
    return math.floor(share * 1e5) / 1e5


def repair_table(damages: list[dict], floors: dict) -> list[str]:
    rows = ["| damage | what was done | characters | wrong before | wrong after | accuracy | floor | likely readings taken |",
            "|---" * 8 + "|"]
    for it in damages:
        rows.append(f"| {it['name']} | {it['what']} | {it['chars']} | {it['wrong_before']} | {it['wrong']} | "
                    f"{rounded_down(it['accuracy']):.5f} | {floors.get(it['name'], '')} | "
                    f"{rounded_down(it['accuracy_with_likely']):.5f} |")
    return rows


def numbers(result: dict) -> dict[tuple[str, ...], object]:
    """Every number that both scorers give, by where it stands."""
    flat: dict[tuple[str, ...], object] = {}
    for part in ("total", "counts"):
        flat |= {(part, name): value for name, value in result[part].items()}
    for document, scores in result["documents"].items():
        flat |= {("documents", document, name): value for name, value in scores.items()}
    return flat


def disagreements(judge: dict, own: dict) -> list[str]:
    a, b = numbers(judge), numbers(own)
    return [f"{' '.join(key)}: score.py {a.get(key)}, baogao eval {b.get(key)}"
            for key in sorted(a.keys() | b.keys()) if a.get(key) != b.get(key)]


def calibration(bands: list[dict]) -> list[str]:
    rows = ["| confidence | figures | right in every field | share | mean confidence | wrong fields |", "|---" * 6 + "|"]
    for band in bands:
        wrong = ", ".join(f"{name} {count}" for name, count in sorted(band["wrong"].items(), key=lambda it: -it[1]))
        rows.append(f"| {band['from']}–{band['to']} | {band['figures']} | {band['right']} | "
                    f"{band['right'] / band['figures']:.3f} | {band['expected']:.3f} | {wrong} |")
    sure = [band for band in bands if band["from"] >= SURE]
    figures, right = (sum(band[name] for band in sure) for name in ("figures", "right"))
    summary = f"of {figures} figures with confidence of {SURE} or more, {right} are right in every scored field"
    return [f"{summary} ({right / max(1, figures):.3f}).", "", *rows]


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
    run_parser(sorted((args.shared / "reports").glob("*.txt")), OUT)
    result, own = score(args.shared), own_score(args.shared / "gold", OUT)
    pages = held_out_table(held_out(args.shared))
    differences = disagreements(result, own)
    damages = repairs()
    others = country(args.shared)
    scores = result["total"] | {it["name"]: rounded_down(it["accuracy"]) for it in damages} | others
    floors = json.loads(FLOORS.read_text("utf-8"))
    if args.raise_floors:
        floors = {name: max(floor, scores[name]) for name, floor in floors.items()}
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    lines = table(result, floors)
    sure, _, *bands = calibration(own["calibration"])
    repaired = repair_table(damages, floors)
    print("\n".join(["1,769 other reports:", *country_table(others, floors), ""]))
    print("\n".join([*lines, "", "Other reports, watched and unseen:", *pages, "", *repaired]))
    text = [
        "# Accuracy", "",
        f"Measured on {datetime.date.today()} ({machine()}) by `make accuracy`: `../shared/eval/score.py` over the "
        f"{len(result['documents'])} annotated reports. F1 counts are true positives/false positives/misses, accuracy "
        "counts right/wrong. These reports are what the rules were tuned on; other reports will score lower.", "",
        *lines, "", "## By report", "", *per_document(result), "",
        "## Other reports", "",
        "Web pages of ../shared/pages, none of which is among the reports above, scored by `baogao eval` against "
        "tests/labels. The labels are this project's own (language-model annotators who followed the guide), "
        "so a share of the differences are theirs. The errors of the watched pages were read "
        "while rules were written; those of the unseen never were.", "",
        *pages, "",
        "## The whole country", "",
        "Labels of single figures sampled from 982 reports (../shared/labels), and what the file names of "
        "../shared/corpus tell of 1,581 reports; gdp_single is the share of reports without two different targets "
        "for the growth of one year.", "",
        *country_table(others, floors), "",
        "## Repair", "",
        "Clean reports, damaged on purpose (`tests/src/damage`), repaired, and compared with what they were, character "
        "for character. The last column takes the readings, too, that a repair only reports because they may be "
        "other words.", "",
        *repaired, "",
        "## Calibration", "",
        "Every figure that a label judges, by the confidence it carries. Right means unit, measure, sign, kind, year, "
        "qualifier and modality right and the indicator close; a figure without a label is wrong.", "",
        "In these reports, " + sure, "", *bands, "",
        "## Errors by cause", "",
        "Every difference that either scorer lists, with its commonest kinds; what was read stands before what the "
        "label says.", "",
        *causes.table(own["misses"]), "",
    ]
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs/accuracy.md").write_text("\n".join(text), "utf-8")
    below = [f"{name}: {scores.get(name)} < {floor}" for name, floor in floors.items() if scores.get(name, 0) < floor]
    for line in below:
        print(f"BELOW ITS FLOOR {line}", file=sys.stderr)
    for line in differences:
        print(f"THE SCORERS DIFFER {line}", file=sys.stderr)
    if not differences:
        print(f"score.py and baogao eval agree on {len(numbers(result))} numbers")
    print(f"{len(floors) - len(below)} passed, {len(below)} failed")
    return 1 if below or differences else 0


if __name__ == "__main__":
    sys.exit(main())
