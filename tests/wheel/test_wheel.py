"""The wheel carries what it needs: into an empty environment, away from the checkout, it installs alone and works.

Takes the wheel from dist/ (`make wheel`); it must not use what the checkout has, OpenCC's library above all.
"""

import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

import pytest
from auditwheel.elfutils import elf_read_dt_needed  # of python/pyproject.toml's extra `test`

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAX_BYTES = 8_000_000
# What manylinux lets a wheel take from the system, of it what this one may.
SYSTEM = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"}


@pytest.fixture(scope="session")
def wheel() -> pathlib.Path:
    (found,) = (ROOT / "dist").glob("*.whl")
    return found


@pytest.fixture(scope="session")
def installed(wheel: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The folder of an environment that holds the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("elsewhere")
    shutil.copy(wheel, folder)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    pip = folder / "venv" / "bin" / "pip"
    run(folder, pip, "install", "--quiet", "--no-index", "--no-deps", "--no-cache-dir", folder / wheel.name)
    return folder


def run(folder: pathlib.Path, *command: "str | os.PathLike[str]") -> str:
    """The output of a command that sees nothing of this checkout's environment."""
    bare = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LD_LIBRARY_PATH": "", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [os.fspath(part) for part in command], cwd=folder, env=bare, capture_output=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_its_name_promises_every_python_and_many_linuxes(wheel: pathlib.Path) -> None:
    assert wheel.name.split("-")[2:4] == ["cp310", "abi3"]
    tag = wheel.name.split("-")[4].removesuffix(".whl")
    assert tag.startswith("manylinux_2_")
    shown = subprocess.run([sys.executable, "-m", "auditwheel", "show", wheel], capture_output=True, text=True, check=True)
    assert f'platform tag: "{tag}"' in " ".join(shown.stdout.split())


def test_it_is_small(wheel: pathlib.Path) -> None:
    assert wheel.stat().st_size < MAX_BYTES


def test_it_asks_the_system_only_for_what_every_system_has(wheel: pathlib.Path, tmp_path: pathlib.Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        libraries = [name for name in archive.namelist() if ".so" in name]
        assert libraries == ["baogao/_baogao.abi3.so"]
        native = pathlib.Path(archive.extract(libraries[0], tmp_path))
    assert set(elf_read_dt_needed(native)) <= SYSTEM


def test_phrases_are_converted_by_the_opencc_within(installed: pathlib.Path) -> None:
    program = """
import baogao, pathlib
print(baogao.repair("乾燥的天氣裏，幹部們幹勁十足，重修乾隆年間的碑刻，互不干涉。").text)
print(pathlib.Path("/proc/self/maps").read_text())
"""
    converted, maps = run(installed, installed / "venv/bin/python", "-c", program).split("\n", 1)
    assert converted == "干燥的天气里，干部们干劲十足，重修乾隆年间的碑刻，互不干涉。"
    loaded = {line.split()[-1] for line in maps.splitlines() if ".so" in line}
    assert any(path.endswith("_baogao.abi3.so") for path in loaded)
    assert [path for path in loaded if "opencc" in path.lower() or path.startswith(str(ROOT))] == []


@pytest.mark.parametrize("command", [["python", "-m", "baogao"], ["baogao"]], ids=["module", "script"])
def test_it_is_the_command_line(command: list[str], installed: pathlib.Path) -> None:
    shutil.copy(ROOT / "examples" / "reports" / "lanxi_2024.txt", installed)
    program = [installed / "venv" / "bin" / command[0], *command[1:]]
    report = json.loads(run(installed, *program, "parse", "--format", "json", "lanxi_2024.txt"))
    assert report["meta"]["plan_year"] == 2024 and report["figures"]
