"""Answers with a gigabyte each of text, bytes, numbers, and lists within lists."""

from tests.hostile.case import ALL, Case

CASE = Case(
    first="import numpy as np\nMANY = 2**27",
    cells={
        "double": "def double(x):\n    return np.zeros(MANY) if np.ndim(x) else b'x' * MANY",
        "total": "def total(values):\n    return [values] * MANY if values[0] > 4 else 'x' * MANY",
        "build": "def build(units):\n    return [0] * MANY if units == 2 else 10**(MANY // 9)",
        "answer": "answer = [[0] * 1000] * 10**6",
    },
    lost=ALL,
    lasts=True,
)
