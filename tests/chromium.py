"""Chromium for the tests that look at pages."""

import os

import pytest

from tools.chromium import MISSING, launched

__all__ = ["MISSING", "launched", "needed"]

# In CI, where it must be, a test fails rather than be skipped.
needed = pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=MISSING)
