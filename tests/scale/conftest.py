"""The engine that is tested: each has an environment of its own, so it is said, not looked for."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=["daft", "dask", "ray", "spark"], required=True, help="whose recipe to run")


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.config.getoption("engine"))
