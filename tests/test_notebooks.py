"""The source notebooks keep the contract, share one skeleton, and are clean."""

import ast
import builtins
import re
import subprocess
import sys

import pytest

from answers.answer_runner import (
    ROOT,
    cells_of_tests,
    exercises,
    names_in,
    notebooks,
    owners,
    read_notebook,
)
from answers.shell_runner import run_in_shell
from tests.contract import EXERCISES, POINTS, WRITTEN
from tools import minutes

TEST_LINES = 30
NAMES_OF_A_STUDENT = """
from copy import copy
from numpy import *
check_call = check_value = check_error = check_model = passed = warnings = 3

def show(value):
    return value

def same(one, other):
    return one == other

missing = inspect = traceback = tables = seen = module = notebook = numbers = tools = 3
"""
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n(.*)### END HIDDEN TESTS", re.S)
SEEDS = sorted((ROOT / "benchmarks").glob("seeds_*.py"))
each_notebook = pytest.mark.parametrize("name", list(EXERCISES))


def cells(name, kind=None):
    return [cell for cell in read_notebook(name).cells if kind in (None, cell.cell_type)]


def cell_of(name, cell_id):
    return next(cell for cell in cells(name) if cell.id == cell_id)


def flags(cell):
    return cell.metadata.get("nbgrader", {"grade": False, "solution": False, "locked": False})


def test_there_are_the_seven_of_the_contract():
    assert notebooks() == list(EXERCISES)


def test_points_add_up_to_100():
    assert sum(POINTS.values()) == 100


@each_notebook
def test_its_exercises_are_those_of_the_contract(name):
    assert sorted(exercises(name)) == sorted(EXERCISES[name])


@each_notebook
def test_its_points_are_what_its_header_says(name):
    points = sum(flags(cell).get("points", 0) for cell in cells(name))
    assert points == POINTS[name]
    assert f"**Points** {points} " in cell_of(name, "header").source


@each_notebook
def test_each_exercise_states_its_points(name):
    for exercise in EXERCISES[name]:
        of_it = [cell for cell in cells_of_tests(name) if owners(name)[cell.id] == exercise]
        points = sum(cell.metadata.nbgrader.points for cell in of_it)
        heading = rf"### Exercise: `{exercise}` \({points} points?\)"
        assert any(re.search(heading, cell.source) for cell in cells(name, "markdown")), heading


