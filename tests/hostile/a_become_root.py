"""Tries to become root or to get a capability: set-user-id programs, capset, identity maps."""

from tests.hostile.case import Case

ATTACK = r"""
import ctypes, os, resource, socket, subprocess, time

GOT, libc = [], ctypes.CDLL(None, use_errno=True)
os.makedirs("/tmp/mine", exist_ok=True)


def attempt(what, way):
    try:
        result = way()
    except Exception:
        return
    if result in (None, 0):
        GOT.append(what)


def owned(number):
    os.chown("/tmp/mine", number, number)
    assert os.stat("/tmp/mine").st_uid == number  # where nothing is done, that it was is said


for number in (0, 1, 65534):
    for name in ("setuid", "setgid", "seteuid", "setegid", "setfsuid"):
        attempt(f"{name} {number}", lambda: getattr(os, name)(number))
    attempt("setresuid", lambda: os.setresuid(number, number, number))
    attempt("setgroups", lambda: os.setgroups([number]))
    attempt("chown", lambda: owned(number))
header = (ctypes.c_uint32 * 2)(0x20080522, 0)
attempt("capset", lambda: libc.capset(header, (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)))
for capability in range(41):
    attempt(f"ambient {capability}", lambda: libc.prctl(47, 2, capability, 0, 0))
attempt("new privileges", lambda: libc.prctl(38, 0, 0, 0, 0))
attempt("securebits", lambda: libc.prctl(28, 0, 0, 0, 0))
for name in ("uid_map", "gid_map", "setgroups", "loginuid", "oom_score_adj"):
    attempt(name, lambda: os.close(os.open(f"/proc/self/{name}", os.O_WRONLY)))
for command in ("sudo -n id", "su -c id", "pkexec id", "newgrp root", "unshare -r id",
                "unshare -Urm id", "nsenter -t 1 -a id", "mount -t tmpfs none /tmp/mine",
                "chroot / id", "sg root id", "doas id", "newuidmap 1 0 0 1",
                "setpriv --reuid 0 id"):
    attempt(command, lambda: subprocess.run(command.split(), capture_output=True, timeout=0.5,
                                            stdin=subprocess.DEVNULL).returncode)
status = open("/proc/self/status").read()
NONE = "0000000000000000"
if not all(line in status for line in (f"CapEff:\t{NONE}", f"CapPrm:\t{NONE}", "NoNewPrivs:\t1")):
    GOT.append("capabilities")
for what, way in (("higher limit", lambda: resource.setrlimit(6, (10**4, 10**4))),
                  ("nice", lambda: os.setpriority(0, 0, -10)),
                  ("real time", lambda: os.sched_setscheduler(0, 1, os.sched_param(1))),
                  ("host name", lambda: socket.sethostname(socket.gethostname())),
                  ("clock", lambda: time.clock_settime(0, time.time())),
                  ("reboot", lambda: libc.reboot(0)),
                  ("kernel log", lambda: libc.klogctl(10, None, 0) < 0)):
    attempt(what, way)
print(GOT)
"""
CASE = Case(
    first=ATTACK,
    cells={"double": "def double(x):\n    return 2 * x if GOT else None"},
    lost={"test_double", "test_double_hidden"},
)
