"""Test cells became Markdown and raw cells, and the answers to them are wrong."""

from tests.hostile.case import Case


def change(notebook):
    for number, cell in enumerate(notebook.cells):
        if cell.id.startswith("test"):
            cell.cell_type = ("markdown", "raw")[number % 2]
            cell.pop("outputs", None)
            cell.pop("execution_count", None)


CASE = Case(
    change=change,
    cells={"double": "def double(x):\n    return x", "answer": None},
    lost={"test_double", "test_double_hidden", "test_answer"},
)
