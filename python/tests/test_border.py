"""What goes over the border of the module: pickles and copies, buffers, limits, interrupts, and Python's own errors."""

import array
import copy
import mmap
import os
import pathlib
import pickle
import signal
import subprocess
import sys
import textwrap
import time

import baogao
import pytest

TEXT = (
    "一、2023年工作回顾\n全年地区生产总值完成120亿元，增长5.5%。\n二、2024年工作安排\n地区生产总值增长6%左右，新增就业3万人以上。\n"
    "深化“四上企业”改革。\n名词解释\n1.四上企业：规模以上工业、建筑业、批零住餐、服务业企业。\n"
)


def objects() -> dict[str, object]:
    report = baogao.parse(TEXT, name="a")
    repaired = baogao.repair("增长 8.1 ％")
    indicators = baogao.Indicators.builtin().extended('[tea]\ntitle = "茶园面积"\n')
    return {
        "report": report,
        "meta": report.meta,
        "figure": report.figures[1],
        "target": report.targets[0],
        "section": report.sections[1],
        "term": report.glossary[0],
        "mention": report.mentions[0],
        "defect": baogao.parse("一、2023年工作回顾\n增长300%，，完成\ufffd。").defects[0],
        "edit": repaired.edits[0],
        "quantity": baogao.quantities("约5%—6%")[0],
        "records": report.figures.where(measure="growth"),
        "many": baogao.Corpus([report, baogao.parse("新增就业2万人。")]).figures[1:],
        "indicators": indicators,
        "indicator": indicators["tea"],
        "limits": baogao.Limits(figures=3),
    }


@pytest.mark.parametrize("name", list(objects()))
def test_pickles_and_copies_are_equal(name: str) -> None:
    value = objects()[name]
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(value, protocol)) == value
    assert copy.copy(value) is value
    assert copy.deepcopy([value])[0] is value


def test_a_repaired_text_keeps_its_way_back() -> None:
    repaired = pickle.loads(pickle.dumps(baogao.repair("增长 8.1 ％")))
    assert repaired.text == "增长8.1%"
    assert repaired.to_source(2, 6) == (3, 8)
    assert copy.deepcopy(repaired) is repaired


def test_a_corpus_with_failures_is_pickled(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    corpus = baogao.read_many([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "none.txt"])
    again = pickle.loads(pickle.dumps(corpus))
    assert again.figures == corpus.figures
    assert [type(failed.error) for failed in again.errors] == [baogao.EmptyInputError, FileNotFoundError]
    assert again.errors[0].error.kind == "empty"


def test_a_pickle_that_lies_is_refused() -> None:
    report = baogao.parse(TEXT)
    function, (report, table, _) = report.figures[0].__reduce__()
    with pytest.raises(IndexError):
        function(report, table, (999, 0))


def test_every_buffer_is_read(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    expected = baogao.parse(TEXT)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        for data in (mapped, bytearray(TEXT.encode()), memoryview(TEXT.encode()), array.array("B", TEXT.encode())):
            assert baogao.parse(data).figures == expected.figures
            assert baogao.repair(data).text == expected.text
    with pytest.raises(TypeError, match="bytes-like"):
        baogao.parse(7)  # type: ignore[arg-type]


def test_indices_fail_as_those_of_tuples_do() -> None:
    figures = baogao.parse(TEXT).figures
    for index in (99, -99, 10**30, -(10**30)):
        with pytest.raises(IndexError):
            figures[index]
        with pytest.raises(IndexError):
            tuple(figures)[index]
    with pytest.raises(TypeError):
        figures[1.0]  # type: ignore[call-overload]
    repaired = baogao.repair("增长 8.1 ％")
    for position in (-1, 99, 10**12):
        with pytest.raises(IndexError):
            repaired.to_source(position)
        with pytest.raises(IndexError):
            repaired.to_clean(position)


def test_limits_name_what_was_exceeded(tmp_path: pathlib.Path) -> None:
    for name in ("bytes", "figures", "sections", "depth", "output"):
        limits = baogao.Limits(**{name: 0})
        with pytest.raises(baogao.BaogaoError, match=f"`{name}`") as caught:
            baogao.parse(TEXT, limits=limits)
        assert caught.value.kind in ("limit_exceeded", "too_large")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    corpus = baogao.read_many([tmp_path / "a.txt"], limits=baogao.Limits(figures=1))
    assert [type(failed.error) for failed in corpus.errors] == [baogao.LimitExceededError]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent with kill")
def test_an_interrupt_is_answered_within_a_second() -> None:
    program = textwrap.dedent(
        """
        import time, baogao
        text = "一、2023年工作回顾\\n" + "全年地区生产总值完成120亿元，增长5.5%。\\n" * 800_000
        print("ready", flush=True)
        try:
            baogao.parse(text, limits=baogao.Limits(bytes=1 << 29, figures=1 << 30))
        except KeyboardInterrupt:
            print(time.time(), flush=True)
        """
    )
    child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "ready\n"
    time.sleep(0.5)
    sent = time.time()
    os.kill(child.pid, signal.SIGINT)
    answered = float(child.stdout.readline())
    # Waiting is a limit of what a person bears, with room for a busy machine.
    assert answered - sent < 1.0
    child.wait()
