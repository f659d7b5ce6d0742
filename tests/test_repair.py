"""Whatever a student hands in becomes a notebook with exactly the instructor's graded cells."""

import contextlib
import json
import os
import re
import shutil
import socket
from copy import deepcopy
from pathlib import Path

import nbformat
import nbgrader
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme
from nbgrader.utils import compute_checksum

from answers.answer_runner import ROOT, read_notebook
from grading.submission import (
    Repair,
    SubmissionExporter,
    UnreadableNotebook,
    read_submission,
    reading,
    repair,
)
from grading.submission.parsing import MAX_CELLS, MAX_OUTPUTS
from tests import commands
from tests.contract import EXERCISES
from tools import sample_course
from tools.demo import CLASS, fill_in
from tools.frontends import as_colab_saves

EXPECTED_AGAIN = r'The instructor\'s cell ".*" was deleted or rewritten\.'


# -- a small notebook -----------------------------------------------------------------------------


def cell(kind, name, source, **metadata):
    new = new_markdown_cell if kind == "markdown" else new_code_cell
    return new(source, id=name, metadata=metadata)


def graded(kind, name, source, points=None, **flags):
    marks = {"grade": False, "solution": False, "locked": False, "task": False} | flags
    marks |= {"schema_version": 3, "grade_id": name, "cell_type": kind}
    if points is not None:
        marks |= {"points": points}
    made = cell(kind, name, source, nbgrader=marks)
    made.metadata.nbgrader.checksum = compute_checksum(made)
    return made


def stub(name, text):
    todo = "    # YOUR CODE HERE\n    raise NotImplementedError"
    return graded("code", name, f'def {name}(x):\n    """{text}"""\n{todo}', solution=True)


def check(name, visible, hidden):
    text = f"{visible}\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
    return graded("code", name, text, points=1, grade=True, locked=True)


INSTRUCTOR = new_notebook(
    metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    cells=[
        cell("markdown", "intro", "# Numbers\n\nTwice, half, and why."),
        graded("code", "setup", "import math\n\nLIMIT = 5\nSTEP = 1\nprint(LIMIT)", locked=True),
        cell("code", "demo", "for x in range(LIMIT):\n    print(x)", tags=["skip-execution"]),
        stub("double", "Twice x."),
        check("test_double", "assert double(2) == 4", "assert double(3) == 6"),
        stub("halve", "Half of x."),
        check("test_halve", "assert halve(2) == 1", "assert halve(3) == 1.5"),
        check("test_both", "assert halve(double(2)) == 2", "assert halve(double(5)) == 5"),
        cell("code", "numbers", "values = [1, 2, 3]\nlast = values[-1]"),
        graded(
            "markdown",
            "question",
            "Why?\n\n=== BEGIN MARK SCHEME ===\nBecause.\n=== END MARK SCHEME ===",
            locked=True,
        ),
        graded("markdown", "why", "YOUR ANSWER HERE", points=2, grade=True, solution=True),
        graded("markdown", "plan", "Do something.", points=3, task=True, locked=True),
        cell("markdown", "end", "The end."),
    ],
)
NAMES = [c.id for c in INSTRUCTOR.cells]
GRADED = [c.id for c in INSTRUCTOR.cells if "nbgrader" in c.metadata]
LOCKED = [n for n in GRADED if n not in ("double", "halve", "why")]
DONE = {
    "double": "def double(x):\n    return 2 * x",
    "halve": "def halve(x):\n    return x / 2",
    "why": "Since it is so.",
}


def filled_in():
    """What an honest student hands in: the release, made by nbgrader itself, with answers."""
    book = deepcopy(INSTRUCTOR)
    book, _ = ClearHiddenTests().preprocess(book, {})
    book, _ = ClearMarkScheme(enforce_metadata=False).preprocess(book, {})
    for cell in book.cells:
        cell.source = DONE.get(cell.id, cell.source)
    return book


def by_name(book, name):
    (match,) = [c for c in book.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name]
    return match


def at(book, name):
    return next(i for i, c in enumerate(book.cells) if c.id == name)


def sources(book):
    return [c.source for c in book.cells]


def as_text(book):
    return nbformat.writes(book)


def without_marks(book):
    """As a conversion leaves it that knows neither ids nor metadata."""
    for cell in book.cells:
        cell.metadata = nbformat.from_dict({})
        cell.pop("id")
    return book


@pytest.fixture
def read(tmp_path):
    """Reads bytes, text or JSON as a submission."""

    def read(content, **options):
        path = tmp_path / "submission.ipynb"
        if not isinstance(content, bytes):
            content = (content if isinstance(content, str) else json.dumps(content)).encode()
        path.write_bytes(content)
        return read_submission(path, **options)

    return read


def check_result(made, instructor=INSTRUCTOR):
    """What holds of every repaired notebook."""
    nbformat.validate(made)
    assert (made.nbformat, made.nbformat_minor) == (4, 5)
    ids = [cell.id for cell in made.cells]
    assert len(ids) == len(set(ids))
    marked = [cell for cell in made.cells if "nbgrader" in cell.metadata]
    wanted = [cell for cell in instructor.cells if "nbgrader" in cell.metadata]
    assert [cell.id for cell in marked] == [cell.id for cell in wanted]
    for cell, other in zip(marked, wanted, strict=True):
        assert cell.metadata == other.metadata
        assert cell.cell_type == other.cell_type
        flags = other.metadata.nbgrader
        if not flags.solution:
            assert cell.source == other.source
    plain = {cell.id: cell.metadata for cell in instructor.cells if "nbgrader" not in cell.metadata}
    for cell in made.cells:
        if "nbgrader" not in cell.metadata:
            assert cell.metadata == plain.get(cell.id, {})
    assert made.metadata == instructor.metadata


def check_again(made, instructor=INSTRUCTOR):
    """A repaired notebook is right."""
    again, notes = repair(made, instructor)
    assert again == made
    assert [note for note in notes if not re.fullmatch(EXPECTED_AGAIN, note)] == []


# -- nothing to mend ------------------------------------------------------------------------------


def as_vs_code_saves(book):
    for cell in book.cells:
        cell.metadata["vscode"] = {"languageId": "python"}
    book.metadata["kernelspec"] = {"name": "python3", "display_name": ".venv", "language": "python"}
    book.metadata["language_info"] = {"name": "python", "version": "3.12.1"}
    return as_text(book)


def as_jupyterlab_saves(book):
    for number, cell in enumerate(book.cells):
        if cell.cell_type == "code":
            cell.execution_count = number
            cell.outputs = [nbformat.v4.new_output("stream", text="out")]
            cell.metadata["execution"] = {"iopub.status.busy": "2025-01-01T00:00:00"}
    book.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    return as_text(book)


@pytest.mark.parametrize("saves", [as_text, as_jupyterlab_saves, as_vs_code_saves])
def test_an_ordinary_submission_needs_no_note(read, saves):
    book = filled_in()
    made, notes = repair(read(saves(deepcopy(book))), INSTRUCTOR)
    assert notes == []
    check_result(made)
    expected = [
        by_name(INSTRUCTOR, c.id).source if c.id in LOCKED else c.source for c in book.cells
    ]
    assert sources(made) == expected


