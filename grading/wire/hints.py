"""Annotations that arrive: what a test may have evaluated must not be a program.

typing.get_type_hints, inspect.signature(eval_str=True) and functools.singledispatch evaluate an
annotation that is a text, in the process of the test.
"""

from __future__ import annotations

import ast
import sys
import typing
from typing import TYPE_CHECKING, Any

from grading.wire.errors import CannotTravel
from grading.wire.handles import unasked

if TYPE_CHECKING:
    from grading.wire.kinds import Reader

LENGTH = 1000  # characters of an annotation
NODES = (
    ast.Expression, ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.List, ast.BinOp,
    ast.BitOr, ast.Constant, ast.Load,
)  # fmt: skip
# Of Python's other modules an attribute may be anything: of sys, what an exception has said.
MODULES = ("abc", "array", "collections", "datetime", "decimal", "enum", "fractions", "numbers",
           "pathlib", "random", "re", "types", "typing", "uuid")  # fmt: skip


def is_hint(value: Any) -> bool:
    """Whether an annotation that has arrived holds no text but names of types."""
    if isinstance(value, str):
        return type(value) is str and _is_name_of_types(value)
    return not isinstance(value, (list, tuple)) or all(map(is_hint, value))


def are_arguments(name: str, values: tuple) -> bool:
    """The same of what a hint of that name has between brackets, as far as it is evaluated."""
    if name == "Literal":
        return True
    return all(map(is_hint, values[:1] if name == "Annotated" else values))


def heard_hint(reader: Reader, told: Any, nothing: Any = typing.Any) -> Any:
    """An annotation that arrives; nothing, if it cannot be made here or may not be kept.

    What is annotated works all the same, as it does over there.
    """
    with unasked():  # typing compares what it puts together
        try:
            value = reader.value(told)
        except (CannotTravel, TypeError, ValueError, AttributeError, LookupError):
            return nothing
        return value if is_hint(value) else nothing


def _is_name_of_types(text: str) -> bool:
    """Whether a text is an expression of names, dots, brackets, bars and constants alone."""
    if len(text) > LENGTH:
        return False
    try:
        nodes = [*ast.walk(ast.parse(text.strip(), mode="eval"))]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return all(isinstance(node, NODES) and _is_plain(node) for node in nodes)


def _is_plain(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=str(text)):
            return _is_name_of_types(text)
        case ast.Name(id=name):
            return not name.startswith("__")
        case ast.Attribute(value=ast.Name(id=name), attr=attribute):
            known = name not in sys.stdlib_module_names or name in MODULES
            return known and not attribute.startswith("__")
        case ast.Attribute(value=ast.Attribute(), attr=attribute):
            return not attribute.startswith("__")
        case ast.Attribute():
            return False
    return True
