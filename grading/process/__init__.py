"""Processes that are walled in, forked warm from a server that holds nothing secret."""

from grading.process.client import ForkServer, Process
from grading.process.sandbox import Sandbox, SandboxUnavailable

__all__ = ["ForkServer", "Process", "Sandbox", "SandboxUnavailable"]
