"""How submissions are run: warm, sandboxed, refereed. See docs/architecture.md."""

from grading.configuration import configure

__all__ = ["configure"]
