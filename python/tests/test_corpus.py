"""Many files: in order, in parallel, one failure never in the way, and stopped at once when asked."""

import pathlib
import signal
import subprocess
import sys
import time

import baogao
import pytest


@pytest.fixture
def files(tmp_path: pathlib.Path, text: str) -> list[pathlib.Path]:
    paths = [tmp_path / f"{number:03}.txt" for number in range(50)]
    for number, path in enumerate(paths):
        path.write_text(text.replace("120", str(120 + number)), "utf-8")
    return paths


def test_reports_come_in_order_whatever_the_workers(files: list[pathlib.Path]) -> None:
    for workers in (None, 1, 7):
        corpus = baogao.read_many(files, workers=workers)
        assert [report.name for report in corpus] == [str(path) for path in files]
        assert len(corpus) == 50 and not corpus.errors and not corpus.interrupted
        assert [f.value for f in corpus.figures.where(measure="level", kind="actual")] == list(range(120, 170))
        assert list(corpus.reports) == [baogao.read(path, name=str(path)) for path in files]


def test_failures_are_collected_with_their_file(files: list[pathlib.Path], tmp_path: pathlib.Path) -> None:
    binary = tmp_path / "binary.txt"
    binary.write_bytes(bytes(range(256)) * 40)
    corpus = baogao.read_many([files[0], tmp_path / "missing.txt", files[1], binary])
    assert len(corpus) == 2
    assert [(pathlib.Path(failed.path).name, type(failed.error)) for failed in corpus.errors] == [
        ("missing.txt", FileNotFoundError),
        ("binary.txt", baogao.BinaryInputError),
    ]
    assert str(corpus.errors[0]) == f"{tmp_path / 'missing.txt'}: No such file or directory"
    assert "binary.txt: " in str(corpus.errors[1])
    assert "2 failed" in repr(corpus)


def test_the_generator_raises_or_tells(files: list[pathlib.Path], tmp_path: pathlib.Path) -> None:
    paths = [files[0], tmp_path / "missing.txt", files[1]]
    reports = baogao.iter_reports(paths)
    assert next(reports).name == str(files[0])
    with pytest.raises(FileNotFoundError):
        next(reports)
    failed: list[baogao.ReadError] = []
    assert len(list(baogao.iter_reports(paths, on_error=failed.append))) == 2
    assert [pathlib.Path(one.path).name for one in failed] == ["missing.txt"]


def test_the_generator_reads_only_a_little_ahead(files: list[pathlib.Path]) -> None:
    reports = baogao.iter_reports(files, workers=1)
    next(reports)
    # What is far behind the next one has not been opened yet.
    files[-1].unlink()
    with pytest.raises(FileNotFoundError):
        list(reports)


def test_progress_is_tqdms(files: list[pathlib.Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tqdm")
    baogao.read_many(files, progress=True)
    assert "50/50" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(ImportError, match="pip install tqdm"):
        baogao.read_many(files, progress=True)


def test_workers_are_at_least_one(files: list[pathlib.Path]) -> None:
    with pytest.raises(TypeError, match="read one file with baogao.read"):
        baogao.read_many("one.txt")
    with pytest.raises(ValueError, match="1 or more"):
        baogao.read_many(files, workers=0)


SCRIPT = """
import pathlib, sys, time
import baogao
path = pathlib.Path(sys.argv[1])
print("ready", flush=True)
corpus = baogao.read_many([path] * 1_000_000)
print(corpus.interrupted, len(corpus) > 0, len(corpus) < 1_000_000, flush=True)
"""


def test_an_interrupt_keeps_what_is_done(sample: pathlib.Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", SCRIPT, str(sample)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    time.sleep(0.5)
    asked = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline().split() == ["True", "True", "True"]
    # The promise is one second; a loaded machine may need a little more for the process to be scheduled.
    assert time.monotonic() - asked < 3
    assert process.wait(10) == 0
