"""Which global names a cell reads and binds, found without running it."""

from __future__ import annotations

import ast
import re
import symtable
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from grading.accents import too_many

WORD = re.compile(r"[^\W\d]\w*")
LONGEST = 100_000  # characters
# What may begin or end a line of IPython's; each of several marks is another line, to IPython.
OF_IPYTHON = re.compile(r"^[ \t]*[!%?,;/]+|\?[ \t]*$|=[ \t]*[!%]", re.M)
# How the name of a file of data ends: nothing that can be imported.
DATA = (
    r"\.(txt|csv|tsv|jsonl?|md|rst|html|xml|svg|png|jpe?g|gif|bmp|p[bgp]m|log|dat|bin|out|ini|cfg"
    r"|toml|ya?ml|npy)"
)
MOST = 300_000  # characters of a cell, times its lines of IPython's: less than a second
one_at_a_time = threading.RLock()
# Methods that change what they are called on: of collections, arrays, models and plots.
CHANGING = re.compile(
    "append|extend|insert|remove|pop|clear|sort|reverse|update|add|discard|setdefault|popitem|"
    "appendleft|extendleft|rotate|fill|put|resize|fit|compile|plot|hist|scatter|barh?|imshow|"
    r"legend|boxplot|errorbar|fill_between|axhline|axvline|text|annotate|grid|set_\w+"
)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
IMPORTS = (ast.Import, ast.ImportFrom)
DEFINITIONS = (*IMPORTS, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# What a text may raise that is no Python, nor IPython's: a RecursionError is a RuntimeError.
NOT_PYTHON = (SyntaxError, ValueError, RuntimeError, MemoryError, SystemError)
IN_PLACE = ("time", "capture", "timeit", "prun")  # cell magics that run their cell's code here


@dataclass(frozen=True)
class Names:
    """The global names of a cell.

    needs: those that must be there when it runs, and that it does not bind itself before.
    reads: all that it reads; later: those of them that its functions read when they are called.
    binds: those that it binds; imports: those of them that an import statement binds.
    modules: the modules that it imports. words: its texts that could be a name or a file.
    classes: those that it defines, by name. changes: those whose objects it changes in place.
    attributes: all that it asks anything for.
    """

    needs: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    binds: frozenset[str] = frozenset()
    imports: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def names_of(source: str) -> Names:
    """The names of a cell. Of one that is not valid Python nor IPython's, none; nor of one that is
    longer than anybody writes, which would keep the others waiting.
    """
    if len(source) > LONGEST or too_many(source):
        return Names()
    with one_at_a_time:
        try:
            return _names(plain_python(source))
        except NOT_PYTHON:
            return Names()


def parsed(source: str) -> ast.Module:
    """The tree of Python's text. Raises SyntaxError whatever is wrong with it.

    Python 3.11 loses count of the depth of a tree when two threads make one at a time.
    """
    with one_at_a_time:
        try:
            return ast.parse(source)
        except SyntaxError:
            raise
        except NOT_PYTHON as error:
            raise SyntaxError(str(error)) from None


def plain_python(source: str) -> str:
    """A cell's source with IPython's syntax as calls.

    Raises SyntaxError if there is more of it than anybody writes: for each line of its own, IPython
    reads a cell anew.
    """
    try:
        parsed(source)
    except SyntaxError:
        marks = sum(len(place.strip(" \t=")) for place in OF_IPYTHON.findall(source))
        if len(source) * marks > MOST:
            raise
        from IPython.core.inputtransformer2 import TransformerManager

        return TransformerManager().transform_cell(source)
    return source


def definitions_of(source: str, below: int = 0, reached: bool = False) -> str:
    """What a cell defines, without what it does: its functions, classes, imports and constants.

    below: the number of a line; only what begins after it. reached: only what comes before the last
    thing that it does. Nothing of a cell of which there are no names either; see names_of.
    """
    if len(source) > LONGEST or too_many(source):
        return ""
    try:
        nodes = [node for node in parsed(plain_python(source)).body if node.lineno > below]
        defines = [_defines(node) for node in nodes]
        if reached and not all(defines):
            nodes = nodes[: len(defines) - defines[::-1].index(False)]
        kept = (node for node, is_kept in zip(nodes, defines, strict=False) if is_kept)
        return "\n".join(map(ast.unparse, kept))
    except NOT_PYTHON:
        return ""


def _defines(node: ast.stmt) -> bool:
    if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
        with suppress(TypeError, *NOT_PYTHON):
            ast.literal_eval(node.value)
            return True
        return isinstance(node.value, ast.Lambda)
    return isinstance(node, DEFINITIONS)


def globals_of(source: str) -> tuple[set[str], set[str], set[str]]:
    """The global names that plain Python reads, those its functions read, and those it binds."""
    reads: set[str] = set()
    later: set[str] = set()
    binds: set[str] = set()
    top = symtable.symtable(source, "cell", "exec")
    tables = [top]
    while tables:
        table = tables.pop()
        for symbol in table.get_symbols():
            if table is top or symbol.is_global():
                if symbol.is_referenced():
                    (reads if table is top else later).add(symbol.get_name())
                if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace():
                    binds.add(symbol.get_name())
        tables += table.get_children()
    return reads | later, later, binds


def texts_in(source: str) -> list[str]:
    """The texts that stand in a cell, and its bytes as text; none of one that is not Python."""
    try:
        tree = parsed(source)
    except SyntaxError:
        return []
    values = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return [
        value if isinstance(value, str) else value.decode("utf-8", "replace")
        for value in values
        if isinstance(value, (str, bytes))
    ]


def _names(source: str) -> Names:
    reads, later, binds = globals_of(source)
    tree = parsed(source)
    walk = _Walk()
    walk.visit(tree)
    for body in walk.inner:
        told = names_of(body)
        reads, later, binds = reads | told.reads, later | told.later, binds | told.binds
        walk.needs |= told.needs - walk.bound
    if walk.bound & {"*"}:
        binds = binds | {"*"}
    nodes = [*ast.walk(tree)]
    needs = walk.needs | ((later | walk.spoken) - binds)
    return Names(
        frozenset(needs), frozenset(reads | walk.spoken), frozenset(later), frozenset(binds),
        frozenset(walk.imports), frozenset(walk.modules), frozenset(walk.words),
        frozenset(node.name for node in nodes if isinstance(node, ast.ClassDef)),
        frozenset(_changed(tree)),
        frozenset(node.attr for node in nodes if isinstance(node, ast.Attribute)),
    )  # fmt: skip


def _changed(tree: ast.AST) -> set[str]:
    """The names whose objects a cell changes in place when it runs, as far as that can be seen."""
    changed = set()
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        place: ast.AST | None = None
        if isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
            place = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            in_place = any(part.arg == "inplace" for part in node.keywords)
            if CHANGING.fullmatch(name) or in_place:
                place = node.func.value
        while isinstance(place, (ast.Subscript, ast.Attribute)):
            place = place.value
        if isinstance(place, ast.Name):
            changed.add(place.id)
        waiting += [part for part in ast.iter_child_nodes(node) if not isinstance(part, FUNCTIONS)]
    return changed


class _Walk(ast.NodeVisitor):
    """Goes through a cell in the order in which it runs. What functions do, is left out."""

    def __init__(self) -> None:
        self.bound: set[str] = set()
        self.needs: set[str] = set()
        self.imports: set[str] = set()
        self.modules: set[str] = set()
        self.words: set[str] = set()
        self.spoken: set[str] = set()  # words that magics are given
        self.inner: list[str] = []  # the code in cell magics

    def visit_all(self, nodes: Iterable[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.bound.add(node.id)
        elif node.id not in self.bound:
            self.needs.add(node.id)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and len(node.value) <= 200:
            self.words.add(node.value)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        self.generic_visit(node)
        if path := _path(node):
            self.words.add(path)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit_all([node.value, *node.targets])

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name) and node.target.id not in self.bound:
            self.needs.add(node.target.id)
        self.visit_all([node.value, node.target])

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit_all([node.annotation, node.value, node.target if node.value else None])

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit_all([node.value, node.target])

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.visit_all([node.iter, node.target, *node.body, *node.orelse])

    visit_AsyncFor = visit_For

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        before = set(self.bound)
        self.visit_all(node.body)
        then, self.bound = self.bound, before
        self.visit_all(node.orelse)
        self.bound &= then

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.visit_all([*node.decorator_list, *self.at_once(node.args), node.returns])
        self.look_for_words(node.body)
        self.bound.add(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit_all(self.at_once(node.args))
        self.look_for_words([node.body])

    def look_for_words(self, nodes: Iterable[ast.AST]) -> None:
        for part in (part for node in nodes for part in ast.walk(node)):
            if isinstance(part, ast.Constant):
                self.visit_Constant(part)
            elif isinstance(part, (ast.BinOp, ast.Call)) and (path := _path(part)):
                self.words.add(path)
            elif isinstance(part, (ast.Import, ast.ImportFrom)):
                self.modules |= _modules(part)

    @staticmethod
    def at_once(args: ast.arguments) -> list[ast.AST | None]:
        every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
        hints = [part.annotation for part in every if part is not None]
        return [*args.defaults, *args.kw_defaults, *hints]

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.visit_all([*node.decorator_list, *node.bases, *(k.value for k in node.keywords)])
        before = set(self.bound)
        self.visit_all(node.body)
        self.bound = before | {node.name}

    def visit_comprehension_of(self, node: Any) -> None:
        before = set(self.bound)
        for part in node.generators:
            self.visit_all([part.iter, part.target, *part.ifs])
        self.visit_all([getattr(node, "key", None), getattr(node, "elt", None),
                        getattr(node, "value", None)])  # fmt: skip
        self.bound = before

    visit_ListComp = visit_SetComp = visit_DictComp = visit_comprehension_of
    visit_GeneratorExp = visit_comprehension_of

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        names = {(part.asname or part.name).split(".")[0] for part in node.names}
        self.bound |= names
        self.imports |= names
        self.modules |= _modules(node)

    visit_ImportFrom = visit_Import

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.visit_all([node.type])
        if node.name:
            self.bound.add(node.name)
        self.visit_all(node.body)

    def visit_MatchAs(self, node: Any) -> None:
        self.generic_visit(node)
        if name := getattr(node, "name", None) or getattr(node, "rest", None):
            self.bound.add(name)

    visit_MatchStar = visit_MatchMapping = visit_MatchAs

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        if path := _path(node):
            self.words.add(path)
        shell = node.func.value if isinstance(node.func, ast.Attribute) else None
        name = shell.func if isinstance(shell, ast.Call) else None
        if isinstance(name, ast.Name) and name.id == "get_ipython":
            texts = [part.value for part in node.args if isinstance(part, ast.Constant)]
            self.magic([text for text in texts if isinstance(text, str)])

    def magic(self, texts: list[str]) -> None:
        if len(texts) == 3 and texts[0] in IN_PLACE:
            self.inner.append(texts.pop())
            if texts[0] == "capture" and texts[1].isidentifier():
                self.inner[-1] = f"{texts[1]} = None\n{self.inner[-1]}"
        for text in texts:
            self.spoken.update(WORD.findall(text))


JOINING = ("join", "joinpath", "Path", "PurePath")


def _path(node: ast.AST) -> str:
    """The path that is put together of texts: Path("a") / "b.txt", os.path.join("a", "b.txt")."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            parts = [left, right]
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[_, *_]) if (
            name in JOINING
        ):
            base = node.func.value if name == "joinpath" else None  # type: ignore[attr-defined]
            parts = [*([base] if base is not None else []), *node.args]
        case _:
            return ""
    texts = [_path(part) for part in parts]
    return "/".join(texts)[:200] if all(texts) else ""


def _modules(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.Import):
        names = {part.name for part in node.names}
    else:
        names = {node.module or "", *(f"{node.module}.{part.name}" for part in node.names)}
    whole = {
        ".".join(name.split(".")[: n + 1]) for name in names for n in range(name.count(".") + 1)
    }
    return whole - {""}
