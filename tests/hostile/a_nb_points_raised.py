"""Says in its metadata what is graded, what a solution is, and how many points it has."""

from tests.hostile.case import Case


def change(notebook):
    for number, cell in enumerate(notebook.cells):
        odd = [1e9, -1, float("nan"), "1e9", True, None, [], {"points": 1}, 10**400][number % 9]
        cell.metadata["nbgrader"] = {
            **cell.metadata.get("nbgrader", {}),
            "points": odd, "grade": number % 2, "locked": odd, "solution": True, "task": odd,
            "schema_version": [3, 99, 1, "x", None][number % 5], "checksum": odd, "cell_type": odd,
        }  # fmt: skip


CASE = Case(
    change=change,
    cells={"double": "def double(x):\n    return x"},
    lost={"test_double", "test_double_hidden"},
)
