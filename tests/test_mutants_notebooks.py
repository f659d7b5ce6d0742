"""Mutants of all notebooks; see test_mutants.py."""

import pytest

from tests.contract import EXERCISES
from tests.test_mutants import survivors, unknown

pytestmark = pytest.mark.depends_on(
    "answers", "lib", "source/module7", "tests/contract.py", "tests/test_mutants.py",
    "requirements.lock",
)  # fmt: skip

each_notebook = pytest.mark.parametrize("notebook", list(EXERCISES))


@each_notebook
def test_what_is_listed_as_equivalent_is_a_mutant_and_says_why(notebook):
    assert unknown(notebook) == []


@each_notebook
def test_a_sample_of_the_mutants_loses_points(notebook, runner):
    assert survivors(notebook, runner) == {}
