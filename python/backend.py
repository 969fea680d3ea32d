"""maturin, told where OpenCC is: the build backend of this package.

opencc-rust links OpenCC 1.4. The PyPI wheel ``opencc`` carries its static library and headers, so the build requires that
wheel and points the linker into it; ``OPENCC_LIB_DIRS`` in the environment takes precedence.
"""

import importlib.util
import os
import pathlib

from maturin import (  # noqa: F401
    build_editable as _build_editable,
    build_sdist,
    build_wheel as _build_wheel,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)


def _point_to_opencc() -> None:
    spec = importlib.util.find_spec("opencc")
    if "OPENCC_LIB_DIRS" in os.environ or spec is None or spec.origin is None:
        return
    clib = pathlib.Path(spec.origin).parent / "clib"
    os.environ["OPENCC_LIB_DIRS"] = str(clib / "lib64")
    os.environ["OPENCC_INCLUDE_DIRS"] = str(clib / "include")


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):  # type: ignore[no-untyped-def]
    _point_to_opencc()
    return _build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):  # type: ignore[no-untyped-def]
    _point_to_opencc()
    return _build_editable(wheel_directory, config_settings, metadata_directory)