def test_colab_loses_ids_and_needs_one_note(read):
    made, notes = repair(read(as_colab_saves(filled_in())), INSTRUCTOR)
    assert notes == ["Saved as nbformat 4.0: cell ids were restored."]
    assert made == repair(filled_in(), INSTRUCTOR)[0]


def test_all_marks_lost_need_one_note(read):
    book = without_marks(filled_in())
    book.nbformat_minor = 4
    made, notes = repair(read(json.dumps(book)), INSTRUCTOR)
    assert notes == ["Saved as nbformat 4.4: cell ids and nbgrader's metadata were restored."]
    assert made == repair(filled_in(), INSTRUCTOR)[0]


def test_an_own_cell_stays_where_it_was_and_needs_no_note():
    book = filled_in()
    own = cell("code", "mine", "y = 1", tags=["skip-execution"])
    book.cells.insert(at(book, "test_double"), own)
    book.cells.insert(0, cell("markdown", "mine-too", "By me."))
    made, notes = repair(book, INSTRUCTOR)
    assert notes == []
    assert [c.id for c in made.cells[:2]] == ["mine-too", "intro"]
    assert [c.id for c in made.cells][4:7] == ["double", "mine", "test_double"]
    assert made.cells[5].metadata == {}


def test_arguments_stay_as_they_are():
    book, instructor = filled_in(), deepcopy(INSTRUCTOR)
    del book.cells[4]
    before = deepcopy(book)
    repair(book, instructor)
    assert book == before
    assert instructor == INSTRUCTOR


# -- cells that are missing -----------------------------------------------------------------------


@pytest.mark.parametrize("name", LOCKED)
def test_a_missing_locked_cell_is_put_back(name):
    book = filled_in()
    del book.cells[at(book, name)]
    made, notes = repair(book, INSTRUCTOR)
    assert notes == [f"{name} was missing and was put back."]
    check_result(made)


def test_a_missing_answer_is_put_back_without_the_stub():
    book = filled_in()
    del book.cells[at(book, "double")]
    made, notes = repair(book, INSTRUCTOR)
    assert notes == ["double was missing and was put back unanswered."]
    assert by_name(made, "double").source == "# This cell was missing from the submission."


def test_a_missing_answer_that_a_person_grades_scores_nothing_by_itself():
    book = filled_in()
    del book.cells[at(book, "why")]
    made, notes = repair(book, INSTRUCTOR)
    assert notes == ["why was missing and was put back unanswered."]
    why = by_name(made, "why")
    assert compute_checksum(why) == why.metadata.nbgrader.checksum


def test_an_answer_left_blank_scores_nothing_by_itself():
    book = filled_in()
    book.cells[at(book, "why")].source = "YOUR ANSWER HERE  \n"
    why = by_name(repair(book, INSTRUCTOR)[0], "why")
    assert compute_checksum(why) == why.metadata.nbgrader.checksum


def test_an_ordinary_cell_may_be_deleted():
    book = filled_in()
    book.cells = [c for c in book.cells if c.id not in ("intro", "demo", "numbers")]
    made, notes = repair(book, INSTRUCTOR)
    assert notes == ['The instructor\'s cell "values = [1, 2, 3]" was deleted or rewritten.']
    assert not {"intro", "demo", "numbers"} & {c.id for c in made.cells}


def test_without_any_cell_all_are_put_back():
    made, notes = repair(new_notebook(), INSTRUCTOR)
    check_result(made)
    assert len(notes) == len(GRADED) + 1


# -- cells that moved, were copied, split, or retyped ----------------------------------------------


def test_the_order_is_the_instructors():
    book = filled_in()
    moved = book.cells.pop(at(book, "double"))
    book.cells.insert(at(book, "end"), moved)
    book.cells.insert(at(book, "end"), cell("code", "mine", "y = 1"))
    made, notes = repair(book, INSTRUCTOR)
    assert notes == ["Put back in the instructor's order: double."]
    assert [c.id for c in made.cells if c.id != "mine"] == NAMES
    assert made.cells[at(made, "mine") - 1].id == "double"


def copy_of(book, name, source):
    made = deepcopy(book.cells[at(book, name)])
    made.id, made.source = f"copy-of-{name}", source
    return made


def test_of_two_answers_the_last_counts_and_both_run():
    book = filled_in()
    book.cells.append(copy_of(book, "double", "def double(x):\n    return x + x"))
    made, notes = repair(book, INSTRUCTOR)
    assert by_name(made, "double").source == "def double(x):\n    return x + x"
    assert sources(made).index(DONE["double"]) < at(made, "double") < at(made, "test_double")
    assert "A copy of double is kept as an ordinary cell." in notes
    check_result(made)


def test_a_copy_of_the_stub_does_not_undo_the_answer():
    book = filled_in()
    text = by_name(INSTRUCTOR, "double").source
    book.cells.insert(at(book, "test_double"), copy_of(book, "double", text))
    made, notes = repair(book, INSTRUCTOR)
    assert notes == ["A copy of double that held only the stub was dropped."]
    assert made == repair(filled_in(), INSTRUCTOR)[0]


def test_a_copy_without_a_mark_does_not_undo_the_answer_either():
    book = filled_in()
    copy = cell("code", "mine", by_name(INSTRUCTOR, "double").source)
    book.cells.insert(at(book, "test_double"), copy)
    made, notes = repair(book, INSTRUCTOR)
    assert notes == ["A cell that held only a stub was dropped."]
    assert made == repair(filled_in(), INSTRUCTOR)[0]


@pytest.mark.parametrize("after", [0, 1])
def test_both_parts_of_a_split_answer_run(after):
    book = filled_in()
    helper = copy_of(book, "double", "def helper(x):\n    return 2 * x")
    book.cells[at(book, "double")].source = "def double(x):\n    return helper(x)"
    book.cells.insert(at(book, "double") + after, helper)
    made, _ = repair(book, INSTRUCTOR)
    assert by_name(made, "double").source == "def double(x):\n    return helper(x)"
    place = sources(made).index(helper.source)
    assert place == at(made, "double") + (1 if after else -1)


@pytest.mark.parametrize(("name", "new"), [("double", new_markdown_cell), ("why", new_code_cell)])
def test_a_copy_of_another_type_is_not_the_answer(name, new):
    book = filled_in()
    book.cells.append(new("my notes on it", metadata=book.cells[at(book, name)].metadata))
    made, notes = repair(book, INSTRUCTOR)
    assert by_name(made, name).source == DONE[name]
    assert made.cells[-1].source == "my notes on it"
    assert notes == [f"A copy of {name} is kept as an ordinary cell."]


def test_a_copied_test_counts_once():
    book = filled_in()
    book.cells.append(copy_of(book, "test_double", "assert double(2) == 4"))
    made, notes = repair(book, INSTRUCTOR)
    assert notes == ["A copy of test_double is kept as an ordinary cell."]
    check_result(made)


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_a_retyped_answer_is_code_again(kind):
    book = filled_in()
    where = at(book, "double")
    text, flags = book.cells[where].source, book.cells[where].metadata
    book.cells[where] = new_markdown_cell(text, id="double", metadata=flags)
    book.cells[where].cell_type = kind
    made, notes = repair(book, INSTRUCTOR)
    assert notes == [f"double was a {kind} cell, and is a code cell again."]
    assert made == repair(filled_in(), INSTRUCTOR)[0]


