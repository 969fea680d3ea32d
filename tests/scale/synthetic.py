"""Reports that nobody gave: made from a seed, for runs on engines.

Owns the sentences and the damage; knows nothing of the parser. The places are invented.
"""

from __future__ import annotations

import random

_FIRST = "松兰云石青柳白枫鹤龙"
_SECOND = "原溪岭桥泉湾川亭渡塘"
_LEVELS = ("县", "市", "区", "乡")
_NAMES = ("地区生产总值", "规模以上工业增加值", "固定资产投资", "社会消费品零售总额", "一般公共预算收入", "粮食总产量")
_DONE = ("全年{name}完成{amount}{unit}，增长{rate}%。", "{name}达到{amount}{unit}，同比增长{rate}%。", "{name}下降{rate}%。")
_PLANNED = ("{name}增长{rate}%左右。", "力争{name}突破{amount}{unit}。", "{name}增长{rate}%以上。")
_PEOPLE = ("新增城镇就业{count}万人", "改造老旧小区{count}个", "新建农村公路{count}公里", "发放惠民补贴{amount}万元")


def report(seed: int) -> str:
    """A report of some twenty to eighty sentences; the same for the same seed."""
    draw = random.Random(seed)
    place = draw.choice(_FIRST) + draw.choice(_SECOND) + draw.choice(_LEVELS)
    year = draw.randint(2003, 2025)
    lines = [f"{place}人民政府工作报告", "各位代表：", "现在，我代表政府向大会报告工作，请予审议。"]
    for number, heading, sentences in (
        ("一", f"{year - 1}年工作回顾", _DONE),
        ("二", f"{year}年工作安排", _PLANNED),
    ):
        lines.append(f"{number}、{heading}")
        for mark in "一二三四"[: draw.randint(2, 4)]:
            lines.append(f"（{mark}）{draw.choice(('稳住经济运行', '办好民生实事', '建设美丽乡村', '推进改革开放'))}")
            lines.append("".join(_sentence(draw, sentences) for _ in range(draw.randint(3, 9))))
    return "\n".join(lines) + "\n"


def contents(count: int) -> list[tuple[str, bytes | None]]:
    """Names and bytes of files, as a crawl leaves them: most whole, some damaged, some missing, some no text at all."""
    return [(f"reports/{seed:05}.txt", _damaged(seed)) for seed in range(count)]


def _sentence(draw: random.Random, sentences: tuple[str, ...]) -> str:
    blanks = {
        "name": draw.choice(_NAMES),
        "amount": round(draw.uniform(3, 900), draw.randint(0, 2)),
        "unit": draw.choice(("亿元", "万元", "万吨")),
        "rate": round(draw.uniform(0.5, 15), 1),
        "count": draw.randint(2, 400),
    }
    if draw.random() < 0.3:
        return draw.choice(_PEOPLE).format(**blanks) + "。"
    return draw.choice(sentences).format(**blanks)


def _damaged(seed: int) -> bytes | None:
    text = report(seed)
    match seed % 20:
        case 1:
            return None
        case 3:
            return b""
        case 5:
            return bytes(range(256)) * 40
        case 7:
            return text.encode("gb18030")
        case 9:  # Hard line breaks, as a printed page leaves them.
            return "\n".join(text[start : start + 30] for start in range(0, len(text), 30)).encode()
        case 11:
            return ("\ufeff" + text.replace("\n", "\r\n")).encode()
        case 13:
            return "没有数字的文章。".encode()
        case 15:  # Cut in the middle of a character.
            return text.encode()[: len(text.encode()) // 2 + 1]
        case _:
            return text.encode()
