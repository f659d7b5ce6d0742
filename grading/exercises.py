"""How the name of a test leads to its exercise."""

from __future__ import annotations

from collections.abc import Iterable


def exercise_of(test: str, solutions: Iterable[str]) -> str:
    """The exercise to which a test belongs: test_NAME or test_NAME_ASPECT, of the longest NAME."""
    bare = test.removeprefix("test_")
    fitting = [name for name in solutions if bare == name or bare.startswith(f"{name}_")]
    return max(fitting, key=len, default=bare)
