"""Looks for anyone to talk to: local ports, sockets by name, the name server, the world."""

from tests.hostile.case import HONEST, MARK, Case

ATTACK = r"""
import errno, glob, os, socket, time

TALKS, end = [], time.monotonic() + 2


def attempt(family, kind, address, data=None):
    try:
        one = socket.socket(family, kind)
    except OSError:
        return
    one.settimeout(0.05)
    try:
        if data is None:
            one.connect(address)
        else:
            one.sendto(data, address)
        TALKS.append(address)
    except OSError as error:
        refused = error.errno == errno.ECONNREFUSED and "\0" not in str(address)  # there, unwilling
        denied = error.errno == errno.EACCES and family == socket.AF_UNIX  # of TCP, by Landlock
        if refused or denied or error.errno in (errno.EPROTOTYPE, errno.EINPROGRESS):
            TALKS.append((address, error))
    one.close()


def lines(path):
    try:
        return open(path).read().splitlines()[1:]
    except OSError:
        return []


ports = [22, 53, 80, 111, 443, 631, 3306, 5432, 6379]
for port in [*ports, *range(8000, 8900), *range(30_000, 60_000, 97)]:
    if time.monotonic() < end:
        attempt(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", port))
attempt(socket.AF_INET6, socket.SOCK_STREAM, ("::1", 22))
attempt(socket.AF_INET, socket.SOCK_STREAM, ("10.255.255.1", 80))
for address in ("127.0.0.1", "10.255.255.1"):
    attempt(socket.AF_INET, socket.SOCK_DGRAM, (address, 53), b"MARK")
names = ["/tmp/.X11-unix/X0", "/tmp/dbus-1", "/run/dbus/system_bus_socket", "/run/docker.sock",
         "/var/run/docker.sock", "/run/systemd/private", "/dev/log", "/run/udev/control"]
names += [line.split()[-1] for line in lines("/proc/net/unix")] + glob.glob("/tmp/*/k-*")
for name in names:
    for spelt in (name, "\0" + name, "\0" + name.lstrip("@/")):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
            if name.startswith(("/", "@")):
                attempt(socket.AF_UNIX, kind, spelt)
try:
    TALKS.append(socket.getaddrinfo("example.org", 80))
except OSError:
    pass
others, route = [], lines("/proc/net/route")
try:
    others = [name for _, name in socket.if_nameindex() if name != "lo"]
    kept = socket.socket(socket.AF_UNIX)
    kept.bind("\0MARK")  # nobody else sees this one
    kept.listen()
    netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    # RTM_NEWLINK: put the loopback device up
    netlink.send(b"\x20\0\0\0\x10\0\x05\0" + b"\0" * 12 + b"\x01\0\0\0" * 3)
    print(int.from_bytes(netlink.recv(100)[16:20], "little", signed=True))
except OSError as error:
    print(error)
print(TALKS, others, route)
TALKS = [talk for talk in TALKS if "/k-" not in str(talk)]
assert TALKS or others or route
""".replace("MARK", MARK)
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
)
