"""Single-step mutants of a solution: what differs from it in one place, each with a description.

The operators are our own, over Python's ast. cosmic-ray's, mutmut's and mutpy's, which run a
project's whole test suite for each file that they change, know operators, bounds and constants;
students' mistakes are as often a dropped line, a slice, an argument in another's place, a gate in
another's, a type, or a copy that was not made.
"""

from __future__ import annotations

import ast
import copy
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

COMPARED: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
OPERATORS: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Add, ast.Div), ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div, ast.Mult), ast.Mod: (ast.FloorDiv,), ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,), ast.BitOr: (ast.BitAnd,), ast.BitAnd: (ast.BitOr,),
}  # fmt: skip
# Functions and the ones that stand in for them.
FUNCTIONS = {
    "tanh": ("sin",), "exp": ("expm1",), "mean": ("sum", "median"), "sum": ("mean",),
    "min": ("max",), "max": ("min",), "any": ("all",), "all": ("any",), "zeros": ("ones",),
    "ones": ("zeros",), "floor": ("ceil",), "ceil": ("floor",), "argmax": ("argmin",),
    "LSTM": ("SimpleRNN", "GRU"), "SimpleRNN": ("LSTM",),
}  # fmt: skip
DROPPED = {"abs", "tanh", "sorted", "list", "copy", "deepcopy", "sigmoid", "sqrt", "reversed"}
ACTIVATIONS = ("sigmoid", "tanh", "relu", "linear", "hard_sigmoid")
ARRAYS = {"array", "asarray", "zeros", "ones", "empty", "zeros_like", "full"}


@dataclass(frozen=True)
class Mutant:
    """The code of a solution with one thing changed, and what was changed."""

    change: str
    code: str


def mutants(source: str, functions: set[str] | None = None) -> list[Mutant]:
    """All mutants of a solution cell. functions: the top-level names to change, default all."""
    tree = ast.parse(source)
    original = [ast.unparse(statement) for statement in tree.body]
    made: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for path, node in _walk(tree, ()):
        top = path[0][1] or 0
        if functions is not None and getattr(tree.body[top], "name", None) not in functions:
            continue
        for new in _alternatives(node, _Place(tree, path)):
            changed = ast.Module([*tree.body], [])  # one statement is another, the rest the same
            changed.body[top] = copy.deepcopy(tree.body[top])
            _put(changed, path, new)
            part = ast.unparse(ast.fix_missing_locations(changed.body[top]))
            code = "\n".join([*original[:top], part, *original[top + 1 :]])
            if code in made or part == original[top]:
                continue
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", SyntaxWarning)
                try:
                    compile(part, "mutant", "exec")
                except (SyntaxError, ValueError):
                    continue
            statement = _statement(tree, path)
            change = f"{_line(_at(tree, statement))}  →  {_line(_at(changed, statement))}"
            counted[change] += 1
            made[code] = change if counted[change] == 1 else f"{change}  ({counted[change]})"
    return [Mutant(change, code) for code, change in made.items()]


Path = tuple[tuple[str, int | None], ...]  # fields, with the place in those that are lists


