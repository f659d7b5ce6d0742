"""Has elements named and styled as formgrader's own, before the cell that they stand for."""

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from tests.hostile.case import Case

ATTACK = """<div id="test_total" class="panel panel-primary nbgrader_cell"><a name="test_total"></a>
<div class="panel-heading"><span class="pull-right score"><input class="score" id="test_total-score"
value="9"> / 9</span></div></div>"""


def change(notebook: NotebookNode) -> None:
    """Put them first."""
    notebook.cells.insert(0, new_markdown_cell(ATTACK))


CASE = Case(change=change, says_not=r'<[a-z][^<>&]*(id="test_total|class="(panel|score))')
