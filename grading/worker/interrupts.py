"""Where the student's code ends in a student's process, and ours goes on.

The grader interrupts what takes too long or puts out too much, while that may just have come to its
end. Then a reply that is being sent would be lost, or half a message, and what comes after it too.
So it would be where the code has forked a copy of its process that goes on here: as a second kernel
it would take what the first is told.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupts:
    """Whether an interrupt is raised where it comes, and whether one waits that was not."""

    def __init__(self) -> None:
        self.allowed = self.waits = False
        self.process = os.getpid()

    def come(self, number: int, frame: FrameType | None) -> None:
        """Called with an interrupt."""
        if self.allowed:
            signal.default_int_handler(number, frame)
        self.waits = True

    @contextmanager
    def stop_this(self) -> Iterator[None]:
        """An interrupt stops what is in this block. A copy of the process ends with it."""
        self.allowed, self.waits = True, False
        try:
            yield
        finally:
            self.allowed = False
            if os.getpid() != self.process:
                os._exit(0)

    @contextmanager
    def not_this(self) -> Iterator[None]:
        """One that comes in this block is raised at its end, if what is around it is stopped."""
        before, self.allowed = self.allowed, False
        try:
            yield
        finally:
            self.allowed = before
        if before and self.waits:
            self.waits = False
            raise KeyboardInterrupt
