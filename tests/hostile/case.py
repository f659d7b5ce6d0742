"""What a hostile submission is, and the small assignment that all of them answer."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.walls import Wall
from tools.sample_course import flags

SECRET = "wall-of-the-court"  # part of whatever no submission may come to know
MARK = "was-here"  # in the name or text of whatever a submission may not leave behind

SETUP = "import keras\nimport numpy as np"
STUB = "# YOUR CODE HERE\nraise NotImplementedError"
EXERCISES = {
    "double": f"def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x  # {SECRET}-solution\n"
    "    ### END SOLUTION",
    "total": "def total(values):\n    ### BEGIN SOLUTION\n    return sum(values)\n"
    "    ### END SOLUTION",
    "build": "def build(units):\n    ### BEGIN SOLUTION\n    pass\n    ### END SOLUTION",
    "answer": "### BEGIN SOLUTION\nanswer = None\n### END SOLUTION",
}
TESTS = {
    "test_double": (1, "assert double(2) == 4, 'double(2) is not 4'"),
    "test_double_hidden": (
        2,
        f"### BEGIN HIDDEN TESTS\nhidden_inputs = [21, -3, 0.5]  # {SECRET}-test\n"
        "for hidden_x in hidden_inputs:\n"
        "    assert double(hidden_x) == hidden_x + hidden_x, 'not right for another number'\n"
        "assert np.array_equal(double(np.arange(3)), [0, 2, 4]), 'not right for an array'\n"
        "### END HIDDEN TESTS",
    ),
    "test_total": (1, "assert total([1, 2, 3]) == 6, 'total([1, 2, 3]) is not 6'"),
    "test_total_hidden": (
        2,
        "### BEGIN HIDDEN TESTS\nhidden_list = [5, 8, 13]\n"
        "assert total(hidden_list) == 26, 'not right for another list'\n"
        "assert hidden_list == [5, 8, 13], 'the argument was changed'\n"
        "np.testing.assert_allclose(total([0.1, 0.2]), 0.3)\n"
        "### END HIDDEN TESTS",
    ),
    "test_build": (
        1,
        "built = build(4)\nassert isinstance(built, keras.Model), 'not a model'\n"
        "assert built.count_params() == 4 * (4 * (3 + 4) + 4) + 5, 'the parameters are not right'",
    ),
    "test_build_hidden": (
        2,
        "### BEGIN HIDDEN TESTS\nhidden_model = build(2)\n"
        "hidden_weights = [np.full(part.shape, 0.1) for part in hidden_model.get_weights()]\n"
        "hidden_model.set_weights(hidden_weights)\n"
        "hidden_out = np.asarray(hidden_model(np.ones((1, 5, 3), 'float32')))\n"
        "assert hidden_out.shape == (1, 1), 'the shape is not right'\n"
        "assert abs(float(hidden_out[0, 0]) - 0.16653) < 0.001, 'the output is not right'\n"
        "### END HIDDEN TESTS",
    ),
    "test_answer": (1, "assert answer == {'a': [1, 2.5], 'b': 'yes'}, 'not the answer'"),
}
AFTER = {
    "double": ["test_double", "test_double_hidden"],
    "total": ["test_total", "test_total_hidden"],
    "build": ["test_build", "test_build_hidden"],
    "answer": ["test_answer"],
}
ALL = set(TESTS)
HONEST = {
    "double": "def double(x):\n    return x * 2",
    "total": "def total(values):\n    result = 0\n    for value in values:\n"
    "        result += value\n    return result",
    "build": "def build(units):\n    return keras.Sequential([\n        keras.Input((5, 3)),\n"
    "        keras.layers.LSTM(units),\n        keras.layers.Dense(1),\n    ])",
    "answer": "answer = {'a': [1, 2.5], 'b': 'yes'}",
}
# The same, and no constant: where its cell is left out because it ran out of time, so is this.
COMPUTED_ANSWER = "answer = dict(a=[1, 2.5], b='yes')"


# Cases whose outcome may depend on who grades: they are about files, privileges, memory, processes.
OF_THE_WALL = re.compile(
    "become_root|daemons|disk_|exits|file_|files_|fork_|inherited_|keyring_|kill_|looks_|memory_|"
    "mounts|network|read_|recursion|segfault|signals|socket_|stopped|system_|thread_|trace_|write_|"
    "zombies|cpu_"
)


# Of these, those that may depend on it whether an ordinary user or root in a container grades.
OF_ROOT = re.compile(
    "become_root|daemons|fork_|inherited_|keyring_|kill_|mounts|read_|signals|trace_|write_|zombies"
)


@dataclass
class Case:
    """A submission and what must become of it.

    cells: sources that replace the honest ones, by exercise; None leaves the stub.
    first, last: code cells of the student's own, before and after all others.
    change: changes the notebook further; hand_in: writes it (default: as JupyterLab does).
    lost: the test cells that must score 0; all others must score full points. at_risk: those of
    them that may lose theirs: what its own processes leave of its limits depends on the machine.
    outcome: what the log must say of some test cells, by name.
    says, says_not: regular expressions for the feedback page.
    lasts: it goes on for longer than one cell may take: no sample has it.
    """

    cells: dict[str, str | None] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    change: Callable[[NotebookNode], None] | None = None
    hand_in: Callable[[Path, NotebookNode], None] | None = None
    lost: set[str] = field(default_factory=set)
    at_risk: set[str] = field(default_factory=set)
    outcome: dict[str, str] = field(default_factory=dict)
    says: str = ""
    says_not: str = ""
    lasts: bool = False
    name: str = ""
    attack: str = ""

    def behind(self, wall: Wall | None) -> Case:
        """The case as it is behind a wall. Behind the second, its writable folder is not /tmp, and
        is where it begins.
        """
        if wall is not Wall.LANDLOCK:
            return self
        here = {
            name: source and source.replace("/tmp/", "./") for name, source in self.cells.items()
        }
        first, last = self.first.replace("/tmp/", "./"), self.last.replace("/tmp/", "./")
        return replace(self, cells=here, first=first, last=last)

    @property
    def word(self) -> str:
        """The first of its name: what kind of attack it is."""
        return self.name.partition("_")[0]

    @property
    def of_models(self) -> bool:
        """Whether it needs Keras, or the exercise about a model."""
        code = [self.first, self.last, *filter(None, self.cells.values())]
        return "build" in self.cells or any("keras" in source for source in code)

    @property
    def of_the_wall(self) -> bool:
        """Whether it is graded as an ordinary user, too."""
        return bool(OF_THE_WALL.match(self.name))

    @property
    def of_root(self) -> bool:
        """Whether it is graded as root in a container, too."""
        return bool(OF_ROOT.match(self.name))


def cases() -> list[Case]:
    """All cases of this folder, in order of their names."""
    collected = []
    package = importlib.import_module("tests.hostile")
    for module_info in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        if module_info.name.startswith("a_"):
            module = importlib.import_module(f"tests.hostile.{module_info.name}")
            case: Case = module.CASE
            case.name = module_info.name.removeprefix("a_")
            case.attack = (module.__doc__ or "").strip()
            collected.append(case)
    return collected


def sample(chosen: list[Case]) -> list[Case]:
    """Some that end soon and need no models: those that may depend on who grades most of all, and
    of each other first word of a name one, where it is about a wall or the word of several.
    """
    words = Counter(case.word for case in chosen)
    seen: set[str] = set()
    some = []
    for case in chosen:
        new = case.word not in seen and (case.of_the_wall or words[case.word] > 1)
        if not (case.lasts or case.of_models) and (case.of_root or new):
            some.append(case)
            seen.add(case.word)
    return some


def instructor(models: bool = True) -> NotebookNode:
    """The instructor's notebook. models: with the exercise about a model, and Keras."""
    cells = [new_markdown_cell("# A small assignment", id="title")]
    cells.append(locked("setup", SETUP if models else SETUP.replace("import keras\n", "")))
    for exercise, source in EXERCISES.items():
        if exercise == "build" and not models:
            continue
        cells.append(new_code_cell(source, id=exercise, metadata=flags(exercise, solution=True)))
        for test in AFTER[exercise]:
            points, code = TESTS[test]
            cells.append(
                new_code_cell(
                    code, id=test, metadata=flags(test, grade=True, locked=True, points=points)
                )
            )
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new_notebook(cells=cells, metadata=metadata)


def locked(name: str, source: str) -> NotebookNode:
    """A locked code cell."""
    return new_code_cell(source, id=name, metadata=flags(name, locked=True))


def fill_in(released: NotebookNode, case: Case) -> NotebookNode:
    """The released notebook as the case does it."""
    notebook = nbformat.from_dict(released)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        source = ({**HONEST, **case.cells}).get(name)
        if source is not None:
            cell.source = source
    if case.first:
        notebook.cells.insert(2, new_code_cell(case.first, id="own-first"))
    if case.last:
        notebook.cells.append(new_code_cell(case.last, id="own-last"))
    if case.change:
        case.change(notebook)
    return notebook


def hand_in(folder: Path, notebook: NotebookNode, case: Case) -> None:
    """Write the submission into folder."""
    folder.mkdir(parents=True)
    if case.hand_in:
        case.hand_in(folder, notebook)
    else:
        (folder / "trial.ipynb").write_text(nbformat.writes(notebook))
