"""``python -m baogao`` is the command line."""

import json
import pathlib
import subprocess
import sys


def run(*args: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "baogao", *args]
    return subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", timeout=60)


def test_it_parses(sample: pathlib.Path) -> None:
    done = run("parse", "-f", "json", str(sample))
    assert done.returncode == 0
    assert json.loads(done.stdout)["meta"]["plan_year"] == 2024


def test_it_reads_standard_input() -> None:
    done = run("quantities", text="增长6%左右\n")
    assert json.loads(done.stdout)["qualifier"] == "左右"


def test_its_exit_status_is_the_commands() -> None:
    assert run("parse", "no-such-file.txt").returncode == 1
    wrong = run("parse", "--no-such-option")
    assert (wrong.returncode, "Usage: baogao" in wrong.stderr) == (2, True)
    assert run("--version").stdout.startswith("baogao ")
