"""Pictures: what is pledged, drawn as what the words allow, and what came of it.

A target is drawn by its wording: a point where the report names a value; a bar where it names a range; an arrow from the
bound where it says 以上 or 以内; dashes around the value where it says 左右. The length of an arrow and of the dashes
says nothing, because no report says how far. Falls are drawn below zero.

The charts are Altair charts (``pip install altair``): they show themselves in notebooks, ``chart.save("x.svg")`` writes
them (with vl-convert-python), and ``chart.to_dict()`` has their data. Their background is transparent and their colours
read on light and dark pages.
"""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from ._baogao import Figure, Report, Target
from ._optional import package

__all__ = ["CorpusPlot", "ReportPlot", "actual_and_target", "growth_targets", "targets"]

Row: TypeAlias = "dict[str, Any]"

FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
# Contrast of 4.5 on white and on black.
_INK = "#777777"
_FAINT = "#77777730"
_COLORS = ["#4c8bd6", "#e08a2e", "#3ba776", "#c9594f", "#9a78c9", "#b08d57", "#d070a8", "#5f9ea3"]
_LEVELS = ["country", "province", "prefecture", "county", "township", "level unknown"]
_WORDINGS = ["point", "range", "about", "at_least", "at_most"]
_HARDNESS = ["binding", "hard", "expected", "stated", "soft"]
# Shares of an axis: the length of an arrow, half of what 左右 takes, the margin.
_ARROW, _BLUR, _MARGIN = 0.09, 0.04, 0.06
# Pixels for the words behind a mark.
_WORDS = 80
# The qualifiers that stand behind their value; the others stand before it.
_BEHIND = tuple("以上 以下 以内 之内 左右 上下 以外 之多 内 多 余 及以上 及以下 开外".split())
# Pixels that a Chinese character takes in a label.
_EM = 12


class ReportPlot:
    """The pictures of a report: ``report.plot``.

    Args:
        report (Report): the report.
    """

    def __init__(self, report: Report) -> None:
        self._report = report

    def targets(self, *, headline: bool = True, width: int = 420) -> Any:
        """As `baogao.plot.targets`."""
        return targets(self._report, headline=headline, width=width)


class CorpusPlot:
    """The pictures of many reports: ``corpus.plot``.

    Args:
        reports (iterable of Report): a corpus, or any reports.
    """

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = tuple(reports)

    def growth_targets(self, *, canonical: str = "gdp", width: int = 420) -> Any:
        """As `baogao.plot.growth_targets`."""
        return growth_targets(self._reports, canonical=canonical, width=width)

    def actual_and_target(self, *, canonical: str = "gdp", width: int = 260, columns: int = 2) -> Any:
        """As `baogao.plot.actual_and_target`."""
        return actual_and_target(self._reports, canonical=canonical, width=width, columns=columns)


def targets(report: Report, *, headline: bool = True, width: int = 420) -> Any:
    """The targets of a report that have a number: growth, shares, and what has another unit.

    Args:
        report (Report): the report.
        headline (bool): only indicators of the lexicon; the others are many and each of its own kind.
        width (int): of a panel, in pixels.

    Returns:
        altair.VConcatChart: rows are indicators, colours say how firm a pledge is, and the tooltip has its sentence.
        Other units have no axis, because they have none in common.

    Raises:
        ImportError: when Altair is not installed.
        ValueError: when there is no such target.

    Example:
        >>> import baogao, baogao.plot
        >>> report = baogao.parse("一、2024年工作安排\\n地区生产总值增长6%左右，城镇新增就业3万人以上。")
        >>> panels = baogao.plot.targets(report).to_dict()["datasets"].values()
        >>> rows = [row for panel in panels for row in panel]
        >>> [(row["indicator"], row["low"], row["high"], row["unit"], row["wording"]) for row in rows]
        [('地区生产总值', 6.0, 6.0, '%', 'about'), ('城镇新增就业', 3.0, None, '万人', 'at_least')]
    """
    alt = _altair()
    rows = [
        _target_row(report, target)
        for target in report.targets
        if target.low is not None or target.high is not None
        if target.canonical is not None or not headline
    ]
    _some(rows, "targets with a number", [report])
    plan_year = report.meta.plan_year
    seen: collections.Counter[str] = collections.Counter()
    for row in rows:
        label = row["indicator"] if row["year"] in (plan_year, None) else f"{row['indicator']}（{row['year']}）"
        seen[label] += 1
        # Each target has a row of its own.
        row["label"] = label if seen[label] == 1 else f"{label} ({seen[label]})"
    panels: dict[str, list[Row]] = {title: [] for title in ("growth, %", "share, %", "other units, not to scale")}
    growth, share, other = panels
    for row in rows:
        title = other if row["unit"] != "%" else share if row["measure"] == "ratio" else growth
        panels[title].append(row)
    extent, colors = _extent(rows), dict(zip(_HARDNESS, _COLORS))
    color = _color(alt, "hardness:N", "how firm", {key: colors[key] for key in _used(rows, "hardness", _HARDNESS)})
    options = {"color": color, "width": width, "extent": extent, "wordings": _used(rows, "wording", _WORDINGS)}
    charts = []
    for title, panel in panels.items():
        if panel:
            domain = _extend_each(panel) if title == other else _extend(panel, share=title == share)
            charts.append(_across(alt, panel, title, domain=domain, scaled=title != other, **options))
    year = f" {plan_year}" if plan_year else ""
    return _finish(alt, alt.vconcat(*charts, spacing=10), f"{_place(report)}{year}: targets")


