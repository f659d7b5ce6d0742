"""Opens files until there are no more numbers for them, also in the middle of a test."""

from tests.hostile.case import COMPUTED_ANSWER, Case

ATTACK = r"""
import resource

held = []
for limit in (10**6, 10**5):
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    except (OSError, ValueError):
        pass
for number in range(100_000):
    held.append(open("/dev/null"))
"""
CASE = Case(
    cells={
        "total": f"def total(values):\n    exec({ATTACK!r}, {{}})\n    return sum(values)",
        "answer": ATTACK + COMPUTED_ANSWER,
    },
    # The files are closed with the list that has them: what comes after works.
    lost={"test_total", "test_total_hidden", "test_answer"},
    lasts=True,
)
