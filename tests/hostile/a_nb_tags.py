"""Tags ask to skip every cell, to let it fail, to run it among the student's code, to hide it."""

from tests.hostile.case import Case

TAGS = ["skip-execution", "raises-exception", "student-process", "remove_cell", "remove_input",
        "hide", "parameters", "x" * 10**5, "a,b", 5, None, ["skip-execution"]]  # fmt: skip


def change(notebook):
    notebook.metadata["tags"] = TAGS
    notebook.metadata["execution"] = {"timeout": -1, "allow_errors": True}
    for cell in notebook.cells:
        cell.metadata["tags"] = TAGS
        cell.metadata["editable"] = cell.metadata["deletable"] = "yes"
        cell.metadata["execution"] = {"skip": True}


CASE = Case(
    change=change,
    cells={"double": "def double(x):\n    return x", "answer": None},
    lost={"test_double", "test_double_hidden", "test_answer"},
)
