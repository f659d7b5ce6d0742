"""What the IPython shells on both sides of the wire have in common."""

from __future__ import annotations

import ast
from contextlib import suppress
from typing import Any


def skip_transforms(shell: Any) -> None:
    """Have an IPython shell leave plain Python as it is.

    IPython looks through the tokens of each cell, several times, for its own syntax. What is valid
    Python has none of it: each of its marks, where IPython looks for them, is a syntax error. But
    for one: a prompt, In [1]: x, is an annotation too. Whoever adds a transformer of their own gets
    IPython's way for all.
    """
    transform = shell.transform_cell

    def transformers() -> list[Any]:
        manager = shell.input_transformer_manager
        return [*manager.cleanup_transforms, None, *manager.line_transforms, None,
                *manager.token_transformers, None, *shell.input_transformers_post]  # fmt: skip

    own = transformers()

    def transform_cell(raw_cell: str) -> str:
        if "In [" not in raw_cell and transformers() == own:
            with suppress(Exception):
                ast.parse(raw_cell)
                return raw_cell if raw_cell.endswith("\n") else raw_cell + "\n"
        return transform(raw_cell)

    shell.transform_cell = transform_cell