def test_a_new_cell_that_defines_what_was_asked_is_the_answer():
    book = filled_in()
    del book.cells[at(book, "double")]
    book.cells.append(cell("code", "mine", DONE["double"]))
    made, notes = repair(book, INSTRUCTOR)
    assert made == repair(filled_in(), INSTRUCTOR)[0]
    assert "nbgrader's metadata was restored in double." in notes


BOTH = f"{DONE['double']}\n\n\n{DONE['halve']}"
OWN = "was as handed out: the answer was in a cell of the student's own."


@pytest.mark.parametrize("where", [0, 4, 6, 99], ids=["top", "below the stub", "below", "end"])
@pytest.mark.parametrize("marks", [True, False], ids=["with marks", "without"])
@pytest.mark.parametrize(
    ("pasted", "double", "halve"),
    [
        ([DONE["double"], DONE["halve"]], DONE["double"], DONE["halve"]),
        ([BOTH], BOTH, "# This answer is in the cell double."),
        (["def double(x):\n    return 0", BOTH], BOTH, "# This answer is in the cell double."),
        (["import numpy as np\n" + DONE["double"], "y = 3", DONE["halve"]],
         "import numpy as np\n" + DONE["double"], DONE["halve"]),
    ],
    ids=["two cells", "one cell", "a later try", "with more"],
)  # fmt: skip
def test_answers_pasted_beside_untouched_stubs_are_taken_and_it_is_said(
    where, marks, pasted, double, halve
):
    book = filled_in()
    for name in DONE:
        book.cells[at(book, name)].source = by_name(INSTRUCTOR, name).source
    book.cells[where:where] = [cell("code", f"mine-{n}", text) for n, text in enumerate(pasted)]
    made, notes = repair(book if marks else without_marks(book), INSTRUCTOR)
    assert [by_name(made, name).source for name in ("double", "halve")] == [double, halve]
    if marks:
        apart = halve == DONE["halve"]
        wanted = [f"double {OWN}", f"halve {OWN}" if apart else "halve has its answer in double."]
        assert notes == wanted
    check_result(made)
    check_again(made)


def test_an_answer_to_two_of_which_one_cell_is_gone_runs_before_the_tests_of_both():
    book = filled_in()
    book.cells[at(book, "double")].source = by_name(INSTRUCTOR, "double").source
    del book.cells[at(book, "halve")]
    book.cells.append(cell("code", "mine", BOTH))
    made, _ = repair(book, INSTRUCTOR)
    assert by_name(made, "double").source == BOTH
    assert "double" in by_name(made, "halve").source
    check_result(made)


def test_an_answer_that_is_there_is_not_taken_from_elsewhere():
    book = filled_in()
    book.cells.append(cell("code", "mine", "def double(x):\n    return 0"))
    made, notes = repair(book, INSTRUCTOR)
    assert by_name(made, "double").source == DONE["double"]
    assert notes == []


@pytest.mark.parametrize("marks", [True, False])
def test_a_text_pasted_below_an_untouched_question_is_its_answer(marks):
    book = filled_in()
    where = at(book, "why")
    book.cells[where].source = by_name(INSTRUCTOR, "why").source
    book.cells[where + 1 : where + 1] = [
        cell("markdown", "mine-1", "Since it is so."), cell("code", "mine-2", "1 + 1"),
        cell("markdown", "mine-3", "And so on."),
    ]  # fmt: skip
    made, notes = repair(book if marks else without_marks(book), INSTRUCTOR)
    assert by_name(made, "why").source == "Since it is so.\n\nAnd so on."
    assert f"why {OWN}" in notes
    assert "1 + 1" in sources(made)
    check_result(made)


@pytest.mark.parametrize("name", ["setup", "test_double"])
def test_an_answer_written_into_a_locked_cell_is_kept(name):
    """As JupyterLab merges a cell into the one below."""
    book = filled_in()
    merged = f"{book.cells[at(book, name)].source}\n{DONE['double']}"
    del book.cells[at(book, "double")]
    book.cells[at(book, name)].source = merged
    made, notes = repair(book, INSTRUCTOR)
    assert by_name(made, "double").source == merged
    assert f"{name} was missing and was put back." in notes
    check_result(made)


def test_of_two_new_cells_that_define_it_neither_is_taken_for_the_answer():
    book = filled_in()
    del book.cells[at(book, "double")]
    for number in (1, 2):
        book.cells.insert(3, cell("code", f"mine-{number}", f"def double(x):\n    return {number}"))
    made, notes = repair(book, INSTRUCTOR)
    assert notes == ["double was missing and was put back unanswered."]
    assert [cell.id for cell in made.cells[3:6]] == ["mine-2", "mine-1", "double"]


def test_unanswered_cells_without_marks_find_their_places():
    book = filled_in()
    for name in ("double", "why"):
        book.cells[at(book, name)].source = by_name(INSTRUCTOR, name).source
    book.cells.insert(at(book, "double"), cell("code", "mine", "y = 1"))
    made, _ = repair(without_marks(book), INSTRUCTOR)
    assert [by_name(made, name).source for name in DONE] == [
        by_name(INSTRUCTOR, "double").source,
        DONE["halve"],
        by_name(INSTRUCTOR, "why").source,
    ]


def test_a_written_answer_without_marks_is_found_by_its_place():
    book = filled_in()
    book.cells.insert(at(book, "why"), cell("markdown", "empty", " "))
    made, _ = repair(without_marks(book), INSTRUCTOR)
    assert by_name(made, "why").source == DONE["why"]


def test_a_cell_that_claims_to_be_another_is_not_found_by_its_place():
    book = filled_in()
    del book.cells[at(book, "why")]
    book.cells.insert(at(book, "plan"), copy_of(book, "question", "Nobody knows anything."))
    made, notes = repair(book, INSTRUCTOR)
    assert "why was missing and was put back unanswered." in notes
    check_result(made)


def test_by_its_place_alone_nothing_is_found():
    kinds = [cell.cell_type for cell in INSTRUCTOR.cells]
    book = new_notebook(cells=[cell(kind, f"my-{i}", f"my {i}") for i, kind in enumerate(kinds)])
    made, notes = repair(book, INSTRUCTOR)
    assert sources(made)[: len(kinds)] == sources(book)
    assert len([note for note in notes if "missing" in note]) == len(GRADED)


def test_of_cells_that_are_alike_the_one_that_is_there_is_found():
    texts = ["\n".join(f"assert double({x}) == {2 * x}" for x in [*range(9), y]) for y in (20, 30)]
    instructor = new_notebook(
        cells=[graded("code", f"test-{i}", text, 1, grade=True) for i, text in enumerate(texts)]
    )
    book = without_marks(deepcopy(instructor))
    del book.cells[0]
    _, notes = repair(book, instructor)
    assert "test-0 was missing and was put back." in notes
    assert len(notes) == 2


def test_a_mark_counts_where_the_id_is_that_of_another_cell():
    book = filled_in()
    why = book.cells.pop(at(book, "why"))
    book.cells[-1] = why
    why.id = "end"
    made, _ = repair(book, INSTRUCTOR)
    assert by_name(made, "why").source == DONE["why"]


