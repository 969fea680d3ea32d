"""What several tests share: the shared reports, a sample, and a small text of our own."""

import os
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXT = """松原岭县人民政府工作报告
一、2023年工作回顾
全年地区生产总值完成120亿元，增长5.5%。
二、2024年工作安排
地区生产总值增长6%左右，新增就业3万人以上。
"""


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def sample() -> pathlib.Path:
    return ROOT / "examples" / "reports" / "lanxi_2024.txt"


@pytest.fixture
def shared_reports(request: pytest.FixtureRequest) -> list[pathlib.Path]:
    """The real reports beside the checkout; skips visibly without them, fails without them in CI."""
    folder = ROOT.parent / "shared" / "reports"
    files = sorted(folder.glob("*.txt"))
    if not files:
        message = f"{folder} has no texts"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(f"SKIPPED: {message}, {request.node.name} proves nothing")
    return files
