"""Ends its own process in the middle of a test."""

from tests.hostile.case import Case

CASE = Case(
    cells={"total": "import os\n\n\ndef total(values):\n    os._exit(0)"},
    lost={"test_total", "test_total_hidden"},
    outcome={"test_total": "process ended"},
)