def growth_targets(reports: Iterable[Report] | Report, *, canonical: str = "gdp", width: int = 420) -> Any:
    """The growth that governments set themselves, one panel a level of government, one row a place, by year.

    Args:
        reports (Corpus, iterable of Report, or Report): the reports.
        canonical (str): id of the indicator in the lexicon.
        width (int): of a panel, in pixels.

    Returns:
        altair.VConcatChart: of the yearly growth targets in percent; colours are years.

    Raises:
        ImportError: when Altair is not installed.
        ValueError: when there is no such target.

    Example:
        >>> import baogao, baogao.plot
        >>> texts = [f"一、{year}年工作安排\\n地区生产总值增长{year - 2018}%以上。" for year in (2023, 2024)]
        >>> chart = baogao.plot.growth_targets([baogao.parse(text, name="松原岭") for text in texts])
        >>> (panel,) = chart.to_dict()["datasets"].values()
        >>> [(row["place"], row["level"], row["year"], row["low"], row["high"]) for row in panel]
        [('松原岭', 'level unknown', 2023, 5.0, None), ('松原岭', 'level unknown', 2024, 6.0, None)]
    """
    alt = _altair()
    reports = _reports(reports)
    rows = _growth_targets(reports, canonical)
    _some(rows, f"yearly growth targets of `{canonical}`", reports)
    domain, extent = _extend(rows), _extent(rows, "place")
    rows = [{**row, "label": row["place"]} for row in sorted(rows, key=lambda row: (row["place"], row["year"]))]
    years = sorted({row["year"] for row in rows})
    charts = [
        _across(
            alt,
            [row for row in rows if row["level"] == level],
            level,
            color=_color(alt, "year:O", "year", dict(zip(years, itertools.cycle(_COLORS)))),
            width=width,
            extent=extent,
            domain=domain,
            wordings=_used(rows, "wording", _WORDINGS),
            offset=alt.YOffset("year:O", scale=alt.Scale(domain=years)),
        )
        for level in _used(rows, "level", _LEVELS)
    ]
    return _finish(alt, alt.vconcat(*charts, spacing=10), f"{_name(rows)}: growth targets, %")


def actual_and_target(
    reports: Iterable[Report] | Report, *, canonical: str = "gdp", width: int = 260, columns: int = 2
) -> Any:
    """What was pledged for each year and what the next report says came of it, one panel a place.

    The outcome of a year is that of the report which reviews the year; where several do, of the one that is surest.

    Args:
        reports (Corpus, iterable of Report, or Report): the reports.
        canonical (str): id of the indicator in the lexicon.
        width (int): of a panel, in pixels.
        columns (int): panels beside each other.

    Returns:
        altair.ConcatChart: of yearly growth in percent.

    Raises:
        ImportError: when Altair is not installed.
        ValueError: when there is neither a target nor an outcome.

    Example:
        >>> import baogao, baogao.plot
        >>> text = "一、2023年工作回顾\\n地区生产总值增长5.5%。\\n二、2024年工作安排\\n地区生产总值增长6%左右。"
        >>> (panel,) = baogao.plot.actual_and_target(baogao.parse(text)).to_dict()["datasets"].values()
        >>> [(row["year"], row["series"], row["low"]) for row in panel]
        [(2023, 'actual', 5.5), (2024, 'target', 6.0)]
    """
    alt = _altair()
    reports = _reports(reports)
    rows = [*_growth_actuals(reports, canonical), *_growth_targets(reports, canonical)]
    _some(rows, f"yearly growth of `{canonical}`", reports)
    domain = _extend(rows, blur=_BLUR * 1.5)
    years = list(range(min(row["year"] for row in rows), max(row["year"] for row in rows) + 1))
    places = sorted({(_LEVELS.index(row["level"]), row["place"]) for row in rows})
    wordings = _used(rows, "wording", _WORDINGS)
    options: dict[str, Any] = {"years": years, "domain": domain, "wordings": wordings, "width": width}
    charts = [_by_year(alt, [row for row in rows if row["place"] == place], place, **options) for _, place in places]
    chart = alt.concat(*charts, columns=columns, spacing=16)
    return _finish(alt, chart, f"{_name(rows)}: growth pledged and reported, %")


