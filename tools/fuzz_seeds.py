"""Cuts what the fuzzer starts from: pieces of the reports and pages, and a dictionary of the lexicons' words.

    python3 tools/fuzz_seeds.py --shared ../shared --out target/fuzz

Writes OUT/seeds/* and OUT/words.dict, anew each time. The texts of ../shared are not ours, so OUT must lie outside
of what is committed. A folder that is missing is said to be; where CI=true that is an error.
"""

import argparse
import os
import pathlib
import re
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Bytes of a seed; short ones are run more often.
PIECE = 1000
# Rows of a lexicon that go into the dictionary, evenly spread: a word in ten thousand would never be drawn.
ROWS = 300
# libFuzzer's own limit.
LONGEST_WORD = 64
# How the target reads an input, by its first byte (tests/fuzz/fuzz_targets/parse.rs).
AS_BYTES, AS_GBK, AS_TEXT = b"0", b"1", b"4"
# What no lexicon lists: marks, markers, and what is between words on a page.
MARKS = [
    *"，。；：、？！（）()“”‘’\"《》〈〉【】[]—…·.．,;:|/-－～~%％‰+×*#<>&?€　 \t\r\n0123456789０９一二三十百千万亿零〇两半几多①⑩⑴㈠●◆■",
    *("（一）", "一、", "一是", "第一，", "1.", "1、", "(1)", "——", "……", "分别", "其中", "由", "增加到", "分之", "\r\n", "\n\n"),
    *("2023年", "1月15日", "5.5%", "120亿元", "1.2—1.5", "３％", "政府工作报告", "名词解释", "各位代表：", "第三次会议"),
    *("(fā)", "?yàn)", "?，", "\ufffd", "\ufeff", "\u200b", "\u202e", "\u0301", "\ue782", "𠀀", "\x85", "\u2028", "\xa0"),
    *("&nbsp;", "&#", "&#x4e00;", "&lt;", "<br>", "<p>", "</p>", "<!--", "-->", "<script>", "</script>", "<td>"),
    *("\\n", "\\u4e00", "\\r\\n", "**", "## ", "| ", "![](", "](http://"),
]


def pieces(text: str, size: int) -> list[str]:
    """The text in pieces of at most `size` bytes of UTF-8, cut at line ends where none is shorter than half for it."""
    found, rest = [], text
    while rest:
        piece = rest.encode()[:size].decode("utf-8", "ignore")
        end = piece.rfind("\n") + 1
        if len(piece) < len(rest) and len(piece[:end].encode()) > size // 2:
            piece = piece[:end]
        found.append(piece)
        rest = rest[len(piece) :]
    return found


def texts(shared: pathlib.Path) -> list[tuple[str, bytes]]:
    found = []
    for folder in (shared / "reports", shared / "pages", ROOT / "examples" / "reports"):
        files = sorted(folder.glob("*.txt"))
        if not files:
            print(f"SKIPPED: {folder} has no texts, no seed is cut from it", file=sys.stderr)
            if os.environ.get("CI") == "true":
                sys.exit("fuzz_seeds: CI must fuzz from them")
        found += [(path.stem, path.read_bytes()) for path in files]
    return found


def write_seeds(texts: list[tuple[str, bytes]], out: pathlib.Path) -> int:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    count = 0
    for name, data in texts:
        for number, piece in enumerate(pieces(data.decode("utf-8", "replace"), PIECE)):
            # Mostly as text; now and then as bytes, in the encodings that files come in.
            how, encoding = {3: (AS_BYTES, "utf-8"), 6: (AS_GBK, "gb18030")}.get(number % 9, (AS_TEXT, "utf-8"))
            (out / f"{name}_{number:04}").write_bytes(how + piece.encode(encoding, "replace"))
            count += 1
    return count


def words() -> set[bytes]:
    """Words of every lexicon file, whatever its columns are."""
    found = {mark.encode() for mark in MARKS}
    files = sorted(path for path in ROOT.glob("crates/*/*/*") if path.parent.name in ("lexicon", "data") and path.suffix in (".tsv", ".txt", ".toml"))
    if not files:
        sys.exit("fuzz_seeds: no lexicon was found")
    for path in files:
        lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
        for line in lines[:: max(1, len(lines) // ROWS)]:
            cells = re.findall(r'"([^"]+)"', line) if path.suffix == ".toml" else line.split("\t")
            found.update(cell.encode() for cell in cells if not cell.isascii())
    return {word for word in found if len(word) <= LONGEST_WORD}


def write_dictionary(path: pathlib.Path) -> int:
    entries = sorted(words())
    lines = ('"' + "".join(f"\\x{byte:02X}" for byte in word) + '"\n' for word in entries)
    path.write_text("".join(lines), "ascii")
    return len(entries)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--shared", type=pathlib.Path, default=ROOT / "../shared")
    arguments.add_argument("--out", type=pathlib.Path, default=ROOT / "target/fuzz")
    options = arguments.parse_args()
    # What the fuzzer finds is kept from run to run.
    (options.out / "corpus").mkdir(parents=True, exist_ok=True)
    seeds = write_seeds(texts(options.shared), options.out / "seeds")
    entries = write_dictionary(options.out / "words.dict")
    print(f"fuzz_seeds: {seeds} seeds, {entries} words in {options.out}")


if __name__ == "__main__":
    main()
