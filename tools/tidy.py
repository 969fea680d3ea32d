"""Keeps the house in order: every module says what it owns, and no file grows beyond one concept.

Prints what is wrong and exits with 1; says how many files it looked at, and fails if there were none.
"""

import pathlib
import re
import sys

import indicators

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAX_LINES = 500
CRATE_ORDER = ["baogao-core", "baogao-lexicon", "baogao-text", "baogao-table", "baogao-html", "baogao-parser", "baogao-eval", "baogao", "baogao-cli", "baogao-python"]
# What each crate may depend on: no arrow runs back up.
ALLOWED = {
    "baogao-core": set(),
    "baogao-lexicon": {"baogao-core"},
    "baogao-text": {"baogao-core", "baogao-lexicon"},
    "baogao-table": {"baogao-core"},
    "baogao-html": {"baogao-core"},
    "baogao-parser": {"baogao-core", "baogao-lexicon", "baogao-text"},
    "baogao-eval": {"baogao-core"},
    "baogao": {"baogao-core", "baogao-text", "baogao-parser", "baogao-table", "baogao-html", "baogao-eval"},
    "baogao-cli": {"baogao"},
    "baogao-python": {"baogao", "baogao-cli"},
}


# The lexicon files of cue words by class, whose classes are described in their comments.
LEXICA = [ROOT / "crates/baogao-lexicon/data" / name for name in ("words.tsv", "targets.tsv", "numerals.tsv")]


def lexicon_problems(path: pathlib.Path) -> list[str]:
    """Rows written twice, classes that no comment describes, and descriptions of classes that are gone."""
    name = path.relative_to(ROOT)
    lines = path.read_text("utf-8").splitlines()
    rows = [(number, *line.split("\t")[:2]) for number, line in enumerate(lines, 1) if "\t" in line and line[0] != "#" and line != "class\tword"]
    described = {
        word.strip() for line in lines if (match := re.match(r"# ([a-z_, ]+): ", line)) for word in match[1].split(",")
    }
    found, seen = [], set()
    for number, kind, word in rows:
        if (kind, word) in seen:
            found.append(f"{name}:{number}: {kind} {word} is there already")
        seen.add((kind, word))
    kinds = {kind for kind, _ in seen}
    found += [f"{name}: no comment describes the class {kind}" for kind in sorted(kinds - described)]
    found += [f"{name}: describes the class {kind}, which has no row" for kind in sorted(described - kinds)]
    return found


def sources() -> list[pathlib.Path]:
    return sorted(p for top in ("crates", "tests") for p in (ROOT / top).rglob("*.rs") if "target" not in p.parts)


def problems() -> list[str]:
    found = []
    for path in sources():
        lines = path.read_text("utf-8").splitlines()
        name = path.relative_to(ROOT)
        if len(lines) > MAX_LINES:
            found.append(f"{name}: {len(lines)} lines, more than {MAX_LINES}; split it by concept")
        opening = next((line for line in lines if line.strip()), "")
        if not opening.startswith(("//!", "#![doc")):
            found.append(f"{name}: it must open with `//!` that says what the module owns")
    for crate in CRATE_ORDER:
        manifest = (ROOT / "crates" / crate / "Cargo.toml").read_text("utf-8")
        dependencies = manifest.split("[dependencies]", 1)[1].split("\n[", 1)[0]
        used = {line.split(".")[0].split(" ")[0] for line in dependencies.splitlines() if line.startswith("baogao")}
        for other in sorted(used - ALLOWED[crate]):
            found.append(f"crates/{crate}/Cargo.toml: it must not depend on {other}")
    found += [problem for path in LEXICA for problem in lexicon_problems(path)]
    if not indicators.is_current():
        found.append("docs/indicators.md is not what lexicon/indicators.toml says; run tools/indicators.py")
    return found


def main() -> int:
    count = len(sources())
    if not count:
        print("tidy: no sources found", file=sys.stderr)
        return 1
    found = problems()
    print("\n".join(found), end="\n" if found else "")
    print(f"tidy: {count} files, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
