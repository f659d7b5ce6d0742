"""Leaves files, links, pipes and sockets wherever it may write, and opens files to append."""

from tests.hostile.case import MARK, Case

ATTACK = r"""
import glob, os, socket, sys, tempfile

LEFT = []
SCRATCH = os.path.realpath(tempfile.gettempdir())
try:
    told = open("/proc/self/mountinfo").read().split()
except OSError:
    told = []
told = [word for word in told if word.startswith("/")]
places = {"/", "/tmp/..", "/var/tmp", "/dev", "/dev/mqueue", "/dev/pts", "/home", "/root", "/srv",
          "/run", "/etc", "/usr", "/usr/bin", "/usr/local/lib", "/var/log", "/mnt", "/proc",
          "/proc/1", "/proc/1/root", "/proc/self/cwd/..", "/sys/fs/cgroup", "/data",
          "/course", "/proc/sys/kernel", *filter(os.path.isdir, sys.path), sys.prefix, *told,
          *glob.glob("/*"), *glob.glob("/*/*")}
for place in sorted(places):
    try:
        real = os.path.realpath(place)
    except OSError:  # where it leads to is not told
        real = place
    if real == SCRATCH or real.startswith(SCRATCH + "/"):
        continue
    path = f"{place}/NAME"
    changes = (
        lambda: os.utime(place),
        lambda: os.chmod(place, os.stat(place).st_mode & 0o7777),
    )
    if os.getpid() != 1:  # the second wall says that it is done, and does nothing
        changes = ()
    for way in (
        lambda: open(path, "w").close(),
        lambda: os.mkdir(path + "-d"),
        lambda: os.symlink("/", path + "-l"),
        lambda: os.mkfifo(path + "-f"),
        lambda: socket.socket(socket.AF_UNIX).bind(path + "-s"),
        lambda: os.close(os.open(place, os.O_TMPFILE | os.O_RDWR)),
        lambda: os.setxattr(place, "user.NAME", b"1"),
        *changes,
        lambda: os.rename(place, place),
        lambda: os.link("/usr/bin/env", path),
    ):
        try:
            way()
            LEFT.append(place)
        except (OSError, ValueError):
            pass
for file in [os.__file__, sys.executable, "/etc/passwd", "/etc/hosts", np.__file__, "/dev/null"]:
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_APPEND))
        LEFT.append(file)
    except OSError:
        pass
LEFT = [one for one in LEFT if one != "/dev/null"]
print(LEFT)
""".replace("NAME", MARK)
CASE = Case(
    first=ATTACK,
    cells={"double": "def double(x):\n    return 2 * x if LEFT else None"},
    lost={"test_double", "test_double_hidden"},
)
