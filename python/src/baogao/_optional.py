"""Packages that the wheel does not require: imported when they are asked for, named when they are missing."""

import importlib
from typing import Any


def package(name: str, asked: str) -> Any:
    """The module of a package that only some uses need.

    Args:
        name (str): the package, also its name on PyPI, or a module of it.
        asked (str): what needs it, for the message.

    Returns:
        module: the package.

    Raises:
        ImportError: when it is not installed; a package that is there and fails says why itself.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        top = name.partition(".")[0]
        if error.name not in (name, top):
            raise
        raise ImportError(f"{asked} needs the package {top}, which is not installed: pip install {top}") from error
