"""Dask's workers as a place to run notebooks. See docs/class.md for who must trust whom."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

from distributed import Client, Security
from distributed.comm import connect
from nbgrader.converters import NbGraderException

from grading.batch.certificates import CA, CERTIFICATE, KEY

SECONDS = 30  # to wait for a scheduler, and then for a first worker
RETRIES = 5  # of a job whose worker ends


@contextmanager
def workers(address: str, certificates: str = "") -> Iterator[tuple[Executor, int]]:
    """An executor of the scheduler at address, and how many notebooks its workers run at a time.

    certificates: the grader's folder of those that `python -m grading certificates` made; empty:
    as Dask is configured. Raises NbGraderException if there is no scheduler, it refuses this
    client, or it has no workers.
    """
    security = security_of(address, certificates)
    try:
        # A client that fails while it is made cannot be closed, and may hang when it is dropped.
        asyncio.run(_reach(address, security))
        client = Client(address, timeout=SECONDS, set_as_default=False, security=security)
    except (OSError, ValueError, TypeError) as error:
        raise NbGraderException(
            f"no Dask scheduler answers at {address}: {error}. Start one with `dask scheduler`, "
            "or leave --scheduler out to grade on this machine. One that uses TLS answers only "
            "at tls://, and only who has a certificate of its own authority: --certificates names "
            "the folder."
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=SECONDS)
        except TimeoutError:
            raise NbGraderException(
                f"the scheduler at {address} has no workers. Start some with `dask worker "
                f"{address}`, with this engine and its environment."
            ) from None
        yield client.get_executor(pure=False, retries=RETRIES), sum(client.nthreads().values())


async def _reach(address: str, security: Security) -> None:
    arguments = security.get_connection_args("client")
    comm = await connect(address, timeout=SECONDS, **arguments)
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
