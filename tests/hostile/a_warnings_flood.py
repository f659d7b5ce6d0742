"""Warns a hundred thousand times, of everything, and still gives the right answer: honest."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": """
import warnings
warnings.simplefilter('error')
def double(x):
    for n in range(100_000 if isinstance(x, int) else 100):
        kind = (UserWarning, FutureWarning, BytesWarning, ResourceWarning)[n % 4]
        warnings.warn('x' * 200 + str(n), kind)
    return 2 * x
"""
    },
)
