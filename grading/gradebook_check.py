"""What is wrong with a gradebook, or with a file that cannot be written, in words."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nbgrader.api import Base, InvalidEntry
from nbgrader.converters import NbGraderException
from sqlalchemy import Connection, create_engine, event, inspect, literal, select
from sqlalchemy.exc import SQLAlchemyError

from grading.sharing import SQLITE

FAILURES = (SQLAlchemyError, InvalidEntry)  # the latter is how nbgrader says the former
BACKUP = "put a backup of it in its place."
UPGRADE = f"If it is of an older nbgrader, run `nbgrader db upgrade`. If not: {BACKUP}"
MADE_LATER = {"task_cells"}  # tables that no upgrade makes, but the next command

FULL = "the disk is full: make room, and run the same command again"
READ_ONLY = "its file system can only be read: copy the course folder to where you may write"
NOT_YOURS = "this account may not do that. Several graders: docs/term.md"
TO_SHARE = "Whoever owns it lets a group of graders: chmod g+w gradebook.db, see docs/term.md."


def disk_is_full(folder: str) -> bool:
    """Whether nothing can be written where a folder lies."""
    return shutil.disk_usage(folder).free < 2**20


class NotAGradebook(SQLAlchemyError):
    """A database is no gradebook that can be used; its text says why, and what to do."""


def lacking(connection: Connection) -> str:
    """What a database lacks of nbgrader's tables and columns, in words; empty: nothing, or it is
    one in which nbgrader has yet to make them. Raises NotAGradebook if it is another program's.
    """
    there = {name: {column["name"] for column in columns}
             for (_, name), columns in inspect(connection).get_multi_columns().items()}  # fmt: skip
    there.pop("alembic_version", None)
    tables = Base.metadata.tables
    known = [table for name, table in tables.items() if name in there]
    if there and not known:
        raise NotAGradebook(f"{_named(connection)} is another program's: {BACKUP}")
    for table in known:
        if columns := sorted({column.name for column in table.columns} - there[table.name]):
            return f"it has no {', '.join(columns)} in its table {table.name}"
    absent = sorted(tables.keys() - there.keys() - MADE_LATER)
    any_row = select(literal(1))
    if absent and any(connection.scalar(any_row.select_from(table)) for table in known):
        return f"it has no table {', '.join(absent)}"
    return ""


def _named(connection: Connection) -> str:
    return f"the gradebook {connection.engine.url.render_as_string()}"


def look_at_gradebooks() -> None:
    """Have this process stop at a database that is no gradebook, before nbgrader makes those of its
    tables in it that are not there: grades that are gone would look like grades not yet given.
    """
    if not event.contains(Base.metadata, "before_create", _look_at):
        event.listen(Base.metadata, "before_create", _look_at)


def _look_at(metadata: Any, connection: Connection, **_: Any) -> None:
    if said := lacking(connection):
        raise NotAGradebook(f"{_named(connection)} cannot be used: {said}. {UPGRADE}")


def reach(url: str) -> None:
    """Raise SQLAlchemyError if the gradebook at url cannot be read."""
    engine = create_engine(url)
    try:
        inspect(engine).get_table_names()
    finally:
        engine.dispose()


def unwritable(url: str) -> str:
    """Why this account cannot write the gradebook at url, in words; empty: it can, or is told by
    the database.
    """
    path = _file(url)
    return closed(url) if path and not os.access(path, os.W_OK) else ""


def _file(url: str) -> str:
    """The file of the gradebook at url; empty: it is none, or not there."""
    path = url.removeprefix(SQLITE)
    return path if path != url and os.path.exists(path) else ""


def closed(url: str) -> str:
    """That this account may not write the gradebook, and what to do."""
    path = _file(url)
    if path and os.statvfs(path).f_flag & os.ST_RDONLY:
        return f"the gradebook {url}: {READ_ONLY}"
    return f"this account may not write the gradebook {url}. {TO_SHARE}"


def trouble(error: Exception, url: str) -> str:
    """Why the gradebook at url cannot be used, and what to do about it. error: of FAILURES."""
    if isinstance(error, NotAGradebook):
        return str(error)
    said = str(getattr(error, "orig", None) or error).split("\n")[0]
    if "is full" in said:
        return f"{FULL} (for the gradebook {url})"
    if "locked" in said:
        return (
            f"the gradebook {url} is locked: another program holds it. End that program, or wait "
            "for it, and run the same command again: what was graded is kept."
        )
    if "readonly" in said:
        return closed(url)
    folder = os.path.dirname(url.removeprefix(SQLITE)) or "."
    if "unable to open" in said and url.startswith(SQLITE):
        if not os.path.isdir(folder):
            return f"the gradebook {url} cannot be made: there is no folder {folder}"
        if not os.access(folder, os.W_OK):
            return f"the gradebook {url} cannot be opened: {folder}: {NOT_YOURS}"
    if "not a database" in said or "malformed" in said:
        return f"the gradebook {url} is damaged ({said}): {BACKUP}"
    return f"the gradebook {url} cannot be used ({said}). {UPGRADE}"


def file_trouble(error: OSError) -> str:
    """Why a file cannot be read or written, and what to do about it."""
    where = f"{error.filename}: " if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return where + FULL
    if error.errno == errno.EROFS:
        return where + READ_ONLY
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"{where}{NOT_YOURS}"
    return f"{where}{error.strerror or error}"


def words(error: Exception, url: str) -> str:
    """Why the gradebook at url, or a file, cannot be used. error: an OSError, or of FAILURES."""
    return file_trouble(error) if isinstance(error, OSError) else trouble(error, url)


@contextmanager
def in_words(app: Any) -> Iterator[None]:
    """End an nbgrader command with 1 and a line where the gradebook, a file, or what the course's
    configuration names, fails the block."""
    try:
        yield
    except NbGraderException as error:
        app.fail("%s", error)
    except (*FAILURES, OSError) as error:
        app.fail("%s", words(error, app.coursedir.db_url))
