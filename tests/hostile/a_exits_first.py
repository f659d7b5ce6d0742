"""Ends its process in the first cell, before anything is defined."""

from tests.hostile.case import ALL, Case

CASE = Case(first="import os\nos._exit(0)", lost=ALL, outcome={"test_double": "process ended"})
