"""The answer library through the grading engine: graded as in one process, to the last message."""

import pytest

from answers import together
from answers.answer_runner import complaints, owners, read_answers
from tests.contract import EXERCISES

pytestmark = pytest.mark.depends_on(
    "grading", "answers", "source/module7", "tests/contract.py", "requirements.lock"
)

each_notebook = pytest.mark.parametrize("notebook", list(EXERCISES))


@each_notebook
def test_the_source_scores_all_points(engine, notebook):
    outcome = engine.run(notebook, {})
    assert outcome.errors == {}
    assert outcome.failed == {}
    assert set(outcome.tests) == set(owners(notebook))


@each_notebook
def test_every_answer_is_graded_as_it_must_be(engine, notebook):
    graded = together.grade(
        read_answers(notebook), lambda calls: [engine.run(notebook, *asked) for asked in calls]
    )
    bad = {str(answer): complaints(answer, outcome) for answer, outcome in graded}
    assert {name: problems for name, problems in bad.items() if problems} == {}
