"""HTML of submissions made safe for the pages that instructors and students open.

nbconvert's own sanitizing leaves out pictures, and nbgrader's pages show Markdown without any. This
filter stands in for both, see c.HTMLExporter.filters in grading/configuration.py. What is made of a
text is kept: nine tenths of a page are the instructor's, the same for every student.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from typing import Any
from xml.etree import ElementTree

import nh3
from jinja2 import pass_context
from jinja2.runtime import Context
from latex2mathml.converter import convert
from markupsafe import escape
from nbconvert.filters import Highlight2HTML, ansi2html, strip_ansi
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath
from pygments.token import STANDARD_TYPES

KEPT = 50_000_000  # characters of what was made of texts, and of these

TAGS = {
    "a", "abbr", "acronym", "b", "blockquote", "br", "caption", "center", "code", "dd", "del",
    "details", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "s", "small", "span", "strong",
    "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
FORMULA = re.compile(r'<span class="tex">([^<]*)</span>')
# The script that nbgrader's pages load from elsewhere, for formulas.
MATHJAX = re.compile(r"<!-- Load mathjax -->.*?<!-- End of mathjax configuration -->", re.S)
LONGEST = 1000  # characters of a formula
# A parser of Markdown looks from each of these as far as the text goes for what ends it, so that a
# text takes as long as it has characters times marks: ours have 300 000. A second is 10 ** 8.
OPENERS = re.compile(r"[!$&*(<\[\\_`|~]")
COSTLY, COSTLY_PAGE = 10**7, 10**8
A_LINE = 5000  # steps for what begins in a line of Markdown, such as a heading
A_FORMULA, A_LETTER = 20_000, 800  # steps for a formula, and for each of its letters
ESCAPE = "\x1b["  # with which a colour begins
# What may stand before an attribute. A parser compares each one of a tag with those before it.
SEPARATOR = re.compile(r"""\s+|(?<!<)/|["']""")
IMAGE_DATA = re.compile(r"""(?<=\w=)(["'])data:image/[a-z]{1,10};base64,[A-Za-z0-9+/=]*+\1""")
# The languages that code within Markdown is shown in colours for. Some others take for ever.
LANGUAGES = {
    "bash", "console", "ipython", "ipython3", "json", "py", "pycon", "pytb", "python", "python3",
    "sh", "shell", "text",
}  # fmt: skip
MOST_TAGS = 5000  # of a text, but for <span>: a parser looks from each through all that it is in
ELSEWHERE = re.compile(r"https?://", re.I)
LONGEST_CODE = 10_000  # characters of a student's cell that is shown in colours
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
# A file beside the page. What is elsewhere would be asked for by whoever opens the page, in their
# name: a link that signs them out, say, or one that tells when they read it.
BESIDE = re.compile(r"(?:(?:\w|%20)(?:[\w .-]|%20)*+(?:/|\Z))+")
# None of them loads anything, takes what it stands on out of its place, or makes less room than it
# fills: what is higher than its line covers what others say.
STYLES = {
    "background-color", "border-bottom-color", "border-collapse", "border-color",
    "border-left-color", "border-right-color", "border-top-color", "clear", "color", "direction",
    "display", "float", "font-family", "font-size", "font-style", "font-variant",
    "font-weight", "letter-spacing", "overflow", "text-align",
    "text-decoration", "text-indent", "unicode-bidi", "vertical-align", "white-space", "width",
}  # fmt: skip
# Classes that mean nothing to a page but colours of code, a table's look, a formula, a note.
CLASSES = {
    *STANDARD_TYPES.values(), "highlight", "dataframe", "tex", "anchor-link", "alert",
    "alert-block", "alert-danger", "alert-info", "alert-success", "alert-warning",
}  # fmt: skip
WITHIN = "in-"  # before the ids of texts: none is one of the page's own
TAG = re.compile(r"<(?=/?([a-z][^\s/>]{0,20}))", re.I)  # with a name longer than any in TAGS


def _allowed(tag: str, name: str, value: str) -> str | None:
    address = value.strip().lower()
    if name == "href" and address.startswith("data:"):
        return None
    if name == "src" and not (address.startswith(PICTURES) or BESIDE.fullmatch(value)):
        return None
    if name == "class":
        return " ".join(part for part in value.split() if part in CLASSES) or None
    if name == "id":
        return WITHIN + value
    if name == "href" and address.startswith("#"):
        return f"#{WITHIN}{value.strip()[1:]}"
    return value


_cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=set(),
    attributes={"*": EVERYWHERE, "a": {"href"}, "img": {"src", "alt"}},
    attribute_filter=_allowed,
    url_schemes={"http", "https", "mailto", "data"},
    filter_style_properties=STYLES,
    link_rel=None,
)


class Clean(str):
    """HTML that is harmless."""


class Kept:
    """A function of texts that keeps what it has made, the least used go first."""

    def __init__(self, function: Callable[..., str]) -> None:
        self.function = function
        self.made: dict[tuple[str, ...], str] = {}
        self.size = 0
        self.lock = threading.Lock()

    def __call__(self, *texts: str) -> str:
        """What the function makes of the texts."""
        made = self.made.get(texts)
        if made is None:
            made = self.function(*texts)
        with self.lock:  # a server's threads make pages at the same time
            if self.made.pop(texts, None) is None:
                self.size += len(made) + sum(map(len, texts))
            self.made[texts] = made
            while self.size > KEPT:
                first = next(iter(self.made))
                self.size -= len(self.made.pop(first)) + sum(map(len, first))
        return made