# -- cells that were changed ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("setup", "import math\n\nLIMIT = 7\nSTEP = 1\nprint(LIMIT)"),
        ("setup", "import math\n\nLIMIT = 5\nSTEP = 1\nprint(LIMIT)\nimport cheat"),
        ("test_double", "assert double(2) == 5"),
        ("question", "Why? "),
        ("question", "Why not?"),
    ],
)
def test_an_edit_of_a_locked_cell_is_dropped(name, source):
    book = filled_in()
    book.cells[at(book, name)].source = source
    made, notes = repair(book, INSTRUCTOR)
    changed = source.strip() != "Why?"
    assert notes == [f"{name} was changed, and is as released again."] * changed
    assert made == repair(filled_in(), INSTRUCTOR)[0]


def test_other_code_in_a_locked_cell_is_kept_beside_it():
    book = filled_in()
    book.cells[at(book, "test_double")].source = "print('my own plot of something else')"
    made, notes = repair(book, INSTRUCTOR)
    check_result(made)
    own = sources(made).index("print('my own plot of something else')")
    assert made.cells[own].metadata == {}
    assert at(made, "double") < own < at(made, "test_double")
    assert "test_double was missing and was put back." in notes
    note = "A cell marked as test_double held something else: it is an ordinary cell now."
    assert note in notes


def test_the_mark_of_a_test_on_the_answer_wins_and_loses_nothing():
    book = filled_in()
    answer = book.cells[at(book, "double")]
    answer.metadata = deepcopy(by_name(INSTRUCTOR, "test_double").metadata)
    for own_id in ("double", "mine", "test_double"):
        answer.id = own_id
        made, _ = repair(book, INSTRUCTOR)
        assert made == repair(filled_in(), INSTRUCTOR)[0]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"points": 100}, "points"),
        ({"points": "many"}, "points"),
        ({"grade": False}, "grade, points"),
        ({"solution": True, "grade": False}, "grade, solution, locked, points"),
        ({"grade_id": "double"}, "grade_id"),
        ({"locked": False}, ""),  # nbgrader locks tests whatever this says
        ({"schema_version": 1}, ""),
    ],
)
def test_metadata_are_the_instructors(change, named):
    book = filled_in()
    book.cells[at(book, "test_double")].metadata.nbgrader.update(change)
    made, notes = repair(book, INSTRUCTOR)
    if named:
        named = f"test_double had other metadata ({named}), and has the instructor's again."
    assert notes == [named] * bool(named)
    assert made == repair(filled_in(), INSTRUCTOR)[0]


def test_tags_are_the_instructors():
    book = filled_in()
    book.cells[at(book, "test_double")].metadata.tags = ["skip-execution"]
    made, notes = repair(book, INSTRUCTOR)
    assert notes == ["test_double had other metadata (tags), and has the instructor's again."]
    check_result(made)


def test_the_kernel_is_the_instructors():
    book = filled_in()
    book.metadata.kernelspec = {"name": "ir", "display_name": "R"}
    made, notes = repair(book, INSTRUCTOR)
    assert notes == ["The kernel was ir and is python3 again."]
    check_result(made)


def test_a_mark_that_nobody_gave_is_lost():
    book = filled_in()
    flags = dict(by_name(INSTRUCTOR, "test_double").metadata.nbgrader, grade_id="bonus", points=9)
    book.cells.append(cell("code", "mine", "x = 1", nbgrader=flags))
    made, notes = repair(book, INSTRUCTOR)
    assert notes == ["A cell marked as bonus, which this notebook has not, lost that mark."]
    check_result(made)


def test_an_edited_demonstration_keeps_the_edit_and_the_tag():
    book = filled_in()
    book.cells[at(book, "demo")].source = "for x in range(LIMIT):\n    print(x, x * x)"
    made, notes = repair(book, INSTRUCTOR)
    assert notes == []
    demo = made.cells[at(made, "demo")]
    assert demo.source == "for x in range(LIMIT):\n    print(x, x * x)"
    assert demo.metadata.tags == ["skip-execution"]


def test_a_retyped_ordinary_cell_is_the_students():
    book = filled_in()
    text = book.cells[at(book, "numbers")].source
    book.cells[at(book, "numbers")] = cell("markdown", "numbers", text)
    made, notes = repair(book, INSTRUCTOR)
    assert notes == ['The instructor\'s cell "values = [1, 2, 3]" was deleted or rewritten.']
    (own,) = [cell for cell in made.cells if cell.source == text]
    assert (own.cell_type, own.id == "numbers") == ("markdown", False)


def test_outputs_are_kept_where_the_text_is():
    """With --no-execute they are what nbgrader goes by."""
    book = filled_in()
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("stream", text=cell.id)]
    book.cells[at(book, "test_double")].source += "\nassert True"
    made, _ = repair(book, INSTRUCTOR)
    kept = {cell.id: cell.outputs for cell in made.cells if cell.cell_type == "code"}
    assert kept.pop("test_double") == []
    assert {name: outputs[0].text for name, outputs in kept.items()} == {n: n for n in kept}


def test_attachments_of_answers_are_kept():
    book = filled_in()
    for name in ("why", "question"):
        book.cells[at(book, name)].attachments = {"a.png": {"image/png": "AAAA"}}
    made, _ = repair(book, INSTRUCTOR)
    assert by_name(made, "why").attachments == {"a.png": {"image/png": "AAAA"}}
    assert "attachments" not in by_name(made, "question")


def test_of_the_notebooks_metadata_not_all_are_taken_over():
    instructor = deepcopy(INSTRUCTOR)
    instructor.metadata |= {"grading": {}, "widgets": {}, "orig_nbformat": 3, "title": "Numbers"}
    made, _ = repair(filled_in(), instructor)
    assert set(made.metadata) == {"kernelspec", "title"}


def test_code_written_into_a_demonstration_is_run():
    book = filled_in()
    book.cells[at(book, "demo")].source = "def helper(a, b):\n    return a * b"
    made, _ = repair(book, INSTRUCTOR)
    (helper,) = [c for c in made.cells if c.source.startswith("def helper")]
    assert helper.metadata == {}


# -- any mixture of it ----------------------------------------------------------------------------

TEXTS = sorted({*sources(filled_in()), *sources(INSTRUCTOR), "", " \n", "x = 1", "assert True"})
CHANGES = {
    "nothing": lambda cell, other: None,
    "id": lambda cell, other: cell.update(id=f"own-{other}"),
    "its id": lambda cell, other: cell.update(id=NAMES[other]),
    "marks": lambda cell, other: cell.update(metadata={}),
    "its marks": lambda cell, other: cell.update(
        metadata=deepcopy(INSTRUCTOR.cells[other].metadata)
    ),
    "text": lambda cell, other: cell.update(source=TEXTS[other]),
    "more text": lambda cell, other: cell.update(source=f"{cell.source}\n{TEXTS[other]}"),
    "no tags": lambda cell, other: cell.metadata.update(tags=["skip-execution"]),
    "type": lambda cell, other: cell.update(cell_type=["code", "markdown", "raw"][other % 3]),
}
cells_of_it = st.tuples(
    st.integers(0, len(NAMES) - 1),
    st.lists(
        st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(0, len(NAMES) - 1)), max_size=3
    ),
)


