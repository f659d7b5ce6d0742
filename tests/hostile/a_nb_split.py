"""Each answer was split: imports and helpers in cells of their own before it: honest."""

from nbformat.v4 import new_code_cell

from tests.hostile.case import Case


def change(notebook):
    cells = []
    for cell in notebook.cells:
        if cell.id == "double":
            cells.append(new_code_cell("import operator\n\nFACTOR = 2"))
            cell.source = "def double(x):\n    return operator.mul(FACTOR, x)"
        if cell.id == "answer":
            half = new_code_cell("answer = {'a': [1, 2.5]}")
            half.metadata = cell.metadata  # as JupyterLab splits a cell
            cells.append(half)
            cell.source = "answer['b'] = 'yes'"
        cells.append(cell)
    notebook.cells = cells


CASE = Case(change=change)
