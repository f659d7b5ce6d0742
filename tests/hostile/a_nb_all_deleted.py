"""A notebook without cells."""

from tests.hostile.case import ALL, Case


def change(notebook):
    notebook.cells = []


CASE = Case(change=change, lost=ALL)