def _growth_targets(reports: Sequence[Report], canonical: str) -> list[Row]:
    """One row for each target of growth in one year, in the order of the reports."""
    return [
        _target_row(report, target)
        for report in reports
        for target in report.targets.where(form="figure", canonical=_id(canonical), measure="growth", is_multi_year=False)
        if target.year is not None and target.unit == "%" and (target.low is not None or target.high is not None)
    ]


def _growth_actuals(reports: Sequence[Report], canonical: str) -> list[Row]:
    """One row for each place and year, by year."""
    best: dict[tuple[str, int], tuple[tuple[bool, float], Row]] = {}
    for report in reports:
        for figure in report.actuals.where(canonical=_id(canonical), measure="growth", unit="%"):
            if figure.year is None or figure.year_first not in (None, figure.year):
                continue
            # Two reports of places unknown are two places.
            place = report.meta.jurisdiction or report.name or report.sha256
            key, merit = (place, figure.year), (figure.year == report.meta.review_year, figure.confidence)
            if key not in best or merit > best[key][0]:
                best[key] = (merit, _figure_row(report, figure))
    return sorted((row for _, row in best.values()), key=lambda row: row["year"])


def _target_row(report: Report, target: Target) -> Row:
    low, high = (None if bound is None else float(bound) for bound in (target.low, target.high))
    wording: str = target.wording
    if target.sign == -1:
        # A fall of at least 3 % is a growth of at most -3 %.
        low, high = (None if high is None else -high), (None if low is None else -low)
        wording = {"at_least": "at_most", "at_most": "at_least"}.get(wording, wording)
    return {
        **_common(report, target),
        "series": "target",
        "low": low,
        "high": high,
        "wording": wording,
        "hardness": target.hardness,
    }


def _figure_row(report: Report, figure: Figure) -> Row:
    value = figure.sign * figure.value
    return {**_common(report, figure), "series": "actual", "low": value, "high": value, "wording": "point"}


def _common(report: Report, fact: Target | Figure) -> Row:
    place = _place(report)
    return {
        "summary": f"{place} {fact.year or ''} {fact.indicator} {_words(fact)}",
        "text": _words(fact),
        "place": place,
        "level": report.meta.level or _LEVELS[-1],
        "year": fact.year,
        "indicator": fact.indicator,
        "canonical": fact.canonical,
        "unit": fact.unit,
        "measure": fact.measure,
        "confidence": round(fact.confidence, 3),
        "sentence": fact.sentence,
    }


def _extend(rows: list[Row], *, share: bool = False, blur: float = _BLUR) -> list[float]:
    """Says of each row from where to where it is drawn, and gives the axis that holds all."""
    values = [value for row in rows for value in (row["low"], row["high"]) if value is not None]
    lowest, highest = min(values), max(values)
    whole = share and 0 <= lowest and highest <= 100
    span = 100.0 if whole else (highest - lowest) or abs(highest) * 0.5 or 1.0
    for row in rows:
        low, high = row["low"], row["high"]
        about = blur * span if row["wording"] == "about" else 0.0
        start = low - about if low is not None else high - _ARROW * span
        end = high + about if high is not None else low + _ARROW * span
        # No share is less than nothing or more than all.
        row["start"], row["end"] = (max(start, 0.0), min(end, 100.0)) if whole else (start, end)
        # Where the mark stands that tells the wording: the head of an arrow, the value otherwise.
        row["tip"] = row["end"] if high is None else row["start"] if low is None else low
        row["bound"] = low if low is not None else high
        row["other"] = high
    if whole:
        return [-2.0, 100.0]
    margin = _MARGIN * span
    return [min(row["start"] for row in rows) - margin, max(row["end"] for row in rows) + margin]


