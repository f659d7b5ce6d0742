"""What the IPython shells on both sides of the wire have in common."""

from __future__ import annotations

import ast
from contextlib import suppress
from typing import Any


def spare(shell: Any) -> None:
    """Have an IPython shell leave plain Python as it is.

    IPython looks through the tokens of each cell, several times, for its own syntax. What is valid
    Python has none of it: each of its marks, where IPython looks for them, is a syntax error. But
    for one: a prompt, In [1]: x, is an annotation too.
    """
    transform = shell.transform_cell

    def transform_cell(raw_cell: str) -> str:
        if "In [" not in raw_cell:
            with suppress(Exception):
                ast.parse(raw_cell)
                return raw_cell if raw_cell.endswith("\n") else raw_cell + "\n"
        return transform(raw_cell)

    shell.transform_cell = transform_cell
