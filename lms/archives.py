"""Reads archives that nobody vouches for: every member becomes an entry, none becomes a file.

Nothing is extracted. A member's bytes are handed over in memory, after its name, kind, size and
ratio were checked; what is refused is an entry too, with the reason in words.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import re
import stat
import struct
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from grading.accents import composed

MIB = 2**20
OPENED = re.compile(r"\.(zip|tar|tgz|gz)$", re.I)
NOT_OPENED = re.compile(r"\.(7z|rar|bz2|tbz2?|xz|txz|zst|lzma|arj|cab)$", re.I)
MAGIC = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "rar",
    b"BZh": "bz2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zst",
}
MACOS = (".DS_Store", "Icon\r", ".localized")
WINDOWS = ("thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini")
LONGEST_NAME = 1000  # characters
SMALL = 16 * MIB  # bytes below which a high ratio harms nobody: zeros in an output, say
HEADERS = MIB // 4  # bytes about one member of a tar: its name, times, and what a system adds


@dataclass(frozen=True)
class Limits:
    """How much of an archive is read. Sizes are in bytes, of what comes out."""

    file: int = 64 * MIB  # one member
    ratio: int = 200  # what comes out of a member over what went in
    depth: int = 3  # archives in one another
    total: int = 16 * 1024 * MIB  # all of an archive that lies in the folder
    members: int = 100_000  # in an archive that lies in the folder
    nested_total: int = 512 * MIB  # all of an archive in such an archive, with all that is in it
    nested_members: int = 5_000


@dataclass
class Entry:
    """A file, a folder, an archive that was opened, or a member that was refused.

    path: the names from the outermost archive or folder to this; a member's own name has slashes.
    kind: "file", "folder", "archive" or "refused"; why: says more of the latter two.
    times: for each name of the path when that was last changed; without a time zone where the
    archive says none. data: the bytes of a file.
    """

    path: tuple[str, ...]
    kind: str
    why: str = ""
    size: int = 0
    times: tuple[datetime | None, ...] = ()
    data: bytes = b""
    digest: str = ""

    def member(self, name: str, size: int, time: datetime | None) -> Entry:
        """A file in this archive."""
        return Entry((*self.path, name), "file", size=size, times=(*self.times, time))


class Refused(Exception):
    """A member that is not read, or an archive that is read no further; says why."""


@dataclass
class Budget:
    """What may still come out of an archive and of all that is in it."""

    total: int
    members: int

    def take(self, size: int) -> None:
        """Count a member of this size. Raises Refused where it is one too many."""
        if self.members < 1:
            raise Refused("too many files in one archive")
        if size < 0:  # a tar may say so, and would get room for others
            raise Refused("damaged: the archive says that it is shorter than nothing")
        if size > self.total:
            raise Refused("the archive holds too much, like a zip bomb")
        self.members -= 1
        self.total -= size


def mib(size: int) -> str:
    """A size in words."""
    return f"{size / MIB:.0f} MiB"


def clean(name: str) -> str:
    """A name as text that can be shown and stored: composed, without lone surrogates."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return composed(name)


def unsafe(name: str) -> str:
    """What is wrong with a member's name; empty: nothing."""
    parts = re.split(r"[/\\]", name)
    if ".." in parts:
        return "its name leads out of the archive (..)"
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return "its name is an absolute path"
    if any(unicodedata.category(char) == "Cc" for char in name):
        return "its name has control characters"
    if len(name) > LONGEST_NAME:
        return f"its name has more than {LONGEST_NAME} characters"
    return ""


def read_folder(folder: Path, limits: Limits) -> Iterator[Entry]:
    """All entries of the files in a folder and of the archives among them, sorted by name."""
    for path in sorted(folder.rglob("*")):
        name = clean(path.relative_to(folder).as_posix())
        state = path.lstat()
        changed = datetime.fromtimestamp(state.st_mtime, UTC)
        entry = Entry((name,), "file", size=state.st_size, times=(changed,))
        if stat.S_ISDIR(state.st_mode):
            yield replace(entry, kind="folder", size=0)
        elif not stat.S_ISREG(state.st_mode):
            yield replace(entry, kind="refused", why="a link or a device, not a file")
        else:
            try:
                with open(path, "rb") as file:
                    budget = Budget(limits.total, limits.members)
                    yield from _file(entry, file, limits, budget, depth=0)
            except OSError as problem:
                reason = problem.strerror or type(problem).__name__
                yield replace(entry, kind="refused", why=f"cannot be read: {reason}")


