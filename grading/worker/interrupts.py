"""What an interrupt stops in a student's process: the student's code, and not ours around it.

The grader interrupts what takes too long or puts out too much, while that may just have come to its
end. Then a reply that is being sent would be lost, or half a message, and what comes after it too.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupts:
    """Whether an interrupt is raised where it comes, and whether one waits that was not."""

    def __init__(self) -> None:
        self.allowed = self.waits = False

    def come(self, number: int, frame: FrameType | None) -> None:
        """Called with an interrupt."""
        if self.allowed:
            signal.default_int_handler(number, frame)
        self.waits = True

    @contextmanager
    def stop_this(self) -> Iterator[None]:
        """An interrupt stops what is in this block."""
        self.allowed, self.waits = True, False
        try:
            yield
        finally:
            self.allowed = False

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
