"""Shows a hundred thousand tiny things in many cells, each of which is looked at by itself."""

from nbformat.v4 import new_code_cell

from tests.hostile.case import Case

SHOWS = """
from IPython.display import display
for number in range(350):
    display(number, display_id="the same")
"""


def change(notebook):
    notebook.cells += [new_code_cell(SHOWS) for _ in range(40)]


CASE = Case(change=change, lasts=True)
