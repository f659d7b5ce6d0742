"""Google Drive."""

import os


def mount(mountpoint, force_remount=False, timeout_ms=120000, readonly=False):
    """Raises NotImplementedError where there is no Colab machine, ValueError for a bad path."""
    if not os.path.exists("/var/colab/hostname"):
        raise NotImplementedError("Mounting drive is unsupported in this environment.")
    if " " in mountpoint:
        raise ValueError("Mountpoint must not contain a space.")
