"""The answer library: graded as it must be, every clause tested, the mistakes named."""

import pytest

from answers import causes, clauses
from answers.answer_runner import Answer, complaints, owners, read_answers
from tests.contract import EXERCISES, NUMBERS, TEN_WRONG

ANSWERS = read_answers()
each_notebook = pytest.mark.parametrize("name", list(EXERCISES))
each_exercise = pytest.mark.parametrize(
    ("notebook", "exercise"),
    [(notebook, exercise) for notebook, names in EXERCISES.items() for exercise in names],
    ids=lambda name: name,
)


@pytest.fixture(scope="module")
def outcomes(runner):
    """The outcomes of all answers to an exercise, each answer in the whole notebook."""
    graded = {}

    def grade(notebook, exercise):
        if (notebook, exercise) not in graded:
            answers = read_answers(notebook, exercise)
            replaced = [{exercise: answer.code} for answer in answers]
            found = runner.run_all(notebook, replaced)
            graded[notebook, exercise] = [*zip(answers, found, strict=True)]
        return graded[notebook, exercise]

    return grade


def test_there_are_enough_answers_of_each_kind():
    for notebook, names in EXERCISES.items():
        for exercise in names:
            found = [a for a in ANSWERS if (a.notebook, a.exercise) == (notebook, exercise)]
            right = sum(answer.right for answer in found)
            few = exercise in NUMBERS
            assert right >= (2 if few else 3), exercise
            wanted = 2 if few else 10 if exercise in TEN_WRONG else 5
            assert len(found) - right >= wanted, exercise
            assert len({answer.code for answer in found}) == len(found), exercise
            assert len({answer.title for answer in found}) == len(found), exercise


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


@each_exercise
def test_every_answer_is_graded_as_it_must_be(notebook, exercise, outcomes):
    bad = {
        str(answer): complaints(answer, outcome) for answer, outcome in outcomes(notebook, exercise)
    }
    assert {name: problems for name, problems in bad.items() if problems} == {}


@each_notebook
def test_every_sentence_that_demands_something_is_listed_as_a_clause(name):
    assert clauses.misplaced(name) == []
    assert clauses.unlisted(name) == []


@each_exercise
def test_every_clause_has_a_test_that_rejects_what_breaks_it(notebook, exercise, outcomes):
    failed = {answer.title: outcome.failed for answer, outcome in outcomes(notebook, exercise)}
    listed = [one for one in clauses.read_entries(notebook)[0] if one.exercise == exercise]
    assert listed
    assert [one for one in listed if one.test not in failed.get(one.wrong, {})] == []


@each_notebook
def test_most_mistakes_are_named_and_none_falsely(name, outcomes):
    row = causes.Row()
    for exercise in EXERCISES[name]:
        for answer, outcome in outcomes(name, exercise):
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
