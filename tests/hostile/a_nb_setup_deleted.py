"""The cell that imports is deleted, and the one before it: honest, they are put back."""

from tests.hostile.case import Case


def change(notebook):
    del notebook.cells[:2]


CASE = Case(change=change)
