"""The private names of other packages that the engine leans on, as a table in docs/upgrading.md.

`python -m tools.private_names_table` writes the table, with the lines where each name stands now. A
test compares it, and asks each package whether it still has the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tools.generated import filled

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "upgrading.md"
BEGIN = "<!-- private names: python -m tools.private_names_table -->"


@dataclass(frozen=True)
class PrivateName:
    """A name (module:qualified), the file that leans on it, why, and the test that notices."""

    owner: str
    name: str
    file: str
    why: str
    test: str

    @property
    def lines(self) -> list[int]:
        """Where the file has the name."""
        text = (ROOT / self.file).read_text().splitlines()
        last = self.name.split(".")[-1]
        return [n for n, line in enumerate(text, 1) if re.search(rf"\b{re.escape(last)}\b", line)]


def _of(owner: str, name: str, file: str, why: str, test: str) -> PrivateName:
    return PrivateName(owner, name, f"grading/{file}.py", why, f"tests/{test}.py")


NAMES = [
    _of("nbclient.client", "NotebookClient._get_timeout", "execution/session",
        "a cell may not take longer than is left of the notebook's time", "hostile/a_sleeps"),
    _of("nbclient.client", "NotebookClient._async_handle_timeout", "execution/session",
        "a cell that runs out of time may have been starved", "test_starved"),
    _of("jupyter_client.manager", "KernelManager._async_pre_start_kernel", "execution/provisioner",
        "a kernel that runs already is not looked up and started", "test_log"),
    _of("jupyter_client.client", "KernelClient._async_wait_for_ready", "execution/provisioner",
        "its fixed pauses take longer than a fork", "test_log"),
    _of("jupyter_client.client", "KernelClient._async_is_alive", "execution/provisioner",
        "a kernel that ends before it is ready", "hostile/a_exits_first"),
    _of("jupyter_client.channels", "AsyncZMQSocketChannel._recv", "execution/channels",
        "a message is weighed before it is read", "hostile/a_flood_one_message"),
    _of("jupyter_client.client", "KernelClient._shell_channel", "execution/provisioner",
        "only the channels that are read are closed", "hostile/a_flood_stdin_channel"),
    _of("jupyter_client.client", "KernelClient._iopub_channel", "execution/provisioner",
        "only the channels that are read are closed", "hostile/a_flood_stdin_channel"),
    _of("ipykernel.kernelapp", "IPKernelApp._try_bind_socket", "worker/kernel",
        "sockets come as file descriptors", "test_log"),
    _of("IPython.core.interactiveshell", "InteractiveShell._showtraceback", "worker/referee",
        "an error is told once", "test_grading_wire"),
    _of("ipykernel.zmqshell", "ZMQInteractiveShell._showtraceback", "worker/shell",
        "where a cell was interrupted is told", "test_grading_restart"),
    _of("ipykernel.zmqshell", "ZMQInteractiveShell._last_traceback", "worker/shell",
        "that is told, too, where the telling is interrupted", "test_grading_restart"),
    _of("nbconvert.exporters", "Exporter._init_resources", "submission/reading",
        "a submission is read by ourselves", "test_repair"),
    _of("nbconvert.exporters", "Exporter._nb_metadata", "pages/feedback_page",
        "a page is not parsed once more", "hostile/a_widgets"),
    _of("nbconvert.filters.markdown_mistune", "IPythonRenderer._embed_image_or_attachment",
        "pages/html", "a missing attachment is a missing picture", "test_pages"),
    _of("nbgrader.converters.base", "BaseConverter._format_dest", "batch/autograde",
        "what is not whole goes aside", "test_many"),
    _of("nbgrader.converters.base", "BaseConverter._format_source", "batch/autograde",
        "who has not handed in which notebook is known", "test_many"),
    _of("nbgrader.converters.autograde", "Autograde._sanitizing", "submission/reading",
        "nbgrader's two passes are told apart", "test_repair"),
    _of("nbgrader.exchange.default.collect", "ExchangeCollect._path_to_record",
        "submission/exchange", "a name without a time ends nothing", "test_exchange"),
    _of("nbgrader.exchange.default.collect", "ExchangeCollect._sort_by_timestamp",
        "submission/exchange", "a student's own comes first", "test_exchange"),
    _of("IPython.utils.capture", "CapturedIO._stdout", "worker/referee",
        "text on standard error is printed text", "test_grading_wire"),
    _of("pandas", "DataFrame._mgr", "wire/pandas_kind",
        "what a function changed in its argument is changed in the caller's", "test_grading_wire"),
    _of("sys", "_debugmallocstats", "process/memory",
        "which blocks are free between objects is told nowhere else", "test_memory"),
    _of("keras", "Variable.__init__", "wire/models",
        "a model's size is limited while it is put together", "hostile/a_wire_many_layers"),
]  # fmt: skip


def table() -> str:
    """The table, in Markdown."""
    rows = [
        f"| `{name.owner}`: `{name.name}` | {where(name)} | {name.why} | `{name.test}` |"
        for name in NAMES
    ]
    return "\n".join(["| name | where | why | noticed by |", "|---|---|---|---|", *rows])


def where(name: PrivateName) -> str:
    """The file and the lines of a name. Raises ValueError if it is not there any more."""
    if not name.lines:
        raise ValueError(f"{name.file} does not name {name.name} any more: drop it from the list")
    return f"`{name.file}` {', '.join(map(str, name.lines))}"


def page(text: str) -> str:
    """The page with the table as it must be."""
    return filled(text, BEGIN, table())


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text()))
