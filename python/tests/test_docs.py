"""Every example that the documentation shows works as shown."""

import doctest
import pathlib
import re

import baogao
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def documented() -> list[tuple[str, str]]:
    """Name and docstring of everything public, attributes of classes included."""
    found = []
    for name in baogao.__all__:
        thing = getattr(baogao, name)
        members = vars(thing).items() if isinstance(thing, type) else ()
        for member, value in ((None, thing), *members):
            doc = getattr(value, "__doc__", None)
            if doc and not (member or "").startswith("_"):
                found.append((f"{name}.{member}" if member else name, doc))
    return found


def test_native_docstrings_run() -> None:
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    for name, doc in documented():
        runner.run(parser.get_doctest(doc, {}, name, None, None))
    assert runner.summarize().failed == 0
    assert runner.summarize().attempted >= 5


def test_everything_public_is_documented() -> None:
    names = {name for name, _ in documented()}
    for name in baogao.__all__:
        thing = getattr(baogao, name)
        if isinstance(thing, type) and not issubclass(thing, Exception):
            names_of = {f"{name}.{member}" for member in vars(thing) if not member.startswith("_")}
            assert names_of <= names, names_of - names


@pytest.mark.parametrize("path", ["README.md", "python/README.md"])
def test_readme_runs(path: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / path).read_text("utf-8"), re.M | re.S)
    assert blocks
    # As in the folder of the project, but what is written is gone afterwards.
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, path, "exec"), names)


def test_the_page_on_engines_shows_the_recipes_that_are_tested() -> None:
    page = (ROOT / "docs" / "scale.md").read_text("utf-8")
    shown = re.findall(r"^```python\n(.*?)^```", page, re.M | re.S)
    recipes = sorted((ROOT / "examples" / "scale").glob("*.py"))
    assert len(recipes) == 4
    assert sorted(shown) == sorted(path.read_text("utf-8") for path in recipes)
