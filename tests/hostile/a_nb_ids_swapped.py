"""Ids are swapped between cells, and names, so that an easy test is taken for a hard one."""

from tests.hostile.case import Case


def change(notebook):
    cells = {cell.id: cell for cell in notebook.cells}
    for name, other in (("test_double", "test_answer"), ("test_total", "total")):
        cells[name].id, cells[other].id = other, name
        first, second = cells[name].metadata.nbgrader, cells[other].metadata.nbgrader
        first.grade_id, second.grade_id = second.grade_id, first.grade_id
    cells["test_double_hidden"].source = "pass"


CASE = Case(
    change=change,
    cells={"double": "def double(x):\n    return x"},
    lost={"test_double", "test_double_hidden"},
)
