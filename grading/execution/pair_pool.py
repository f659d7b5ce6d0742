"""Pairs of processes, forked ahead, so that no notebook waits for its own."""

from __future__ import annotations

import threading

from grading.execution.provisioner import Pair, fork_pair
from grading.process import ForkServer


class PairPool:
    """Keeps one pair of processes of a fork server forked ahead."""

    def __init__(self, server: ForkServer) -> None:
        self.server = server
        self.waiting: Pair | None = None
        self.lock = threading.Lock()

    def take(self) -> Pair:
        """A pair that is ready or soon will be. Whoever takes it ends it."""
        with self.lock:
            pair, self.waiting = self.waiting, None
            if pair and (pair.student.poll() or pair.referee.poll()):
                pair.end()
                pair = None
            pair = pair or fork_pair(self.server)
            self.waiting = fork_pair(self.server, ahead=True)
        return pair

    def close(self) -> None:
        """End the pair that waits."""
        with self.lock:
            pair, self.waiting = self.waiting, None
        if pair:
            pair.end()
