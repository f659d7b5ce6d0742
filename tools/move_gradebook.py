"""`python -m tools.move_gradebook FROM TO`: a gradebook into another database, in mid term.

    python -m tools.move_gradebook sqlite:///gradebook.db postgresql+psycopg2://grader@HOST/rnn

FROM stays as it is. TO must have no students and no assignments yet. It gets all of FROM, or
nothing.
"""

from __future__ import annotations

import sys

from nbgrader.api import Base, Gradebook
from sqlalchemy import create_engine, exists, insert, inspect, select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from grading.gradebook_check import UPGRADE, lacking, look_at_gradebooks, trouble


def move(source: str, target: str) -> dict[str, int]:
    """Copy the gradebook at one address to another. Returns how many lines each table has.

    Raises ValueError if there is nothing to copy, or something where it is to be.
    """
    look_at_gradebooks()
    tables = Base.metadata.sorted_tables
    with create_engine(source).connect() as reading:
        there = inspect(reading).get_table_names()
        if "student" not in there:
            raise ValueError(f"there is no gradebook at {source}")
        if said := lacking(reading):
            raise ValueError(f"the gradebook {source} cannot be used: {said}. {UPGRADE}")
    with create_engine(target).connect() as taken:
        filled = set(inspect(taken).get_table_names()) - {"course"}  # which a new one has a line of
        if any(taken.scalar(exists(table).select()) for table in tables if table.name in filled):
            raise ValueError(f"there is a gradebook with something in it at {target}")
    Gradebook(target).close()  # which makes its tables
    with create_engine(source).connect() as reading, create_engine(target).begin() as writing:
        for table in reversed(tables):
            writing.execute(table.delete())
        lines = {}
        for table in (table for table in tables if table.name in there):
            try:
                rows = [dict(row) for row in reading.execute(select(table)).mappings()]
            except (LookupError, TypeError, ValueError) as problem:
                said = f"the table {table.name} of {source} has what it cannot have: {problem}"
                raise ValueError(said) from None
            if rows:
                writing.execute(insert(table), rows)
            lines[table.name] = len(rows)
    return lines


def main() -> None:
    """Run the command line."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        lines = move(*sys.argv[1:])
    except (ArgumentError, ImportError, ValueError) as problem:
        sys.exit(f"Nothing was done: {problem}")
    except SQLAlchemyError as problem:
        sys.exit(f"Nothing was done: {trouble(problem, ' or '.join(sys.argv[1:]))}")
    print(", ".join(f"{number} lines of {name}" for name, number in lines.items() if number))


if __name__ == "__main__":
    main()
