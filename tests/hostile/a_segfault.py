"""Reads the memory at address 0."""

from tests.hostile.case import HONEST, Case

CASE = Case(
    cells={
        "answer": "import ctypes, faulthandler\nfaulthandler.enable()\nctypes.string_at(0)\n"
        + HONEST["answer"]
    },
    says="the process ended: process ended",
)
