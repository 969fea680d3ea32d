"""Many reports: read in parallel, one file's failure never in the way of another, their tables as one.

Parsing releases the interpreter lock, so threads use every core and no report is copied between processes.
"""

from __future__ import annotations

import collections
import concurrent.futures
import dataclasses
import functools
import os
import pathlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from ._baogao import (
    Defect,
    Edit,
    Figure,
    Indicators,
    Limits,
    Mention,
    Records,
    Report,
    Section,
    Target,
    Term,
    parse,
    read,
)
from ._optional import package

if TYPE_CHECKING:
    from .plot import CorpusPlot

__all__ = ["Corpus", "ReadError", "iter_reports", "read_many"]

Path: TypeAlias = "str | os.PathLike[str]"

# So many files are given to each worker ahead of the one that is asked for: enough to keep all busy, few enough that
# the generator form holds little.
_AHEAD = 4


@dataclasses.dataclass(frozen=True)
class ReadError:
    """A file that could not be read or parsed.

    Attributes:
        path (str): the file.
        error (Exception): ``OSError``, or ``BaogaoError`` with its ``kind`` and ``offset``.
    """

    path: str
    error: Exception

    def __str__(self) -> str:
        # The system's own errors name the file once more.
        return f"{self.path}: {getattr(self.error, 'strerror', None) or self.error}"


class Corpus:
    """Reports read together: their tables as one, and what could not be read.

    Attributes:
        reports (Records of Report): in the order of the paths.
        errors (tuple of ReadError): the files that failed, in the same order.
        interrupted (bool): whether reading was stopped by Ctrl-C; the reports up to the first unfinished one are here.

    Example:
        >>> import baogao
        >>> texts = [f"一、{year}年工作安排\\n地区生产总值增长{year - 2018}%左右。" for year in (2023, 2024)]
        >>> corpus = baogao.Corpus([baogao.parse(text) for text in texts])
        >>> [(target.year, target.value) for target in corpus.targets.where(canonical="gdp")]
        [(2023, 5.0), (2024, 6.0)]
    """

    def __init__(
        self, reports: Iterable[Report], errors: Iterable[ReadError] = (), *, interrupted: bool = False
    ) -> None:
        self.reports: Records[Report] = Records.of("reports", reports)
        self.errors = tuple(errors)
        self.interrupted = interrupted

    @functools.cached_property
    def sections(self) -> Records[Section]:
        """The headings of all reports (Records of Section)."""
        return Records.of("sections", self.reports)

    @functools.cached_property
    def figures(self) -> Records[Figure]:
        """The figures of all reports (Records of Figure)."""
        return Records.of("figures", self.reports)

    @functools.cached_property
    def targets(self) -> Records[Target]:
        """The targets of all reports (Records of Target)."""
        return Records.of("targets", self.reports)

    @functools.cached_property
    def terms(self) -> Records[Term]:
        """The glossaries of all reports (Records of Term)."""
        return Records.of("terms", self.reports)

    @functools.cached_property
    def mentions(self) -> Records[Mention]:
        """The uses of the glossaries' terms (Records of Mention)."""
        return Records.of("mentions", self.reports)

    @functools.cached_property
    def defects(self) -> Records[Defect]:
        """What looks damaged in all reports (Records of Defect)."""
        return Records.of("defects", self.reports)

    @functools.cached_property
    def edits(self) -> Records[Edit]:
        """The repairs of all reports (Records of Edit)."""
        return Records.of("edits", self.reports)

    @property
    def plot(self) -> CorpusPlot:
        """The pictures of the corpus (CorpusPlot); they need Altair.

        Example:
            >>> import baogao
            >>> report = baogao.parse("一、2024年工作安排\\n地区生产总值增长6%左右。")
            >>> baogao.Corpus([report]).plot.growth_targets().to_dict()["title"]["text"]
            '地区生产总值: growth targets, %'
        """
        from .plot import CorpusPlot

        return CorpusPlot(self)

    def __len__(self) -> int:
        return len(self.reports)

    def __iter__(self) -> Iterator[Report]:
        return iter(self.reports)

    def __getitem__(self, index: int) -> Report:
        return self.reports[index]

    def __repr__(self) -> str:
        failed = f", {len(self.errors)} failed" if self.errors else ""
        stopped = ", interrupted" if self.interrupted else ""
        return f"<Corpus of {len(self)} reports, {len(self.figures)} figures{failed}{stopped}>"