def _walk(node: ast.AST, path: Path) -> Iterator[tuple[Path, ast.AST]]:
    """Every node below node, with its path; annotations and docstrings apart."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "ctx"):
            continue
        items = value if isinstance(value, list) else [value]
        for place, item in enumerate(items):
            if not isinstance(item, ast.AST) or (name == "body" and _is_docstring(item)):
                continue
            step: Path = (*path, (name, place if isinstance(value, list) else None))
            yield step, item
            yield from _walk(item, step)


def _is_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _at(tree: ast.AST, path: Path) -> ast.AST:
    for name, place in path:
        tree = getattr(tree, name) if place is None else getattr(tree, name)[place]
    return tree


def _put(tree: ast.AST, path: Path, new: ast.AST) -> None:
    owner, (name, place) = _at(tree, path[:-1]), path[-1]
    if place is None:
        setattr(owner, name, new)
    else:
        getattr(owner, name)[place] = new


def _statement(tree: ast.AST, path: Path) -> Path:
    """The path of the innermost statement on a path."""
    while not isinstance(_at(tree, path), ast.stmt):
        path = path[:-1]
    return path


def _line(node: ast.AST) -> str:
    """A statement on one line, of a compound one its head."""
    if isinstance(node, ast.Pass):
        return "(dropped)"
    return ast.unparse(node).split("\n")[0]


class _Place:
    """Where a node stands: what is around it."""

    def __init__(self, tree: ast.AST, path: Path) -> None:
        self.around = [_at(tree, path[:end]) for end in range(len(path))]
        self.field = path[-1][0]
        functions = [node for node in self.around if isinstance(node, ast.FunctionDef)]
        arguments = functions[0].args if functions else None
        self.parameters = [argument.arg for argument in arguments.args] if arguments else []
        within = ast.walk(functions[0]) if functions else iter(())
        self.gates = sorted(
            {
                node.value
                for node in within
                if isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and len(node.value) == 1
            }
        )

    def inside(self, *kinds: type) -> bool:
        """Whether a node of one of these kinds is around."""
        return any(isinstance(node, kinds) for node in self.around)


def _alternatives(node: ast.AST, place: _Place) -> list[ast.AST]:
    """What may stand in a node's place."""
    kinds: dict[type, Callable[..., list[ast.AST]]] = {
        ast.Compare: _compare, ast.BinOp: _operator, ast.AugAssign: _operator,
        ast.BoolOp: _bool, ast.UnaryOp: _unary, ast.Constant: _constant, ast.Name: _name,
        ast.Attribute: _attribute, ast.Call: _call, ast.Slice: _slice, ast.Tuple: _tuple,
        ast.IfExp: _either, ast.comprehension: _comprehension, ast.Break: _break,
        ast.Continue: _break, ast.List: _list,
    }  # fmt: skip
    made = kinds[type(node)](node, place) if type(node) in kinds else []
    if isinstance(node, ast.stmt) and not isinstance(node, (ast.FunctionDef, ast.Pass)):
        made.append(ast.Pass())
    if isinstance(node, ast.If):
        made += [_with(node, test=ast.Constant(value)) for value in (True, False)]
    return made


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """A copy of a node in which some fields are others."""
    made = copy.deepcopy(node)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def _compare(node: ast.Compare, place: _Place) -> list[ast.AST]:
    return [
        _with(node, ops=[*node.ops[:at], kind(), *node.ops[at + 1 :]])
        for at, op in enumerate(node.ops)
        for kind in COMPARED.get(type(op), ())
    ]


def _operator(node: ast.BinOp | ast.AugAssign, place: _Place) -> list[ast.AST]:
    made = [_with(node, op=kind()) for kind in OPERATORS.get(type(node.op), ())]
    if isinstance(node, ast.BinOp):
        if not place.inside(ast.JoinedStr):
            made += [node.left, node.right]
        if not isinstance(node.op, (ast.Add, ast.Mult)):
            made.append(_with(node, left=node.right, right=node.left))
    return made


def _bool(node: ast.BoolOp, place: _Place) -> list[ast.AST]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    made = [_with(node, op=other)]
    for at in range(len(node.values)):
        rest = [*node.values[:at], *node.values[at + 1 :]]
        made.append(rest[0] if len(rest) == 1 else _with(node, values=rest))
    return made


def _unary(node: ast.UnaryOp, place: _Place) -> list[ast.AST]:
    return [node.operand]


def _constant(node: ast.Constant, place: _Place) -> list[ast.AST]:
    value = node.value
    if place.inside(ast.Raise):
        return []
    if isinstance(value, bool):
        return [ast.Constant(not value)]
    if isinstance(value, int):
        return [ast.Constant(value + 1), ast.Constant(value - 1)]
    if isinstance(value, float):
        return [ast.Constant(value + 1), ast.Constant(value * 2), ast.Constant(-value)]
    if isinstance(value, str) and value in place.gates:
        return [ast.Constant(other) for other in place.gates if other != value]
    if value in ACTIVATIONS:
        return [ast.Constant(other) for other in ACTIVATIONS if other != value]
    return []


