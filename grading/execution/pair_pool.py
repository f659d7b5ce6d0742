"""Pairs of processes, forked ahead, so that no notebook waits for its own."""

from __future__ import annotations

import atexit
import threading
from functools import cache

from grading.execution.provisioner import Pair, fork_pair
from grading.process import ForkServer


class Bench:
    """Keeps one pair of processes of a fork server forked ahead."""

    def __init__(self, server: ForkServer) -> None:
        self.server = server
        self.waiting: Pair | None = None
        self.lock = threading.Lock()
        atexit.register(self.clear)

    def take(self) -> Pair:
        """A pair that is ready or soon will be."""
        with self.lock:
            pair, self.waiting = self.waiting, None
            if pair and (pair.student.poll() or pair.referee.poll()):
                pair.end()
                pair = None
            pair = pair or fork_pair(self.server)
            self.waiting = fork_pair(self.server, ahead=True)
        return pair

    def clear(self) -> None:
        """End the pair that waits."""
        pair, self.waiting = self.waiting, None
        if pair:
            pair.end()


bench_of = cache(Bench)
