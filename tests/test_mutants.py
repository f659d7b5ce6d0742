"""Mutants: what is made of a solution, and that a sample of them loses points.

Here of one notebook; of all in test_mutants_notebooks.py.
"""

from answers import mutants
from answers.answer_runner import exercises
from answers.mutation import mutants as mutants_of

EVERY = 12  # mutants, of which one is graded here; `python -m answers.mutants` grades all
SAMPLE = "2_make_steps"

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


def unknown(notebook):
    """What is listed as equivalent and is no mutant, or has no reason."""
    listed = mutants.read_equivalent(notebook)
    made = {
        (exercise, mutant.change)
        for exercise in exercises(notebook)
        for lib in (False, True)
        for mutant in mutants.chosen(notebook, exercise, lib, 1, 0)
    }
    return [each for each, why in listed.items() if each not in made or len(why.split()) < 4]


def survivors(notebook, runner):
    """Of a sample of the mutants those that lose no points, by exercise."""
    survived = {}
    for number, exercise in enumerate(exercises(notebook)):
        sample = mutants.chosen(notebook, exercise, False, EVERY, number % EVERY)
        options = {"seconds": mutants.SECONDS, "tests": mutants.tests_for(notebook, exercise)}
        outcomes = mutants.run_some(runner, notebook, exercise, sample, options)
        row = mutants.table(notebook, exercise, sample, outcomes)
        survived[exercise] = [mutant.change for mutant in row.survived]
    return {exercise: changes for exercise, changes in survived.items() if changes}


def test_of_one_notebook_mutants_lose_points_and_equivalent_ones_are_listed(runner):
    assert unknown(SAMPLE) == []
    assert survivors(SAMPLE, runner) == {}
