"""The first screen of a new user: nbgrader's list, in place of an empty window.

JupyterLab opens what a user's workspace has. Who has none yet gets one, written by the user's own
server, in the user's own home; from then on it is JupyterLab's.
"""

import json
import os
import sys
from pathlib import Path

from jupyterlab.commands import get_workspaces_dir
from jupyterlab_server.workspaces_handler import WorkspacesManager

# What nbgrader's extension of JupyterLab calls its lists, by the role of the server.
LISTS = {"student": "nbgrader-assignment-list", "grader": "nbgrader-course-list"}


def first_screen(name: str) -> None:
    """Write a workspace that shows the list of that name, unless there is a workspace."""
    manager = WorkspacesManager(get_workspaces_dir())
    if manager.list_workspaces():
        return
    widget = f"{name}:{name}"
    dock = {"type": "tab-area", "currentIndex": 0, "widgets": [widget]}
    files = {"collapsed": False, "visible": True, "current": "filebrowser"}
    layout = {"main": {"dock": dock, "current": widget}, "left": files}
    data = {"layout-restorer:data": layout, widget: {"data": {}}}
    manager.save("default", json.dumps({"data": data, "metadata": {"id": "default"}}))


sys.path.append(str(Path(__file__).parents[2]))  # for the extension warm.validate
role = Path(os.environ.get("JUPYTER_CONFIG_PATH", "").split(os.pathsep)[0]).name
if role in LISTS:
    first_screen(LISTS[role])
