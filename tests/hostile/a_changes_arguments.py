"""Changes the test's own values, so that a wrong answer is compared with what it made of them."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": """
import gc
def double(x):
    for thing in gc.get_objects():
        if isinstance(thing, list) and thing[:3] == [0, 2, 4]:
            thing.clear()
    if isinstance(x, np.ndarray):
        x.resize((0,), refcheck=False)
    return x
""",
        "total": """
def total(values):
    values[:] = [6, 26, 0.3, 'x']
    values.clear()
    return values
""",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden"},
)
