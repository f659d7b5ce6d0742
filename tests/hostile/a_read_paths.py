"""Looks for the folder of the grader's code, and for that of its environment, in all it can see."""

import sys
from pathlib import Path

from answers.answer_runner import ROOT
from tests.hostile.case import Case

PLACES = {str(ROOT)[::-1], str(Path(sys.prefix).resolve())[::-1]}
# What says where the environment lies all the same is in docs/grading.md: the kernel's own tables
# of files and mounts, compiled files, and behind the second wall what lies in the environment.
CASE = Case(
    cells={
        "double": f"""
import gc, glob, importlib.metadata, os, subprocess, sys, sysconfig, traceback, types
WORDS = [word[::-1] for word in {sorted(PLACES)!r}]
FIRST = os.environ["HOME"] == "/tmp"
def texts():
    yield "environ", os.environ
    yield "sys", {{name: value for name, value in vars(sys).items() if name != "modules"}}
    yield "python", (sysconfig.get_paths(), sysconfig.get_config_vars())
    for name, module in list(sys.modules.items()):
        for what in ("__file__", "__path__", "__spec__", "__cached__"):
            yield name, str(vars(module).get(what))
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType):
            yield thing.__qualname__, thing.__code__.co_filename
        elif isinstance(thing, types.CodeType):
            yield thing.co_name, thing.co_filename
    try:
        get_ipython().kernel.session.send(None, 3)
    except Exception:
        yield "a traceback", traceback.format_exc()
    frame = sys._getframe()
    while frame:
        yield "a frame", frame.f_code.co_filename
        frame = frame.f_back
    for name in ("environ", "cmdline", "cgroup", "comm", "status"):
        try:
            yield name, open(f"/proc/self/{{name}}", "rb").read().decode(errors="replace")
        except OSError:
            pass
    yield "a program", subprocess.run(["/usr/bin/env"], capture_output=True, text=True).stdout
    if FIRST:
        for path in [f"/proc/self/{{name}}" for name in ("cwd", "root", "exe")] + [sys.executable]:
            if os.path.islink(path):
                yield path, os.readlink(path)
        yield "the environment", os.path.realpath(sys.prefix)
        for name in ("*.pth", "__editable__*", "*/direct_url.json", "__pycache__/__editable__*"):
            for path in glob.glob(sys.prefix + "/lib/python*/site-packages/" + name):
                yield path, open(path, "rb").read().decode(errors="replace")
        for path in glob.glob(sys.prefix + "/*.cfg") + glob.glob(sys.prefix + "/bin/*"):
            if not os.path.islink(path):
                yield path, open(path, "rb").read().decode(errors="replace")
        for folder, folders, files in os.walk("/", onerror=None):
            folders[:] = [name for name in folders if name not in ("proc", "usr", "lib", "lib64")]
            yield "a folder", folder
def double(x):
    found = []
    for place, text in texts():
        text = str(text)
        if any(word in text for word in WORDS) and "WORDS = [word" not in text:
            found.append(place)
    raise ValueError(f"places: {{sorted(set(found))}}")
"""
    },
    lost={"test_double", "test_double_hidden"},
    says=r"places: \[\]",
)
