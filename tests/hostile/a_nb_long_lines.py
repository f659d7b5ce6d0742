"""Cells of ten million characters stand in for the tests, to keep the repair busy."""

from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.hostile.case import Case


def change(notebook):
    for cell in notebook.cells:
        if cell.id in ("test_double", "setup"):
            cell.cell_type, cell.source = "markdown", "x = '" + "yz" * 5 * 10**6 + "'"
            del cell["outputs"], cell["execution_count"]
    for _ in range(3):
        notebook.cells.append(new_markdown_cell("=" * 5 * 10**6))
        notebook.cells.append(new_code_cell("# x, y\n" * 10**4))


CASE = Case(change=change)
