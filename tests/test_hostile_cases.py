"""Each hostile submission's attack fits what it attacks, so that it is not harmless by a slip.

A submission that replaces a function of the engine by its own loses its attack in silence when
that function gets another name or another argument.
"""

import ast
import importlib
import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from tests.hostile.case import OF_ROOT, Case, cases, sample


def trees(case: Case) -> Iterator[ast.Module]:
    """The code of a case that is Python."""
    for source in [case.first, *filter(None, case.cells.values())]:
        try:
            yield ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # that is its attack


def of_the_engine(tree: ast.Module) -> dict[str, Any]:
    """What it imports from the engine, by name."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("grading"):
            for alias in node.names:
                place = importlib.import_module(str(node.module))
                if not hasattr(place, alias.name):
                    importlib.import_module(f"{node.module}.{alias.name}")
                names[alias.asname or alias.name] = getattr(place, alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("grading"):
                    importlib.import_module(alias.name)
    return names


def replaced(tree: ast.Module) -> Iterator[tuple[Any, str, ast.FunctionDef | None]]:
    """Each attribute of the engine's that is set: whose, its name, and the function put there."""
    names = of_the_engine(tree)
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        targets, value = (node.targets, node.value) if isinstance(node, ast.Assign) else ([], None)
        for target in targets:
            whose = getattr(getattr(target, "value", None), "id", "")
            if isinstance(target, ast.Attribute) and whose in names:
                yield names[whose], target.attr, functions.get(getattr(value, "id", ""))


def takes(function: ast.FunctionDef, real: Any) -> bool:
    """Whether a function takes each argument that the real one does, by position and by name."""
    own = function.args
    by_position = [*own.posonlyargs, *own.args]
    by_name = {argument.arg for argument in [*own.args, *own.kwonlyargs]}
    parameters = inspect.signature(real).parameters.values()
    positional = [given for given in parameters if given.kind is not given.KEYWORD_ONLY]
    return (own.vararg is not None or len(by_position) >= len(positional)) and (
        own.kwarg is not None or all(given.name in by_name for given in parameters)
    )


ATTACKS = [
    pytest.param(whose, name, new, id=f"{case.name}-{name}")
    for case in cases()
    for tree in trees(case)
    for whose, name, new in replaced(tree)
]


@pytest.mark.parametrize(("whose", "name", "new"), ATTACKS)
def test_what_a_submission_replaces_in_the_engine_is_there_and_called_like_that(whose, name, new):
    assert hasattr(whose, name)
    if new is not None:
        assert takes(new, getattr(whose, name))


def test_attacks_on_the_engine_are_seen():
    assert len(ATTACKS) >= 14


def test_a_sample_has_what_is_of_root_and_of_each_other_word_one_that_is_quick_and_needs_no_model():
    chosen = [
        Case(name="read_a"), Case(name="read_b"), Case(name="read_c", lasts=True),
        Case(name="memory_a", lasts=True), Case(name="memory_b"), Case(name="memory_c"),
        Case(name="wire_a", cells={"build": "1"}), Case(name="wire_b", first="import keras"),
        Case(name="wire_c"), Case(name="wire_d"), Case(name="alone"), Case(name="network"),
    ]  # fmt: skip
    names = [case.name for case in sample(chosen)]
    assert names == ["read_a", "read_b", "memory_b", "wire_c", "network"]


def test_the_sample_has_each_word_that_is_of_root_but_what_lasts():
    words = {case.word for case in cases() if case.of_root and not case.lasts}
    assert words <= {case.word for case in sample(cases()) if OF_ROOT.match(case.name)}
    assert len(words) >= 11
