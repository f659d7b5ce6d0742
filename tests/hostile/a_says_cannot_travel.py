"""Fails with the engine's own exceptions, whose messages are shown, saying the hidden input."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import grading.wire as wire
class TimedOut(TimeoutError):
    pass
class CannotTravel(TypeError):
    pass
""",
    cells={
        "double": "def double(x):\n    raise CannotTravel(f'called_with_{x}')",
        "total": """
def total(values):
    raise (wire.Gone if len(values) > 2 else wire.TimedOut)(f'called_with_{values}')
""",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden"},
    says_not=r"called_with_(21|-3|0\.5|\[5)",
)