def _extend_each(rows: list[Row]) -> list[float]:
    """The same for rows that no axis can hold: each is drawn around the middle of one of its own."""
    for row in rows:
        _extend([row])
        bound, span = row["bound"], abs(row["bound"]) * 0.5 or 1.0
        if row["wording"] == "range":
            span = (row["high"] - row["low"]) / (2 * _ARROW)
        for field in ("start", "end", "tip", "other"):
            row[field] = None if row[field] is None else (row[field] - bound) / span
        row["bound"] = 0.0
    return [-0.5, 0.5]


def _across(
    alt: Any,
    rows: list[Row],
    title: str,
    *,
    color: Any,
    width: int,
    extent: int,
    domain: list[float],
    wordings: list[str],
    offset: Any | None = None,
    scaled: bool = True,
) -> Any:
    """A panel with one row a label: values from left to right, each with its words."""
    labels = list(dict.fromkeys(row["label"] for row in rows))
    axis = alt.Axis(title=None, minExtent=extent, labelLimit=extent, ticks=False, domain=False, grid=False)
    padding = 0.3 if offset is None else 0.1
    y = alt.Y("label:N", sort=labels, axis=axis, scale=alt.Scale(paddingInner=padding, paddingOuter=padding))
    base = alt.Chart().encode(y=y, color=color, tooltip=_tooltip(alt), description="summary:N")
    if offset is not None:
        base = base.encode(yOffset=offset)
    room = _WORDS * (domain[1] - domain[0]) / width
    scale = alt.Scale(domain=[domain[0], domain[1] + room], nice=False, zero=False)
    axis = alt.Axis(title=None, format=",~r", tickCount=6, labels=scaled, ticks=scaled, grid=scaled, domain=scaled)
    layers = _marks(alt, base, wordings, {"x": alt.X("start:Q", scale=scale, axis=axis), "x2": alt.X2("end:Q")})
    if offset is None:
        # Dots lead from the label to the mark.
        leader = base.mark_rule(strokeDash=[1, 4]).encode(
            x=alt.X("start:Q", scale=scale), x2=alt.X2Datum(domain[0]), color=alt.value(_INK)
        )
        layers.insert(0, leader)
    words = base.mark_text(align="left", dx=9, fontSize=11, color=_INK).encode(
        x=alt.X("end:Q", scale=scale), text="text:N", color=alt.value(_INK)
    )
    step = alt.Step(24) if offset is None else alt.Step(15, **{"for": "offset"})
    heading = alt.TitleParams(title, anchor="start", fontSize=11, fontWeight="normal", color=_INK, offset=4)
    panel = alt.layer(*layers, words, data=alt.InlineData(values=rows))
    return panel.properties(width=width, height=step, title=heading)


def _by_year(
    alt: Any, rows: list[Row], title: str, *, years: list[int], domain: list[float], wordings: list[str], width: int
) -> Any:
    """A panel with one column a year: values from bottom to top, targets a little to the left of their year."""
    scale = alt.Scale(domain=domain, nice=False, zero=False)
    axis = alt.Axis(title=None, labelAngle=0, grid=False)
    color = _color(alt, "series:N", None, {"target": _COLORS[1], "actual": _COLORS[0]})
    base = alt.Chart().encode(
        x=alt.X("year:O", axis=axis, scale=alt.Scale(domain=years)),
        color=color,
        tooltip=_tooltip(alt),
        description="summary:N",
    )
    pledged = base.transform_filter("datum.series === 'target'")
    y = alt.Y("start:Q", scale=scale, axis=alt.Axis(title=None, format=",~r", tickCount=6))
    layers = _marks(alt, pledged, wordings, {"y": y, "y2": alt.Y2("end:Q")}, xOffset=-8)
    came = base.transform_filter("datum.series === 'actual'").encode(y=alt.Y("low:Q", scale=scale))
    layers += [came.mark_line(strokeWidth=2), came.mark_circle(size=55, opacity=1)]
    heading = alt.TitleParams(title, anchor="start", fontSize=12, fontWeight="normal", color=_INK)
    return alt.layer(*layers, data=alt.InlineData(values=rows)).properties(width=width, height=180, title=heading)


