"""Builds the documentation site, warnings as errors: python3 tools/site.py

Gathers the pages in target/site_source (docs/, the project's own Markdown files, the notebooks of examples/ as they are
saved, the documentation of the crates from target/doc), runs Sphinx over them, and checks that every public name of the
package is in the reference. The site is target/site/index.html.
"""

import importlib
import pathlib
import posixpath
import re
import shutil
import subprocess
import sys

from sphinx.util.inventory import InventoryFile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCE = ROOT / "target" / "site_source"
SITE = ROOT / "target" / "site"
CRATES = ROOT / "target" / "doc"
# Files of the project that are pages of the site, by what they are there.
PAGES = {
    "README.md": "index.md",
    "crates/baogao/README.md": "rust_library.md",
    "ARCHITECTURE.md": "architecture.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
}
# Of the licences, their text is enough.
PLAIN = ["LICENSE-MIT", "LICENSE-APACHE"]
MODULES = ["baogao", "baogao.arrow", "baogao.plot"]

CONTENTS = """

```{{toctree}}
:hidden:
:caption: Tutorials

tutorials/first_look
tutorials/cleaning_a_page
tutorials/panel_of_targets
tutorials/slogans
```

```{{toctree}}
:hidden:
:caption: Reference

Python <reference/index>
Rust <rust_library>
{pages}
```

```{{toctree}}
:hidden:
:caption: The project

architecture
contributing
changelog
```
"""
RUST = '\n\nThe reference of the crates: <a href="rust/baogao/index.html">baogao</a>.\n'


def gather() -> None:
    shutil.rmtree(SOURCE, ignore_errors=True)
    shutil.copytree(ROOT / "docs", SOURCE, ignore=shutil.ignore_patterns("requirements.txt"))
    for page in SOURCE.glob("*.md"):
        page.write_text(relinked(page.read_text("utf-8"), "docs"), "utf-8")
    contents = CONTENTS.format(pages="\n".join(sorted(path.stem for path in SOURCE.glob("*.md"))))
    for name, page in PAGES.items():
        text = relinked((ROOT / name).read_text("utf-8"), posixpath.dirname(name))
        text += {"index.md": contents, "rust_library.md": RUST}.get(page, "")
        (SOURCE / page).write_text(text, "utf-8")
    for name in PLAIN:
        text = (ROOT / name).read_text("utf-8")
        page = f"---\norphan: true\n---\n\n# {name}\n\n```text\n{text}\n```\n"
        (SOURCE / f"{name}.md").write_text(page, "utf-8")
    (SOURCE / "tutorials").mkdir()
    for notebook in sorted((ROOT / "examples").glob("*.ipynb")):
        shutil.copy(notebook, SOURCE / "tutorials")
    shutil.copytree(CRATES, SOURCE / "extra" / "rust")


def relinked(text: str, folder: str) -> str:
    """Links of a file in a folder of the project as links between pages of the site."""

    def link(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, match[1]))
        page = f"{target}.md" if target in PLAIN else PAGES.get(target, target.removeprefix("docs/"))
        if page.endswith(".ipynb"):
            page = f"tutorials/{posixpath.basename(page)}"
        return f"]({page}{match[2] or ''})"

    return re.sub(r"\]\(([\w./-]+)(#[\w-]+)?\)", link, text)


def undocumented() -> list[str]:
    """Public names that the reference lacks."""
    inventory = InventoryFile.loads((SITE / "objects.inv").read_bytes(), uri="")
    known = {name for kind in inventory.data for name in inventory.data[kind] if kind.startswith("py:")}
    names = [f"{module}.{name}" for module in MODULES for name in importlib.import_module(module).__all__]
    return [name for name in names if name not in known]


def main() -> int:
    if not (CRATES / "baogao" / "index.html").is_file():
        print(f"{CRATES} has no documentation of the crates; run `cargo doc` before", file=sys.stderr)
        return 1
    gather()
    shutil.rmtree(SITE, ignore_errors=True)
    options = ["-b", "html", "-W", "--keep-going", "-q", "-d", ROOT / "target" / "site_cache"]
    built = subprocess.run([sys.executable, "-m", "sphinx", *options, SOURCE, SITE]).returncode
    missing = undocumented() if built == 0 else []
    for name in missing:
        print(f"{name} is public and not in docs/reference", file=sys.stderr)
    pages = len(list(SITE.glob("**/*.html"))) - len(list((SITE / "rust").glob("**/*.html")))
    print(f"site: {pages} pages in {SITE.relative_to(ROOT)}, {len(missing)} names missing")
    return 1 if built or missing else 0


if __name__ == "__main__":
    sys.exit(main())
