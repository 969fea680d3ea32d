"""How Sphinx builds the site; tools/site.py puts the pages together first, so this is read from its folder."""

import baogao
from sphinx.ext.napoleon import Config, GoogleDocstring

project = "baogao"
author = "The baogao developers"
release = version = baogao.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc"]
# The reference is written in Markdown with autodoc's directives in it.
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
# The notebooks are executed by `make notebooks`; their saved outputs are shown here.
nb_execution_mode = "off"

default_role = "py:obj"
autodoc_member_order = "bysource"
autodoc_typehints = "none"
smartquotes = False

html_theme = "furo"
html_show_copyright = False
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_title = f"baogao {release}"
# The folder that holds rust/, the documentation of the crates.
html_extra_path = ["extra"]
exclude_patterns = ["extra"]
_fonts = (
    "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', "
    "'Microsoft YaHei', sans-serif"
)
_mono = "ui-monospace, 'SFMono-Regular', Menlo, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'PingFang SC', monospace"
html_theme_options = {
    "light_css_variables": {"font-stack": _fonts, "font-stack--monospace": _mono},
    "dark_css_variables": {"font-stack": _fonts, "font-stack--monospace": _mono},
}


def read_google_style(app, what, name, obj, options, lines):  # type: ignore[no-untyped-def]
    """Napoleon's reading, but for attributes: it takes what stands before a colon in their first line for a type."""
    what = "method" if what in ("attribute", "property") else what
    # A class that lists its attributes must not list them twice.
    config = Config(napoleon_numpy_docstring=False, napoleon_use_ivar=True)
    lines[:] = GoogleDocstring(lines, config, app, what, name, obj, options).lines()


def setup(app):  # type: ignore[no-untyped-def]
    app.connect("autodoc-process-docstring", read_google_style)