def read_many(
    paths: Iterable[Path],
    *,
    workers: int | None = None,
    progress: bool = False,
    encoding: str | None = None,
    indicators: Indicators | None = None,
    limits: Limits | None = None,
) -> Corpus:
    """Reads many reports in parallel.

    Args:
        paths (iterable of str or os.PathLike): the files; a report is called by its path as given here.
        workers (int, optional): threads that parse; one for each core when not given.
        progress (bool): show a bar, in a notebook or a terminal; needs tqdm.
        encoding (str, optional): the files' encoding; detected when not given.
        indicators (Indicators, optional): as for ``parse``.
        limits (Limits, optional): as for ``parse``.

    Returns:
        Corpus: the reports in the order of the paths; files that failed are in ``errors``, never raised. Ctrl-C stops
        reading and gives the reports up to the first unfinished one, with ``interrupted`` true.

    Raises:
        ImportError: when ``progress`` is asked for and tqdm is not installed.
        ValueError: when ``workers`` is less than 1.
        UnknownEncodingError: when there is no such encoding.

    Example:
        >>> import baogao, pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> _ = (folder / "a.txt").write_text("一、2024年工作安排\\n新增就业3万人。", "utf-8")
        >>> corpus = baogao.read_many([folder / "a.txt", folder / "b.txt"])
        >>> len(corpus), [pathlib.Path(failed.path).name for failed in corpus.errors]
        (1, ['b.txt'])
    """
    reports: list[Report] = []
    errors: list[ReadError] = []
    read_all = iter_reports(
        paths,
        workers=workers,
        progress=progress,
        encoding=encoding,
        indicators=indicators,
        limits=limits,
        on_error=errors.append,
    )
    try:
        for report in read_all:
            reports.append(report)
    except KeyboardInterrupt:
        return Corpus(reports, errors, interrupted=True)
    finally:
        read_all.close()
    return Corpus(reports, errors)


def iter_reports(
    paths: Iterable[Path],
    *,
    workers: int | None = None,
    progress: bool = False,
    encoding: str | None = None,
    indicators: Indicators | None = None,
    limits: Limits | None = None,
    on_error: Callable[[ReadError], object] | None = None,
) -> collections.abc.Generator[Report, None, None]:
    """Reads many reports in parallel and gives them one by one, so that only a few are held at a time.

    Args:
        paths, workers, progress, encoding, indicators, limits: as for ``read_many``.
        on_error (callable, optional): takes the ``ReadError`` of each file that failed; without it they are raised.

    Yields:
        Report: in the order of the paths.

    Raises:
        ImportError: when ``progress`` is asked for and tqdm is not installed.
        ValueError: when ``workers`` is less than 1.
        OSError, BaogaoError: for a file that failed, without ``on_error``.

    Example:
        >>> import baogao, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.txt"
        >>> _ = path.write_text("一、2024年工作安排\\n新增就业3万人。", "utf-8")
        >>> [len(report.figures) for report in baogao.iter_reports([path, path])]
        [1, 1]
    """
    if isinstance(paths, (str, bytes, os.PathLike)):
        raise TypeError("paths is a collection of paths; read one file with baogao.read")
    if workers is not None and workers < 1:
        raise ValueError(f"workers must be 1 or more, not {workers}")
    # A wrong encoding is an error of the call, not of each file.
    parse("一", encoding=encoding)
    files = [os.fspath(path) for path in paths]
    bar = _bar(len(files)) if progress else None
    read_one = functools.partial(read, encoding=encoding, indicators=indicators, limits=limits)
    return _read_in_order(files, workers or os.cpu_count() or 1, bar, read_one, on_error)


def _read_in_order(
    files: list[str],
    workers: int,
    bar: Any,
    read_one: Callable[..., Report],
    on_error: Callable[[ReadError], object] | None,
) -> collections.abc.Generator[Report, None, None]:
    pool = concurrent.futures.ThreadPoolExecutor(workers, thread_name_prefix="baogao")
    waiting: collections.deque[tuple[str, concurrent.futures.Future[Report]]] = collections.deque()
    left = iter(files)

    def fill() -> None:
        while len(waiting) < workers * _AHEAD and (path := next(left, None)) is not None:
            waiting.append((path, pool.submit(read_one, path, name=path)))

    try:
        fill()
        while waiting:
            path, future = waiting.popleft()
            try:
                report = future.result()
            except (OSError, ValueError) as error:
                if on_error is None:
                    raise
                on_error(ReadError(path, error))
                report = None
            if bar is not None:
                bar.update()
            fill()
            if report is not None:
                yield report
    finally:
        # What has begun takes milliseconds; what has not begun is dropped.
        pool.shutdown(wait=False, cancel_futures=True)
        if bar is not None:
            bar.close()


def _bar(total: int) -> Any:
    return package("tqdm.auto", "progress=True").tqdm(total=total, unit="report")
