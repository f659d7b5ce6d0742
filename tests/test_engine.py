"""The answer library through the grading engine: graded as in one process, to the last message."""

import pytest

from answers.answer_runner import complaints, owners, read_answers
from answers.engine_runner import EngineRunner
from tests.contract import EXERCISES

each_exercise = pytest.mark.parametrize(
    ("notebook", "exercise"),
    [(notebook, exercise) for notebook, names in EXERCISES.items() for exercise in names],
    ids=lambda name: name,
)


@pytest.fixture(scope="session")
def engine():
    """The engine, with its fork server running."""
    return EngineRunner()


@pytest.mark.parametrize("notebook", list(EXERCISES))
def test_the_source_scores_all_points(engine, notebook):
    outcome = engine.run(notebook, {})
    assert outcome.errors == {}
    assert outcome.failed == {}
    assert set(outcome.tests) == set(owners(notebook))


@each_exercise
def test_every_answer_is_graded_as_it_must_be(engine, notebook, exercise):
    found = {}
    for answer in read_answers(notebook, exercise):
        outcome = engine.run(notebook, {exercise: answer.code})
        found[str(answer)] = complaints(answer, outcome)
    assert {name: problems for name, problems in found.items() if problems} == {}
