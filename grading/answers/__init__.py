"""All answers to an exercise on one page beside formgrader, graded by group.

An extension of Jupyter's server: `python -m grading answers` starts one, `make lab` and the hub's
formgrader have it.
"""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "grading.answers"}]


def _load_jupyter_server_extension(server: Any) -> None:
    from grading.answers.handlers import load

    load(server)


async def _start_jupyter_server_extension(server: Any) -> None:
    """Called when all extensions are loaded, formgrader among them."""
    from grading.answers.formgrader import join

    join(server)
