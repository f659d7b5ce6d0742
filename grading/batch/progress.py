"""How far a long run is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
import time
from typing import Any

from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

EVERY = 10.0  # seconds between two lines


class Progress:
    """Counts notebooks, or else, and says how many, how fast, and how long it will take."""

    def __init__(self, total: int, log: logging.Logger, unit: str = "notebook") -> None:
        self.unit = unit
        self.terminal = sys.stderr.isatty()
        self.bar = tqdm(total=total, unit=unit, disable=not self.terminal, smoothing=0.05)
        self.total, self.log, self.done = total, log, 0
        self.lock = threading.Lock()
        self.around = contextlib.ExitStack()

    def __enter__(self) -> Progress:
        self.started = self.told = time.monotonic()
        if self.terminal:
            self.around.enter_context(logging_redirect_tqdm([self.log]))
        return self

    def __exit__(self, *_: Any) -> None:
        self.bar.close()
        self.around.close()

    def step(self) -> None:
        """One more is done."""
        with self.lock:
            self.done += 1
            self.bar.update()
            now = time.monotonic()
            if self.terminal or (now - self.told < EVERY and self.done < self.total):
                return
            self.told = now
            rate = self.done / max(now - self.started, 1e-9)
            left = tqdm.format_interval((self.total - self.done) / rate)
            print(f"{self.done} of {self.total} {self.unit}s, {rate:.1f} a second, {left} left",
                  file=sys.stderr, flush=True)  # fmt: skip
