"""Prints 200 MB in small lines."""

from tests.hostile.case import HONEST, Case

CASE = Case(
    cells={"answer": "for n in range(2_000_000):\n    print('x' * 100)\n" + HONEST["answer"]},
    says="more than 256 kilobytes of output",
)
