"""Who runs beside whom: notebooks in general beside others, one that was starved alone."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from grading.process import ForkServer


class Turns:
    """The notebooks that run at a time on a fork server."""

    def __init__(self, server: ForkServer) -> None:
        self.changed = threading.Condition()
        self.running = 0
        self.taken = False  # by one that is alone, or waits for the others to end

    @contextlib.contextmanager
    def beside(self) -> Iterator[None]:
        """Run beside others, when nobody is alone."""
        with self.changed:
            self.changed.wait_for(lambda: not self.taken)
            self.running += 1
        try:
            yield
        finally:
            with self.changed:
                self.running -= 1
                self.changed.notify_all()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Run when those that run have ended; nobody begins meanwhile."""
        with self.changed:
            self.changed.wait_for(lambda: not self.taken)
            self.taken = True
            self.changed.wait_for(lambda: not self.running)
        try:
            yield
        finally:
            with self.changed:
                self.taken = False
                self.changed.notify_all()

    def close(self) -> None:
        """There is nothing to give up."""