def _file(entry: Entry, file: IO[bytes], limits: Limits, budget: Budget, depth: int) -> Any:
    """The entries of a file: itself, and if it is an archive all that is in it."""
    name = entry.path[-1]
    archive = next((kind for magic, kind in MAGIC.items() if _starts(file, magic)), "")
    if OPENED.search(name) is None or archive:
        if archive or NOT_OPENED.search(name):
            kind = archive or name.rsplit(".", 1)[1].lower()
            why = f"a {kind} archive, which is not opened: unpack it, and pack it as zip"
            yield replace(entry, kind="refused", why=why)
        elif entry.size > limits.file:
            yield replace(entry, kind="refused", why=too_large(limits))
        else:
            yield replace(entry, data=file.read(limits.file + 1))
        return
    if noise(entry.path):
        yield entry  # macOS gives each zip a shadow that is none
        return
    if depth >= limits.depth:
        yield replace(entry, kind="refused", why=f"archives in archives, {depth + 1} deep")
        return
    count = 0
    try:
        for member in _members(entry, file, limits, budget, depth):
            count += len(member.path) == len(entry.path) + 1
            yield member
    except Refused as problem:
        why = f"{problem}; {count or 'none'} of its files were read"
        yield replace(entry, kind="refused", why=why)
    except Exception as problem:  # whatever a broken or hostile archive provokes
        kind, most = type(problem).__name__, count or "none"
        why = f"damaged ({kind}): get it again; {most} of its files were read"
        yield replace(entry, kind="refused", why=why)
    else:
        yield replace(entry, kind="archive", why=f"{count} members")


def noise(path: tuple[str, ...]) -> str:
    """Why a file is no part of a submission, by its name alone; empty: it may be one."""
    parts = [part for name in path for part in name.split("/") if part]
    if "__MACOSX" in parts or any(part.startswith("._") for part in parts) or parts[-1] in MACOS:
        return "made by macOS"
    last = parts[-1].lower()
    if last in WINDOWS or "$RECYCLE.BIN" in parts or "System Volume Information" in parts:
        return "made by Windows"
    if last.startswith(("~$", ".~lock.")):
        return "made by an office program while it has a file open"
    if "@eaDir" in parts:
        return "made by a disk station"
    if ".ipynb_checkpoints" in parts:
        return "a checkpoint made by Jupyter"
    if any(part.startswith(".") for part in parts):
        return "hidden"
    return ""


def _starts(file: IO[bytes], magic: bytes) -> bool:
    file.seek(0)
    start = file.read(len(magic))
    file.seek(0)
    return start == magic


def _members(entry: Entry, file: IO[bytes], limits: Limits, budget: Budget, depth: int) -> Any:
    if re.search(r"\.zip$", entry.path[-1], re.I):
        return _zip(entry, file, limits, budget, depth)
    if re.search(r"\.(tgz|gz)$", entry.path[-1], re.I):
        return _gzip(entry, file, limits, budget, depth)
    return _tar(entry, file, limits, budget, depth)


def _nested(entry: Entry, data: bytes, limits: Limits, budget: Budget, depth: int) -> Any:
    """The entries of a member that was read."""
    if depth == 0:  # a student's archive in the LMS's
        budget = Budget(limits.nested_total, limits.nested_members)
    return _file(entry, io.BytesIO(data), limits, budget, depth + 1)


def _zip(entry: Entry, file: IO[bytes], limits: Limits, budget: Budget, depth: int) -> Any:
    # zipfile makes an object for each line of the directory, however many a small file claims.
    most = budget.members * (46 + 300)
    if _directory_size(file) > most:
        raise Refused("too many files in one archive")
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            name = clean(_zip_name(info))
            time = None
            with contextlib.suppress(ValueError):
                time = datetime(*info.date_time)
            member = entry.member(name, info.file_size, time)
            data = b""
            try:
                mode = info.external_attr >> 16 if info.create_system == 3 else 0
                if reason := unsafe(name):
                    raise Refused(reason)
                if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
                    raise Refused("a link or a device, not a file")
                if name.endswith("/") or stat.S_ISDIR(mode):
                    budget.take(0)
                    member.kind = "folder"
                else:
                    data = _unzip(archive, info, limits, budget)
            except Refused as problem:
                member.kind, member.why = "refused", str(problem)
            except Exception as problem:  # whatever a broken or hostile member provokes
                member.kind, member.why = "refused", f"damaged ({type(problem).__name__})"
            if member.kind == "file":
                yield from _nested(member, data, limits, budget, depth)
            else:
                yield member


def _unzip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, budget: Budget) -> Any:
    """The bytes of a member, checked before and while they are read."""
    if info.flag_bits & 0x1:
        raise Refused("encrypted: ask for it without a password")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(f"packed by a method that is not read (number {info.compress_type})")
    check_size(info.file_size, info.compress_size, limits)
    budget.take(info.file_size)
    with archive.open(info) as file:
        data = file.read(limits.file + 1)
    if len(data) != info.file_size:
        raise Refused("damaged: it is not as long as the archive says")
    return data


def check_size(size: int, packed: int, limits: Limits) -> None:
    """Raise Refused for a member that is too large, or grows too much when unpacked."""
    if size > limits.file:
        raise Refused(too_large(limits))
    if size > SMALL and size > limits.ratio * packed:
        raise Refused(
            f"unpacks to more than {limits.ratio} times its size, like a zip bomb. If it is none,"
            f" c.LMSExtractor.max_ratio = {2 * size // max(packed, 1)}"
        )


def too_large(limits: Limits) -> str:
    """What is said of a file that is too large."""
    return f"larger than {mib(limits.file)}: see c.LMSExtractor.max_file"


