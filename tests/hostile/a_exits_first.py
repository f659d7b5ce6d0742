"""Ends its process in the first cell, before anything is defined."""

from tests.hostile.case import Case

CASE = Case(first="import os\nos._exit(0)", says="the process ended: process ended")
