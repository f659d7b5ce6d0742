"""Its own cells show numbers, from NaN to far more than the points, for nbgrader to take."""

from tests.hostile.case import Case

SHOWS = "\nfrom IPython.display import display\nfor n in 5, 1e9, float('nan'):\n    display(n)\n"

CASE = Case(
    first="1e9",
    cells={
        "double": f"def double(x):\n    {SHOWS.strip().replace(chr(10), chr(10) + '    ')}\n"
        f"    print(5)\n    return 5\n{SHOWS}5",
        "total": f"def total(values):\n    return float('nan')\n{SHOWS}float('nan')",
        "answer": f"answer = 1e9\n{SHOWS}-1e9",
    },
    last="5",
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_answer"},
)