def _directory_size(file: IO[bytes]) -> int:
    """Bytes of a zip's directory, as the file itself says; 0 if it does not look like a zip."""
    length = file.seek(0, os.SEEK_END)
    file.seek(max(0, length - 22 - 0xFFFF - 76))
    tail = file.read()
    file.seek(0)
    sizes = [0]
    end = tail.rfind(b"PK\x05\x06")
    if 0 <= end <= len(tail) - 22:
        sizes += struct.unpack_from("<L", tail, end + 12)
        # 0xffffffff stands for: see the record before, which any zip may have.
        sizes = [0] if sizes[-1] == 0xFFFFFFFF else sizes
    for record in re.finditer(re.escape(b"PK\x06\x06"), tail):
        if record.start() <= len(tail) - 56:
            sizes += struct.unpack_from("<Q", tail, record.start() + 40)
    return max(sizes)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A member's name. Without the flag for UTF-8 it may be UTF-8 all the same (macOS, PHP)."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            raw = name.encode("cp437")
            name = _unicode_path(info.extra, raw) or raw.decode("utf-8")
    return name


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """The name in Info-ZIP's extra field 0x7075, if it belongs to the name beside it."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        content, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == 0x7075 and len(content) > 5 and content[0] == 1:
            (check,) = struct.unpack_from("<L", content, 1)
            if check == zlib.crc32(raw):
                return content[5:].decode("utf-8")
    return ""


@dataclass(eq=False)
class Bounded(io.RawIOBase):
    """A stream out of which no more than so many bytes come: one more raises Refused."""

    file: Any
    left: int
    why: str = "unpacks to too much, like a zip bomb"

    def read(self, size: int = -1) -> bytes:
        """The next bytes; all that is left by default."""
        if size < 0 or size > self.left:
            data = self.file.read(self.left + 1)
            if len(data) > self.left:
                raise Refused(self.why)
        else:
            data = self.file.read(size)
        self.left -= len(data)
        return data

    def readable(self) -> bool:
        """It is."""
        return True


def _gzip(entry: Entry, file: IO[bytes], limits: Limits, budget: Budget, depth: int) -> Any:
    packed = max(entry.size, SMALL // limits.ratio)
    with gzip.GzipFile(fileobj=file) as unpacked:
        start = unpacked.read(512)
        unpacked.rewind()
        stream = Bounded(unpacked, min(budget.total, limits.ratio * packed))
        is_tar = re.search(r"\.(tar\.gz|tgz)$", entry.path[-1], re.I)
        if is_tar or start[257:262] == b"ustar":
            yield from _tar(entry, stream, limits, budget, depth)
            return
        name = re.sub(r"\.gz$", "", entry.path[-1].rsplit("/", 1)[-1], flags=re.I)
        stream.left = min(stream.left, limits.file)
        data = stream.read()
        budget.take(len(data))
        member = entry.member(name, len(data), entry.times[-1])
        yield from _nested(member, data, limits, budget, depth)


@contextlib.contextmanager
def _about_one(file: Bounded, unread: int = 0) -> Iterator[None]:
    """While tarfile takes in what is said about a member, however much: so much may be read, after
    what is unread of the member before.
    """
    left, most = file.left, min(file.left, unread + HEADERS)
    file.left = most
    try:
        yield
    except Refused:
        raise Refused(file.why if most == left else "too much is said about one file") from None
    finally:
        file.left += left - most


def _tar_members(file: Bounded) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """The members of a tar that is read as a stream."""
    with _about_one(file):  # it looks at the first
        archive = tarfile.open(fileobj=file, mode="r|")  # noqa: SIM115
    with archive:
        unread = 0
        while True:
            if unread > file.left:  # tarfile would go there step by step, beyond the file's end too
                raise Refused(file.why)
            with _about_one(file, unread):
                info = archive.next()
            if info is None:
                return
            yield archive, info
            unread = max(archive.offset - archive.fileobj.tell(), 0)


def _tar(entry: Entry, file: Any, limits: Limits, budget: Budget, depth: int) -> Any:
    # Read as a stream: no member is skipped without its bytes being counted.
    if not isinstance(file, Bounded):
        file = Bounded(file, budget.total)
    for archive, info in _tar_members(file):
        name = clean(info.name)
        time = None
        with contextlib.suppress(ValueError, OverflowError, OSError):
            time = datetime.fromtimestamp(info.mtime, UTC)
        member = entry.member(name, info.size, time)
        data = b""
        if budget.members < 1:
            raise Refused("too many files in one archive")
        try:
            if reason := unsafe(name):
                raise Refused(reason)
            if info.isdir():
                budget.take(0)
                member.kind = "folder"
            elif not info.isreg() or info.issparse():
                raise Refused("a link or a device, not a file")
            else:
                check_size(info.size, info.size, limits)
                budget.take(info.size)
                opened = archive.extractfile(info)
                data = opened.read() if opened else b""
                if len(data) != info.size:
                    raise Refused("damaged: the archive ends in it")
        except Refused as problem:
            member.kind, member.why = "refused", str(problem)
        if member.kind == "file":
            yield from _nested(member, data, limits, budget, depth)
        else:
            yield member