class _Renderer(IPythonRenderer):
    def block_math(self, body: str) -> str:
        return _formula(super().block_math(body))

    def inline_math(self, body: str) -> str:
        return _formula(super().inline_math(body))

    def latex_environment(self, name: str, body: str) -> str:
        return _formula(super().latex_environment(name, body))

    def block_code(self, code: str, info: str | None = None) -> str:
        language = (info or "").split(maxsplit=1)[:1]
        coloured = LANGUAGES.issuperset(language) and len(code) <= LONGEST_CODE
        return super().block_code(code, info if coloured else None)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """A picture; of one that is elsewhere, a link to it."""
        made = super().image(text, url, title)
        if ELSEWHERE.match(url):
            return f'<a href="{escape(url)}">{text or "picture"}</a>'
        return made

    def _embed_image_or_attachment(self, src: str) -> str:
        try:
            return super()._embed_image_or_attachment(src)
        except (InvalidNotebook, StopIteration):
            return ""  # the cell was copied, say, without its picture


def _formula(tex: str) -> str:
    return f'<span class="tex">{tex}</span>'


@pass_context
def markdown(context: Context, source: str) -> str:
    """Markdown as HTML, as nbconvert does it; a missing attachment is a missing picture. What would
    keep all others waiting is shown as it was written.
    """
    if not affordable(context, cost_of(source)):
        return as_written(source)
    return _rendered(source, json.dumps(context.get("cell", {}).get("attachments", {})))


def cost_of(source: str) -> int:
    """The steps that a parser of Markdown may need for a text, at most."""
    return len(source) * len(OPENERS.findall(source)) + A_LINE * source.count("\n")


def cost_of_html(text: str) -> int:
    """The steps that a parser of HTML may need for the attributes in a text, at most."""
    return len(SEPARATOR.findall(IMAGE_DATA.sub("", text))) ** 2 // 50


def affordable(context: Context, cost: int) -> bool:
    """Whether a text of a page may take so many steps. What all take is counted."""
    page = context.get("resources", {})
    page["cost"] = page.get("cost", 0) + cost
    return bool(cost <= COSTLY and page["cost"] <= COSTLY_PAGE)


@pass_context
def cleaned(context: Context, html: str) -> str:
    """HTML as safe() has it, as long as what a page has of it does not take long."""
    if isinstance(html, Clean) or affordable(context, cost_of_html(str(html))):
        return safe(html)
    return as_written(str(html))


@pass_context
def coloured(context: Context, text: str) -> str:
    """Text with a terminal's colours as HTML; without them, where they would take long."""
    text = str(text)
    codes, parts = text.count(ESCAPE), text.count(";")
    cost = (len(text) * codes + parts**2) // 100 if codes else 0
    return ansi2html(text) if affordable(context, cost) else str(escape(strip_ansi(text)))


def as_written(source: str) -> str:
    """A text as HTML that shows it letter by letter."""
    return Clean(f"<pre>{escape(source)}</pre>")


@Kept
def _rendered(source: str, attachments: str) -> str:
    renderer = _Renderer(escape=False, attachments=json.loads(attachments))
    return MarkdownWithMath(renderer=renderer).render(source)


def shown(source: str, attachments: dict[str, Any] | None = None) -> str:
    """Markdown of anybody's as harmless HTML, its formulas as MathML; see markdown."""
    if cost_of(source) > COSTLY:
        return as_written(source)
    return with_formulas(safe(_rendered(source, json.dumps(attachments or {}))))


class Folding(Highlight2HTML):
    """Code in colours, behind its first line where JupyterLab folds the cell; never an answer."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.coloured = Kept(self._coloured)

    def __call__(self, source: str, language: str | None = None, metadata: Any = None) -> str:
        """Called by nbconvert's templates for each code cell."""
        flags = metadata or {}
        magic = json.dumps({k: v for k, v in flags.items() if k == "magics_language"})
        own = flags.get("nbgrader", {})
        if len(source) > LONGEST_CODE and not (own.get("locked") and not own.get("solution")):
            shown = f'<div class="highlight">{as_written(source)}</div>'
        else:
            shown = self.coloured(source, language or self.pygments_lexer, magic)
        hidden = flags.get("jupyter", {}).get("source_hidden")
        first, _, rest = source.partition("\n")
        if not hidden or not rest or own.get("solution"):
            return Clean(_safe(shown))
        return Clean(
            f"<details><summary><code>{escape(first)}</code></summary>{_safe(shown)}</details>"
        )

    def _coloured(self, source: str, language: str, metadata: str) -> str:
        return super().__call__(source, language, json.loads(metadata))


def with_formulas(page: str) -> str:
    """A page whose formulas are MathML, which browsers draw by themselves; as long as they do not
    take long, and then as they were written.
    """
    left = COSTLY_PAGE

    def drawn(span: re.Match[str]) -> str:
        nonlocal left
        left -= A_FORMULA + A_LETTER * min(len(span[1]), LONGEST)
        return (mathml(unescape(span[1])) if left > 0 else "") or span[0]

    return FORMULA.sub(drawn, page)


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
    """HTML without script: tags that are not known to be harmless are escaped, attributes left out.
    With more tags or attributes than anybody writes, it is shown as it was written.
    """
    if isinstance(html, Clean):
        return html
    text = str(html)
    tags = sum(name.lower() != "span" for name in TAG.findall(text))
    costly = tags > MOST_TAGS or cost_of_html(text) > COSTLY
    return as_written(text) if costly else Clean(_safe(text))


@Kept
def _safe(html: str) -> str:
    # nh3 would leave out what it does not know, and what looks like a tag without an end.
    whole, end, rest = html.rpartition(">")
    whole = TAG.sub(lambda tag: "<" if tag[1].lower() in TAGS else "&lt;", whole)
    return _cleaner.clean(whole + end + rest.replace("<", "&lt;"))
