"""Turns every later cell into `pass`, so that no test ever fails."""

from tests.hostile.case import ALL, Case

CASE = Case(
    first="ip = get_ipython()\nip.input_transformers_post.append(lambda lines: ['pass\\n'])",
    cells={"double": "def double(x):\n    return None"},
    # What comes after the attack does not run at all: nothing is defined.
    lost=ALL,
    outcome={"test_double": "no answer"},
)
