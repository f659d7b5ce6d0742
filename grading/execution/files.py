"""The files that accompany a notebook, as one archive that can be sent anywhere."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from nbgrader import utils

FILES, MOST_FILES = 24 * 2**20, 500  # bytes and number of files that accompany a notebook


@dataclass(frozen=True)
class AccompanyingFiles:
    """What accompanies a notebook: a tar archive, and how many files did not fit into it."""

    archive: bytes = b""
    left_out: int = 0
    names: tuple[str, ...] = ()

    @property
    def modules(self) -> list[str]:
        """Those that a cell can import, by their names."""
        tops = {PurePosixPath(name).parts[0] for name in self.names if name.endswith(".py")}
        return sorted({top.removesuffix(".py") for top in tops})

    @property
    def digests(self) -> dict[str, str]:
        """Of each file the digest of what is in it."""
        if not self.archive:
            return {}
        with tarfile.open(fileobj=io.BytesIO(self.archive)) as archive:
            data = {name: archive.extractfile(name) for name in self.names}
            return {k: hashlib.sha256(v.read()).hexdigest() for k, v in data.items() if v}


NO_FILES = AccompanyingFiles()


def accompanying(where: str | None) -> AccompanyingFiles:
    """The files in the folder where, notebooks apart."""
    if not where:
        return AccompanyingFiles()
    paths = sorted(path for path in Path(where).rglob("*") if path.suffix != ".ipynb")
    return pack({str(path.relative_to(where)): path for path in paths})


def files_in(folder: str | Path, ignore: Sequence[str]) -> dict[str, Path]:
    """The files in a folder that nbgrader takes along, by name. ignore: CourseDirectory's."""
    paths = utils.find_all_files(str(folder), [*ignore, "*.ipynb"])
    return dict(sorted((os.path.relpath(path, folder), Path(path)) for path in paths))


def pack(files: dict[str, Path]) -> AccompanyingFiles:
    """The regular ones of these files, by the names they are to have; as many as are allowed."""
    packed, archive, left_out = io.BytesIO(), None, 0
    names: list[str] = []
    for name, path in files.items():
        if not stat.S_ISREG(path.lstat().st_mode):
            continue
        if packed.tell() + path.stat().st_size > FILES or len(names) == MOST_FILES:
            left_out += 1
            continue
        names.append(name)
        archive = archive or tarfile.open(fileobj=packed, mode="w")  # noqa: SIM115
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
            info = tarfile.TarInfo(name)
            info.size = os.fstat(file.fileno()).st_size
            archive.addfile(info, file)
    if archive is not None:
        archive.close()
    return AccompanyingFiles(packed.getvalue(), left_out, tuple(names))
