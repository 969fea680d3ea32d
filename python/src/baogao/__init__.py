"""Chinese government work reports (政府工作报告) as data that people can trust.

>>> import baogao
>>> report = baogao.parse("一、2024年工作安排\\n地区生产总值增长6%左右，新增就业3万人以上。")
>>> [(t.indicator, t.value, t.unit, t.qualifier) for t in report.targets]
[('地区生产总值', 6.0, '%', '左右'), ('新增就业', 3.0, '万人', '以上')]
>>> t = report.targets[0]
>>> report.source_text[t.source_start : t.source_end] == t.text
True

Offsets count code points and slice Python strings. What the text does not say is ``None``; what looks damaged is in
``report.defects``.
"""

import importlib

from ._baogao import (
    BaogaoError,
    BinaryInputError,
    Defect,
    Edit,
    EmptyInputError,
    Figure,
    FormatError,
    Indicator,
    Indicators,
    InputTooLargeError,
    InternalError,
    InvalidIndicatorsError,
    LimitExceededError,
    Limits,
    Mention,
    Meta,
    Quantity,
    Records,
    Repaired,
    Report,
    Scores,
    Section,
    Target,
    Term,
    UnknownEncodingError,
    __version__,
    evaluate,
    parse,
    quantities,
    read,
    repair,
)
from .corpus import Corpus, ReadError, iter_reports, read_many

__all__ = [
    "BaogaoError",
    "BinaryInputError",
    "Corpus",
    "Defect",
    "Edit",
    "EmptyInputError",
    "Figure",
    "FormatError",
    "Indicator",
    "Indicators",
    "InputTooLargeError",
    "InternalError",
    "InvalidIndicatorsError",
    "LimitExceededError",
    "Limits",
    "Mention",
    "Meta",
    "Quantity",
    "ReadError",
    "Records",
    "Repaired",
    "Report",
    "Scores",
    "Section",
    "Target",
    "Term",
    "UnknownEncodingError",
    "__version__",
    "evaluate",
    "iter_reports",
    "parse",
    "quantities",
    "read",
    "read_many",
    "repair",
]


def __getattr__(name: str) -> object:
    # Modules that need packages of their own are imported when they are asked for.
    if name in ("arrow", "plot"):
        return importlib.import_module(f"baogao.{name}")
    raise AttributeError(f"module 'baogao' has no attribute {name!r}")
