"""Ids are swapped between cells, and names, so that an easy test is taken for a hard one."""

from tests.hostile.case import Case


def change(notebook):
    cells = {cell.id: cell for cell in notebook.cells}
    for one, other in (("test_double", "test_answer"), ("test_total", "total")):
        cells[one].id, cells[other].id = other, one
        first, second = cells[one].metadata.nbgrader, cells[other].metadata.nbgrader
        first.grade_id, second.grade_id = second.grade_id, first.grade_id
    cells["test_double_hidden"].source = "pass"


CASE = Case(
    change=change,
    cells={"double": "def double(x):\n    return x"},
    lost={"test_double", "test_double_hidden"},
)
