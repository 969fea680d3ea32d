"""Executes the notebooks of examples/, each from a clean kernel, and fails where one does or grows too large.

    python3 tools/notebooks.py [--write]

The executed copies go to target/notebooks. `--write` saves the outputs in examples/ instead, where the documentation
takes them from; without it, a notebook whose outputs differ from the saved ones is named.
"""

import argparse
import pathlib
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
OUT = ROOT / "target" / "notebooks"
# They are read on the web, and a change of theirs in the history.
MAX_BYTES = 300_000


def execute(path: pathlib.Path) -> nbformat.NotebookNode:
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        resources={"metadata": {"path": str(EXAMPLES)}},
        record_timing=False,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    client.execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def outputs(notebook: nbformat.NotebookNode) -> list[object]:
    return [cell.get("outputs") for cell in notebook.cells]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true")
    args = arguments.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    paths = sorted(EXAMPLES.glob("*.ipynb"))
    failed = [] if paths else ["there are no notebooks"]
    for path in paths:
        began = time.monotonic()
        try:
            notebook = execute(path)
        except CellExecutionError as error:
            failed.append(f"{path.name}: {error}")
            continue
        written = path if args.write else OUT / path.name
        differs = outputs(notebook) != outputs(nbformat.read(path, as_version=4))
        nbformat.write(notebook, written)
        size = written.stat().st_size
        if size > MAX_BYTES:
            failed.append(f"{path.name}: {size} bytes, more than {MAX_BYTES}")
        note = ", other outputs than the saved ones" if differs and not args.write else ""
        print(f"{path.name}: {time.monotonic() - began:.1f} s, {size} bytes{note}")
    print("\n".join(failed), end="\n" if failed else "", file=sys.stderr)
    print(f"notebooks: {len(paths)} executed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
