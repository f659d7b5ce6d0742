"""The arrays of a message, as .npy files."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

EMPTY = 10_000  # texts in an array of empty ones: they are of one character when they are here
HEADER = 12_000  # bytes in which the header of an .npy file must end
ARRAYS = "biufcSUmM"  # kinds of dtypes: numbers, text and dates; no objects

Blobs = Sequence[bytes | bytearray]


def plain_floats(array: np.ndarray) -> np.ndarray:
    """An array of bfloat16 or its like as one of float32; any other as it is."""
    odd = array.dtype.kind == "V" and array.dtype.fields is None
    return array.astype("float32") if odd else array


def travels(dtype: np.dtype) -> bool:
    """Whether an array of that dtype can cross the wire."""
    return not dtype.hasobject and (
        dtype.kind in ARRAYS or (dtype.fields is not None and len(dtype.fields) <= 1000)
    )


def array_at(place: Any, blobs: Blobs) -> np.ndarray:
    """An array of a message: see Codec.blob."""
    return read_array(base64.b64decode(place) if isinstance(place, str) else blobs[place])


def read_array(blob: bytes | bytearray) -> np.ndarray:
    """The array of an .npy file. Raises ValueError unless its size fits its header."""
    file = io.BytesIO(memoryview(blob)[:HEADER])
    version = np.lib.format.read_magic(file)
    if version not in ((1, 0), (2, 0), (3, 0)):
        raise ValueError(f"unknown .npy version {version}")
    read = {
        (1, 0): np.lib.format.read_array_header_1_0,
        (2, 0): np.lib.format.read_array_header_2_0,
        (3, 0): np.lib.format.read_array_header_2_0,
    }[version]
    shape, fortran, dtype = read(file, max_header_size=10_000)
    rest = len(blob) - file.tell()
    if not travels(dtype) or len(shape) > 32 or min(shape, default=0) < 0:
        raise ValueError(f"an array of {dtype} cannot travel")
    if math.prod(shape) * dtype.itemsize != rest:
        raise ValueError("the size of an array does not fit its header")
    if dtype.itemsize == 0 and math.prod(shape) > EMPTY:
        raise ValueError(f"an array of more than {EMPTY} empty values cannot travel")
    if dtype.itemsize == 0 or rest == 0:
        return np.zeros(shape, dtype)
    flat = np.frombuffer(blob, dtype, offset=file.tell())
    array = flat.reshape(shape, order="F" if fortran else "C")
    return array if array.flags.writeable and rest > HEADER else array.copy(order="K")


def array_of_objects(items: Sequence[Any]) -> np.ndarray:
    """An array of objects; one by one, or an item could be taken for a sequence."""
    array = np.empty(len(items), object)
    for place, item in enumerate(items):
        array[place] = item
    return array
