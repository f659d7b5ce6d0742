"""Takes ten times the memory it may have, in bytes objects and in arrays."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
held = []
for number in range(80):
    held.append(b"\1" * 50_000_000 if number % 2 else np.ones(50_000_000, np.int8))
"""
CASE = Case(
    cells={
        "double": f"def double(x):\n    exec({ATTACK!r}, {{'np': np}})\n    return 2 * x",
        "answer": ATTACK + HONEST["answer"],
    },
    lost={"test_double", "test_double_hidden", "test_answer"},
    outcome={"test_double": "out of memory"},
)