@each_notebook
def test_a_solution_cell_defines_its_name_and_no_other(name):
    for exercise in EXERCISES[name]:
        body = ast.parse(cell_of(name, exercise).source).body
        names = {node.name for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
        for node in body:
            if isinstance(node, ast.Assign):
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                names |= {alias.asname or alias.name for alias in node.names}
        assert names == {exercise}


@each_notebook
def test_a_function_has_a_docstring_that_students_keep(name):
    for exercise in EXERCISES[name]:
        source = cell_of(name, exercise).source
        kept = re.sub(r"### BEGIN SOLUTION.*?### END SOLUTION", "pass", source, flags=re.S)
        functions = [node for node in ast.parse(kept).body if isinstance(node, ast.FunctionDef)]
        assert all(ast.get_docstring(function) for function in functions)
        assert kept != source


@each_notebook
def test_each_exercise_has_a_visible_and_a_hidden_test_in_separate_cells(name):
    for exercise in EXERCISES[name]:
        of_it = [cell for cell in cells_of_tests(name) if owners(name)[cell.id] == exercise]
        hidden = [cell for cell in of_it if HIDDEN.search(cell.source)]
        visible = [cell for cell in of_it if cell not in hidden]
        assert [cell.id for cell in visible] == [f"test_{exercise}"]
        assert hidden
        assert visible[0].source.rstrip().endswith(f'passed("{exercise}")')
        for cell in hidden:
            outside = HIDDEN.sub("", cell.source).strip().splitlines()
            assert all(line.startswith("#") for line in outside), cell.id


@each_notebook
def test_a_hidden_test_shows_neither_inputs_nor_expected_values(name):
    for cell in cells_of_tests(name):
        if HIDDEN.search(cell.source):
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    given = {keyword.arg for keyword in node.keywords}
                    if node.func.id in ("check_call", "check_value"):
                        assert "about" in given, f"{cell.id}, line {node.lineno}"
                    elif node.func.id == "check_error":
                        assert "hidden" in given, f"{cell.id}, line {node.lineno}"


@each_notebook
def test_a_visible_test_is_short_enough_to_be_shown_with_its_message(name):
    """Validate shows the source of a failed test before its message."""
    for cell in cells_of_tests(name):
        if not HIDDEN.search(cell.source):
            assert len(cell.source.splitlines()) <= TEST_LINES, cell.id


@each_notebook
def test_every_table_of_mistakes_that_a_test_asks_for_is_there(name):
    text = "\n".join(cell.source for cell in cells(name, "code") if cell.id != "setup")
    asked = set(re.findall(r"hints=\"(\w+)\"", text))
    there = set(re.findall(r"^mistakes\(\s*\"(\w+)\"", text, re.M))
    assert asked <= there


@each_notebook
def test_what_only_tests_need_runs_over_names_of_its_own(name):
    for cell in cells(name, "code"):
        if cell.id.startswith("mistakes"):
            assert cell.source.startswith("# @title Expected mistakes"), cell.id


@each_notebook
def test_tests_are_folded_wherever_they_are_read(name):
    for cell in cells(name, "code"):
        if cell.id.startswith(("test_", "mistakes")):
            assert cell.source.startswith("# @title "), cell.id
            assert cell.metadata.cellView == "form"
            assert cell.metadata.jupyter.source_hidden


@each_notebook
def test_each_test_has_the_title_by_which_a_notebook_knows_it_for_one(name):
    """It runs over names of its own then, see the set-up cell."""
    for cell in cells_of_tests(name):
        kind = "Hidden" if HIDDEN.search(cell.source) else "Visible"
        assert cell.source.startswith(f"# @title {kind} test"), cell.id


@each_notebook
def test_a_students_own_names_make_no_test_fail(name, runner):
    """The set-up cell, then one in which a student takes names that the tests use for their own.

    But not what Python has built in and the other cells use: that would be the student's mistake.
    """
    others = [cell for cell in cells(name, "code") if cell.id not in owners(name)]
    used = set.union(*(names_in(cell.source)[0] for cell in others[1:])) & set(dir(builtins))
    kept = "".join(f"import builtins; {each} = builtins.{each}\n" for each in sorted(used))
    mine = read_notebook(name).cells[1].source + NAMES_OF_A_STUDENT + kept
    outcome = runner.call(run_in_shell, [(name, {"setup": mine})])[0]
    assert outcome.failed == {}


@each_notebook
def test_it_takes_as_long_as_its_header_says_and_not_too_long(name):
    notebook = read_notebook(name)
    assert minutes.said(notebook) == minutes.minutes(notebook) <= minutes.LONGEST


@each_notebook
def test_cell_ids_are_grade_ids_and_every_graded_cell_is_marked(name):
    for cell in cells(name):
        if "nbgrader" in cell.metadata:
            assert cell.metadata.nbgrader.grade_id == cell.id
            assert cell.metadata.nbgrader.schema_version == 3
    assert set(owners(name)) == {cell.id for cell in cells_of_tests(name)}


@each_notebook
def test_written_questions_have_a_marking_scheme(name):
    written = [cell for cell in cells(name, "markdown") if flags(cell)["grade"]]
    assert bool(written) == (name in WRITTEN)
    for cell in written:
        assert cell.id.startswith("written_")
        question = cell_of(name, cell.id.replace("written_", "question_"))
        assert flags(question)["locked"]
        points = cell.metadata.nbgrader.points
        assert re.search(rf"### Written question \({points} points?\)", question.source)
        scheme = re.search(
            r"=== BEGIN MARK SCHEME ===\n(.+)=== END MARK SCHEME ===", question.source, re.S
        )
        assert scheme, question.id


@each_notebook
def test_it_opens_and_closes_as_all_do(name):
    header, setup = cells(name)[:2]
    assert header.id == "header"
    for part in (
        rf"^# {name[0]} · ", "Dr Tan Jen Hong, NUS-ISS",
        r"\*\*After this notebook you can\*\*\n\n- ",
        r"\*\*Time\*\* about \d+ minutes", "<!-- open-in-colab -->$",
    ):  # fmt: skip
        assert re.search(part, header.source), part
    assert setup.id == "setup"
    assert flags(setup)["locked"]
    remember, handin, check = cells(name)[-3:]
    assert (handin.id, check.id) == ("handin", "handin-check")
    for part in ("## To remember", "## Going further (not graded)", "## References"):
        assert part in remember.source


@each_notebook
def test_the_last_cell_knows_the_notebook_and_costs_grading_nothing(name):
    check = cells(name)[-1]
    assert check.metadata.tags == ["skip-execution"]
    assert "nbgrader" not in check.metadata
    bound = {}
    for node in ast.parse(check.source).body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if target.id.isupper():
                bound[target.id] = ast.literal_eval(node.value)
    written = [cell.id for cell in cells(name, "markdown") if flags(cell)["grade"]]
    assert bound["NOTEBOOK"] == name
    assert list(bound["EXERCISES"]) == exercises(name)
    assert list(bound["WRITTEN"]) == written
    assert bound["STUB"] in (ROOT / "nbgrader_config.py").read_text()


@each_notebook
def test_pictures_are_in_the_notebook_and_have_an_alt_text(name):
    pictures = 0
    for cell in cells(name, "markdown"):
        assert "attachment:" not in cell.source
        for tag in re.findall(r"<img[^>]*>|!\[[^\]]*\]\([^)]*\)", cell.source):
            pictures += 1
            alt = re.search(r'alt="([^"]+)" src="data:image/png;base64,', tag)
            assert alt, f"{cell.id}: {tag[:80]}"
            assert len(alt[1].split()) > 10, f"{cell.id}: {alt[1]}"
    assert pictures


@each_notebook
def test_it_needs_nothing_of_this_repository_and_no_network(name):
    for cell in cells(name, "code"):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                module = getattr(node, "module", None) or node.names[0].name
                ours = ("lib", "tools", "tests", "grading", "nbgrader")
                assert module.split(".")[0] not in ours
        assert "http" not in cell.source


@each_notebook
def test_its_text_does_not_shout(name):
    for cell in cells(name, "markdown"):
        if not cell.id.startswith("fig-"):
            text = re.sub(r"`[^`]*`|\$[^$]*\$|<!--.*?-->|!\[", "", cell.source, flags=re.S)
            assert "!" not in text, cell.id


@pytest.mark.parametrize("module", SEEDS, ids=lambda path: path.stem)
def test_a_claim_tried_with_other_seeds_is_a_quote_from_its_notebook(module):
    """The modules are read and not run: they import TensorFlow."""
    name = next(name for name in EXERCISES if name[2:] == module.stem.removeprefix("seeds_"))
    text = "\n".join(" ".join(cell.source.split()) for cell in cells(name, "markdown"))
    quotes = [
        ast.literal_eval(claim.elts[0])
        for node in ast.parse(module.read_text()).body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "CLAIMS"
        for claim in node.value.elts
    ]
    assert quotes
    for quote in quotes:
        assert re.search(rf"(?<!\w){re.escape(quote)}(?!\w)", text), quote


def test_they_are_clean():
    command = [sys.executable, "-m", "tools.notebooks", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
