"""Expressions of SymPy on the wire: trees of numbers, symbols, and operations of a list.

A library could make code of an expression (`lambdify`), with the names that are in it. So names
are plain words, none of which Python itself knows, and no function is one that a student names.
"""

from __future__ import annotations

import builtins
import keyword
import sys
from typing import Any

from grading.wire.kinds import Kind, Reader, Writer

CONSTANTS = ("Pi", "Exp1", "ImaginaryUnit", "Infinity", "NegativeInfinity", "ComplexInfinity",
             "NaN", "GoldenRatio", "EulerGamma", "Catalan", "EmptySet", "Reals", "Integers",
             "Naturals", "Naturals0", "true", "false")  # fmt: skip
# What is made of expressions alone, without working anything out.
OF_EXPRESSIONS = (
    "Add", "Mul", "Pow", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "acot",
    "atan2", "sinh", "cosh", "tanh", "coth", "asinh", "acosh", "atanh", "exp", "log", "Abs",
    "sign", "floor", "ceiling", "factorial", "binomial", "gamma", "erf", "erfc", "re", "im",
    "conjugate", "arg", "Max", "Min", "Heaviside", "DiracDelta", "LambertW", "Equality",
    "Unequality", "StrictLessThan", "LessThan", "StrictGreaterThan", "GreaterThan", "Derivative",
)  # fmt: skip
OF_ANY = ("Tuple", "FiniteSet", "Interval", "Integral", "Sum", "Product", "And", "Or", "Not",
          "Piecewise", "ExprCondPair")  # fmt: skip
MATRICES = ("MutableDenseMatrix", "ImmutableDenseMatrix")
UNEVALUATED = ("FiniteSet", "And", "Or", "Not", "Piecewise")
NUMBERS = ("Integer", "Rational", "Float")
PRECISION, EXPONENT = 10_000, 100_000  # bits of a number, and the most that its exponent may be
NAME = 100  # characters
ASSUMED = (
    "algebraic", "antihermitian", "commutative", "complex", "composite", "even",
    "extended_negative", "extended_nonnegative", "extended_nonpositive", "extended_nonzero",
    "extended_positive", "extended_real", "finite", "hermitian", "imaginary", "infinite",
    "integer", "irrational", "negative", "noninteger", "nonnegative", "nonpositive", "nonzero",
    "odd", "polar", "positive", "prime", "rational", "real", "transcendental", "zero",
)  # fmt: skip


class SympyKind(Kind):
    """An expression, a set, a relation or a matrix of SymPy."""

    tag, module = "sympy", "sympy"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        sympy: Any = sys.modules[self.module]
        if type(value).__name__ in MATRICES and type(value).__module__.startswith("sympy."):
            entries = value.flat()
            if not all(is_known(sympy, entry) for entry in entries):
                return None
            return {"sympy": type(value).__name__, "size": [*map(int, value.shape)],
                    "of": [writer.value(entry) for entry in entries]}  # fmt: skip
        if not isinstance(value, sympy.Basic) or not is_known(sympy, value):
            return None
        return self.told(sympy, value, writer)

    def told(self, sympy: Any, value: Any, writer: Writer) -> dict[str, Any]:
        """An expression of which all parts are known."""
        kind = type(value)
        if (name := constant_of(sympy, value)) is not None:
            return {"sympy": "constant", "of": name}
        if kind in (sympy.Symbol, sympy.Dummy):
            index = value.dummy_index if kind is sympy.Dummy else 0
            given = [[key, on] for key, on in value.assumptions0.items()]
            return {"sympy": kind.__name__, "of": value.name, "index": writer.value(index),
                    "given": given}  # fmt: skip
        if kind is sympy.Float:
            return {"sympy": "Float", "of": writer.value(parts_of(value))}
        if value.is_Rational:
            return {"sympy": "Rational", "of": writer.value([int(value.p), int(value.q)])}
        return {"sympy": kind.__name__, "of": [writer.value(part) for part in value.args]}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        sympy: Any = sys.modules[self.module]
        name, content = told["sympy"], told["of"]
        if name == "constant":
            if content not in CONSTANTS:
                raise ValueError("no constant")
            return getattr(sympy.S, content)
        if name in ("Symbol", "Dummy"):
            return symbol(sympy, name, told, reader)
        if name in NUMBERS:
            return number(sympy, name, reader.value(content))
        parts = [reader.value(part) for part in content]
        if not all(issubclass(type(part), sympy.Basic) for part in parts):
            raise ValueError("no expression")
        if name in MATRICES:
            height, width = map(int, told["size"])
            expressions = all(issubclass(type(part), sympy.Expr) for part in parts)
            if height * width != len(parts) or min(height, width) < 0 or not expressions:
                raise ValueError("no matrix")
            matrix: Any = sympy.Matrix if name == MATRICES[0] else sympy.ImmutableMatrix
            return matrix(height, width, parts)
        if name in OF_EXPRESSIONS:
            of: Any = (sympy.Expr, sympy.Tuple) if name == "Derivative" else sympy.Expr
            if not all(issubclass(type(part), of) for part in parts):
                raise ValueError("no expression")
            return getattr(sympy, name)(*parts, evaluate=False)
        if name not in OF_ANY:
            raise ValueError("no expression")
        kind: Any = getattr(sympy.functions, name, None) or getattr(sympy, name, None)
        if name == "ExprCondPair":
            kind = sympy.functions.elementary.piecewise.ExprCondPair
        return kind(*parts, **({"evaluate": False} if name in UNEVALUATED else {}))