@st.composite
def submissions(draw):
    """The honest submission with cells left out, copied, moved and changed."""
    book = filled_in()
    chosen = draw(st.one_of(st.lists(cells_of_it, max_size=20), st.permutations(range(len(NAMES)))))
    cells = []
    for choice in chosen:
        number, changes = choice if isinstance(choice, tuple) else (choice, [])
        cell = deepcopy(book.cells[number])
        for change, other in changes:
            CHANGES[change](cell, other)
        for key in ("outputs", "execution_count"):
            cell.pop(key, None)
        if cell.cell_type == "code":
            cell |= {"outputs": [], "execution_count": None}
        cells.append(nbformat.from_dict(cell))
    book.cells = cells
    return book


def test_a_copy_of_the_instructors_text_is_no_answer():
    intro, stub = "# Numbers\n\nTwice, half, and why.", "YOUR ANSWER HERE"
    cells = [new_markdown_cell(text, id="intro") for text in (intro, stub, intro)]
    made, _ = repair(new_notebook(cells=cells), INSTRUCTOR)
    assert next(cell.source for cell in made.cells if cell.id == "why") == stub
    check_again(made)


@settings(deadline=None, max_examples=300)
@given(submissions())
def test_any_mixture_gives_the_instructors_notebook(book):
    before = deepcopy(book)
    made, notes = repair(book, INSTRUCTOR)
    assert book == before
    check_result(made)
    check_again(made)
    assert repair(book, INSTRUCTOR) == (made, notes)
    after = sources(made)
    for cell in book.cells:
        if cell.source in DONE.values():
            assert cell.source in after


@settings(deadline=None, max_examples=100)
@given(st.permutations(range(len(NAMES))), st.sets(st.sampled_from(NAMES)))
def test_cells_moved_or_left_out_are_told_apart_by_any_one_mark(order, left_out):
    book = filled_in()
    book.cells = [book.cells[number] for number in order if NAMES[number] not in left_out]
    made, _ = repair(book, INSTRUCTOR)
    for strip in (lambda cell: cell.pop("id"), lambda cell: cell.metadata.pop("nbgrader", None)):
        stripped = deepcopy(book)
        for cell in stripped.cells:
            strip(cell)
        assert repair(stripped, INSTRUCTOR)[0] == made


# -- the course's notebooks -----------------------------------------------------------------------


def instructors(name):
    """The source notebook with the stubs of the release."""
    book = deepcopy(read_notebook(name))
    released = nbformat.read(ROOT / "release" / "module7" / f"{name}.ipynb", 4)
    for cell, other in zip(book.cells, released.cells, strict=True):
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = other.source
    return book, released


@pytest.mark.parametrize("student", CLASS, ids=lambda student: student.name)
@pytest.mark.parametrize("name", list(EXERCISES))
def test_the_sample_class_needs_no_note_beyond_colabs(read, name, student):
    instructor, released = instructors(name)
    book = fill_in(released, name, student)
    made, notes = repair(read(student.saves(book)), instructor)
    colab = ["Saved as nbformat 4.0: cell ids were restored."]
    assert notes == (colab if student.saves is as_colab_saves else [])
    check_result(made, instructor)
    for cell, other in zip(made.cells, book.cells, strict=True):
        locked = cell.metadata.get("nbgrader", {}).get("locked")
        assert cell.id == other.id
        assert locked or cell.source == other.source or "open-in-colab" in cell.source
    check_again(made, instructor)


@pytest.mark.parametrize("name", list(EXERCISES))
def test_the_course_needs_neither_ids_nor_metadata(read, name):
    instructor, released = instructors(name)
    book = fill_in(released, name, CLASS[0])
    whole, _ = repair(deepcopy(book), instructor)
    made, notes = repair(read(json.dumps(without_marks(book))), instructor)
    # The header has no answer; of the rest not one is missing.
    assert [cell.source for cell in made.cells if "nbgrader" in cell.metadata] == [
        cell.source for cell in whole.cells if "nbgrader" in cell.metadata
    ]
    assert notes == ["Cell ids and nbgrader's metadata were restored."]


# -- reading --------------------------------------------------------------------------------------


def test_what_is_no_file_is_refused(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket"))
        for name, words in [
            ("folder", "it is a folder"),
            ("link", "it is a link"),
            ("loop", "it is a link"),
            ("pipe", "it is a named pipe"),
            ("socket", "it is a socket"),
            ("nothing", "it could not be opened: No such file or directory"),
        ]:
            with pytest.raises(UnreadableNotebook, match=f"^{words}$"):
                read_submission(tmp_path / name)
    with pytest.raises(UnreadableNotebook, match=r"^it is a device$"):
        read_submission(Path("/dev/null"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"\xff\xfe\x00", "it is not UTF-8 text"),
        (b"Dear instructor", "it is not JSON, or was cut short: Expecting value"),
        (b'{"cells": [', "it is not JSON, or was cut short"),
        (b"[" * 100_000, "it is nested too deeply"),
        (b"[]", "it is JSON, but not a notebook"),
        (b"null", "it is JSON, but not a notebook"),
        (b'{"answer": 42}', "it is JSON, but not a notebook"),
        (b'{"nbformat": 5, "cells": []}', "it is nbformat 5, and 2 to 4 can be read"),
        (b'{"nbformat": 1, "cells": []}', "it is nbformat 1, and 2 to 4 can be read"),
        (b'{"nbformat": 4}', "its cells are not a list"),
        (b'{"nbformat": 4, "cells": {}}', "its cells are not a list"),
        (b'{"nbformat": 3, "worksheets": 1}', "its cells are not a list"),
        (json.dumps({"cells": [{}] * (MAX_CELLS + 1)}).encode(), "it has 2001 cells"),
    ],
)
def test_what_is_no_notebook_is_refused(read, content, words):
    with pytest.raises(UnreadableNotebook, match=f"^{re.escape(words)}"):
        read(content)


def test_a_large_file_is_refused(read):
    text = as_text(filled_in())
    assert read(text, max_bytes=len(text))
    with pytest.raises(UnreadableNotebook, match=r"^it is larger than \S+ MiB$"):
        read(text, max_bytes=len(text) - 1)


def test_a_byte_order_mark_is_no_matter(read):
    assert read(b"\xef\xbb\xbf" + as_text(filled_in()).encode()).cells


ONE = {"cell_type": "code", "source": "x = 1", "metadata": {}}


