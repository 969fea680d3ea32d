"""Learns where marks of punctuation stand: writes crates/baogao-text/lexicon/clause_breaks.tsv.

    baogao parse --format json -o DIR REPORT...; clause_breaks.py DIR/*.json > crates/baogao-text/lexicon/clause_breaks.tsv

Give it undamaged reports only. Marks are taken out at random and a logistic regression (L1) learns to tell those
gaps from all others, by the characters around them. Only what reports of at least three regions share is kept, so that
no place's names are learnt. Needs scikit-learn.
"""

import json
import math
import random
import sys
from collections import Counter, defaultdict

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

MARKS = set("，。；：！？")
# The same list as in fixers/lost/clauses.rs: a segment is what stands between two of these.
BREAKS = MARKS | set("、“”‘’《》（）—…·,;:!?()[] .|>*\n")
DIGITS = str.maketrans("123456789", "000000000")
LONGEST = 4  # characters in a gram
DAMAGE = 0.2  # share of the marks that are taken out
ROUNDS = 12  # how often each report is damaged anew; gaps without a mark are thinned by as much
REGIONS = 3
MIN_COUNT = 5
MIN_WEIGHT = 15  # hundredths


def damage(line: str, rng: random.Random) -> tuple[str, set[int]]:
    kept, gaps = [], set()
    for k, c in enumerate(line):
        inner = 0 < k < len(line) - 1 and line[k - 1] not in BREAKS and line[k + 1] not in BREAKS
        if c in MARKS and inner and rng.random() < DAMAGE:
            gaps.add(len(kept))
        else:
            kept.append(c)
    return "".join(kept), gaps


def features(line: str, gap: int, start: int, end: int) -> list[str]:
    found = [f"pair\t{line[gap - 1:gap + 1]}"]
    for n in range(1, LONGEST + 1):
        if gap - n >= start:
            found.append(f"left\t{line[gap - n:gap]}")
        elif gap - n == start - 1:
            found.append(f"left_all\t{line[start:gap]}")
        if gap + n <= end:
            found.append(f"right\t{line[gap:gap + n]}")
        elif gap + n == end + 1:
            found.append(f"right_all\t{line[gap:end]}")
    found.append(f"before\t{min(gap - start, 12)}")
    found.append(f"behind\t{min(end - gap, 12)}")
    found.append(f"length\t{min((end - start) // 4, 10)}")
    return found


def gaps_of(line: str, lost: set[int]):
    start = 0
    for k in range(len(line) + 1):
        if k == len(line) or line[k] in BREAKS:
            for gap in range(start + 1, k):
                yield features(line, gap, start, k), gap in lost
            start = k + 1


def region(report: dict) -> str:
    return (report["meta"]["adcode"] or "?")[:2]


def main() -> None:
    rng = random.Random(0)
    rows, labels, count, regions = [], [], Counter(), defaultdict(set)
    for path in sys.argv[1:]:
        report = json.load(open(path, encoding="utf-8"))
        for _ in range(ROUNDS):
            for line in report["text"].translate(DIGITS).split("\n"):
                for row, lost in gaps_of(*damage(line, rng)):
                    if lost or rng.random() < 1 / ROUNDS:
                        rows.append(row)
                        labels.append(lost)
                        count.update(row)
                        for feature in row:
                            regions[feature].add(region(report))
    names = [f for f, n in count.items() if n >= MIN_COUNT and len(regions[f]) >= REGIONS]
    index = {name: i for i, name in enumerate(names)}
    columns, ends = [], [0]
    for row in rows:
        columns += [index[f] for f in row if f in index]
        ends.append(len(columns))
    matrix = csr_matrix(([1.0] * len(columns), columns, ends), shape=(len(rows), len(names)))
    model = LogisticRegression(C=1, l1_ratio=1, solver="liblinear", max_iter=400).fit(matrix, labels)
    weights = [round(w * 100) for w in model.coef_[0]]
    print("# Where a mark of punctuation stands between two characters: what is seen, characters or number, weight.")
    print("# The weights (hundredths of a nat) of all that is seen at a gap are added up; 0 or more: rather a mark than none.")
    print("# left, right: characters that end or begin there. left_all, right_all: all characters of the segment on that side.")
    print("# pair: the two characters at the gap. before, behind: characters to the segment's start and end (12: or more).")
    print("# length: of the segment, in fours (10: or more). Digits are written 0. The line `always` counts at every gap.")
    print(f"# Source: learnt by tools/clause_breaks.py from {len(sys.argv) - 1} undamaged reports of {len(set().union(*regions.values()))} regions.")
    print(f"always\t-\t{round((model.intercept_[0] - math.log(ROUNDS)) * 100)}")
    for name, weight in sorted(zip(names, weights), key=lambda pair: (pair[0].split('\t')[0], -pair[1], pair[0])):
        if abs(weight) >= MIN_WEIGHT:
            print(f"{name}\t{weight}")


if __name__ == "__main__":
    main()
