"""The package is whole: types, names and version agree."""

import ast
import pathlib
import tomllib

import baogao
from baogao import _baogao, corpus

ROOT = pathlib.Path(__file__).resolve().parents[2]


def test_it_is_typed() -> None:
    folder = pathlib.Path(baogao.__file__).parent
    assert (folder / "py.typed").is_file()
    stub = ast.parse((folder / "_baogao.pyi").read_text("utf-8"))
    defined = {node.name for node in stub.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))}
    native = {name for name in vars(_baogao) if not name.startswith("__")}
    assert defined == native
    public = {name for name in native if not name.startswith("_")}
    assert set(baogao.__all__) == public | set(corpus.__all__) | {"__version__"}


def test_its_version_is_the_workspaces() -> None:
    manifest = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))
    assert baogao.__version__ == manifest["workspace"]["package"]["version"]
