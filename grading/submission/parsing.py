"""What is in a file that was handed in, as far as grading looks at it. `reading.py` uses it.

Of a large file in a process of its own, by its path: read as JSON, a file can take thirty times
its size. It imports the standard library alone, and runs nothing that it reads. `parsing.py BYTES`
reads the file that is its standard input, and writes what there is to know of it as JSON.
"""

import hashlib
import json
import re
import resource
import sys
from collections.abc import Iterator
from typing import Any

MAX_CELLS = 2000
MAX_OUTPUTS = 100  # of a cell: the last ones, where an error would be
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
# Bytes of memory, as it is when written again: of one text of a cell, of the texts of all cells
# with their attachments, and of their outputs.
LONGEST, TEXTS, OUTPUTS = 2**20, 12 * 2**20, 4 * 2**20
A_LINE = 64  # bytes that a line takes, for files have them one by one
CPU_SECONDS, MEMORY = 60, 4 * 2**30


class UnreadableNotebook(ValueError):
    """What was handed in is not a notebook. The message says why: "it is a folder"."""


def told(data: bytes) -> dict[str, Any]:
    """What there is to know of a file: its "digest", and the "notebook" as valid nbformat 4.5,
    whose cells have no more text than the grader takes in; what was "cut", in words. Else why it is
    "unreadable".
    """
    digest = hashlib.sha256(data).hexdigest()
    try:
        return {"digest": digest} | notebook_of(data, digest)
    except UnreadableNotebook as error:
        return {"digest": digest, "unreadable": str(error)}
    except MemoryError:
        return {"digest": digest, "unreadable": "it takes more memory than any notebook"}


def notebook_of(data: bytes, digest: str) -> dict[str, Any]:
    """The "notebook" in a file, and what was "cut". Raises UnreadableNotebook."""
    document = parsed(data)
    major, minor, raw_cells = cells_of(document)
    ids = Ids(digest[:12])
    metadata = metadata_of_notebook(document.get("metadata"))
    if (major, minor) < (4, 5):
        metadata |= {"orig_nbformat": major, "orig_nbformat_minor": minor}
    cells = [cell_of(raw, ids) for raw in raw_cells]
    cut = cut_down(cells)
    return {
        "notebook": {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells},
        "cut": cut,
    }


