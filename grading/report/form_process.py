"""A process that brings Python's texts into one form. `forms.py` starts it, by its path.

Some texts crash Python's parser, and some keep it busy for ever: so it parses here, where that ends
nothing but one text. It imports the standard library alone, and runs nothing that it reads.

It reads a text as JSON from each line of its input and answers each with a line of JSON: the text
in its form, or null where it is not Python.
"""

import ast
import json
import re
import resource
import sys

CPU_SECONDS = 5  # for one text
MEMORY = 1 << 30  # bytes of address space
LONGEST = 50_000  # characters of a text, and of its form
SHELL = re.compile(r"^([ \t]*)[%!].*$", re.MULTILINE)  # a line that is IPython's


class Bound(ast.NodeVisitor):
    """Collects the names that a text binds itself."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            self.names.add(node.id)
        elif isinstance(node, ast.arg):
            self.names.add(node.arg)
        elif isinstance(node, ast.alias):
            self.names.add(node.asname or node.name)
        elif isinstance(name := getattr(node, "name", None), str):  # of a function, class, except
            self.names.add(name)
        self.generic_visit(node)


class Plain(ast.NodeTransformer):
    """Leaves out docstrings and annotations, and calls bound names by number, as they come."""

    def __init__(self, bound: set[str]) -> None:
        self.bound = bound
        self.numbers: dict[str, str] = {}

    def name(self, name: str) -> str:
        if name not in self.bound:
            return name
        return self.numbers.setdefault(name, f"v{len(self.numbers)}")

    def visit(self, node: ast.AST) -> ast.AST | None:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return None
        if isinstance(node, ast.AnnAssign):
            if node.value is None:
                return None
            return self.visit(ast.Assign([node.target], node.value, lineno=0))
        if isinstance(node, ast.Name):
            node.id = self.name(node.id)
        elif isinstance(node, ast.arg):
            node.arg, node.annotation = self.name(node.arg), None
        elif isinstance(node, ast.alias):
            if node.asname or "." not in node.name:
                node.asname = self.name(node.asname or node.name)
        elif isinstance(name := getattr(node, "name", None), str):
            node.name = self.name(name)  # type: ignore[attr-defined]
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        self.generic_visit(node)
        if getattr(node, "body", None) == []:
            node.body = [ast.Pass()]  # type: ignore[attr-defined]
        return node


def form(text: str) -> str | None:
    """The form of a text: without comments, layout, docstrings, annotations, and its own names.

    None of what is not Python, nested deeper than Python follows, or longer than anybody writes.
    """
    if len(text) > LONGEST:
        return None
    try:
        tree = ast.parse(SHELL.sub(r"\1pass", text))
        bound = Bound()
        bound.visit(tree)
        Plain(bound.names).visit(tree)  # in place
        made = ast.unparse(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError, SystemError):
        return None
    return made if len(made) <= LONGEST else None


def main() -> None:
    """Answer line by line, each within the limits."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    for line in sys.stdin:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(usage.ru_utime + usage.ru_stime)
        resource.setrlimit(resource.RLIMIT_CPU, (spent + CPU_SECONDS + 1, most))
        print(json.dumps(form(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
