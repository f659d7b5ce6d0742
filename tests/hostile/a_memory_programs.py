"""Starts fresh programs that each take less memory than a forked kernel had, together 1 GB."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import subprocess, sys

CODE = "import time; held = b'\\1' * 220_000_000; print(1, flush=True); time.sleep(60)"
programs = [
    subprocess.Popen([sys.executable, "-S", "-E", "-c", CODE], stdout=subprocess.PIPE)
    for number in range(5)
]
assert {program.stdout.readline() for program in programs} == {b"1\n"}
assert {program.wait() for program in programs} == {0}
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
    outcome={"test_answer": "out of memory"},
)
