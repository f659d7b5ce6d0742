"""The cells stand in the opposite order, the tests first: honest."""

from tests.hostile.case import Case


def change(notebook):
    notebook.cells.reverse()


CASE = Case(change=change)
