"""The cell of one answer is gone: only that answer is lost."""

from tests.hostile.case import Case


def change(notebook):
    notebook.cells = [cell for cell in notebook.cells if cell.id != "double"]


CASE = Case(
    change=change,
    lost={"test_double", "test_double_hidden"},
    outcome={"test_double": "no answer"},
)
