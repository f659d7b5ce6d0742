"""One verdict: what a test says in a student's notebook it says in process and by the engine.

Here of one notebook; of all in test_parity_notebooks.py.
"""

from answers import parity
from answers.answer_runner import Outcome
from tests.contract import EXERCISES

SLICES = {"1_independence": 4, "2_make_steps": 4, "3_dot_products": 4}  # of the others: 2


def compared(notebook, runner, engine):
    """How many verdicts, and which differ: of the answers the first and the last to each exercise;
    the command takes all."""
    slices = parity.slices(notebook)
    few = SLICES.get(notebook, 2)
    chosen = slices[: few // 2] + slices[-(few - few // 2) :]
    return parity.compare(notebook, chosen, runner, engine.run, stock=0)


def test_of_one_notebook_the_places_agree_test_by_test(runner, engine):
    count, problems = compared("2_make_steps", runner, engine)
    assert count > 0
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
