"""The answer library: graded as it must be, every clause tested, the mistakes named."""

import itertools
import re
import time
from dataclasses import replace

import pytest

from answers import causes, clauses, together
from answers.answer_runner import (
    Answer,
    CellTimeout,
    Outcome,
    complaints,
    owners,
    read_answers,
    run,
    time_limit,
)
from tests.contract import EXERCISES, NUMBERS, TEN_WRONG

pytestmark = pytest.mark.depends_on(
    "answers", "source/module7", "tests/contract.py", "requirements.lock"
)

ANSWERS = read_answers()
each_notebook = pytest.mark.parametrize("name", list(EXERCISES))
each_exercise = pytest.mark.parametrize(
    ("notebook", "exercise"),
    [(notebook, exercise) for notebook, names in EXERCISES.items() for exercise in names],
    ids=lambda name: name,
)


@pytest.fixture(scope="module")
def outcomes(runner):
    """The outcomes of all answers to a notebook, or to one of its exercises."""
    graded = {}

    def grade(notebook, exercise=None):
        if notebook not in graded:
            graded[notebook] = together.grade(
                read_answers(notebook),
                lambda calls: runner.call(run, [(notebook, *asked) for asked in calls]),
            )
        return [(a, outcome) for a, outcome in graded[notebook] if exercise in (None, a.exercise)]

    return grade


def test_there_are_enough_answers_of_each_kind():
    for notebook, names in EXERCISES.items():
        for exercise in names:
            answers = [a for a in ANSWERS if (a.notebook, a.exercise) == (notebook, exercise)]
            right = sum(answer.right for answer in answers)
            few = exercise in NUMBERS
            assert right >= (2 if few else 3), exercise
            wanted = 2 if few else 10 if exercise in TEN_WRONG else 5
            assert len(answers) - right >= wanted, exercise
            assert len({answer.code for answer in answers}) == len(answers), exercise
            assert len({answer.title for answer in answers}) == len(answers), exercise


def test_every_answer_belongs_to_an_exercise():
    assert {(a.notebook, a.exercise) for a in ANSWERS} == {
        (notebook, exercise) for notebook, names in EXERCISES.items() for exercise in names
    }


@each_notebook
def test_the_source_scores_all_points(name, runner):
    outcome = runner.run(name, {})
    assert outcome.errors == {}
    assert outcome.failed == {}
    assert set(outcome.tests) == set(owners(name))


@each_notebook
def test_every_answer_is_graded_as_it_must_be(name, outcomes):
    bad = {str(answer): complaints(answer, outcome) for answer, outcome in outcomes(name)}
    assert {name: problems for name, problems in bad.items() if problems} == {}


@each_notebook
def test_every_sentence_that_demands_something_is_listed_as_a_clause(name):
    assert clauses.misplaced(name) == []
    assert clauses.unlisted(name) == []


@each_exercise
def test_what_must_not_be_changed_is_said_not_to_be(notebook, exercise):
    # check_call refuses a changed argument everywhere, so the student has to be told.
    text, docstring = clauses.statement(notebook, exercise)
    arguments = re.search("Arguments.*(?=Returns:)", docstring, re.S)
    if arguments and re.search(r"\b(list|array|dict)s?\b", arguments[0]):
        assert re.search(r"not (be )?changed?|Change none", text + docstring)


@each_exercise
def test_every_clause_has_a_test_that_rejects_what_breaks_it(notebook, exercise, outcomes):
    failed = {answer.title: outcome.failed for answer, outcome in outcomes(notebook, exercise)}
    listed = [clause for clause in clauses.read_entries(notebook)[0] if clause.exercise == exercise]
    assert listed
    assert [clause for clause in listed if clause.test not in failed.get(clause.wrong, {})] == []


@each_notebook
def test_most_mistakes_are_named_and_none_falsely(name, outcomes):
    row = causes.Row()
    for answer, outcome in outcomes(name):
        if not answer.right:
            verdict = causes.verdict(answer, outcome)
            setattr(row, verdict, getattr(row, verdict) + 1)
    assert row.false == 0
    assert row.share >= causes.SHARE


def test_a_cause_that_the_library_does_not_call_true_is_false():
    class Seen:
        def __init__(self, causes):
            self.causes = causes

    answer = Answer("n", "e", False, "no bias", "", cause="bias")
    assert causes.verdict(answer, Seen({"test": "the bias is missing."})) == "named"
    assert causes.verdict(answer, Seen({"test": "U is transposed."})) == "false"
    assert causes.verdict(answer, Seen({})) == "none"
    assert causes.Row(named=3, none=1, false=1).share == 0.6


def test_the_sentences_of_a_statement_are_found():
    text = (
        "### Exercise: `f` (2 points)\n\nAdd it up. `b` is added, too; W\nis not.\n\n| a | b |\n"
        "|---|---|\n| `f(1)` | 2. Or 3 |\n\n- an item\n- `c`: another.\n\nReturns:\n    the sum"
    )
    assert clauses.sentences(text) == [
        "Add it up.", "`b` is added, too; W is not.", "- an item", "- `c`: another.",
        "Returns: the sum",
    ]  # fmt: skip


def test_a_cell_that_works_or_sleeps_too_long_is_stopped():
    with pytest.raises(CellTimeout, match="stopped after"), time_limit(0.1):
        any(False for _ in itertools.count())
    with pytest.raises(CellTimeout), time_limit(0.01):
        time.sleep(1000)


def test_answers_share_a_run_only_if_neither_can_change_what_is_said_of_the_other():
    for notebook in EXERCISES:
        answers = read_answers(notebook)
        packs = together.packs(answers)
        assert sorted(map(str, answers)) == sorted(str(answer) for pack in packs for answer in pack)
        for pack in packs:
            touched = [together.tests_of(answer) for answer in pack if not answer.right]
            assert sum(map(len, touched)) == len(set().union(*touched))


def test_an_answer_that_calls_another_exercise_does_not_run_beside_a_wrong_answer_to_it():
    caller = Answer("4_rnn", "jacobian_norms", False, "calls", "x = rnn_forward(X, W, U, b)")
    called = Answer("4_rnn", "rnn_forward", False, "wrong", "")
    assert not (together.tests_of(caller) & together.tests_of(called))
    assert [len(pack) for pack in together.packs([caller, called])] == [1, 1]
    assert [len(pack) for pack in together.packs([replace(caller, code=""), called])] == [2]


def test_what_seems_wrong_among_others_is_run_alone():
    answers = [
        Answer("2_make_steps", exercise, right, exercise, "")
        for exercise, right in (("count_steps", True), ("make_pairs", False))
    ]
    calls = []

    def nothing_is_found(given):
        calls.extend(given)
        return [Outcome(tests=dict.fromkeys(owners("2_make_steps"))) for _ in given]

    graded = together.grade(answers, nothing_is_found)
    assert [(len(cells), tests is None) for cells, tests in calls] == [(2, False), (1, True)]
    assert [complaints(answer, outcome) for answer, outcome in graded] == [[], ["lost no points"]]
