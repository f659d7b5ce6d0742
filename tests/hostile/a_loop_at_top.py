"""A cell that never ends; the cells after it do their work."""

from tests.hostile.case import HONEST, Case

CASE = Case(
    cells={"double": "while True:\n    pass\n" + HONEST["double"]},
    lost={"test_double", "test_double_hidden"},
    outcome={"test_double": "no answer"},
)
