"""Chinese government work reports (政府工作报告) as data that people can trust.

>>> import baogao
>>> report = baogao.parse("一、2024年工作安排\\n地区生产总值增长6%左右，新增就业3万人以上。")
>>> [(f.indicator, f.value, f.unit, f.qualifier) for f in report.targets]
[('地区生产总值', 6.0, '%', '左右'), ('新增就业', 3.0, '万人', '以上')]
>>> f = report.targets[0]
>>> report.source_text[f.source_start : f.source_end] == f.text
True

Offsets count code points and slice Python strings. What the text does not say is ``None``; what looks damaged is in
``report.defects``.
"""

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
    InvalidIndicatorsError,
    Meta,
    Quantity,
    Repaired,
    Report,
    Scores,
    Section,
    Term,
    UnknownEncodingError,
    __version__,
    evaluate,
    parse,
    quantities,
    read,
    repair,
)

__all__ = [
    "BaogaoError",
    "BinaryInputError",
    "Defect",
    "Edit",
    "EmptyInputError",
    "Figure",
    "FormatError",
    "Indicator",
    "Indicators",
    "InputTooLargeError",
    "InvalidIndicatorsError",
    "Meta",
    "Quantity",
    "Repaired",
    "Report",
    "Scores",
    "Section",
    "Term",
    "UnknownEncodingError",
    "__version__",
    "evaluate",
    "parse",
    "quantities",
    "read",
    "repair",
]
