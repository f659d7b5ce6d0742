"""Nineteen hundred more cells, each like a test or an answer, each marked as one."""

from copy import deepcopy

from nbformat.v4 import new_code_cell

from tests.hostile.case import Case


def change(notebook):
    tests = [cell for cell in notebook.cells if cell.id.startswith("test")]
    for number in range(1900):
        cell = deepcopy(tests[number % len(tests)])
        cell.source = f"# {number}\n" + cell.source.replace("assert", "assert True or")
        cell.id = f"more-{number}"
        cell.cell_type = ("code", "markdown")[number % 3 == 0]
        notebook.cells.append(cell if number % 2 else new_code_cell(cell.source))
        if cell.cell_type == "markdown":
            del cell["outputs"], cell["execution_count"]


CASE = Case(
    change=change, cells={"double": None}, lost={"test_double", "test_double_hidden"}, lasts=True
)