def _name(node: ast.Name, place: _Place) -> list[ast.AST]:
    if not isinstance(node.ctx, ast.Load) or node.id not in place.parameters:
        return [ast.Name(other, node.ctx) for other in FUNCTIONS.get(node.id, ())]
    if place.inside(ast.JoinedStr):
        return []
    return [ast.Name(other, node.ctx) for other in place.parameters if other != node.id]


def _attribute(node: ast.Attribute, place: _Place) -> list[ast.AST]:
    made: list[ast.AST] = [_with(node, attr=other) for other in FUNCTIONS.get(node.attr, ())]
    return [*made, node.value] if node.attr == "T" else made


def _call(node: ast.Call, place: _Place) -> list[ast.AST]:
    """Arguments exchanged or left out, the call left out, another type, no copy."""
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    made: list[ast.AST] = []
    if place.inside(ast.Raise):
        return made
    for at in range(len(node.args) - 1):
        swapped = [*node.args]
        swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
        made.append(_with(node, args=swapped))
    made += [
        _with(node, keywords=[*node.keywords[:at], *node.keywords[at + 1 :]])
        for at in range(len(node.keywords))
    ]
    if name in DROPPED:
        whole = isinstance(node.func, ast.Attribute) and not node.args
        made += [node.func.value] if whole else node.args[:1]  # type: ignore[attr-defined]
    if name in ARRAYS and not any(keyword.arg == "dtype" for keyword in node.keywords):
        dtype = ast.keyword("dtype", ast.Name("int", ast.Load()))
        made.append(_with(node, keywords=[*node.keywords, dtype]))
    for at, keyword in enumerate(node.keywords):
        if keyword.arg == "dtype" and ast.unparse(keyword.value) != "int":
            dtype = ast.keyword("dtype", ast.Name("int", ast.Load()))
            made.append(
                _with(node, keywords=[*node.keywords[:at], dtype, *node.keywords[at + 1 :]])
            )
    if name == "astype":
        made.append(_with(node, args=[ast.Name("int", ast.Load())]))
    of_argument = node.args and getattr(node.args[0], "id", None) in place.parameters
    if name == "array" and isinstance(node.func, ast.Attribute) and of_argument:
        made.append(_with(node, func=_with(node.func, attr="asarray")))
    if name in ("zip", "range", "enumerate") and len(node.args) == 1:
        less = ast.BinOp(node.args[0], ast.Sub(), ast.Constant(1))
        made += [_with(node, args=[less])] if name == "range" else []
    return made


def _slice(node: ast.Slice, place: _Place) -> list[ast.AST]:
    return [_with(node, **{end: None}) for end in ("lower", "upper", "step") if getattr(node, end)]


def _tuple(node: ast.Tuple, place: _Place) -> list[ast.AST]:
    in_return = place.around and isinstance(place.around[-1], ast.Return)
    return [_with(node, elts=node.elts[::-1])] if in_return else []


def _list(node: ast.List, place: _Place) -> list[ast.AST]:
    return [
        _with(node, elts=[*node.elts[:at], *node.elts[at + 1 :]]) for at in range(len(node.elts))
    ]


def _either(node: ast.IfExp, place: _Place) -> list[ast.AST]:
    return [node.body, node.orelse]


def _comprehension(node: ast.comprehension, place: _Place) -> list[ast.AST]:
    return [_with(node, ifs=[*node.ifs[:at], *node.ifs[at + 1 :]]) for at in range(len(node.ifs))]


def _break(node: ast.stmt, place: _Place) -> list[ast.AST]:
    return [ast.Continue() if isinstance(node, ast.Break) else ast.Break()]
