"""Pairs of processes, forked ahead, so that no notebook waits for its own.

The next one's pair is forked when one begins; not with the first of them, which may be the only
one.
"""

from __future__ import annotations

import threading

from grading.execution.provisioner import Pair, fork_pair
from grading.process import ForkServer


class PairPool:
    """Keeps one pair of processes of a fork server forked ahead."""

    def __init__(self, server: ForkServer) -> None:
        self.server = server
        self.waiting: Pair | None = None
        self.taken = 0  # pairs
        self.lock = threading.Lock()

    def begin(self) -> None:
        """Fork the pair of a first notebook, which is read and repaired meanwhile."""
        with self.lock:
            self.waiting = self.waiting or fork_pair(self.server, ahead=True)

    def take(self) -> Pair:
        """A pair that is ready or soon will be. Whoever takes it ends it."""
        with self.lock:
            pair, self.waiting = self.waiting, None
            if pair and (pair.student.poll() or pair.referee.poll() or pair.is_old):
                pair.end()
                pair = None
            pair = pair or fork_pair(self.server)
            self.taken += 1
            if self.taken > 1:
                self.waiting = fork_pair(self.server, ahead=True)
        return pair

    def close(self) -> None:
        """End the pair that waits."""
        with self.lock:
            pair, self.waiting = self.waiting, None
        if pair:
            pair.end()
