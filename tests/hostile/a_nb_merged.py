"""All answers were merged into one cell, the first, and the others deleted: honest."""

from tests.hostile.case import HONEST, Case


def change(notebook):
    notebook.cells = [cell for cell in notebook.cells if cell.id not in ("total", "build")]
    for cell in notebook.cells:
        if cell.id == "double":
            cell.source = "\n\n\n".join([HONEST["double"], HONEST["total"], HONEST["build"]])


CASE = Case(change=change)
