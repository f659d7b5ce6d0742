"""One verdict: what a test says in a student's notebook it says in process and by the engine."""

import pytest

from answers import parity
from answers.answer_runner import Outcome
from tests.contract import EXERCISES

SLICES = {"1_independence": 4, "2_make_steps": 4, "3_dot_products": 4}  # of the others: 2


@pytest.mark.parametrize("notebook", list(EXERCISES))
def test_the_places_agree_test_by_test(notebook, runner, engine):
    """Of the library's answers, the first and the last to each exercise; the command takes all."""
    slices = parity.slices(notebook)
    few = SLICES.get(notebook, 2)
    chosen = slices[: few // 2] + slices[-(few - few // 2) :]
    compared, problems = parity.compare(notebook, chosen, runner, engine.run, stock=0)
    assert compared > 0
    assert problems == []


def test_every_answer_of_the_library_is_in_a_slice():
    for notebook in EXERCISES:
        slices = parity.slices(notebook)
        answers = [answer for chosen in slices for answer in chosen.values()]
        assert sorted(map(str, answers)) == sorted(map(str, parity.read_answers(notebook)))


def test_what_differs_is_named_with_what_each_place_says():
    here, there = Outcome(tests={"a": None, "b": "no"}), Outcome(tests={"a": "no", "b": "nein"})
    assert [*parity.differences({"here": here, "there": there})] == [
        "a\n        here: passed\n        there: no"
    ]
    assert [*parity.differences({"here": here, "there": Outcome(tests={"b": "no"})})]
