"""The answer library: every right answer scores full marks, every wrong one loses where it must."""

import pytest

from answers.answer_runner import complaints, owners, read_answers
from tests.contract import EXERCISES, NUMBERS, TEN_WRONG

ANSWERS = read_answers()
each_notebook = pytest.mark.parametrize("name", list(EXERCISES))


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


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
def test_it_is_graded_as_it_must_be(answer, runner):
    outcome = runner.run(answer.notebook, {answer.exercise: answer.code})
    assert complaints(answer, outcome) == []
