"""`nbgrader db upgrade`: a gradebook is upgraded as a whole, or stays as it was."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from nbgrader import dbutil
from sqlalchemy import create_engine

from grading.gradebook_check import BACKUP, NotAGradebook, lacking, trouble
from grading.sharing import SQLITE


def upgrade(db_url: str, revision: str = "head") -> None:
    """Upgrade the gradebook at db_url, as nbgrader's own function does: by Alembic.

    SQLite cannot take back half an upgrade. So a copy is upgraded first, and written back when it
    has all that a gradebook has. Raises NotAGradebook, with Alembic's reason.
    """
    if _lacking(db_url) == "":
        print(f"{db_url} has all that this version of nbgrader needs")
    elif not db_url.startswith(SQLITE):
        _migrate(db_url, revision, db_url)
    else:
        path = db_url.removeprefix(SQLITE)
        with tempfile.TemporaryDirectory() as folder:
            new = Path(folder, "gradebook.db")
            _copy(path, str(new), db_url)
            _migrate(f"{SQLITE}{new}", revision, db_url)
            _copy(str(new), path, db_url)


def _lacking(url: str) -> str:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return lacking(connection)
    finally:
        engine.dispose()


def _copy(source: str, target: str, url: str) -> None:
    """Copy a database into another as one transaction."""
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new, progress=_no_longer)
    except sqlite3.Error as error:
        raise NotAGradebook(trouble(error, url)) from error


def _no_longer(status: int, _remaining: int, _pages: int) -> None:
    """Give up where a lock was waited for; sqlite3 would wait for ever."""
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError("database is locked")


def _migrate(url: str, revision: str, named: str) -> None:
    """Run Alembic on the database at url, which is called named."""
    with tempfile.TemporaryDirectory() as folder:
        settings = f"{folder}/alembic.ini"
        dbutil.write_alembic_ini(settings, url)
        command = [sys.executable, "-m", "alembic", "-c", settings, "upgrade", revision]
        done = subprocess.run(command, text=True, capture_output=True)
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    said = next((line for line in lines if "Error: " in line), lines[-1] if lines else "")
    if not done.returncode and not (said := _lacking(url)):
        print("\n".join(lines))
        return
    raise NotAGradebook(
        f"the gradebook {named} cannot be upgraded, and is as it was ({said}): {BACKUP}"
    )
