"""Writes 1 GB into files that exist only in memory and are mapped nowhere."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import os

held = [os.memfd_create(f"was-here-{number}") for number in range(100)]
for fd in held:
    for part in range(10):
        os.write(fd, b"\1" * 1_000_000)
assert sum(os.fstat(fd).st_blocks * 512 for fd in held) > 0.9e9
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
)