@pytest.mark.parametrize(
    ("raw", "kind", "source"),
    [
        (ONE, "code", "x = 1"),
        (ONE | {"source": ["x = ", "1"]}, "code", "x = 1"),
        (ONE | {"source": ["x", 7, " = 1"]}, "code", "x = 1"),
        (ONE | {"source": 7}, "code", ""),
        (ONE | {"source": "x = 1\r\ny = 2"}, "code", "x = 1\ny = 2"),
        (ONE | {"source": "x = '\ud800'"}, "code", "x = '?'"),
        ({"cell_type": "code"}, "code", ""),
        ({"source": "x = 1"}, "raw", "x = 1"),
        (ONE | {"cell_type": "sql"}, "raw", "x = 1"),
        (ONE | {"cell_type": ["code"]}, "raw", "x = 1"),
        (ONE | {"metadata": [1]}, "code", "x = 1"),
        (ONE | {"metadata": {"nbgrader": 7, "tags": "no", "name": ""}}, "code", "x = 1"),
        (ONE | {"metadata": {"tags": ["a,b", "", "a", "a", 1]}}, "code", "x = 1"),
        (ONE | {"metadata": {"nbgrader": {"grade_id": ["a"]}}}, "code", "x = 1"),
        (ONE | {"metadata": {"more": 0}}, "code", "x = 1"),
        (ONE | {"cell_type": "heading", "level": 2}, "markdown", "## x = 1"),
        (ONE | {"cell_type": "heading", "level": 10**6}, "markdown", "# x = 1"),
        (ONE | {"cell_type": "heading", "level": "two"}, "markdown", "# x = 1"),
        (ONE | {"outputs": "none", "execution_count": "two"}, "code", "x = 1"),
        (ONE | {"outputs": [1, {}, {"output_type": "stream"}]}, "code", "x = 1"),
        (ONE | {"id": "not an id", "more": {}}, "code", "x = 1"),
        (ONE | {"cell_type": "markdown", "attachments": {"a.png": 3}}, "markdown", "x = 1"),
        (ONE | {"cell_type": "markdown", "attachments": [3]}, "markdown", "x = 1"),
    ],
)
def test_a_malformed_cell_is_made_well_formed(read, raw, kind, source):
    book = read({"nbformat": 4, "nbformat_minor": 5, "cells": [raw, None, "x", raw]})
    nbformat.validate(book)
    assert [(cell.cell_type, cell.source) for cell in book.cells] == [(kind, source)] * 2


@pytest.mark.parametrize("minor", [0, 2, 4, 5, 6, None, "five"])
@pytest.mark.parametrize("major", [4, None, "4"])
def test_versions_of_nbformat_4_are_read(read, major, minor):
    book = read({"nbformat": major, "nbformat_minor": minor, "cells": [ONE], "metadata": None})
    nbformat.validate(book)
    assert (book.nbformat, book.nbformat_minor) == (4, 5)


@pytest.mark.parametrize("version", [2, 3])
def test_older_notebooks_are_read(read, version):
    old = nbformat.convert(filled_in(), version)
    book = read(json.dumps(old))
    nbformat.validate(book)
    assert [cell.source.lstrip("# ") for cell in book.cells] == [
        cell.source.lstrip("# ") for cell in filled_in().cells
    ]
    made, notes = repair(book, INSTRUCTOR)
    assert sources(made)[1:] == sources(repair(filled_in(), INSTRUCTOR)[0])[1:]
    assert notes[0].startswith(f"Saved as nbformat {version}.0: ")


def test_colabs_ids_are_read_from_the_metadata(read):
    cells = [ONE | {"metadata": {"id": name}} for name in ("Qx1", "Qx1", "not an id")]
    ids = [cell.id for cell in read({"nbformat": 4, "cells": cells}).cells]
    assert ids[0] == "Qx1"
    assert len(set(ids)) == 3


def test_outputs_attachments_and_the_kernel_are_read(read):
    book = new_notebook(
        metadata={"kernelspec": {"name": "ir", "display_name": "R"}},
        cells=[
            new_code_cell(
                "x",
                outputs=[
                    nbformat.v4.new_output("stream", name="stderr", text="out"),
                    nbformat.v4.new_output("execute_result", {"text/plain": "1"}),
                    nbformat.v4.new_output("display_data", {"image/png": "AAAA"}),
                    nbformat.v4.new_output("error", ename="E", evalue="e", traceback=["a", "b"]),
                ],
            ),
            new_markdown_cell("y", attachments={"a.png": {"image/png": "AAAA"}}),
        ],
    )
    parsed = read(as_text(book))
    assert parsed.cells == book.cells
    assert parsed.metadata.kernelspec.name == "ir"


@pytest.mark.parametrize("large", [False, True], ids=["here", "in a process"])
def test_what_is_more_than_anybody_writes_is_cut_and_said(read, monkeypatch, large):
    if not large:
        monkeypatch.setattr(reading, "SMALL", 2**26)
    picture = {"a.png": {"image/png": "A" * 4 * 2**20}}
    cells = [
        new_markdown_cell("x" * 2 * 2**20),
        new_markdown_cell("a\n" * 10**5),
        *[new_markdown_cell("short", attachments=picture) for _ in range(3)],
        new_code_cell("x = 1", outputs=[new_output("stream", text="x" * 5 * 2**20)]),
    ]
    made = read(nbformat.writes(new_notebook(cells=cells)))
    assert len(made.cells[0].source) == 2**20
    assert len(made.cells[1].source.splitlines()) == 2**20 // 64
    assert ["attachments" in cell for cell in made.cells[2:5]] == [True, True, False]
    assert made.cells[5].outputs == []
    assert made.cells[5].source == "x = 1"


def test_more_text_than_the_grader_takes_in_is_no_notebook(read):
    cells = [new_markdown_cell("x" * 2**20) for _ in range(13)]
    with pytest.raises(UnreadableNotebook, match="more than 12 MiB of text"):
        read(nbformat.writes(new_notebook(cells=cells)))
    cells = [new_markdown_cell("\U0001f600" + "x" * (2**18 - 2)) for _ in range(13)]
    with pytest.raises(UnreadableNotebook, match="more than 12 MiB of text"):
        read(nbformat.writes(new_notebook(cells=cells)))


def test_a_machine_that_is_too_busy_to_read_a_file_makes_it_no_bad_file(read, monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    with pytest.raises(RuntimeError, match="this machine could not read the file now"):
        read('{"cells": []}' + " " * 2**21)


def test_outputs_that_are_too_large_cost_no_others(read):
    large, small = (nbformat.v4.new_output("stream", text=text) for text in ("x" * 2**23, "y"))
    cells = [ONE | {"outputs": [large]}, ONE | {"outputs": [small]}]
    assert [cell.outputs for cell in read({"cells": cells}).cells] == [[], [small]]


def test_of_very_many_outputs_the_last_are_kept(read):
    outputs = [nbformat.v4.new_output("stream", text=str(number)) for number in range(10_000)]
    (cell,) = read({"cells": [ONE | {"outputs": outputs}]}).cells
    assert cell.outputs == outputs[-MAX_OUTPUTS:]


def test_numbers_and_nesting_beyond_what_readers_take_are_dropped(read):
    flags = '{"points": ' + "9" * 5000 + ', "deep": ' + "[" * 500 + "]" * 500 + "}"
    text = '{"cells": [{"metadata": {"nbgrader": ' + flags + "}}]}"
    assert read(text).cells[0].metadata.nbgrader == {"points": None}


def test_a_student_cannot_speak_for_the_grading(read):
    book = filled_in()
    book.metadata["grading"] = {"unreadable": "no"}
    assert "grading" not in read(as_text(book)).metadata


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda part: (
        st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=5), part, max_size=3)
    ),
    max_leaves=8,
)
some_cell = st.dictionaries(
    st.sampled_from(["cell_type", "id", "source", "metadata", "outputs", "attachments", "input"]),
    anything
    | st.sampled_from(["code", "markdown", "heading", "double", "def double(x): pass", "\udc80"])
    | st.fixed_dictionaries(
        {},
        optional={
            "nbgrader": st.dictionaries(
                st.sampled_from(["grade_id", "points", "grade", "solution", "locked", "task"]),
                anything | st.sampled_from(GRADED),
            ),
            "tags": anything,
            "id": anything | st.sampled_from(NAMES),
        },
    ),
)
some_notebook = st.fixed_dictionaries(
    {"cells": st.lists(some_cell | anything, max_size=4) | anything},
    optional={"nbformat": st.integers(1, 5) | anything, "nbformat_minor": anything,
              "metadata": anything, "worksheets": anything},
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some_notebook | anything)
def test_any_json_is_read_or_refused(read, document):
    try:
        book = read(document)
    except UnreadableNotebook:
        return
    nbformat.validate(book)
    made, _ = repair(book, INSTRUCTOR)
    check_result(made)
    check_again(made)
    as_text(made).encode()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(), st.integers(0, 2000))
