"""Dask's workers as a place to run notebooks. See docs/class.md for who must trust whom."""

from __future__ import annotations

import asyncio
import ssl
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import cloudpickle
from distributed import Client, Security
from distributed.comm import connect
from nbgrader.api import (
    Assignment,
    Base,
    BaseCell,
    Gradebook,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    TaskCell,
)
from nbgrader.converters import NbGraderException
from sqlalchemy import create_engine, select
from traitlets.config import Config

from grading.batch.certificates import CA, CERTIFICATE, KEY
from grading.execution import CourseNotebook

RETRIES = 5  # of a job whose worker ends
HERE = ("CourseDirectory", "Exchange")  # sections of the configuration that are of this machine


@contextmanager
def workers(
    address: str, certificates: str = "", seconds: float = 30.0
) -> Iterator[tuple[Executor, int]]:
    """An executor of the scheduler at address, and how many notebooks its workers run at a time.

    certificates: the grader's folder of those that `python -m grading certificates` made; empty:
    as Dask is configured. seconds: to wait for the scheduler, and then for a first worker. Raises
    NbGraderException if there is no scheduler, it refuses this client, or it has no workers.
    """
    security = security_of(address, certificates)
    try:
        # A client that fails while it is made cannot be closed, and may hang when it is dropped.
        asyncio.run(_reach(address, security, seconds))
        client = Client(address, timeout=seconds, set_as_default=False, security=security)
    except (OSError, ValueError, TypeError) as error:
        raise NbGraderException(
            f"no Dask scheduler answers at {address}: {error}. Start one with `dask scheduler`, "
            "or leave --scheduler out to grade on this machine. One that uses TLS answers only "
            "at tls://, and only who has a certificate of its own authority: --certificates names "
            "the folder."
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=seconds)
        except TimeoutError:
            raise NbGraderException(
                f"the scheduler at {address} has no workers. Start some with `dask worker "
                f"{address}`, with this engine and its environment."
            ) from None
        yield client.get_executor(pure=False, retries=RETRIES), sum(client.nthreads().values())


def packed(
    courses: Mapping[str, CourseNotebook], gradebook: Gradebook, assignment: str
) -> dict[str, bytes]:
    """What workers must know of each notebook. Raises NbGraderException if it cannot be sent."""
    alone = without_students(gradebook, assignment)
    return {
        name: dumped(replace(course, parent=None, gradebook=alone))
        for name, course in courses.items()
    }


def dumped(told: Any) -> bytes:
    """What is the same for a class, as it is sent to workers: something that has a config.

    Raises NbGraderException if it cannot be sent.
    """
    config = Config({key: value for key, value in told.config.items() if key not in HERE})
    try:
        return bytes(cloudpickle.dumps(replace(told, config=config)))
    except Exception as error:  # what a configuration may hold has no bounds
        raise NbGraderException(
            f"the course's configuration cannot be sent to workers: {error}"
        ) from error


def without_students(gradebook: Gradebook, assignment: str) -> bytes:
    """An SQLite file with what a gradebook has of an assignment, and of no student."""
    db = gradebook.db
    of = select(Assignment.id).where(Assignment.name == assignment)
    books = select(Notebook.id).where(Notebook.assignment_id.in_(of))
    cells = select(BaseCell.id).where(BaseCell.notebook_id.in_(books))
    texts = select(SourceCell.id).where(SourceCell.notebook_id.in_(books))
    wanted = {Assignment: of, Notebook: books, SourceCell: texts} | dict.fromkeys(
        (BaseCell, GradeCell, SolutionCell, TaskCell), cells
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "assignment.db")
        engine = create_engine(f"sqlite:///{path}")
        Base.metadata.create_all(engine)
        with engine.begin() as copy:
            for kind, ids in wanted.items():
                table: Any = kind.__table__
                rows = db.execute(select(table).where(table.c.id.in_(ids))).mappings()
                if records := [dict(row) for row in rows]:
                    copy.execute(table.insert(), records)
        engine.dispose()
        db.rollback()
        return path.read_bytes()


async def _reach(address: str, security: Security, seconds: float) -> None:
    arguments = security.get_connection_args("client")
    comm = await connect(address, timeout=seconds, **arguments)
    await comm.close()


def security_of(address: str, certificates: str) -> Security:
    """What this client shows a scheduler at address. Raises NbGraderException if it cannot."""
    if not certificates:
        return Security()
    if not address.startswith("tls://"):
        raise NbGraderException(
            f"certificates are for a scheduler that uses TLS, and {address} names one that does "
            "not: give its address as tls://HOST:PORT, or leave --certificates out."
        )
    folder = Path(certificates)
    context = ssl.create_default_context()
    try:
        context.load_verify_locations(folder / CA)
        # A key under a password would be asked for on the terminal.
        context.load_cert_chain(folder / CERTIFICATE, folder / KEY, password="")
    except OSError as error:  # ssl's errors are among these
        raise NbGraderException(
            f"{folder} has no certificates that can be used: {error}. Name the grader's folder of "
            "those that `python -m grading certificates FOLDER` makes."
        ) from None
    return Security(
        require_encryption=True,
        tls_ca_file=str(folder / CA),
        tls_client_cert=str(folder / CERTIFICATE),
        tls_client_key=str(folder / KEY),
    )
