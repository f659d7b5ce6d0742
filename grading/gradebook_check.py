"""What is wrong with a gradebook, in words."""

from __future__ import annotations

from nbgrader.api import Base, Gradebook
from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

UPGRADE = (
    "If it is of another version of nbgrader, make a copy of it and run `nbgrader db upgrade`."
)


def missing(gradebook: Gradebook) -> str:
    """What a gradebook lacks of nbgrader's tables and columns, in words; empty if nothing."""
    database = inspect(gradebook.db.get_bind())
    for name, table in Base.metadata.tables.items():
        if not database.has_table(name):
            return f"the gradebook has no table {name}. {UPGRADE}"
        there = {column["name"] for column in database.get_columns(name)}
        if lacking := sorted({column.name for column in table.columns} - there):
            return f"the gradebook's table {name} has no {', '.join(lacking)}. {UPGRADE}"
    return ""


def trouble(error: SQLAlchemyError, url: str) -> str:
    """Why the gradebook at url cannot be used, and what to do about it."""
    said = str(getattr(error, "orig", None) or error).split("\n")[0]
    if "locked" in said:
        return (
            f"the gradebook {url} is locked: another program holds it. End that program, or wait "
            "for it, and run the same command again: what was graded is kept."
        )
    return f"the gradebook {url} cannot be used ({said}). {UPGRADE}"
