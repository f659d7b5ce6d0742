"""The student's end of the wire: hands out what the submission defined, and calls its functions."""

from __future__ import annotations

import contextlib
import socket
from typing import Any

import numpy as np

from grading.wire import Gone, Peer


class StudentPeer(Peer):
    """Answers the referee out of the names of a notebook. It trusts the referee."""

    trusting = True

    def __init__(self, connection: socket.socket, names: dict[str, Any]) -> None:
        super().__init__(connection)
        self.names = names

    def tensor(self, array: np.ndarray) -> Any:
        import tensorflow as tf

        return tf.constant(array)

    def answer(self, question: dict[str, Any], blobs: list[bytes]) -> tuple[Any, list[bytes]]:
        """Two questions: {"get": [names]} and {"call": key, "with": arguments}."""
        if "get" in question:
            found: dict[str, list] = {}
            parts: list[bytes] = []
            for name in question["get"]:
                if name in self.names:
                    found[name] = [*self.lend(self.names[name])]
            for item in found.values():
                item[1], more = len(parts), item[1]
                parts += more
            return {"found": found}, parts
        return self.run(question, blobs)

    def lend(self, value: Any) -> tuple[Any, list[bytes]]:
        """value as the wire has it; if it cannot be written down, something that says why."""
        try:
            return self.codec.encode(value)
        except Exception as error:
            about = f"something that cannot travel: {error}"[:300]
            return {"thing": self.codec.keep(value), "about": about}, []

    def serve(self) -> None:
        """Answer until the referee says {"bye": true} or is gone."""
        with contextlib.suppress(Gone):
            while True:
                with contextlib.suppress(KeyboardInterrupt):
                    message, parts = self.receive()
                    if "bye" in message:
                        return
                    self.respond(message, parts)
