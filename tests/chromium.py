"""Debian's Chromium for the tests that look at pages, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

PATH = shutil.which("chromium") or shutil.which("google-chrome")
MISSING = "" if PATH else "no chromium on this machine: apt-get install chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip

# In CI, where it must be, a test fails rather than be skipped.
needed = pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=MISSING)


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser that runs until the end of the block."""
    assert PATH, MISSING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PATH, args=QUIET)
        yield browser
        browser.close()
