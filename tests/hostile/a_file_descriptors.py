"""Opens files until there are no more numbers for them, also in the middle of a test."""

from tests.hostile.case import Case

# No constant: where the cell is left out because it ran out of time, so is this.
ANSWER = "answer = dict(a=[1, 2.5], b='yes')"
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
        "answer": ATTACK + ANSWER,
    },
    # The files are closed with the list that has them: what comes after works.
    lost={"test_total", "test_total_hidden", "test_answer"},
)