def is_known(sympy: Any, value: Any) -> bool:
    """Whether all parts of an expression are of the lists above."""
    return all(_is_known_itself(sympy, part) for part in sympy.preorder_traversal(value))


def _is_known_itself(sympy: Any, value: Any) -> bool:
    kind = type(value)
    if kind in (sympy.Symbol, sympy.Dummy):
        return is_word(value.name)
    if kind is sympy.Float:
        _, _, exponent, _, precision = parts_of(value)
        return precision <= PRECISION and abs(exponent) <= EXPONENT
    if not issubclass(kind, sympy.Basic) or not kind.__module__.startswith("sympy."):
        return False
    known = constant_of(sympy, value) is not None or kind.__name__ in OF_EXPRESSIONS + OF_ANY
    return known or issubclass(kind, sympy.Rational)


def constant_of(sympy: Any, value: Any) -> str | None:
    """The name of a constant."""
    return next((name for name in CONSTANTS if getattr(sympy.S, name) is value), None)


def is_word(name: Any) -> bool:
    """Whether a symbol's name is a word that means nothing to Python."""
    return (
        type(name) is str
        and len(name) <= NAME
        and name.isidentifier()
        and not name.startswith("_")
        and not keyword.iskeyword(name)
        and not hasattr(builtins, name)
    )


def symbol(sympy: Any, kind: str, told: dict[str, Any], reader: Reader) -> Any:
    """A symbol, with what is assumed of it."""
    given = {key: on for key, on in told["given"] if key in ASSUMED and type(on) is bool}
    if not is_word(told["of"]) or len(given) != len(told["given"]):
        raise ValueError("no symbol")
    if kind == "Symbol":
        return sympy.Symbol(told["of"], **given)
    return sympy.Dummy(told["of"], dummy_index=int(reader.value(told["index"])), **given)


def number(sympy: Any, kind: str, parts: list[Any]) -> Any:
    """A number of whole numbers."""
    if not all(type(part) is int for part in parts):
        raise ValueError("no number")
    if kind != "Float":
        above, below = parts
        return sympy.Rational(above, below)
    sign, digits, exponent, size, precision = parts
    if sign not in (0, 1) or digits < 0 or size != digits.bit_length():
        raise ValueError("no number")
    if abs(exponent) > EXPONENT or not 0 < precision <= PRECISION:
        raise ValueError("no number")
    return sympy.Float((sign, f"{digits:x}", exponent, size), precision=precision)


def parts_of(value: Any) -> list[int]:
    """A number with a point: its sign, its digits, its exponent, and their bits; its precision."""
    [(sign, digits, exponent, size)], options = value.__getnewargs_ex__()
    return [int(sign), int(digits, 16), int(exponent), int(size), int(options["precision"])]
