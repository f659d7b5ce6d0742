"""Who runs beside whom: notebooks in general beside others, one that was starved alone."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

from grading.process import ForkServer


class Over(RuntimeError):
    """The grading is over, and whoever still waited for a turn has none."""


class Turns:
    """The notebooks that run at a time on a fork server.

    most: how many; 0: as many as ask. Others can get ready meanwhile.
    """

    def __init__(self, server: ForkServer) -> None:
        self.changed = threading.Condition()
        self.most = 0
        self.running = 0
        self.taken = False  # by one that is alone, or waits for the others to end
        self.over = False

    def open(self, most: int) -> None:
        """Give turns, so many at a time."""
        with self.changed:
            self.most, self.over = most, False

    def wait_for(self, ready: Callable[[], bool]) -> None:
        """Wait for something, with the lock held. Raises Over."""
        self.changed.wait_for(lambda: self.over or ready())
        if self.over:
            raise Over

    @contextlib.contextmanager
    def beside(self) -> Iterator[None]:
        """Run beside others, when nobody is alone and there is room. Raises Over."""
        with self.changed:
            self.wait_for(lambda: not self.taken and (not self.most or self.running < self.most))
            self.running += 1
        try:
            yield
        finally:
            with self.changed:
                self.running -= 1
                self.changed.notify_all()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Run when those that run have ended; nobody begins meanwhile. Raises Over."""
        with self.changed:
            self.wait_for(lambda: not self.taken)
            self.taken = True
            self.wait_for(lambda: not self.running)
        try:
            yield
        finally:
            with self.changed:
                self.taken = False
                self.changed.notify_all()

    def close(self) -> None:
        """Nobody gets a turn any more; those that run go on."""
        with self.changed:
            self.over = True
            self.changed.notify_all()
