"""HTML of submissions made safe for the pages that instructors and students open.

nbconvert's own sanitizing leaves out pictures, and nbgrader's pages show Markdown without any. This
filter stands in for both, see c.HTMLExporter.filters in nbgrader_config.py.
"""

from __future__ import annotations

from typing import Any

import bleach
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import escape
from nbconvert.filters import Highlight2HTML, strip_files_prefix
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath

TAGS = {
    *bleach.ALLOWED_TAGS, "br", "caption", "center", "dd", "del", "details", "div", "dl", "dt",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "ins", "kbd", "mark",
    "p", "pre", "s", "small", "span", "sub", "summary", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "u",
}  # fmt: skip
EVERYWHERE = {"class", "id", "title", "align", "width", "height", "style", "colspan", "rowspan"}
PICTURES = ("data:image/png", "data:image/jpeg", "data:image/gif")


def _allowed(tag: str, name: str, value: str) -> bool:
    if tag == "a" and name == "href":
        return not value.strip().lower().startswith("data:")
    if tag == "img" and name == "src":
        return not value.lower().startswith("data:") or value.lower().startswith(PICTURES)
    return name in EVERYWHERE or (tag == "img" and name == "alt")


_cleaner = bleach.Cleaner(
    tags=TAGS,
    attributes=_allowed,
    protocols={"http", "https", "mailto", "data"},
    css_sanitizer=CSSSanitizer(),
)


class _Renderer(IPythonRenderer):
    def _embed_image_or_attachment(self, src: str) -> str:
        try:
            return super()._embed_image_or_attachment(src)
        except (InvalidNotebook, StopIteration):
            return ""  # the cell was copied, say, without its picture


@pass_context
def markdown(context: Context, source: str) -> str:
    """Markdown as HTML, as nbconvert does it; a missing attachment is a missing picture."""
    attachments = context.get("cell", {}).get("attachments", {})
    return MarkdownWithMath(renderer=_Renderer(escape=False, attachments=attachments)).render(
        source
    )


class Folding(Highlight2HTML):
    """Code in colours, behind its first line where JupyterLab folds the cell; never an answer."""

    def __call__(self, source: str, language: str | None = None, metadata: Any = None) -> str:
        """Called by nbconvert's templates for each code cell."""
        shown = super().__call__(source, language, metadata)
        flags = metadata or {}
        hidden = flags.get("jupyter", {}).get("source_hidden")
        first, _, rest = source.partition("\n")
        if not hidden or not rest or flags.get("nbgrader", {}).get("solution"):
            return shown
        return f"<details><summary><code>{escape(first)}</code></summary>{shown}</details>"


def safe(html: str) -> str:
    """HTML without script: tags and attributes that are not known to be harmless are escaped."""
    return _cleaner.clean(strip_files_prefix(str(html)))
