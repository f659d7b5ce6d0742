"""A notebook as the programs save it in which students may have worked.

Each writer takes a notebook in nbformat 4.5 and returns the text of the file. The forms follow
public notebooks that these programs saved: the version they write, where they put ids, what they
add to the metadata, how they hold sources and outputs.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import nbformat
from nbformat import NotebookNode

COLAB_LINK = (
    '<a href="https://colab.research.google.com/github/a-university/rnn/blob/main/NAME" '
    'target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" '
    'alt="Open In Colab"/></a>'
)
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": "3.12.11",
}
PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(60)).decode()


def with_outputs(notebook: NotebookNode) -> NotebookNode:
    """A copy with outputs of every kind, as after a run: words, a picture, a value, an error."""
    notebook = deepcopy(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    output = nbformat.v4.new_output
    for count, cell in enumerate(code, 1):
        cell.execution_count = count
        if cell.id == "setup":
            cell.outputs = [output("stream", text="Python 3.12.11, NumPy 2.0.2, ..., GPU: T4\n")]
        elif cell.id.startswith("test_"):
            words = f"{cell.id.removeprefix('test_')}: the visible test passes.\n"
            cell.outputs = [output("stream", text=words)]
        elif "plt.show()" in cell.source:
            data = {"image/png": PICTURE, "text/plain": "<Figure size 700x300 with 1 Axes>"}
            cell.outputs = [output("display_data", data=data)]
        elif count % 5 == 0:
            data = {"text/plain": "'a value'"}
            cell.outputs = [output("execute_result", data=data, execution_count=count)]
        elif count % 7 == 0:
            trace = ["\x1b[0;31mNameError\x1b[0m: name 'x' is not defined"]
            cell.outputs = [
                output("stream", name="stderr", text="a warning\n"),
                output("error", ename="NameError", evalue="'x' is not defined", traceback=trace),
            ]
    return notebook


def _made_up(length: int, *parts: Any) -> str:
    """Letters and digits that look drawn at random, the same for the same parts."""
    digest = hashlib.sha256(repr(parts).encode()).digest()
    return base64.b64encode(digest).decode().replace("+", "x").replace("/", "y")[:length]


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _split(output: dict[str, Any]) -> dict[str, Any]:
    """An output with its texts as lists of lines, but pictures."""
    output = json.loads(json.dumps(output))
    if "text" in output:
        output["text"] = _lines(output["text"])
    for kind, value in output.get("data", {}).items():
        if isinstance(value, str) and not kind.startswith("image/"):
            output["data"][kind] = _lines(value)
    return output


def _dump(document: Any, indent: int | None = 1) -> str:
    return json.dumps(document, indent=indent, ensure_ascii=False)


def _colab_cell(cell: NotebookNode, number: int) -> dict[str, Any]:
    made_up = _made_up(12, cell.source, number)
    metadata = {**cell.metadata, "id": made_up}
    if cell.cell_type != "code":
        return {"cell_type": cell.cell_type, "source": _lines(cell.source), "metadata": metadata}
    outputs = [_split(output) for output in cell.outputs]
    if cell.execution_count is not None:
        metadata["executionInfo"] = {
            "status": "ok", "timestamp": 1724400000000 + number, "user_tz": -480, "elapsed": 12,
            "user": {"displayName": "A Student", "userId": "01234567890123456789"},
        }  # fmt: skip
    if outputs:
        metadata["colab"] = {"base_uri": "https://localhost:8080/", "height": 314}
        metadata["outputId"] = str(uuid.UUID(bytes=hashlib.md5(made_up.encode()).digest()))
    for output in outputs:
        if output["output_type"] == "execute_result":
            intrinsic = {"type": "string"}
            output["data"]["application/vnd.google.colaboratory.intrinsic+json"] = intrinsic
    return {
        "cell_type": "code",
        "source": _lines(cell.source),
        "metadata": metadata,
        "execution_count": cell.execution_count,
        "outputs": outputs,
    }


def _colab_metadata() -> dict[str, Any]:
    layout = {"_model_module": "@jupyter-widgets/base", "_model_name": "LayoutModel"}
    return {
        "accelerator": "GPU",
        "colab": {
            "provenance": [], "gpuType": "T4", "toc_visible": True,
            "authorship_tag": "ABX9Ty" + _made_up(22, "tag"), "include_colab_link": True,
        },
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
        # Without the key "state", which nbformat wants.
        "widgets": {
            "application/vnd.jupyter.widget-state+json": {
                uuid.UUID(int=7).hex: {
                    "model_module": "@jupyter-widgets/base", "model_name": "LayoutModel",
                    "model_module_version": "1.2.0", "state": layout,
                }
            }
        },
    }  # fmt: skip


def as_colab_saves(notebook: NotebookNode) -> str:
    """Google Colab: nbformat 4.0, ids of its own in the metadata."""
    cells = [_colab_cell(cell, number) for number, cell in enumerate(notebook.cells)]
    document = {"nbformat": 4, "nbformat_minor": 0, "metadata": _colab_metadata(), "cells": cells}
    return _dump(document, 2)


def as_colab_saves_to_github(notebook: NotebookNode) -> str:
    """Google Colab, *Save a copy in GitHub*: with the link as a first cell."""
    document = json.loads(as_colab_saves(notebook))
    metadata = {"id": "view-in-github", "colab_type": "text"}
    link = {"cell_type": "markdown", "metadata": metadata, "source": [COLAB_LINK]}
    return _dump(document | {"cells": [link, *document["cells"]]}, 2)


def as_colab_keeps_45(notebook: NotebookNode) -> str:
    """Google Colab, a file that came as nbformat 4.5: Colab's ids stand in both places."""
    document = json.loads(as_colab_saves(notebook))
    for cell in document["cells"]:
        cell["id"] = cell["metadata"]["id"]
    metadata = document["metadata"] | {"language_info": LANGUAGE}
    made = {"cells": document["cells"], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return _dump(made, 2)


def as_jupyterlab_saves(notebook: NotebookNode) -> str:
    """JupyterLab 4: nbformat 4.5, its ids kept, times of execution, widget state."""
    notebook = deepcopy(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata["execution"] = {
                "iopub.execute_input": "2026-03-02T09:15:02.120000Z",
                "iopub.status.busy": "2026-03-02T09:15:02.119000Z",
                "shell.execute_reply": "2026-03-02T09:15:02.130000Z",
            }
        else:
            cell.metadata["slideshow"] = {"slide_type": ""}
    notebook.metadata["language_info"] = LANGUAGE
    state = {"state": {}, "version_major": 2, "version_minor": 0}
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": state}
    return nbformat.writes(notebook) + "\n"


def as_notebook6_saves(notebook: NotebookNode) -> str:
    """The classic Notebook 6: nbformat 4.4, no ids."""
    cells = []
    for cell in notebook.cells:
        metadata = dict(cell.metadata)
        made = {"cell_type": cell.cell_type, "metadata": metadata, "source": _lines(cell.source)}
        if cell.cell_type == "code":
            metadata["scrolled"] = False
            made |= {
                "execution_count": cell.execution_count,
                "outputs": [_split(output) for output in cell.outputs],
            }
        cells.append(made)
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {
        "celltoolbar": "Create Assignment", "kernelspec": kernel, "language_info": LANGUAGE,
        "toc": {"base_numbering": 1, "sideBar": True},
    }  # fmt: skip
    document = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def as_vscode_saves(notebook: NotebookNode) -> str:
    """Visual Studio Code: the ids kept, a kernel named after the environment."""
    notebook = deepcopy(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata["vscode"] = {"languageId": "python"}
    kernel = {"display_name": ".venv (3.12.11)", "language": "python", "name": "python3"}
    notebook.metadata = nbformat.from_dict({"kernelspec": kernel, "language_info": LANGUAGE})
    return nbformat.writes(notebook) + "\n"


def as_kaggle_downloads(notebook: NotebookNode) -> str:
    """Kaggle's editor, *Download notebook*: nbformat 4.4 on one line, each source one text."""
    cells = []
    for number, cell in enumerate(notebook.cells):
        made: dict[str, Any] = {"cell_type": cell.cell_type, "source": cell.source}
        made["metadata"] = {**cell.metadata, "_uuid": _made_up(40, number).lower()}
        if cell.cell_type == "code":
            made["metadata"] |= {
                "trusted": True, "_kg_hide-input": True, "_kg_hide-output": False,
                "execution": {"iopub.status.busy": "2026-03-02T09:15:02.119000Z"},
            }  # fmt: skip
            made |= {"outputs": cell.outputs, "execution_count": cell.execution_count}
        cells.append(made)
    kernel = {"language": "python", "display_name": "Python 3", "name": "python3"}
    kaggle = {
        "accelerator": "nvidiaTeslaT4", "dataSources": [], "isInternetEnabled": True,
        "language": "python", "sourceType": "notebook", "isGpuEnabled": True,
    }  # fmt: skip
    metadata = {"kernelspec": kernel, "language_info": LANGUAGE, "kaggle": kaggle}
    document = {"metadata": metadata, "nbformat_minor": 4, "nbformat": 4, "cells": cells}
    return _dump(document, None)


def as_kaggle_versions(notebook: NotebookNode) -> str:
    """Kaggle, *Save & Run All*: run by papermill, nbformat 4.5 with new ids."""
    document = json.loads(as_kaggle_downloads(notebook))
    times = {
        "duration": 0.03, "end_time": "2026-03-02T09:15:03.0", "exception": False,
        "start_time": "2026-03-02T09:15:02.9", "status": "completed",
    }  # fmt: skip
    for number, cell in enumerate(document["cells"]):
        cell["id"] = hashlib.md5(f"{number} {cell['source']}".encode()).hexdigest()[:8]
        cell["source"] = _lines(cell["source"])
        cell["metadata"] |= {"papermill": times}
        cell["metadata"].setdefault("tags", [])
        if cell["cell_type"] == "code":
            cell["outputs"] = [_split(output) for output in cell["outputs"]]
    document["metadata"]["papermill"] = {
        "default_parameters": {}, "duration": 60.5, "environment_variables": {}, "exception": None,
        "input_path": "__notebook__.ipynb", "output_path": "__notebook__.ipynb",
        "parameters": {}, "version": "2.6.0",
    }  # fmt: skip
    document["nbformat_minor"] = 5
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def as_deepnote_saves(notebook: NotebookNode, keep: bool = True) -> str:
    """Deepnote: nbformat 4.0, ids and hashes of its own, and a cell of its own at the end.

    keep: whether what it does not know in the metadata is still there. Both was not seen.
    """
    cells = []
    for number, cell in enumerate(notebook.cells):
        metadata = {**cell.metadata} if keep else {}
        metadata.setdefault("tags", [])
        metadata["cell_id"] = f"{number:05}-{uuid.UUID(int=number)}"
        metadata["deepnote_cell_type"] = cell.cell_type
        made: dict[str, Any] = {"cell_type": cell.cell_type, "metadata": metadata}
        made["source"] = cell.source
        if cell.cell_type == "code":
            metadata |= {
                "deepnote_to_be_reexecuted": False, "source_hash": _made_up(8, cell.source).lower(),
                "execution_start": 1724400000000 + number, "execution_millis": 12,
            }  # fmt: skip
            made |= {"execution_count": cell.execution_count, "outputs": cell.outputs}
        cells.append(made)
    mark = {"tags": [], "created_in_deepnote_cell": True, "deepnote_cell_type": "markdown"}
    link = (
        "<a href='https://deepnote.com?utm_source=created-in-deepnote-cell'>Created in Deepnote</a>"
    )
    cells.append({"cell_type": "markdown", "metadata": mark, "source": link})
    metadata = {
        "orig_nbformat": 2, "deepnote": {"is_reactive": False}, "deepnote_execution_queue": [],
        "deepnote_notebook_id": str(uuid.UUID(int=1)),
    }  # fmt: skip
    return _dump({"cells": cells, "nbformat": 4, "nbformat_minor": 0, "metadata": metadata})


def as_deepnote_strips(notebook: NotebookNode) -> str:
    """Deepnote, if it keeps no metadata but its own."""
    return as_deepnote_saves(notebook, keep=False)


# By the name of a program, how it saves, and what the grading says of having mended it.
RESTORED = "Saved as nbformat {}: {} were restored."
WRITERS: dict[str, tuple[Callable[[NotebookNode], str], list[str]]] = {
    "jupyterlab": (as_jupyterlab_saves, []),
    "vscode": (as_vscode_saves, []),
    "notebook6": (as_notebook6_saves, [RESTORED.format("4.4", "cell ids")]),
    "colab": (as_colab_saves, [RESTORED.format("4.0", "cell ids")]),
    "colabgithub": (as_colab_saves_to_github, [RESTORED.format("4.0", "cell ids")]),
    "colab45": (as_colab_keeps_45, ["Cell ids were restored."]),
    "kaggle": (as_kaggle_downloads, [RESTORED.format("4.4", "cell ids")]),
    "kaggleversion": (as_kaggle_versions, ["Cell ids were restored."]),
    "deepnote": (as_deepnote_saves, [RESTORED.format("4.0", "cell ids")]),
    "deepnotebare": (
        as_deepnote_strips,
        [RESTORED.format("4.0", "cell ids and nbgrader's metadata")],
    ),
}
