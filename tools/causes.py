"""Sorts the differences that `baogao eval --json` lists by cause and kind, as rows of a table.

Owns the naming of kinds. It quotes no more than twelve characters of a report.
"""

from collections import Counter, defaultdict
from collections.abc import Callable

QUOTED = 12
KINDS_SHOWN = 3

Miss = dict[str, str | int | None]


def quote(text: str | None) -> str:
    if not text:
        return "nothing"
    if text.isascii():
        return text
    return (text if len(text) <= QUOTED else text[: QUOTED - 1] + "…").replace("|", "/").replace("\n", " ")


def other_value(miss: Miss) -> str:
    return f"{quote(miss['got'])} for {quote(miss['want'])}"


def years(miss: Miss) -> str:
    if miss["got"] is None:
        return "no year"
    late = int(miss["got"]) - int(miss["want"])
    return f"{abs(late)} {'late' if late > 0 else 'early'}"


def depth(miss: Miss) -> str:
    if miss["got"] is None:
        return "no level"
    deeper = int(miss["got"]) - int(miss["want"])
    return f"{abs(deeper)} too {'deep' if deeper > 0 else 'shallow'}"


def wording(miss: Miss) -> str:
    """How one wording differs from another."""
    got, want = miss["got"] or "", miss["want"] or ""
    if not got:
        return "nothing read"
    if got in want:
        return "too short"
    if want in got:
        return "too long"
    shared = sum((Counter(got) & Counter(want)).values())
    return "partly other words" if shared * 2 >= min(len(got), len(want)) else "something else"


def subject(miss: Miss) -> str:
    return quote(str(miss["subject"]))


def figure_text(miss: Miss) -> str:
    return quote(str(miss["subject"]).split(" (", 1)[0])


def form(miss: Miss) -> str:
    words = str(miss["subject"]).split(" ")
    return words[1] if miss["sort"] == "heading missed" else words[0]


def distance(miss: Miss) -> str:
    gap = int(str(miss["subject"]).removeprefix("-> ")) - int(miss["at"])
    return "out of the printed order" if gap < 0 else "at most 20 characters apart" if gap <= 20 else "further apart"


# The sort of a difference, the cause it is listed under, and what names its kind.
CAUSES: list[tuple[str, str, Callable[[Miss], str]]] = [
    ("figure missed", "figures: detection, missed", figure_text),
    ("figure not in gold", "figures: detection, false alarm", figure_text),
    ("unit", "figures: unit", other_value),
    ("measure", "figures: measure", other_value),
    ("sign", "figures: sign", other_value),
    ("kind", "figures: kind", other_value),
    ("year", "figures: year", years),
    ("qualifier", "figures: qualifier", other_value),
    ("modality", "figures: modality", other_value),
    ("indicator", "figures: attachment (indicator, exact)", wording),
    ("headline missed", "headline: missed", subject),
    ("headline not in gold", "headline: false alarm", subject),
    ("heading missed", "outline: heading missed", form),
    ("heading not in gold", "outline: false alarm", form),
    ("level", "outline: level", depth),
    ("role", "outline: role", other_value),
    ("term missed", "glossary: term missed", lambda _: "term"),
    ("term not in gold", "glossary: false alarm", lambda _: "term"),
    ("definition", "glossary: definition", wording),
    ("expansion", "glossary: expansion", wording),
    ("join missed", "joins: missed", distance),
    ("join not in gold", "joins: false alarm", distance),
    ("defect missed", "defects: missed", subject),
    ("meta", "meta", subject),
]
# Kinds of these sorts say how the wording differs; one shortened example says more.
WITH_EXAMPLE = {"indicator", "expansion", "definition"}


def table(misses: list[Miss]) -> list[str]:
    """A row for each cause that occurs, its commonest kinds counted."""
    by_sort: dict[str, list[Miss]] = defaultdict(list)
    for miss in misses:
        by_sort[str(miss["sort"])].append(miss)
    unknown = by_sort.keys() - {sort for sort, _, _ in CAUSES}
    if unknown:
        raise ValueError(f"no cause is named for {sorted(unknown)}")
    rows = ["| cause | errors | reports | commonest kinds |", "|---|---|---|---|"]
    for sort, cause, kind_of in CAUSES:
        found = by_sort.get(sort)
        if not found:
            continue
        kinds = Counter(kind_of(miss) for miss in found)
        shown = []
        for kind, count in kinds.most_common(KINDS_SHOWN):
            example = next(miss for miss in found if kind_of(miss) == kind)
            more = f" ({other_value(example)})" if sort in WITH_EXAMPLE and example["got"] else ""
            shown.append(f"{kind}{more} ×{count}")
        reports = len({miss["document"] for miss in found})
        rows.append(f"| {cause} | {len(found)} | {reports} | {'; '.join(shown)} |")
    return rows
