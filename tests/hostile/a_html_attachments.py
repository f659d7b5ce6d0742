"""Attachments that are no pictures, and whose names and types are script."""

from nbformat import from_dict
from nbformat.v4 import new_markdown_cell

from tests.hostile.a_html_markdown import DANGER
from tests.hostile.case import Case

SCRIPT = '"><script>evil(60)</script>'


def change(notebook):
    for number, kind in enumerate(["text/html", "image/svg+xml", "image/png", SCRIPT, "x" * 10**5]):
        for name in (f"a{number}.png", 'x" onerror="evil(61)', SCRIPT, "../../keys.txt"):
            text = f"![x](attachment:{name}) <img src='attachment:{name}'> [x](attachment:{name})"
            cell = new_markdown_cell(text)
            cell.attachments = from_dict({name: {kind: SCRIPT, "image/png": 5}})
            notebook.cells.append(cell)


CASE = Case(change=change, says_not=DANGER)
