"""An honest submission with comments like the beginnings and ends of hidden tests."""

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from tests.hostile.case import Case

DELIMITERS = """# my own checks
### BEGIN HIDDEN TESTS
x = 1
### BEGIN MARK SCHEME
### BEGIN HIDDEN TESTS
"""


def change(notebook: NotebookNode) -> None:
    """Say the same in Markdown, and in an answer."""
    notebook.cells.append(new_markdown_cell(DELIMITERS))
    for cell in notebook.cells:
        if cell.id == "double":
            cell.source = f"{DELIMITERS}{cell.source}"


CASE = Case(first=DELIMITERS, change=change, says="my own checks")
