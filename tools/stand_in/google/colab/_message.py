"""Requests to the browser."""

import time

import IPython
import zmq


class MessageError(Exception):
    """The browser answered with an error."""


_number = 0


def send_request(kind, body):
    """Send a request. Returns its number, which the answer repeats."""
    global _number
    _number += 1
    kernel = IPython.get_ipython().kernel
    kernel.session.send(
        kernel.iopub_socket,
        kernel.session.msg(
            "colab_request",
            content={"request": body},
            metadata={"colab_request_type": kind, "colab_msg_id": _number},
            parent=kernel.shell.parent_header,
        ),
    )
    return _number


def read_reply(number, timeout_sec):
    """The answer's data. None when the time is up: without a time, it waits for ever."""
    kernel = IPython.get_ipython().kernel
    end = time.time() + timeout_sec if timeout_sec else None
    while end is None or time.time() < end:
        _, message = kernel.session.recv(kernel.stdin_socket, zmq.NOBLOCK)
        reply = message["content"].get("value") if message else None
        if isinstance(reply, dict) and reply.get("colab_msg_id") == number:
            if "error" in reply:
                raise MessageError(reply["error"])
            return reply.get("data")
        time.sleep(0.025)
    return None


def blocking_request(request_type, request="", timeout_sec=5, parent=None):
    """Ask the browser and wait. None if it does not answer, MessageError if it refuses."""
    return read_reply(send_request(request_type, request), timeout_sec)
