"""`python fork.py SOCKET`: import once, and fork a user's server for whoever may open the socket.

Three kinds of process. This one is the hub's own user, root, and learns nothing about anybody: it
forks before it reads who asks for what. A user's server is forked from it and becomes that user.
Beside each server stands a process of the same user, forked from the same memory, that forks
kernels for that server, and ends with it.

Where a user's own settings could have changed what was imported, or the environment says so, the
process that was forked runs the plain command in its place.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import signal
import site
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

SERVER = (
    "jupyterhub.singleuser.app", "jupyterlab.labhubapp", "notebook.app", "notebook_shim",
    "jupyter_lsp.serverextension", "jupyter_server_terminals.app",
    "nbgrader.server_extensions.assignment_list.handlers",
    "nbgrader.server_extensions.course_list.handlers",
    "nbgrader.server_extensions.validate_assignment.handlers",
)  # fmt: skip
KERNEL = ("ipykernel.kernelapp", "numpy", "tensorflow", "keras", "matplotlib.pyplot")
CHANNEL = "HUB_WARM_KERNELS"  # in a server's environment: the number of its socket for kernels
LAUNCHER = "ipykernel_launcher"
# What is read when Python or a library starts, and so too late in a process that was forked.
EARLY = ("PYTHON", "LD_", "KERAS_", "MPLCONFIGDIR", "MATPLOTLIBRC")
# Where the home folder goes into what is imported: a server imports these anew, at little cost.
OF_HOMES = ("jupyterlab", "nbconvert", "nbgrader", "notebook", "notebook_shim")
TRASH = "send2trash.plat_other"
keras_says: Any = None  # its settings where nobody has set any
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NAME = 1, 4, 15


def main(place: str) -> NoReturn:
    """Import, then fork a server for each who connects to the socket at that place."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.disable()  # what is imported stays
    for name in [*SERVER, *KERNEL]:
        with contextlib.suppress(Exception):  # what is not installed
            importlib.import_module(name)
    with contextlib.suppress(OSError, KeyError, ValueError):
        global keras_says
        keras_says = json.loads(Path(os.environ["KERAS_HOME"], "keras.json").read_text())
    gc.collect()
    gc.freeze()  # so that children's garbage collector does not copy what they share
    gc.enable()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    with contextlib.suppress(FileNotFoundError):
        os.unlink(place)
    umask = os.umask(0o077)
    door = socket.socket(socket.AF_UNIX)
    door.bind(place)
    door.listen(128)
    os.umask(umask)
    while True:
        asked, _ = door.accept()
        if (pid := os.fork()) == 0:
            door.close()
            begin(asked, a_server)
        tell(asked, pid)
        asked.close()


def tell(asked: socket.socket, pid: int) -> None:
    """Tell the hub which process it gets, and give it a handle: the number may be another's later.

    Not that process itself: once it is a user's, others of that user can have it say what they
    like. It waits for the request, which the hub sends when it has heard this.
    """
    try:
        handle = os.pidfd_open(pid)
        try:
            socket.send_fds(asked, [str(pid).encode()], [handle])
        finally:
            os.close(handle)
    except OSError:  # the hub has hung up, or this is Linux before 5.3
        with contextlib.suppress(OSError):
            asked.shutdown(socket.SHUT_RDWR)


def begin(asked: socket.socket, work: Callable[[dict[str, Any]], None]) -> NoReturn:
    """Be what was asked for, in a process that has just been forked, and end with its status."""
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        request = json.loads(b"".join(iter(lambda: asked.recv(65536), b"")))
        if "user" in request:
            become(request["user"])
        asked.sendall(str(os.getpid()).encode())
        asked.close()
        work(request)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def become(user: str) -> None:
    """Give this process to a user, for good, in the user's home."""
    from jupyterhub.spawner import set_user_setuid

    set_user_setuid(user)()
    prctl(PR_SET_DUMPABLE, 1)  # or its own /proc/self would be root's


def a_server(request: Mapping[str, Any]) -> None:
    """Be a user's server, with a process beside it that forks its kernels."""
    command, env = request["command"], request["env"]
    if early(env) or "JUPYTERHUB_SINGLEUSER_APP" in env or own_packages(env):
        os.execve(command[0], command, env)
    mine, its = socket.socketpair()
    if os.fork() == 0:
        mine.close()
        kernels(its)
    its.close()
    adopt(command, {**env, CHANNEL: str(mine.fileno())})
    prctl(PR_SET_NAME, b"jupyterhub-singleuser")
    mine.detach()
    for name in [name for name in sys.modules if name.split(".")[0] in OF_HOMES]:
        del sys.modules[name]
    if TRASH in sys.modules:
        importlib.reload(sys.modules[TRASH])
    from jupyterhub.singleuser.app import main as run

    run()


def kernels(its: socket.socket) -> NoReturn:
    """Fork a kernel for each request, until the server hangs up."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prctl(PR_SET_NAME, b"warm-kernels")
    while True:
        said, descriptors, _, _ = socket.recv_fds(its, 1, 1)
        if not said:
            os._exit(0)
        parent = os.getpid()
        if os.fork() == 0:
            its.close()
            prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() == parent:
                begin(socket.socket(fileno=descriptors[0]), a_kernel)
            os._exit(1)
        os.close(descriptors[0])


def a_kernel(request: Mapping[str, Any]) -> None:
    """Be an IPython kernel."""
    command, env = request["command"], request["env"]
    os.chdir(request["cwd"])
    if early(env) or own_packages(env) or own_settings(env):
        os.execve(command[0], command, env)
    parent = f"--IPKernelApp.parent_handle={os.getppid()}"
    adopt([LAUNCHER, *command[command.index(LAUNCHER) + 1 :], parent], env)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()  # or all kernels would draw the same
    if config := sys.modules.get("keras.src.backend.config"):
        vars(config)["_KERAS_DIR"] = str(Path(env.get("HOME", "/tmp"), ".keras"))
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance()


def early(env: Mapping[str, str]) -> bool:
    """Whether an environment says what is read too early for a process that was forked."""
    return any(name.startswith(EARLY) for name in env)


def own_packages(env: Mapping[str, str]) -> bool:
    """Whether the user has Python packages in the home folder that a new interpreter would find."""
    name = "python{}.{}".format(*sys.version_info)
    return bool(site.ENABLE_USER_SITE) and Path(home(env), ".local", "lib", name).exists()


def own_settings(env: Mapping[str, str]) -> bool:
    """Whether the user has settings of Keras's or Matplotlib's, or fonts."""
    mine = home(env)
    config = Path(env.get("XDG_CONFIG_HOME", mine / ".config"), "matplotlib", "matplotlibrc")
    fonts = (mine / ".fonts", mine / ".local" / "share" / "fonts")
    if any(path.exists() for path in (config, Path("matplotlibrc"), *fonts)):
        return True
    try:
        return bool(json.loads((mine / ".keras" / "keras.json").read_text()) != keras_says)
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        return True


def home(env: Mapping[str, str]) -> Path:
    """The user's home folder."""
    return Path(env.get("HOME", "/nonexistent"))


def adopt(arguments: Sequence[str], env: Mapping[str, str]) -> None:
    """Take over a command line and an environment."""
    sys.argv[:] = arguments
    os.environ.clear()
    os.environ.update(env)


def prctl(option: int, value: Any) -> None:
    """The system call of that name."""
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


if __name__ == "__main__":
    del sys.path[0]  # the folder of this file
    main(sys.argv[1])
