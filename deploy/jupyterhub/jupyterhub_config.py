"""One course's hub on one machine: accounts of the machine, nbgrader's exchange, formgrader.

`prepare.py` makes the folders, the groups and the course's account that this file names; copied
to /etc/jupyterhub, it needs nothing else of the repository. What a site changes: docs/hub.md.
"""

import grp
import os
import sys
from pathlib import Path

c = get_config()  # type: ignore[name-defined]  # noqa: F821

COURSE = "rnn"  # as c.CourseDirectory.course_id in the course's nbgrader_config.py
ACCOUNT = f"grader-{COURSE}"  # owns the course folder and the exchange; nobody signs in as it
# Groups of the machine, of the hub and of JupyterHubAuthPlugin: the names are nbgrader's.
GRADERS, STUDENTS = f"formgrade-{COURSE}", f"nbgrader-{COURSE}"
HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
PROXY = os.environ.get(
    "HUB_PROXY", f"{HERE}/node_modules/configurable-http-proxy/bin/configurable-http-proxy"
)
# The public one, and three that only the hub's own parts use. All on loopback: see docs/hub.md
# for what stands in front of it.
PORT = int(os.environ.get("HUB_PORT", "8000"))
PROXY_PORT, HUB_PORT, COURSE_PORT = PORT + 1, PORT + 2, PORT + 3

c.JupyterHub.bind_url = f"http://127.0.0.1:{PORT}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{HUB_PORT}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PROXY_PORT}"
c.ConfigurableHTTPProxy.command = [str(BIN / "node"), PROXY]
STATE = "/srv/jupyterhub"  # for root alone: the database of tokens and the secret of the cookies
c.JupyterHub.db_url = f"sqlite:///{STATE}/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = f"{STATE}/cookie_secret"
c.ConfigurableHTTPProxy.pid_file = f"{STATE}/proxy.pid"

# Who may sign in, and as what: the members of two groups of the machine, by the machine's own
# passwords. `usermod -aG nbgrader-rnn ada` enrols ada.
c.JupyterHub.authenticator_class = "pam"
c.LocalAuthenticator.allowed_groups = {GRADERS, STUDENTS}
c.Authenticator.manage_groups = True


def add_groups(authenticator, handler, auth_model):
    """Tell the hub which of the course's groups the machine has this user in."""
    if auth_model:
        auth_model["groups"] = [
            name for name in (GRADERS, STUDENTS) if auth_model["name"] in grp.getgrnam(name).gr_mem
        ]
    return auth_model


c.Authenticator.post_auth_hook = add_groups

# Each user's server runs as that user. Which of nbgrader's extensions it has depends on the group.
sys.path.insert(0, str(HERE))
c.JupyterHub.spawner_class = "warm.spawner.WarmSpawner"
c.WarmSpawner.socket = f"{STATE}/warm/socket"
c.Spawner.cmd = [str(BIN / "jupyterhub-singleuser")]
c.Spawner.default_url = "/lab"
c.Spawner.notebook_dir = "~"


def jupyter_config(role: str) -> str:
    """The value of JUPYTER_CONFIG_PATH for a server of that role."""
    return f"{HERE}/jupyter/{role}:{HERE}/jupyter/all"


c.Spawner.environment = {"JUPYTER_CONFIG_PATH": jupyter_config("student")}
c.Spawner.group_overrides = {
    "graders": {
        "groups": [GRADERS],
        "spawner_override": {"environment": {"JUPYTER_CONFIG_PATH": jupyter_config("grader")}},
    }
}

# Formgrader: a server on the course folder that all graders share, as the course's account. Like
# all services without a role, it may ask the hub who is at its door and nothing else.
c.JupyterHub.services = [
    {
        "name": COURSE,
        "url": f"http://127.0.0.1:{COURSE_PORT}",
        "command": [str(BIN / "jupyterhub-singleuser")],
        "user": ACCOUNT,
        "cwd": f"/home/{ACCOUNT}/{COURSE}",
        "environment": {
            "JUPYTER_CONFIG_PATH": jupyter_config("course"),
            "PYTHONPATH": f"/home/{ACCOUNT}/{COURSE}",  # for the engine's page beside formgrader
            "JUPYTERHUB_DEFAULT_URL": "/lab",
        },
        "oauth_no_confirm": True,  # it learns who comes; there is nothing to agree to
    },
    {
        # What users' servers are forked from. It gets none of the hub's environment, so not the
        # token of a service either: all that is in its memory is in everybody's.
        "name": "warm",
        "command": [
            "/usr/bin/env",
            "-i",
            f"PATH={os.environ['PATH']}",
            "LANG=C.UTF-8",
            f"KERAS_HOME={STATE}/warm",
            f"MPLCONFIGDIR={STATE}/warm",
            "TF_CPP_MIN_LOG_LEVEL=3",
            "MPLBACKEND=module://matplotlib_inline.backend_inline",
            sys.executable,
            f"{HERE}/warm/fork.py",
            c.WarmSpawner.socket,
        ],
    },
]
c.JupyterHub.load_roles = [
    {
        "name": GRADERS,
        "description": "open formgrader, and find it in the course list",
        "groups": [GRADERS],
        "scopes": [
            f"access:services!service={COURSE}",
            f"list:services!service={COURSE}",
            f"read:services!service={COURSE}",
        ],
    },
    {
        # What the token in each user's server may do. nbgrader asks with it which courses the user
        # is in and, where the user may, which services there are.
        "name": "server",
        "scopes": [
            "users:activity!user",
            "access:servers!server",
            "read:users:groups!user",
            f"list:services!service={COURSE}",
            f"read:services!service={COURSE}",
        ],
    },
]
