"""What a kernel says, read by our own hand: nobody trusts it, and what arrives is weighed first.

libzmq keeps the parts of a message until the last has come, however many they are. So its protocol,
ZMTP 3.0 (rfc.zeromq.org/spec/23), is spoken here, as far as a kernel speaks it: over a Unix socket,
without security, and with limits on a message while it comes in.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from jupyter_client.channels import AsyncZMQSocketChannel, ZMQSocketChannel

MESSAGE = 32 * 2**20  # bytes of a message from a kernel, above which its connection is dropped
PARTS = 256  # of a message, the same
LARGE = 4 * 2**20  # bytes of a message, above which it is let pass and not kept
PIECE = 2**16  # bytes that are taken in and sent at a time
# Values in the JSON of a message, above which it is not read: an empty list takes thirty times the
# bytes that say it.
VALUES, FEW_BYTES = 250_000, 2**18
A_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.S)  # one without an end, as far as it goes
WAITING = 2**20  # bytes that wait to be read, above which further ones wait in the kernel
MORE, LONG, COMMAND = 1, 2, 4  # flags of a frame
GREETING = 64  # bytes
SUBSCRIBE = b"\1"  # to all


def greeting() -> bytes:
    """What each end says first: version 3.0, no security."""
    return b"\xff" + bytes(8) + b"\x7f\3\0" + b"NULL".ljust(20, b"\0") + bytes(32)


def frame(body: bytes, flags: int = 0) -> bytes:
    """A frame."""
    if len(body) < 256:
        return bytes([flags, len(body)]) + body
    return bytes([flags | LONG]) + len(body).to_bytes(8, "big") + body


def ready(kind: bytes, identity: bytes) -> bytes:
    """The command by which each end says what kind of socket it is."""
    body = b"\5READY"
    for name, value in ((b"Socket-Type", kind), (b"Identity", identity)):
        body += bytes([len(name)]) + name + len(value).to_bytes(4, "big") + value
    return frame(body, COMMAND)


class TooLarge(Exception):
    """A message had more bytes or parts than one may have."""

    def __init__(self, size: int = 2**62) -> None:
        super().__init__(size)
        self.size = size


def values_in(parts: Sequence[bytes]) -> int:
    """About how many values there are in parts that are JSON."""
    bare = (A_STRING.sub(b"", part) for part in parts)
    return sum(text.count(b",") + text.count(b"[") + text.count(b"{") for text in bare)


class Line:
    """A connection to one of a kernel's sockets, of which as much as a channel needs.

    To be made and used in a running event loop.
    """

    def __init__(self, path: str, kind: bytes, identity: bytes = b"") -> None:
        self.messages: deque[list[bytes] | int] = deque()  # of one that was let pass, its size
        self.large = LARGE
        self.waiting = 0  # bytes of them
        self.broken = False  # by a message that was too large
        self.arrived, self.room = asyncio.Event(), asyncio.Event()
        self.room.set()
        self.writer: asyncio.StreamWriter | None = None
        self.opening = greeting(), ready(kind, identity)
        self.unsent = [frame(SUBSCRIBE)] if kind == b"SUB" else []
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.task = asyncio.ensure_future(self.listen())

    async def listen(self) -> None:
        """Take in messages until the other end is gone, or sends one that is too large."""
        reader, writer = await asyncio.open_connection(sock=self.socket)
        try:
            writer.writelines(self.opening)
            await reader.readexactly(GREETING)
            await self.message(
                reader
            )  # by which the other end is ready, too: not before may we send
            writer.writelines(self.unsent)
            self.writer = writer
            while True:
                await self.room.wait()
                if parts := await self.message(reader):
                    self.messages.append(parts)
                    self.waiting += 0 if isinstance(parts, int) else sum(map(len, parts))
                    if self.waiting > WAITING:
                        self.room.clear()
                    self.arrived.set()
        except TooLarge:
            self.broken = True
            self.arrived.set()
        except (asyncio.IncompleteReadError, OSError):
            pass
        finally:
            writer.close()

    async def message(self, reader: asyncio.StreamReader) -> list[bytes] | int:
        """The parts of the next message, none of a command; of a large one its size alone.

        Raises TooLarge.
        """
        parts: list[bytes] = []
        size = number = 0
        while True:
            flags = (await reader.readexactly(1))[0]
            length = int.from_bytes(await reader.readexactly(8 if flags & LONG else 1), "big")
            size, number = size + length, number + 1
            if size > MESSAGE or number > PARTS:
                raise TooLarge
            if size <= self.large:
                parts.append(await reader.readexactly(length))
            else:
                parts = []
                for place in range(0, length, PIECE):
                    await reader.readexactly(min(PIECE, length - place))
            if flags & COMMAND:
                return []
            if not flags & MORE:
                return parts if size <= self.large else size

    # -- as a channel uses a socket ---------------------------------------------------------------

    async def poll(self, timeout: float | None = None) -> bool:
        """Whether there is something to receive, after so many milliseconds at most."""
        if not (self.messages or self.broken):
            self.arrived.clear()
            await asyncio.sleep(0)
            with contextlib.suppress(TimeoutError):
                seconds = None if timeout is None else timeout / 1000
                await asyncio.wait_for(self.arrived.wait(), seconds)
        return bool(self.messages or self.broken)

    async def recv_multipart(self) -> list[bytes]:
        """The next message. Raises TooLarge, of a large one, and once if that was why there are no
        more.
        """
        while not self.messages:
            if self.broken:
                self.broken = False
                raise TooLarge
            await self.poll()
        parts = self.messages.popleft()
        self.waiting -= 0 if isinstance(parts, int) else sum(map(len, parts))
        if self.waiting <= WAITING:
            self.room.set()
        if isinstance(parts, int):
            raise TooLarge(parts)
        return parts

    def send_multipart(self, parts: Sequence[Any], **_: Any) -> None:
        """Send a message."""
        bodies = [bytes(part) for part in parts]
        flags = [*[MORE] * (len(bodies) - 1), 0]
        data = [frame(body, flag) for body, flag in zip(bodies, flags, strict=True)]
        if self.writer is None:
            self.unsent += data
        else:
            self.writer.writelines(data)

    async def send_slowly(self, parts: Sequence[bytes]) -> None:
        """Send a message that may be large, so that no copy of it waits here."""
        while self.writer is None:
            await asyncio.sleep(0.01)
        for part, flag in zip(parts, [*[MORE] * (len(parts) - 1), 0], strict=True):
            self.writer.write(bytes([flag | LONG]) + len(part).to_bytes(8, "big"))
            for place in range(0, len(part), PIECE):
                self.writer.write(part[place : place + PIECE])
                await self.writer.drain()

    def close(self, linger: int = 0) -> None:
        """Hang up."""
        self.task.cancel()
        self.socket.close()


class Channel(AsyncZMQSocketChannel):
    """A channel from a kernel that nobody trusts: what arrives is weighed before it is read."""

    weigh: Callable[[int], bool] = staticmethod(lambda size: True)  # False: it is not to be read
    buffers: Sequence[bytes] = ()  # what the next message has with it

    def __init__(self, socket: Any, session: Any, loop: Any = None) -> None:
        ZMQSocketChannel.__init__(self, socket, session)  # AsyncZMQSocketChannel's wants libzmq's

    def send(self, msg: dict[str, Any]) -> None:
        """Send a message."""
        if self.buffers:
            msg["buffers"], self.buffers = [*self.buffers], ()
        super().send(msg)

    async def _recv(self, **_: Any) -> dict[str, Any]:  # type: ignore[override]
        assert self.socket is not None
        try:
            frames = await self.socket.recv_multipart()
            size = sum(map(len, frames))
            if size > FEW_BYTES and values_in(frames) > VALUES:
                frames, size = [], 2**62
        except TooLarge as error:
            frames, size = [], error.size
        await asyncio.sleep(0)  # or in an endless flood no time-out would ever come
        with contextlib.suppress(Exception):
            if self.weigh(size):
                message = self.session.deserialize(self.session.feed_identities(frames)[1])
                if isinstance(message["parent_header"], dict):
                    return message
        return {"msg_type": "dropped", "header": {}, "parent_header": {}, "content": {}}
