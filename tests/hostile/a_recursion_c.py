"""Lifts the limit of recursion and uses up the stack of its process in the middle of a test."""

from tests.hostile.case import Case

ATTACK = r"""
import json, sys


def total(values):
    sys.setrecursionlimit(10**9)
    deep = []
    for n in range(3 * 10**5):
        deep = [deep]
    return len(json.dumps(deep)) * 0 + 6
"""
CASE = Case(
    cells={"total": ATTACK},
    lost={"test_total", "test_total_hidden"},
    outcome={"test_total": "process ended"},
)