def cut_down(cells: list[dict[str, Any]]) -> list[str]:
    """Shorten what is too much of cells, in place. Returns notes on it.

    Raises UnreadableNotebook if their sources alone are too much.
    """
    notes = []
    width = max((wide(cell["source"]) for cell in cells), default=1)
    used = 0
    for number, cell in enumerate(cells, 1):
        if weight(cell["source"], 1) > LONGEST:
            most = LONGEST // wide(cell["source"])
            lines = cell["source"][:most].splitlines(keepends=True)[: LONGEST // A_LINE]
            cell["source"] = "".join(lines)
            notes.append(f"Cell {number} is longer than anybody writes, and was cut.")
        used += weight(cell["source"], width) + weight(json.dumps(cell["metadata"]), width)
    if used > TEXTS:
        raise UnreadableNotebook(f"its cells hold more than {TEXTS // 2**20} MiB of text")
    for number, cell in enumerate(cells, 1):
        size = sum(weight(text, width) for part in cell.get("attachments", {}).values()
                   for text in part.values())  # fmt: skip
        if used + size > TEXTS:
            del cell["attachments"]
            notes.append(f"The pictures pasted into cell {number} were too large, and left out.")
        else:
            used += size
    left = OUTPUTS
    for number, cell in enumerate(cells, 1):
        if "outputs" in cell:
            size = weight(json.dumps(cell["outputs"], ensure_ascii=False), 1)
            if size > left:
                cell["outputs"] = []
                notes.append(f"The outputs of cell {number} were too large, and left out.")
            else:
                left -= size
    return notes


def wide(text: str) -> int:
    """Bytes that Python takes for each character of a text, as it does for its widest."""
    return 1 if text.isascii() else 4 if max(text) > "\uffff" else 2


def weight(text: str, width: int) -> int:
    """Bytes that a text takes, at so many for each character."""
    return len(text) * max(width, wide(text)) + A_LINE * text.count("\n")


def parsed(data: bytes) -> dict[str, Any]:
    if not data.strip():
        raise UnreadableNotebook("it is empty")
    try:
        text = data.decode("utf-8-sig")
        document = json.loads(text, parse_int=whole_number)
    except UnicodeDecodeError:
        raise UnreadableNotebook("it is not UTF-8 text") from None
    except RecursionError:
        raise UnreadableNotebook("it is nested too deeply") from None
    except ValueError as error:
        raise UnreadableNotebook(f"it is not JSON, or was cut short: {error}") from None
    if not isinstance(document, dict) or not document.keys() & {"cells", "worksheets", "nbformat"}:
        raise UnreadableNotebook("it is JSON, but not a notebook")
    return document


def whole_number(digits: str) -> int | None:
    """A whole number; one so long that Python refuses it means nothing in a notebook."""
    return int(digits) if len(digits) < 19 else None


def cells_of(document: dict[str, Any]) -> tuple[int, int, list[dict[str, Any]]]:
    """The version of a notebook, and its cells as they are."""
    cells, sheets = document.get("cells"), document.get("worksheets")
    if not isinstance(cells, list) and isinstance(sheets, list):  # before nbformat 4
        lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        cells = [cell for part in lists if isinstance(part, list) for cell in part]
    major, minor = document.get("nbformat"), document.get("nbformat_minor")
    if type(major) is not int:
        major = 3 if "cells" not in document else 4
    if not 2 <= major <= 4:
        raise UnreadableNotebook(f"it is nbformat {major}, and 2 to 4 can be read")
    if not isinstance(cells, list):
        raise UnreadableNotebook("its cells are not a list")
    if len(cells) > MAX_CELLS:
        raise UnreadableNotebook(f"it has {len(cells)} cells, more than {MAX_CELLS}")
    minor = minor if type(minor) is int and minor >= 0 else 0
    return major, minor, [cell for cell in cells if isinstance(cell, dict)]


class Ids:
    """Gives each cell its own id: the one it has, or a new one that no other notebook has."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.seen: set[str] = set()

    def of(self, *candidates: Any) -> str:
        for id_ in candidates:
            if isinstance(id_, str) and CELL_ID.fullmatch(id_) and id_ not in self.seen:
                break
        else:
            id_ = f"{self.prefix}-{len(self.seen)}"
        self.seen.add(id_)
        return id_


def cell_of(raw: dict[str, Any], ids: Ids) -> dict[str, Any]:
    kind, source = raw.get("cell_type"), text_of(raw.get("source", raw.get("input")))
    if kind == "heading":  # before nbformat 4
        level = raw.get("level")
        hashes = "#" * (level if type(level) is int and 1 <= level <= 6 else 1)
        kind, source = "markdown", f"{hashes} {' '.join(source.splitlines())}"
    elif kind == "html":
        kind = "markdown"
    elif kind not in ("code", "markdown"):
        kind = "raw"
    metadata = raw.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    cell = {
        # Colab keeps its ids in the metadata.
        "id": ids.of(raw.get("id"), metadata.get("id")),
        "cell_type": kind,
        "metadata": metadata_of_cell(metadata),
        "source": source,
    }
    if kind == "code":
        outputs = raw.get("outputs")
        cell["execution_count"] = None
        cell["outputs"] = list(outputs_of(outputs)) if isinstance(outputs, list) else []
    elif attachments := attachments_of(raw.get("attachments")):
        cell["attachments"] = attachments
    return cell


def text_of(value: Any) -> str:
    """The text of a source, one string or a list of them, as UTF-8 can carry it."""
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    if not isinstance(value, str):
        return ""
    return value.replace("\r\n", "\n").encode("utf-8", "replace").decode()


def metadata_of_cell(raw: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if isinstance(flags := raw.get("nbgrader"), dict):
        made["nbgrader"] = {
            text_of(key): text_of(value) if isinstance(value, str) else value
            for key, value in flags.items()
            if value is None or isinstance(value, str | int | float)
        }
    if isinstance(tags := raw.get("tags"), list):
        good = (text_of(tag) for tag in tags if isinstance(tag, str))
        made["tags"] = list(dict.fromkeys(tag for tag in good if re.fullmatch("[^,]+", tag)))
    return made


def metadata_of_notebook(raw: Any) -> dict[str, Any]:
    kernel = raw.get("kernelspec") if isinstance(raw, dict) else None
    if not isinstance(kernel, dict) or not isinstance(name := kernel.get("name"), str):
        return {}
    return {"kernelspec": {"name": text_of(name), "display_name": text_of(name)}}


def bundle_of(raw: Any) -> dict[str, str]:
    """The texts of a MIME bundle, by type."""
    if not isinstance(raw, dict):
        return {}
    return {text_of(k): text_of(v) for k, v in raw.items() if isinstance(v, str | list)}


def attachments_of(raw: Any) -> dict[str, dict[str, str]]:
    if not isinstance(raw, dict):
        return {}
    return {text_of(name): made for name, value in raw.items() if (made := bundle_of(value))}


def outputs_of(raw: list[Any]) -> Iterator[dict[str, Any]]:
    """The outputs that are well-formed: they matter where nothing is run, with --no-execute."""
    for output in raw[-MAX_OUTPUTS:]:
        kind = output.get("output_type") if isinstance(output, dict) else None
        if kind == "stream" and isinstance(name := output.get("name"), str):
            yield {"output_type": kind, "name": text_of(name), "text": text_of(output.get("text"))}
        elif kind == "error":
            trace = output.get("traceback")
            yield {
                "output_type": kind,
                "ename": text_of(output.get("ename")),
                "evalue": text_of(output.get("evalue")),
                "traceback": [text_of(line) for line in trace] if isinstance(trace, list) else [],
            }
        elif kind in ("display_data", "execute_result"):
            made = {"output_type": kind, "data": bundle_of(output.get("data")), "metadata": {}}
            if kind == "execute_result":
                count = output.get("execution_count")
                made["execution_count"] = count if type(count) is int and count >= 0 else None
            yield made


def main() -> None:
    """Read, and write what there is to know."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    most = int(sys.argv[1])
    data = sys.stdin.buffer.read(most + 1)
    said = told(data) if len(data) <= most else {"digest": "", "unreadable": "it has grown"}
    sys.stdout.buffer.write(json.dumps(said, ensure_ascii=False).encode())


if __name__ == "__main__":
    main()
