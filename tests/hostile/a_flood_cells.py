"""Two hundred cells that each put out a little less than one may."""

from nbformat.v4 import new_code_cell

from tests.hostile.case import Case


def change(notebook):
    for _ in range(200):
        notebook.cells.append(new_code_cell("print('\U0001f600' + 'a\\n' * 100_000)"))


CASE = Case(change=change, lasts=True)
