"""Dask's workers as a place to run notebooks. See docs/class.md for who must trust whom."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from distributed import Client
from nbgrader.converters import NbGraderException

SECONDS = 30  # to wait for a scheduler, and then for a first worker
RETRIES = 5  # of a job whose worker ends


@contextmanager
def workers(address: str) -> Iterator[tuple[Executor, int]]:
    """An executor of the scheduler at address, and how many notebooks its workers run at a time.

    Raises NbGraderException if there is no scheduler, or it has no workers.
    """
    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NbGraderException(
            f"no Dask scheduler answers at {address}: {error}. Start one with `dask scheduler`, "
            "or leave --scheduler out to grade on this machine."
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
