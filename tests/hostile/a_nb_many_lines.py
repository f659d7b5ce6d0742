"""Texts of four million lines, each of which would be a text of its own in the file."""

from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.hostile.case import Case


def change(notebook):
    notebook.cells.append(new_markdown_cell("a\n" * 4_000_000))
    notebook.cells.append(new_code_cell("x = 1\n" * 10_000))


CASE = Case(change=change)