def _marks(alt: Any, base: Any, wordings: list[str], along: dict[str, Any], **nudge: int) -> list[Any]:
    """The marks of targets along one axis: extents, bounds, and the shape that tells the wording."""
    key = next(iter(along))
    upright = key == "y"
    arrows = ["triangle-up", "triangle-down"] if upright else ["triangle-right", "triangle-left"]
    shapes = dict(zip(_WORDINGS, ["circle", "square", "diamond", *arrows]))
    used = {wording: shapes[wording] for wording in wordings}
    legend = alt.Legend(symbolFillColor=_INK, symbolStrokeWidth=0)
    scale = alt.Scale(domain=list(used), range=list(used.values()))
    is_open = "datum.wording === 'at_least' || datum.wording === 'at_most'"

    def at(field: str) -> dict[str, Any]:
        channel = along[key].copy()
        channel.shorthand = f"{field}:Q"
        return {key: channel}

    about = base.transform_filter("datum.wording === 'about'")
    line = base.transform_filter(f"datum.wording === 'range' || {is_open}")
    tick = base.transform_filter(is_open)
    other = base.transform_filter("datum.wording === 'range'")
    turned = "horizontal" if upright else "vertical"
    point = {"filled": True, "opacity": 1, "size": 60, **nudge}
    return [
        about.mark_rule(strokeWidth=2.5, strokeDash=[2, 2], **nudge).encode(**along),
        line.mark_rule(strokeWidth=2.5, **nudge).encode(**along),
        tick.mark_tick(thickness=2.5, size=11, opacity=1, orient=turned, **nudge).encode(**at("bound")),
        base.mark_point(**point).encode(shape=alt.Shape("wording:N", scale=scale, legend=legend), **at("tip")),
        other.mark_point(shape="square", **point).encode(**at("other")),
    ]


def _color(alt: Any, field: str, title: str | None, colors: dict[Any, str]) -> Any:
    scale = alt.Scale(domain=list(colors), range=list(colors.values()))
    return alt.Color(field, title=title, scale=scale, legend=alt.Legend(symbolOpacity=1, symbolType="circle"))


def _tooltip(alt: Any) -> list[Any]:
    """What is shown of the mark that the pointer is on."""
    fields = ["indicator", "text", "year", "wording", "hardness", "confidence", "place", "sentence"]
    return [alt.Tooltip(f"{field}:N", title=field) for field in fields]


def _finish(alt: Any, chart: Any, title: str) -> Any:
    """The title, and what is the same in all pictures: fonts, and colours for light and dark pages."""
    heading = alt.TitleParams(title, anchor="start", fontSize=14, fontWeight="bold", color=_INK, offset=12)
    chart = chart.properties(title=heading, background="transparent")
    return (
        chart.configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=_INK, titleColor=_INK, gridColor=_FAINT, domainColor=_FAINT, tickColor=_FAINT, labelFontSize=12
        )
        .configure_legend(labelColor=_INK, titleColor=_INK, titleFontWeight="normal", labelFontSize=11)
    )


def _extent(rows: list[Row], field: str = "label") -> int:
    """Pixels that the widest label takes, so that the panels stand in one line."""
    return min(26, max(len(str(row[field])) for row in rows)) * _EM + 12


def _words(fact: Target | Figure) -> str:
    """The value in the report's words; the qualifier stands where it usually does."""
    qualifier = fact.qualifier or ""
    words = f"{fact.text}{qualifier}" if qualifier in _BEHIND else f"{qualifier}{fact.text}"
    falls = fact.sign == -1 and not fact.text.startswith(("-", "－", "−", "负"))
    return f"下降{words}" if falls else words


def _place(report: Report) -> str:
    return report.meta.jurisdiction or report.name or "?"


def _name(rows: list[Row]) -> str:
    """The shortest of the words that the reports have for the indicator."""
    return min((str(row["indicator"]) for row in rows), key=lambda name: (len(name), name))


def _id(canonical: object) -> str:
    if not isinstance(canonical, str):
        raise TypeError(f"canonical is the id of one indicator, such as 'gdp', not {canonical!r}")
    return canonical


def _reports(reports: Iterable[Report] | Report) -> tuple[Report, ...]:
    return (reports,) if isinstance(reports, Report) else tuple(reports)


def _used(rows: list[Row], field: str, values: list[str]) -> list[str]:
    """Those of the values that some row has."""
    return [value for value in values if any(row.get(field) == value for row in rows)]


def _some(rows: list[Row], what: str, reports: Sequence[Report]) -> None:
    if not rows:
        raise ValueError(f"nothing to draw: no {what} in {len(reports)} report{'' if len(reports) == 1 else 's'}")


def _altair() -> Any:
    return package("altair", "baogao.plot")
