"""What a kernel says is read with limits while it comes in; libzmq stands for the kernel."""

import asyncio
import contextlib
import socket
import tempfile
from pathlib import Path

import pytest
import zmq

from grading.execution import channels
from grading.execution.channels import Channel, Line, TooLarge, frame, greeting, ready


@contextlib.contextmanager
def kernel(kind):
    """libzmq's socket of that kind, and where it listens."""
    with tempfile.TemporaryDirectory() as folder, zmq.Context() as context:
        end = context.socket(kind)
        end.setsockopt(zmq.LINGER, 0)
        end.setsockopt(zmq.RCVTIMEO, 20_000)
        end.bind(f"ipc://{folder}/k")
        yield end, f"{folder}/k"
        end.close()


def told(line, seconds=20):
    """The next message of a line."""
    return asyncio.wait_for(line.recv_multipart(), seconds)


def test_a_dealer_sends_and_receives():
    async def talk():
        line = Line(path, b"DEALER", b"me")
        line.send_multipart([b"", b"short", b"long" * 100])
        heard = await asyncio.to_thread(end.recv_multipart)
        assert heard == [b"me", b"", b"short", b"long" * 100]
        end.send_multipart([b"me", b"x" * 300, b"", b"y"])
        assert await told(line) == [b"x" * 300, b"", b"y"]
        assert not await line.poll(0)
        line.close()

    with kernel(zmq.ROUTER) as (end, path):
        asyncio.run(talk())


def test_a_subscriber_hears_all():
    async def talk():
        line = Line(path, b"SUB")
        assert await asyncio.to_thread(end.recv) == b"\1"
        end.send_multipart([b"topic", b"text"])
        assert await line.poll(20_000)
        assert await told(line) == [b"topic", b"text"]
        line.close()

    with kernel(zmq.XPUB) as (end, path):
        asyncio.run(talk())


def hostile(said):
    """What a line hears of a kernel that says these bytes when the greetings are done."""

    async def talk(path, listening):
        line = Line(path, b"DEALER")
        other, _ = listening.accept()
        other.sendall(greeting() + ready(b"ROUTER", b""))
        other.setblocking(False)
        loop = asyncio.get_running_loop()
        sending = asyncio.ensure_future(loop.sock_sendall(other, said))
        heard = []
        try:
            while True:
                heard.append(await told(line))
        except TooLarge:
            heard.append(TooLarge)
        finally:
            sending.cancel()
            line.close()
            other.close()
        return heard

    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listening:
        path = str(Path(folder) / "k")
        listening.bind(path)
        listening.listen()
        return asyncio.run(talk(path, listening))


@pytest.mark.parametrize(
    "said",
    [
        frame(b"x", channels.MORE) * (channels.PARTS + 1),
        frame(b"x" * 1000, channels.MORE) * 200,
        bytes([channels.LONG]) + (2**40).to_bytes(8, "big"),
        bytes([channels.LONG]) + (2**64 - 1).to_bytes(8, "big"),
        frame(b"PING", channels.COMMAND) + frame(b"x" * 1000, channels.MORE) * 200,
    ],
    ids=["parts", "bytes", "a claim", "the largest claim", "after a command"],
)
def test_a_message_that_grows_without_end_is_dropped_before_it_is_complete(monkeypatch, said):
    monkeypatch.setattr(channels, "MESSAGE", 100_000)
    assert hostile(frame(b"before") + said) == [[b"before"], TooLarge]


def test_a_large_message_is_let_pass_and_the_next_is_heard(monkeypatch):
    """Of it the size alone is known: neither it nor a part of it is kept."""

    async def talk():
        line = Line(path, b"DEALER", b"me")
        line.send_multipart([b"hello"])
        await asyncio.to_thread(end.recv_multipart)
        line.large = 1_000_000
        end.send_multipart([b"me", b"x" * 700_000, b"x" * 5_000_000, b"x"])
        end.send_multipart([b"me", b"after"])
        with pytest.raises(TooLarge) as raised:
            await told(line)
        assert raised.value.size == 5_700_001
        assert await told(line) == [b"after"]
        line.close()

    with kernel(zmq.ROUTER) as (end, path):
        asyncio.run(talk())


def test_a_message_is_sent_slowly_and_arrives_whole():
    async def talk():
        line = Line(path, b"DEALER", b"me")
        parts = [b"", b"x", bytes(range(256)) * 20_000]
        heard = asyncio.to_thread(end.recv_multipart)
        heard, _ = await asyncio.gather(heard, line.send_slowly(parts))
        assert heard == [b"me", *parts]
        line.close()

    with kernel(zmq.ROUTER) as (end, path):
        asyncio.run(talk())


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (b"[[],[],[]]", 6), (b'{"a": 1, "b": [2, 3]}', 4), (b'"[,,,{" ', 0),
        (rb'["\\", ",", "a\",[,"]', 3), (b'"' + b"," * 10**6 + b'"', 0),
        (b'"' + rb"\n," * 10**6 + b'"', 0), (b'"no end,,,', 0),
            (b',"' + rb'\"' * 10**6, 1),
    ],
    ids=["lists", "a dictionary", "a string", "escapes", "a long string", "long with escapes",
         "cut short", "quotes that end nothing"],
)  # fmt: skip
def test_values_are_counted_before_json_is_read(text, about):
    assert channels.values_in([text]) == about


def test_a_message_of_very_many_values_is_a_flood():
    sizes = []

    class Full:
        async def recv_multipart(self):
            return [b"<IDS|MSG>", b"", b"{}", b"{}", b"{}", b"[" + b"[]," * 300_000 + b"1]"]

    channel = Channel(Full(), session=None)
    channel.weigh = lambda size: sizes.append(size)
    assert asyncio.run(channel._recv())["msg_type"] == "dropped"
    assert sizes[0] > 2**40


def test_what_nobody_reads_waits_in_the_kernel():
    async def talk():
        line = Line(path, b"DEALER", b"me")
        line.send_multipart([b"hello"])
        await asyncio.to_thread(end.recv_multipart)
        for _ in range(8):
            end.send_multipart([b"me", b"x" * channels.WAITING])
        for _ in range(8):
            assert await line.poll(20_000)
            await asyncio.sleep(0.05)  # time to take in all there is, if it did
            assert line.waiting <= 2 * channels.WAITING
            await told(line)
        line.close()

    with kernel(zmq.ROUTER) as (end, path):
        asyncio.run(talk())


def test_a_channel_counts_what_was_too_large_as_a_flood():
    sizes = []

    class Broken:
        async def recv_multipart(self):
            raise TooLarge

    channel = Channel(Broken(), session=None)
    channel.weigh = lambda size: sizes.append(size)
    assert asyncio.run(channel._recv())["msg_type"] == "dropped"
    assert sizes[0] > 2**40
