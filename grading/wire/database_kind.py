"""A database of a test's on the wire: a copy of it there, and what has become of its rows here.

Nothing that the other end sends is run as SQL: tables, columns and values are data.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from grading.wire.errors import CannotTravel
from grading.wire.kinds import Kind, Reader, Writer
from grading.wire.values import is_plain_value

MOST = 8 * 2**20  # bytes
ROWS = 20_000
TYPE = re.compile(r"[A-Za-z]{0,30}(\(\d{1,5}(, ?\d{1,5})?\))?")  # of a column; no expression
TABLES = "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"


class DatabaseKind(Kind):
    """A connection to one of SQLite's databases that a test has made."""

    tag, module = "database", "sqlite3"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if type(value) is not sqlite3.Connection:
            return None
        if not writer.codec.peer.trusting:
            is_empty = _rows(value, "pragma page_count") == [(0,)]  # SQLite has no form for that
            content = b"" if is_empty else value.serialize()
            if len(content) > MOST:
                raise CannotTravel(f"it is a database of more than {MOST // 2**20} MB.")
            return {"database": writer.codec.keep(value), "is": writer.value(content),
                    "rows": value.row_factory is sqlite3.Row}  # fmt: skip
        of_test = (key for key, held in writer.codec.stand_ins.items() if held is value)
        if (key := next(of_test, 0)) == 0:
            return None
        tables = [_table(value, name) for (name,) in _rows(value, TABLES)]
        return {"database": key, "open": value.in_transaction, "is": writer.value(tables)}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        key = int(told["database"])
        if not reader.trusting:
            known = reader.codec.kept[key]
            if type(known) is not sqlite3.Connection:
                raise ValueError("no database of the test's")
            _fill(known, reader.value(told["is"]))
            if told["open"] is not True:
                known.commit()
            return known
        known = reader.codec.stand_ins.get(key)
        if known is None:
            known = reader.codec.stand_ins[key] = sqlite3.connect(":memory:")
        if content := reader.value(told["is"]):
            known.deserialize(content)
        else:
            sqlite3.connect(":memory:").backup(known)
        known.row_factory = sqlite3.Row if told["rows"] else None
        return known


def _name(name: str) -> str:
    """A name as SQL has it."""
    if type(name) is not str or "\0" in name or len(name) > 200 or name.startswith("sqlite_"):
        raise ValueError("no name")
    return '"' + name.replace('"', '""') + '"'


def _rows(connection: sqlite3.Connection, query: str) -> list[tuple]:
    """All rows, as plain tuples."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(query).fetchall()


def _columns(connection: sqlite3.Connection, table: str) -> list[list[str]]:
    return [[row[1], row[2]] for row in _rows(connection, f"pragma table_info({_name(table)})")]


def _table(connection: sqlite3.Connection, name: str) -> list[Any]:
    """A table: its name, its columns with their types, and its rows."""
    rows = _rows(connection, f"select * from {_name(name)}")
    if len(rows) > ROWS:
        raise CannotTravel(f"a table of it has more than {ROWS} rows.")
    return [name, _columns(connection, name), rows]


def _fill(connection: sqlite3.Connection, tables: Any) -> None:
    """Have a database hold these tables, and no others."""
    there = {name for (name,) in _rows(connection, TABLES)}
    for name in there - {name for name, _, _ in tables}:
        connection.execute(f"drop table {_name(name)}")
    for name, columns, rows in tables:
        if not all(type(value) is bytes or is_plain_value(value) for row in rows for value in row):
            raise ValueError("no plain values")
        if name in there and _columns(connection, name) != columns:
            connection.execute(f"drop table {_name(name)}")
            there.remove(name)
        if name not in there:
            parts = ", ".join(
                f"{_name(column)} {kind if TYPE.fullmatch(kind) else ''}"
                for column, kind in columns
            )
            connection.execute(f"create table {_name(name)} ({parts})")
        elif _rows(connection, f"select * from {_name(name)}") == [tuple(row) for row in rows]:
            continue
        connection.execute(f"delete from {_name(name)}")
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"insert into {_name(name)} values ({marks})", rows)
