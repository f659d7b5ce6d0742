"""The addresses of the pages on Jupyter's server."""

from __future__ import annotations

from urllib.parse import quote

PLACE = "grading/answers"


def address(base: str, *names: str) -> str:
    """The address of the page of an assignment, or of a notebook and an exercise in it."""
    return "/".join([base, PLACE, *(quote(name, safe="") for name in names)])