def test_any_bytes_are_read_or_refused(read, inserted, where):
    good = as_text(filled_in()).encode()
    for data in (inserted, good[:where] + inserted, good[:where] + inserted + good[where:]):
        with contextlib.suppress(UnreadableNotebook):
            assert not [*nbformat.validator.iter_validate(read(data))]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "-" * 100_000 + "1",
        "a" + " " * 100_000,
        "x\0 = 1",
        "a = " * 50_000,
        "%time x",
    ],
)
def test_no_answer_stops_the_repair(text):
    book = without_marks(filled_in())
    book.cells[at(filled_in(), "double")].source = text
    made, _ = repair(book, INSTRUCTOR)
    check_result(made)
    assert text in sources(made)


# -- files beside the notebooks --------------------------------------------------------------------


def test_what_nbgrader_would_stumble_over_is_set_aside_and_not_lost(tmp_path):
    folder = tmp_path / "ps"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "numbers.csv").write_text("1")
    os.mkfifo(folder / "a.ipynb")
    assert reading.set_aside(folder) == []
    for name, make, words in [
        ("passwd", lambda path: path.symlink_to("/etc/passwd"), "is a link"),
        ("data/up", lambda path: path.symlink_to(".."), "is a link"),
        ("data/pipe", os.mkfifo, "is a named pipe"),
        ("data/b.ipynb", os.mkfifo, "is a named pipe"),
        ("timestamp.txt", lambda path: path.write_text("yesterday"), "holds no time"),
        ("/".join(["a"] * 21), lambda path: path.mkdir(parents=True), "lies more than 20"),
    ]:
        make(folder / name)
        (note,) = reading.set_aside(folder)
        assert f"'{folder / name}' {words}" in note
        assert not os.path.lexists(folder / name)
        assert any(os.path.lexists(p / name) for p in (tmp_path / ".set-aside").glob("ps *"))
    (folder / "timestamp.txt").write_text("2026-11-23 03:00:00 UTC")
    assert reading.set_aside(folder) == []
    assert (folder / "data" / "numbers.csv").read_text() == "1"


def test_what_has_the_name_of_a_feedback_page_is_set_aside_and_no_other_page(tmp_path):
    (tmp_path / "ps" / "data").mkdir(parents=True)
    pages = {"one.html", "start_here.html", "mine.html", "data/one.html"}
    for name in pages - {"start_here.html"}:
        (tmp_path / "ps" / name).write_text("<script>")
    (tmp_path / "ps" / "start_here.html").mkdir()
    notes = reading.set_aside(tmp_path / "ps", ["one", "two"])
    assert sum("has the name of a feedback page" in note for note in notes) == len(notes) == 2
    left = {name for name in pages if (tmp_path / "ps" / name).exists()}
    assert left == {"mine.html", "data/one.html"}


def test_a_name_that_a_terminal_takes_for_orders_is_set_aside_and_none_of_another_script(tmp_path):
    folder = tmp_path / "\u0646\u200c\u0647" / "ps"  # the course's folder, too
    folder.mkdir(parents=True)
    honest = {
        "timestamp.txt",
        "\u8cc7\u3000\u4e00.csv",
        "notes\u00a0of.csv",
        "\u0646\u200c\u0647.txt",
    }
    hostile = {"a\x1b[31m", "a\nb", "\u202egpj.exe", "a\u2028b"}
    for name in honest | hostile:
        (folder / name).write_text("2026-11-23 03:00:00 UTC")
    assert len(reading.set_aside(folder)) == len(hostile)
    assert {path.name for path in folder.iterdir()} == honest


# -- nbgrader autograde ---------------------------------------------------------------------------

CONFIG = """
c = get_config()
c.Autograde.exporter_class = "grading.submission.SubmissionExporter"
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput", "grading.submission.Repair",
    "nbgrader.preprocessors.OverwriteKernelspec", "nbgrader.preprocessors.OverwriteCells",
]
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.SaveAutoGrades", "nbgrader.preprocessors.CheckCellMetadata",
]
c.ClearMarkScheme.enforce_metadata = False
"""
BAD = {
    "folder": lambda path: path.mkdir(),
    "link": lambda path: path.symlink_to(path.parent / "good.ipynb"),
    "broken_link": lambda path: path.symlink_to("nowhere"),
    "pipe": os.mkfifo,
    "empty": lambda path: path.touch(),
    "truncated": lambda path: path.write_text(as_text(filled_in())[:500]),
}
ODD = {
    "good": as_text,
    "rewritten": as_text,
    "nbformat3": lambda book: json.dumps(nbformat.convert(book, 3)),
    "colab": as_colab_saves,
    "bare": lambda book: json.dumps(without_marks(book)),
}
OLD = {"zero": "test-v0", "one": "test-v1", "two": "test-v2", "new": "too-new", "now": "test"}
FILES = Path(nbgrader.__file__).parent / "tests" / "apps" / "files"


def source_of(book):
    """What an instructor writes of which generate_assignment makes INSTRUCTOR."""
    for cell in book.cells:
        if cell.id in ("double", "halve"):
            head, _, stub_lines = cell.source.partition("    # YOUR CODE HERE\n")
            cell.source = f"{head}    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
        if cell.id == "why":
            cell.source = "The reference answer."
        cell.metadata.get("nbgrader", {}).pop("checksum", None)
    return book


