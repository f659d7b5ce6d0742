"""Collecting from nbgrader's exchange, where what students put there may be hostile.

nbgrader's own `collect` takes the newest folder that carries a student's name, whoever put it
there, and copies it with the grader's rights and through links: a link to a classmate's
submission, or to the solution, would come back graded and with feedback. A name or a file that it
does not expect ends the run for all.
"""

from __future__ import annotations

import datetime
import os
import pwd
import re
import secrets
import stat
import tempfile
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from grading.sharing import share
from grading.submission.absent import not_handed_in, shown

Record = dict[str, Any]
DEPTH = 8  # folders within folders
MOST = 5000  # files and folders of a submission
NAMED = 1000  # characters of a path that are told


class Collect(ExchangeCollect):
    """nbgrader's collect that takes only a student's own plain files.

    `c.ExchangeCollect.check_owner = False`, for hubs whose students share one account of the
    system, takes any owner's.
    """

    src_records: list[Record]

    def _path_to_record(self, path: str) -> Record:
        try:
            return super()._path_to_record(path)
        except (ValueError, OverflowError):
            name = os.path.basename(path)
            student = name.rsplit("+", 3)[0]
            return {"username": student, "filename": name, "timestamp": datetime.datetime.min}

    def _sort_by_timestamp(self, records: list[Record]) -> list[Record]:
        """Newest first, but a student's own before what others left in the student's name."""
        newest: list[Record] = super()._sort_by_timestamp(records)
        return sorted(newest, key=lambda record: bool(self._refused(record)))

    def _refused(self, record: Record) -> str:
        """Why a folder of the exchange is not collected, or nothing."""
        if record["timestamp"] == datetime.datetime.min:
            return "its name has no time"
        status = os.lstat(os.path.join(self.inbound_path, record["filename"]))
        if not stat.S_ISDIR(status.st_mode):
            return "it is not a folder"
        if self.check_owner:
            try:
                owner = pwd.getpwuid(status.st_uid).pw_name
            except KeyError:
                owner = f"user {status.st_uid}"
            if owner != record["username"]:
                return f"it is {owner}'s, not {record['username']}'s"
        return ""

    def copy_files(self) -> None:
        """Collect what is the students' own, and name what is not."""
        share(self.coursedir)
        taken = []
        for record in self.src_records:
            if why := self._refused(record):
                self.log.error("Not collected: %s: %s", record["filename"], why)
            else:
                taken.append(record)
        self.src_records = taken
        super().copy_files()
        for line in not_handed_in(self.coursedir):
            self.log.warning("%s", line)

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy a submission into the course folder, with well-formed notes of nbgrader's."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "submission")
            self._take(src, copy)
            time = os.path.basename(src).rsplit("+", 3)[2]
            (copy / "timestamp.txt").write_text(time)
            # The name of the feedback page is made of it. Without one, nobody can fetch the page.
            secret = copy / "submission_secret.txt"
            if not (secret.exists() and re.fullmatch(rb"[0-9a-f]{128}", secret.read_bytes())):
                secret.write_text(secrets.token_hex(64))
            super().do_copy(str(copy), dest, log)

    def _take(self, src: str, copy: Path) -> None:
        """Copy the plain files of src's owner, within nbgrader's limits on size, through no link.

        The owner may change src at any moment: each file is judged by what was opened.
        """
        owner = os.lstat(src).st_uid
        room = 1000 * self.coursedir.max_dir_size
        most = 1000 * (self.coursedir.max_file_size or self.coursedir.max_dir_size)
        left = MOST
        for folder, folders, files, number in os.fwalk(src, follow_symlinks=False):
            if left < 1 + len(files):
                where = shown(folder, NAMED)
                self.log.error("Not collected: files of %s: there are more than %d", where, MOST)
            if left < 1:
                break
            inner = os.path.relpath(folder, src)
            (copy / inner).mkdir()
            if inner.count("/") >= DEPTH:
                folders.clear()
            by_name = sorted(files, key=lambda name: (not name.endswith(".ipynb"), name))
            taken, left = by_name[:left], left - 1 - len(files)
            for name in taken:
                why, data = _read(name, number, owner, min(most, room))
                if why:
                    where = shown(os.path.join(folder, name), NAMED)
                    self.log.error("Not collected: %s: %s", where, why)
                else:
                    room -= len(data)
                    (copy / inner / name).write_bytes(data)
        copy.mkdir(exist_ok=True)  # src was gone


def _read(name: str, folder: int, owner: int, most: int) -> tuple[str, bytes]:
    """(why not, nothing) or (nothing, the contents) of a file in an open folder."""
    try:
        opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError as error:
        link = os.path.islink(f"/proc/self/fd/{folder}/{name}")
        return ("it is a link" if link else error.strerror or str(error)), b""
    with open(opened, "rb") as file:
        status = os.fstat(opened)
        if not stat.S_ISREG(status.st_mode):
            return "it is not a plain file", b""
        if status.st_uid != owner:
            return "it is another user's", b""
        data = file.read(most + 1)
    return ("it is too large", b"") if len(data) > most else ("", data)
