"""How the memory of the fork server lies, so that its forks share it and copy little.

A fork copies a table entry for each page, or one for each huge page. Then each page that a process
writes to is copied for it: that of an object whose references it counts, and that in which it finds
room for a new one.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import sys
from collections.abc import Iterator

MADV_COLLAPSE = 25
HUGE = 2**21  # bytes of a huge page
HEADER = sys.getsizeof(b"")  # bytes of an object of bytes beside them
UNUSED = re.compile(r"^(\d+) unused pools \* (\d+) bytes", re.M)
# The class of a size, the size, pools, blocks in use, and those that are free.
A_SIZE = re.compile(r"^ *\d+ +(\d+) +\d+ +\d+ +(\d+)$", re.M)
_kept: list[object] = []


class _RawAllocator(ctypes.Structure):
    """PyMemAllocatorEx of CPython's C interface."""

    _fields_ = [
        (name, ctypes.c_void_p) for name in ("context", "malloc", "calloc", "realloc", "free")
    ]


class _ArenaAllocator(ctypes.Structure):
    """PyObjectArenaAllocator."""

    _fields_ = [(name, ctypes.c_void_p) for name in ("context", "alloc", "free")]


class _Heap(ctypes.Structure):
    """What mallinfo2 tells of the C library's heap."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks",
                     "uordblks", "fordblks", "keepcost")
    ]  # fmt: skip


@contextlib.contextmanager
def objects_in_heap() -> Iterator[None]:
    """Have Python take the memory of its objects from the C library's heap in this block.

    Else each megabyte of it is mapped on its own, between the libraries, where it fills no huge
    page. Of what is taken here, nothing is given back after the block.
    """
    library, python = _library(), ctypes.pythonapi
    # What is given back raises the size from which the C library, too, maps memory on its own.
    library.free(library.malloc(2 * HUGE))
    raw, before = _RawAllocator(), _ArenaAllocator()
    python.PyMem_GetAllocator(0, ctypes.byref(raw))
    python.PyObject_GetArenaAllocator(ctypes.byref(before))
    ours = _ArenaAllocator(raw.context, raw.malloc, raw.free)
    python.PyObject_SetArenaAllocator(ctypes.byref(ours))
    try:
        yield
    finally:
        python.PyObject_SetArenaAllocator(ctypes.byref(before))


def fill_holes() -> None:
    """Take up what is free between objects, for good: then what is made after a fork lies together,
    in pages of its own, and not in many that have to be copied for it.
    """
    _kept.extend(_fill_pools())
    _fill_heap()


def use_huge_pages() -> None:
    """Put the memory that no file backs into huge pages, as far as it fills them. A child that
    writes gets a copy of the small page alone. Linux before 6.1, and a kernel without huge pages,
    leave it as it is.
    """
    madvise = ctypes.CDLL(None).madvise
    with open("/proc/self/maps") as file:
        lines = [line.split(maxsplit=5) for line in file]
    for place, modes, _, _, number, *name in lines:
        if modes == "rw-p" and number == "0" and not (name and name[0].startswith("[stack")):
            start, end = (int(address, 16) for address in place.split("-"))
            for address in range(-(-start // HUGE) * HUGE, end - HUGE + 1, HUGE):
                madvise(ctypes.c_void_p(address), ctypes.c_size_t(HUGE), MADV_COLLAPSE)


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None)
    library.malloc.argtypes, library.malloc.restype = [ctypes.c_size_t], ctypes.c_void_p
    library.free.argtypes, library.free.restype = [ctypes.c_void_p], None
    library.sbrk.argtypes, library.sbrk.restype = [ctypes.c_ssize_t], ctypes.c_void_p
    return library


def statistics_of_objects() -> str:
    """What Python tells of the memory of its objects: it can only write it to standard error."""
    sys.stderr.flush()
    kept = os.dup(2)
    with open(os.memfd_create("statistics"), "rb") as file:
        try:
            os.dup2(file.fileno(), 2)
            sys._debugmallocstats()
        finally:
            os.dup2(kept, 2)
            os.close(kept)
        file.seek(0)
        return file.read().decode(errors="replace")


def _fill_pools() -> Iterator[object]:
    """New objects that take up all blocks that are free in the pools of Python's objects."""
    told = statistics_of_objects()
    sizes = {int(size): int(free) for size, free in A_SIZE.findall(told)}
    for number, pool in UNUSED.findall(told):
        largest = max(sizes, default=0)
        if largest:
            sizes[largest] += int(number) * (int(pool) // largest)
    for size, free in sizes.items():
        for _ in range(free):
            if size > HEADER:
                yield bytes(size - HEADER)
            else:
                yield object() if size <= sys.getsizeof(object()) else float(size)


def _fill_heap() -> None:
    """Take all pieces that are free in the C library's heap, but for its end, for good."""
    library = _library()
    try:
        mallinfo2 = library.mallinfo2
    except AttributeError:  # another C library, or one before 2.33
        return
    mallinfo2.restype = _Heap
    end = library.sbrk(0) - mallinfo2().keepcost - 4096  # of what has been handed out
    halves = [2**power for power in range(HUGE.bit_length() - 1, 10, -1)]
    for size in (*halves, *range(1016, 8, -16)):
        while (piece := library.malloc(size)) + size + 64 < end:
            pass
        library.free(piece)
