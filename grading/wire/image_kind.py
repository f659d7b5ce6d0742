"""Pillow's images on the wire: their pixels, and what is told of them."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import numpy as np

from grading.wire.errors import CannotTravel
from grading.wire.kinds import Kind, Reader, Writer

MODES = ("1", "L", "LA", "RGB", "RGBA", "CMYK", "HSV", "LAB", "YCbCr", "I", "F", "I;16")
MOST_ABOUT = 50  # entries of an image's info


class ImageKind(Kind):
    """An image of Pillow's own classes. One that was opened from a file is an image in memory."""

    tag, module = "image", "PIL.Image"

    def bases(self) -> tuple[type, ...]:
        images: Any = sys.modules.get(self.module)
        return (images.Image,) if images is not None else ()

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        images: Any = sys.modules[self.module]
        if not isinstance(value, images.Image) or not type(value).__module__.startswith("PIL."):
            return None
        if value.mode not in MODES:
            raise CannotTravel(f"it is an image of mode {value.mode}.")
        about = {
            key: told
            for key, told in [*value.info.items()][:MOST_ABOUT]
            if isinstance(key, str) and type(told) in (bool, int, float, str, tuple)
        }
        return {
            "image": writer.array(np.frombuffer(value.tobytes(), np.uint8)), "mode": value.mode,
            "size": [*value.size], "format": value.format, "info": writer.value(about),
        }  # fmt: skip

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        images: Any = importlib.import_module(self.module)
        data, (width, height) = reader.array(told["image"]), map(int, told["size"])
        # Pillow makes room for the size before it looks at the data.
        if told["mode"] not in MODES or min(width, height) < 0 or width * height > 8 * data.size:
            raise ValueError("no image")
        image = images.frombytes(told["mode"], (width, height), data.tobytes())
        image.format = None if told["format"] is None else str(told["format"])[:100]
        image.info = dict(reader.value(told["info"]))
        return image
