"""All test cells are deleted, and the answer that would fail them is wrong."""

from tests.hostile.case import Case


def change(notebook):
    notebook.cells = [cell for cell in notebook.cells if not cell.id.startswith("test")]


CASE = Case(
    change=change,
    cells={"double": "def double(x):\n    return x"},
    lost={"test_double", "test_double_hidden"},
)
