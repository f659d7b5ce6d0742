"""Mutants: what is made of a solution, and that a sample of them loses points."""

import pytest

from answers import mutants
from answers.answer_runner import exercises
from answers.mutation import mutants as mutants_of
from tests.contract import EXERCISES

EVERY = 12  # mutants, of which one is graded here; `python -m answers.mutants` grades all

SOLUTION = '''
def first(values, place=0):
    """The value at a place. What 1 < 2 says here is text."""
    values = np.array(values)
    if place < 0 or place >= len(values):
        raise ValueError(f"there is no place {place}: 1 + 1")
    return values[1:][place] + W["i"] * c["f"]
'''


def changes(source):
    return {mutant.change.replace("  →  ", " > ") for mutant in mutants_of(source)}


def test_every_kind_of_single_step_is_made():
    guard = "if place < 0 or place >= len(values):"
    result = "return values[1:][place] + W['i'] * c['f']"
    assert changes(SOLUTION) >= {
        "def first(values, place=0): > def first(values, place=1):",
        "values = np.array(values) > values = np.asarray(values)",
        "values = np.array(values) > values = np.array(values, dtype=int)",
        "values = np.array(values) > values = np.array(place)",
        "values = np.array(values) > (dropped)",
        f"{guard} > (dropped)",
        f"{guard} > if False:",
        f"{guard} > if place <= 0 or place >= len(values):",
        f"{guard} > if place < 0 or place > len(values):",
        f"{guard} > if place < 0 and place >= len(values):",
        f"{guard} > if place < 0:",
        f"{guard} > if place < 1 or place >= len(values):",
        f"{result} > return values[1:][place] - W['i'] * c['f']",
        f"{result} > return values[1:][place] + W['f'] * c['f']",
        f"{result} > return values[2:][place] + W['i'] * c['f']",
        f"{result} > return values[:][place] + W['i'] * c['f']",
        f"{result} > return W['i'] * c['f']",
        f"{result} > (dropped)",
        "raise ValueError(f'there is no place {place}: 1 + 1') > (dropped)",
    }


def test_text_is_left_alone_and_all_mutants_differ():
    made = mutants_of(SOLUTION)
    assert all("What 1 < 2 says here is text." in mutant.code for mutant in made)
    assert len({mutant.code for mutant in made}) == len(made)
    assert len({mutant.change for mutant in made}) == len(made)


def test_models_and_calls_are_changed_too():
    made = changes('y = LSTM(7, return_sequences=True)(x)\nz = Dense(1, activation="tanh")(y)')
    assert {
        "y = LSTM(7, return_sequences=True)(x) > y = LSTM(7, return_sequences=False)(x)",
        "y = LSTM(7, return_sequences=True)(x) > y = LSTM(7)(x)",
        "y = LSTM(7, return_sequences=True)(x) > y = GRU(7, return_sequences=True)(x)",
        "z = Dense(1, activation='tanh')(y) > z = Dense(1, activation='sigmoid')(y)",
        "z = Dense(1, activation='tanh')(y) > z = Dense(1)(y)",
    } <= made


@pytest.mark.parametrize("notebook", list(EXERCISES))
def test_what_is_listed_as_equivalent_is_a_mutant_and_says_why(notebook):
    listed = mutants.read_equivalent(notebook)
    made = {
        (exercise, mutant.change)
        for exercise in exercises(notebook)
        for lib in (False, True)
        for mutant in mutants.chosen(notebook, exercise, lib, 1, 0)
    }
    assert set(listed) <= made
    assert all(len(reason.split()) > 3 for reason in listed.values())


@pytest.mark.parametrize("notebook", list(EXERCISES))
def test_a_sample_of_the_mutants_loses_points(notebook, runner):
    survived = {}
    for number, exercise in enumerate(exercises(notebook)):
        sample = mutants.chosen(notebook, exercise, False, EVERY, number % EVERY)
        options = {"seconds": mutants.SECONDS, "tests": mutants.tests_for(notebook, exercise)}
        outcomes = mutants.run_some(runner, notebook, exercise, sample, options)
        row = mutants.table(notebook, exercise, sample, outcomes)
        survived[exercise] = [mutant.change for mutant in row.survived]
    assert {exercise: changes for exercise, changes in survived.items() if changes} == {}
