"""Processes that are walled in, forked warm from a server that holds nothing secret."""

from grading.process.client import SHORT, ForkServer, Process, temporary
from grading.process.sandbox import WAITS, Sandbox, SandboxUnavailable
from grading.process.usage import Starving

__all__ = [
    "SHORT",
    "WAITS",
    "ForkServer",
    "Process",
    "Sandbox",
    "SandboxUnavailable",
    "Starving",
    "temporary",
]
