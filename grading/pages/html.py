"""HTML of submissions made safe for the pages that instructors and students open.

nbconvert's own sanitizing leaves out pictures, and nbgrader's pages show Markdown without any. This
filter stands in for both, see c.HTMLExporter.filters in nbgrader_config.py.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import Any
from xml.etree import ElementTree

import bleach
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from jinja2.runtime import Context
from latex2mathml.converter import convert
from markupsafe import escape
from nbconvert.filters import Highlight2HTML, strip_files_prefix
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath

TAGS = {
    *bleach.ALLOWED_TAGS, "br", "caption", "center", "dd", "del", "details", "div", "dl", "dt",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "ins", "kbd", "mark",
    "p", "pre", "s", "small", "span", "sub", "summary", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "u",
}  # fmt: skip
FORMULA = re.compile(r'<span class="tex">([^<]*)</span>')
# The script that nbgrader's pages load from elsewhere, for formulas.
MATHJAX = re.compile(r"<!-- Load mathjax -->.*?<!-- End of mathjax configuration -->", re.S)
LONGEST = 1000  # characters of a formula
MATHML = {
    "math", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace",
    "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder",
    "munderover",
}  # fmt: skip
MATHML_ATTRIBUTES = {
    "accent", "accentunder", "columnalign", "columnlines", "columnspacing", "depth", "display",
    "displaystyle", "fence", "form", "height", "linethickness", "lspace", "mathvariant", "maxsize",
    "minsize", "movablelimits", "rowlines", "rowspacing", "rspace", "scriptlevel", "separator",
    "stretchy", "width",
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
    def block_math(self, body: str) -> str:
        return _formula(super().block_math(body))

    def inline_math(self, body: str) -> str:
        return _formula(super().inline_math(body))

    def latex_environment(self, name: str, body: str) -> str:
        return _formula(super().latex_environment(name, body))

    def _embed_image_or_attachment(self, src: str) -> str:
        try:
            return super()._embed_image_or_attachment(src)
        except (InvalidNotebook, StopIteration):
            return ""  # the cell was copied, say, without its picture


def _formula(tex: str) -> str:
    return f'<span class="tex">{tex}</span>'


@pass_context
def markdown(context: Context, source: str) -> str:
    """Markdown as HTML, as nbconvert does it; a missing attachment is a missing picture."""
    return _rendered(source, context.get("cell", {}).get("attachments", {}))


def _rendered(source: str, attachments: dict[str, Any]) -> str:
    renderer = _Renderer(escape=False, attachments=attachments)
    rendered: str = MarkdownWithMath(renderer=renderer).render(source)
    return rendered


def shown(source: str, attachments: dict[str, Any] | None = None) -> str:
    """Markdown of anybody's as harmless HTML, its formulas as MathML."""
    return with_formulas(safe(_rendered(source, attachments or {})))


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


def with_formulas(page: str) -> str:
    """A page whose formulas are MathML, which browsers draw by themselves."""
    return FORMULA.sub(lambda span: mathml(unescape(span[1])) or span[0], page)


def without_mathjax(page: str) -> str:
    """A page that loads no script for its formulas."""
    return MATHJAX.sub("", page)


@lru_cache(10_000)
def mathml(tex: str) -> str:
    """A formula with its dollars as MathML; empty if it is long, or not known to be harmless."""
    body = tex.strip("$")
    if len(body) > LONGEST:
        return ""
    try:
        root = ElementTree.fromstring(
            convert(body, display="block" if tex.startswith("$$") else "inline")
        )
    except Exception:  # a student's formula may be anything
        return ""
    for element in root.iter():
        element.tag = element.tag.removeprefix("{http://www.w3.org/1998/Math/MathML}")
        if element.tag not in MATHML or element.attrib.keys() - MATHML_ATTRIBUTES:
            return ""
    # Written anew: what XML takes for a comment may be a tag to a browser.
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


def safe(html: str) -> str:
    """HTML without script: tags and attributes that are not known to be harmless are escaped."""
    return _cleaner.clean(strip_files_prefix(str(html)))
