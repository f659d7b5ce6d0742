"""Patches the shell, so that no cell ever seems to fail and each seems to earn many points."""

from tests.hostile.case import Case

CASE = Case(
    first="""
from IPython.core.interactiveshell import InteractiveShell
real = InteractiveShell.run_cell_async
async def run_cell_async(self, raw_cell, *args, **kwargs):
    if 'assert' in raw_cell:
        raw_cell = '5'
    result = await real(self, raw_cell, *args, **kwargs)
    result.error_in_exec = result.error_before_exec = None
    return result
for kind in type(get_ipython()).__mro__:
    if issubclass(kind, InteractiveShell):
        kind.run_cell_async = run_cell_async
        kind.showtraceback = kind._showtraceback = lambda *args, **kwargs: None
""",
    cells={"double": "def double(x):\n    return 5", "answer": "answer = 5"},
    lost={"test_double", "test_double_hidden", "test_answer"},
)