def rewritten(book):
    """As its source may be after the release: the gradebook has the cells that count."""
    by_name(book, "setup").source = "LIMIT = 6"
    by_name(book, "test_double").metadata.nbgrader.points = 7
    by_name(book, "why").metadata.nbgrader.grade_id = "unknown"
    return book


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course after nbgrader autograde, which runs nothing here: its folder and the log."""
    folder = tmp_path_factory.mktemp("course")
    (folder / "nbgrader_config.py").write_text(CONFIG)
    source = folder / "source" / "ps"
    source.mkdir(parents=True)
    for name in [*BAD, *ODD]:
        nbformat.write(source_of(deepcopy(INSTRUCTOR)), source / f"{name}.ipynb")
    shutil.copy(FILES / "test.ipynb", source / "squares.ipynb")

    def run(*arguments):
        told = sample_course.environment() | {"JUPYTER_CONFIG_DIR": str(folder)}
        done = commands.python(folder, "-m", "nbgrader", *arguments, environment=told)
        done.stdout += done.stderr
        return done

    done = run("generate_assignment", "ps")
    assert done.returncode == 0, done.stdout

    nbformat.write(rewritten(source_of(deepcopy(INSTRUCTOR))), source / "rewritten.ipynb")

    def hand_in(student):
        path = folder / "submitted" / student / "ps"
        path.mkdir(parents=True)
        return path

    def fill(path):
        book = nbformat.read(path, 4)
        for cell in book.cells:
            cell.source = DONE.get(cell.id, cell.source)
        return book

    mine, its = hand_in("ada"), hand_in("zoe")
    for name, make in BAD.items():
        make(mine / f"{name}.ipynb")
    for name, saves in ODD.items():
        book = fill(folder / "release" / "ps" / f"{name}.ipynb")
        (its / f"{name}.ipynb").write_text(as_text(book))
        (mine / f"{name}.ipynb").write_text(saves(book))
    shutil.copy(folder / "release" / "ps" / "squares.ipynb", mine)
    for student, name in OLD.items():
        shutil.copy(FILES / f"{name}.ipynb", hand_in(student) / "squares.ipynb")
    mallory = hand_in("mallory")
    shutil.copy(FILES / "test.ipynb", mallory / "squares.ipynb")
    (mallory / "data.csv").symlink_to("/etc/passwd")
    os.mkfifo(mallory / "timestamp.txt")
    return folder, run("autograde", "ps")


def grades(folder, student, notebook):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        book = gradebook.find_submission_notebook(notebook, "ps", student)
        return {g.cell.name: (g.auto_score, g.needs_manual_grade) for g in book.grades}


def autograded(folder, student, notebook):
    return nbformat.read(folder / "autograded" / student / "ps" / f"{notebook}.ipynb", 4)


def test_autograde_sets_special_files_aside_and_grades_everybody(course):
    folder, done = course
    assert "error processing assignment" not in done.stdout
    assert re.search(r"mallory/ps/data\.csv' is a link: moved to ", done.stdout)
    assert {"ada", "zoe", "mallory", *OLD} <= set(os.listdir(folder / "autograded"))
    (aside,) = (folder / "submitted" / "mallory" / ".set-aside").glob("ps *")
    assert (aside / "data.csv").is_symlink()


@pytest.mark.parametrize("name", ["good", "colab", "nbformat3", "bare"])
def test_autograde_records_what_can_be_read(course, name):
    folder, _ = course
    assert grades(folder, "ada", name) == {
        "test_double": (1, False), "test_halve": (1, False), "test_both": (1, False),
        "why": (None, True), "plan": (None, True),
    }  # fmt: skip
    book = autograded(folder, "ada", name)
    assert [by_name(book, answer).source for answer in DONE] == list(DONE.values())
    assert [by_name(book, n).source for n in LOCKED] == [
        by_name(INSTRUCTOR, n).source for n in LOCKED
    ]
    assert autograded(folder, "zoe", name).metadata.grading.repaired == []
    assert set(book.metadata.grading) == {"instructor", "repaired", "submitted"}
    assert bool(book.metadata.grading.repaired) == (name != "good")


@pytest.mark.parametrize("name", list(BAD))
def test_autograde_records_what_cannot_be_read_as_unanswered(course, name):
    folder, done = course
    words = {
        "folder": "it is a folder", "link": "it is a link", "broken_link": "it is a link",
        "pipe": "it is a named pipe", "empty": "it is empty",
        "truncated": "it is not JSON, or was cut short",
    }[name]  # fmt: skip
    recorded = grades(folder, "ada", name)
    assert set(recorded) == {"test_double", "test_halve", "test_both", "why", "plan"}
    assert recorded["why"] == (0, False)
    book = autograded(folder, "ada", name)
    told, *rest = book.cells
    assert [c.id for c in rest] == GRADED
    assert told.source.startswith(f"**Your file could not be read: {words}")
    assert by_name(book, "double").source == "# Your file could not be read."
    assert book.metadata.grading.unreadable.startswith(words)
    assert book.metadata.grading.repaired == []
    assert f"ada/ps/{name}.ipynb could not be read: {words}" in done.stdout


def test_autograde_goes_by_the_gradebook(course):
    folder, done = course
    book = autograded(folder, "ada", "rewritten")
    names = [cell.metadata.nbgrader.grade_id for cell in book.cells if "nbgrader" in cell.metadata]
    assert names == GRADED
    assert [by_name(book, name).source for name in DONE] == list(DONE.values())
    assert by_name(book, "setup").source == by_name(INSTRUCTOR, "setup").source
    assert by_name(book, "test_double").metadata.nbgrader.points == 1
    assert grades(folder, "ada", "rewritten")["why"] == (None, True)
    assert done.stdout.count("the gradebook has no cell unknown") == 1  # for two students
    assert by_name(book, "test_double").metadata.deletable is False


def test_the_instructors_notebook_is_made_anew_for_each_notebook(course):
    folder, _ = course
    here = {"db_url": f"sqlite:///{folder / 'gradebook.db'}", "assignment": "ps"}
    books = [Repair().instructor({**here, "notebook": name}) for name in ("good", "squares")]
    assert books[0] != books[1]
    assert Repair().instructor({**here, "notebook": "good"}) is books[0]
    assert Repair().instructor({**here, "notebook": "nothing"}).cells == []


def test_autograde_says_in_the_log_what_was_mended(course):
    _, done = course
    assert "ada, colab: Saved as nbformat 4.0: cell ids were restored." in done.stdout
    assert "zoe," not in done.stdout


@pytest.mark.parametrize("student", list(OLD))
def test_autograde_takes_any_version_of_nbgraders_metadata(course, student):
    folder, done = course
    recorded, expected = grades(folder, student, "squares"), grades(folder, "ada", "squares")
    assert set(recorded) == set(expected)
    released = nbformat.read(folder / "release" / "ps" / "squares.ipynb", 4)
    made = autograded(folder, student, "squares")
    marks = [c.metadata.nbgrader.grade_id for c in made.cells if "nbgrader" in c.metadata]
    assert marks == [
        c.metadata.nbgrader.grade_id for c in released.cells if "nbgrader" in c.metadata
    ]
    if student != "new":  # which is another notebook
        notes = [note for note in made.metadata.grading.repaired if "metadata (" not in note]
        assert notes == []


def test_the_exporter_reads_what_it_has_written_as_it_is(tmp_path):
    """Used by another converter, or in the second pass, it is nbconvert's."""
    book = filled_in()
    book.cells[1].outputs = [nbformat.v4.new_output("stream", text="out")]
    path = tmp_path / "a.ipynb"
    nbformat.write(book, path)
    text, resources = SubmissionExporter(preprocessors=[]).from_filename(str(path))
    assert nbformat.reads(text, 4).cells[1].outputs == book.cells[1].outputs
    assert (resources["metadata"]["name"], resources["metadata"]["path"]) == ("a", str(tmp_path))
