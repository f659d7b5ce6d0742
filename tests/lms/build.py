"""Builds archives in memory, and lists what is in them by the standard library alone."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import warnings
import zipfile
import zlib
from pathlib import Path

NOON = (2025, 6, 1, 12, 0, 0)
LATER = (2025, 6, 3, 12, 0, 0)
Files = dict[str, "bytes | Files"]


def zipped(files: dict, when: tuple = NOON) -> bytes:
    """A zip of files; a dictionary in it is another zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            data = zipped(data, when) if isinstance(data, dict) else data
            info = zipfile.ZipInfo(name, when)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o40755 if name.endswith("/") else 0o100644) << 16
            archive.writestr(info, data)
    return packed.getvalue()


def tarred(files: dict[str, bytes], how: str = "w:gz") -> bytes:
    """A tar of files."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=how) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name.rstrip("/"))
            info.size, info.mtime = len(data), 1748779200
            info.type = tarfile.DIRTYPE if name.endswith("/") else tarfile.REGTYPE
            archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def tar_of(*members: tuple[str, bytes, str]) -> bytes:
    """A tar of members that are no files: (name, tarfile's type, what it links to)."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, kind, link in members:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, link
            archive.addfile(info)
    return packed.getvalue()


def claimed(files: dict[str, bytes], size: int) -> bytes:
    """A tar of files, after the first of which an empty one claims to have so many bytes."""
    first, *others = ((name, data, len(data)) for name, data in files.items())
    packed = b""
    for name, data, said in [first, ("claims.ipynb", b"", size), *others]:
        info = tarfile.TarInfo(name)
        info.size = said
        packed += info.tobuf(tarfile.GNU_FORMAT) + data + bytes(-len(data) % 512)
    return packed + bytes(1024)


def much_said(files: dict[str, bytes], about: bytes, kind: bytes) -> bytes:
    """A tar of files, before the last of which a member of that type says something about it."""
    parts = [(name, tarfile.REGTYPE, data) for name, data in files.items()]
    packed = b""
    for name, how, data in [*parts[:-1], ("about", kind, about), parts[-1]]:
        info = tarfile.TarInfo(name)
        info.type, info.size = how, len(data)
        packed += info.tobuf(tarfile.USTAR_FORMAT) + data + bytes(-len(data) % 512)
    return packed + bytes(1024)


def zip_with(name: str, data: bytes, **changes: object) -> bytes:
    """A zip of one member, some attributes of whose ZipInfo are other ones."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name, NOON)
        info.compress_type = zipfile.ZIP_DEFLATED
        for attribute, value in changes.items():
            setattr(info, attribute, value)
        archive.writestr(info, data)
    return packed.getvalue()


def link(name: str, to: str) -> bytes:
    """A zip of a symbolic link."""
    return zip_with(name, to.encode(), create_system=3, external_attr=(stat.S_IFLNK | 0o777) << 16)


def without_flag(archive: bytes) -> bytes:
    """The same zip, its names' flag for UTF-8 taken away."""
    return patched(archive, lambda flags: flags & ~0x800)


def encrypted(archive: bytes) -> bytes:
    """The same zip, its members said to be encrypted."""
    return patched(archive, lambda flags: flags | 1)


def patched(archive: bytes, change) -> bytes:
    """The same zip, with other flags of its members."""
    data = bytearray(archive)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            (flags,) = struct.unpack_from("<H", data, start + at)
            struct.pack_into("<H", data, start + at, change(flags))
            start = data.find(signature, start + 4)
    return bytes(data)


def legacy(raw: bytes, data: bytes, extra: bytes = b"") -> bytes:
    """A zip of one member whose name is these bytes, in whatever code page."""
    return zip_with("x" * len(raw), data, extra=extra).replace(b"x" * len(raw), raw)


def named_by_field(name: str, raw: bytes, data: bytes) -> bytes:
    """A zip of one member whose true name is in Info-ZIP's extra field."""
    extra = b"\x01" + struct.pack("<L", zlib.crc32(raw)) + name.encode()
    return legacy(raw, data, struct.pack("<HH", 0x7075, len(extra)) + extra)


def lying(name: str, data: bytes, claimed: int) -> bytes:
    """A zip of one member that claims another size than it has."""
    archive = bytearray(zipped({name: data}))
    start = archive.find(b"PK\x01\x02")
    struct.pack_into("<L", archive, start + 24, claimed)
    struct.pack_into("<L", archive, 22, claimed)
    return bytes(archive)


def method(archive: bytes, number: int) -> bytes:
    """The same zip, its members said to be packed by another method."""
    data = bytearray(archive)
    struct.pack_into("<H", data, 8, number)
    struct.pack_into("<H", data, data.find(b"PK\x01\x02") + 10, number)
    return bytes(data)


def corrupted(archive: bytes) -> bytes:
    """The same zip of one member, its checksum a wrong one."""
    data = bytearray(archive)
    for at in (14, data.find(b"PK\x01\x02") + 16):
        data[at] ^= 0xFF
    return bytes(data)


def twice(name: str, *contents: bytes) -> bytes:
    """A zip with several members of one name."""
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w") as archive:
        warnings.simplefilter("ignore")
        for data in contents:
            archive.writestr(zipfile.ZipInfo(name, NOON), data)
    return packed.getvalue()


def deep(data: bytes, name: str, times: int) -> bytes:
    """A zip in a zip in a zip."""
    for number in range(times):
        data, name = zipped({name: data}), f"level{number}.zip"
    return data


def flat_gz(data: bytes) -> bytes:
    """One file, gzipped."""
    return gzip.compress(data, mtime=1)


def listing(name: str, data: bytes) -> list[tuple[str, str]]:
    """All members of a file, itself among them, as the table names them: (archive, member)."""
    return [(name, inner) for inner in sorted(["", *_members(name, data)])]


def _members(name: str, data: bytes) -> list[str]:
    paths = []
    base = name.rsplit("/", 1)[-1].lower()
    if base.startswith("._") or "__macosx" in name.lower():
        return []
    if base.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                paths.append(info.filename)
                inner = _members(info.filename, archive.read(info))
                paths += [f"{info.filename}/{path}" for path in inner]
    elif base.endswith((".tar", ".tar.gz", ".tgz")):
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            for member in tar:
                paths.append(member.name)
                if opened := tar.extractfile(member):
                    inner = _members(member.name, opened.read())
                    paths += [f"{member.name}/{path}" for path in inner]
    return paths


def write(folder: Path, files: dict) -> None:
    """Write files into the archive folder; a dictionary is a zip."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(zipped(data) if isinstance(data, dict) else data)
