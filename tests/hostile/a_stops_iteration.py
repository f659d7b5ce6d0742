"""Raises what ends the loop of whoever calls it, as if there were nothing more to compare."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": "def double(x):\n    raise StopIteration(4)",
        "total": """
import asyncio
class Stop(StopIteration, StopAsyncIteration):
    value = 6
def total(values):
    raise (asyncio.CancelledError if len(values) > 2 else Stop)(6)
""",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden"},
    says="RuntimeError|Exception",
)
