"""Writes 200 MB to standard error and output, by their numbers and from a subprocess."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import os, subprocess, sys

for part in range(50):
    for fd in (1, 2):
        os.write(fd, b"y" * 2**20)
    sys.__stderr__.write("x" * 2**20)
    subprocess.run("head -c 1000000 /dev/zero | tr '\\0' z >&2", shell=True)
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    says="more than 256 kilobytes of output",
)
