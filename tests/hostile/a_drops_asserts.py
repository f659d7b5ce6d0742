"""An AST transformer and a patched compiler drop every assert."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import ast, builtins, sys
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
ip = get_ipython()
ip.ast_transformers.append(Drop())
real = compile
def compiled(source, *args, **kwargs):
    if isinstance(source, str):
        source = source.replace('assert ', 'None and ')
    return real(source, *args, **kwargs)
builtins.compile = compiled
type(ip.compile).__call__ = lambda self, tree, name, mode: real(Drop().visit(tree), name, mode)
for name in 'grading.worker.referee', 'grading.execution':
    if name in sys.modules:
        sys.modules[name].compile = compiled
""",
    cells={"double": "def double(x):\n    return 0", "total": "def total(values):\n    return 0"},
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden"},
)
