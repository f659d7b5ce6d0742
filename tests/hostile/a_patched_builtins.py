"""Patches the builtins that a test may call."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import builtins
class Never(Exception):
    def __new__(cls, *args):
        raise SystemExit(0)
real = builtins.__import__
def imported(name, *args, **kwargs):
    module = real(name, *args, **kwargs)
    for helper in 'assert_allclose', 'assert_equal', 'assert_array_equal':
        if hasattr(module, helper):
            setattr(module, helper, lambda *args, **kwargs: None)
    return module
builtins.__import__ = imported
builtins.AssertionError = Never
builtins.abs = lambda value: 0
builtins.print = lambda *args, **kwargs: None
""",
    cells={
        "double": "def double(x):\n    return 0",
        "build": "def build(units):\n    return 'a model'",
    },
    lost={"test_double", "test_double_hidden", "test_build", "test_build_hidden"},
)
