"""The filter of system calls, run step by step as the kernel runs it, against the list of names."""

import struct

import pytest

from grading.process import seccomp
from grading.process.seccomp import ALLOWED, LOOKED_AT, MACHINES

ALLOW, ENOSYS, EPERM, NO_FAMILY, IGNORED = 0x7FFF0000, 0x50026, 0x50001, 0x50061, 0x50000
NO_SOCKETS, NO_TERMINAL = 0x5005F, 0x50019
each_machine = pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)


def run(machine, number, *arguments, audit=None, alone=False):
    """What the filter gives for a call, by the rules of classic BPF."""
    data = struct.pack(
        "=IIQ6Q", number, audit or machine.audit, 0, *arguments, *[0] * (6 - len(arguments))
    )
    code = seccomp.program(machine, alone)
    steps = [struct.unpack_from("=HBBI", code, place) for place in range(0, len(code), 8)]
    place = accumulator = 0
    while True:
        operation, yes, no, operand = steps[place]
        place += 1
        if operation == seccomp.LOAD:
            (accumulator,) = struct.unpack_from("=I", data, operand)
        elif operation == seccomp.MASK:
            accumulator &= operand
        elif operation == seccomp.JUMP:
            place += operand
        elif operation == seccomp.GIVE:
            return operand
        else:
            holds = {
                seccomp.EQUAL: accumulator == operand,
                seccomp.AT_LEAST: accumulator >= operand,
                seccomp.ANY_BIT: accumulator & operand,
            }[operation]
            place += yes if holds else no


def number(name, machine):
    return ALLOWED[name][machine.column]


@each_machine
def test_what_is_listed_is_allowed_and_all_else_is_as_on_an_old_kernel(machine):
    plain = {numbers[machine.column] for name, numbers in ALLOWED.items() if name not in LOOKED_AT}
    looked_at = {number(name, machine) for name in LOOKED_AT}
    for call in [*range(700), 2**30, 2**30 + 1, 2**31, 2**32 - 1]:
        if call not in looked_at:
            assert run(machine, call) == (ALLOW if call in plain else ENOSYS), call


@each_machine
def test_the_calls_of_another_machine_are_refused(machine):
    assert run(machine, number("read", machine), audit=0x40000003) == ENOSYS


def test_no_number_stands_twice_and_names_are_sorted_out():
    for column in (0, 1):
        numbers = [pair[column] for pair in ALLOWED.values() if pair[column] is not None]
        assert len(numbers) == len(set(numbers))
    assert set(LOOKED_AT) <= set(ALLOWED)
    for name in ("ptrace", "process_vm_readv", "process_vm_writev", "modify_ldt", "vmsplice",
                 "io_setup", "io_uring_setup", "personality", "fsconfig", "fsopen", "pidfd_getfd",
                 "memfd_create", "shmget", "msgget", "mq_open", "keyctl", "add_key", "bpf", "mount",
                 "unshare", "setns", "perf_event_open", "userfaultfd", "clone3", "seccomp",
                 "open_by_handle_at", "kexec_load", "quotactl"):  # fmt: skip
        assert name not in ALLOWED


@each_machine
@pytest.mark.parametrize(
    ("flags", "verdict"),
    [(0x22, ALLOW), (0x21, EPERM), (0x4021, EPERM), (0x01, ALLOW), (0x02, ALLOW)],
)
def test_shared_anonymous_memory_is_forbidden(machine, flags, verdict):
    assert run(machine, number("mmap", machine), 0, 4096, 3, flags) == verdict


@each_machine
@pytest.mark.parametrize(
    ("flags", "verdict"),
    [(0x11, ALLOW), (0x3D0F00, ALLOW), (0x10000000, EPERM), (0x20000, EPERM), (0x40000011, EPERM)],
)
def test_no_namespace_is_made_by_clone(machine, flags, verdict):
    assert run(machine, number("clone", machine), flags) == verdict


@each_machine
def test_of_families_of_sockets_those_that_the_network_namespace_holds(machine):
    for call in ("socket", "socketpair"):
        for family in range(50):
            want = ALLOW if family in (1, 2, 10, 16) else NO_FAMILY
            assert run(machine, number(call, machine), family, 3, 0) == want, family
        for protocol in range(1, 23):
            assert run(machine, number(call, machine), 16, 3, protocol) == NO_FAMILY


@each_machine
def test_setting_the_size_of_a_buffer_does_nothing(machine):
    call = number("setsockopt", machine)
    for option in range(60):
        want = IGNORED if option in (7, 8, 32, 33) else ALLOW
        assert run(machine, call, 3, 1, option) == want
        assert run(machine, call, 3, 6, option) == ALLOW


@each_machine
def test_locks_and_writing_all_that_is_to_be_written_are_said_to_be_done(machine):
    for alone in (False, True):
        for name in ("sync", "syncfs"):
            assert run(machine, number(name, machine), alone=alone) == IGNORED
        for order in range(100):
            want = IGNORED if order in (6, 7, 37, 38) else ALLOW
            assert run(machine, number("fcntl", machine), 3, order, alone=alone) == want


# -- without namespaces ---------------------------------------------------------------------------


@each_machine
def test_alone_less_is_allowed_and_nothing_more(machine):
    for name, numbers in ALLOWED.items():
        call = numbers[machine.column]
        if call is not None and name not in seccomp.ALONE:
            assert run(machine, call, alone=True) == ALLOW, name
    allowed = {numbers[machine.column] for numbers in ALLOWED.values()}
    for call in range(700):
        if call not in allowed:
            assert run(machine, call, alone=True) == ENOSYS, call


@each_machine
@pytest.mark.parametrize(
    ("name", "arguments", "verdict"),
    [
        ("connect", (), ENOSYS), ("bind", (), ENOSYS), ("listen", (), ENOSYS),
        ("sendmsg", (), ENOSYS), ("sendmmsg", (), ENOSYS), ("fallocate", (3,), ENOSYS),
        *(("socket", (family, 1, 0), NO_SOCKETS) for family in (1, 2, 10, 16, 40)),
        ("socketpair", (1, 1, 0), ALLOW), ("socketpair", (1, 0x80805, 0), ALLOW),
        ("socketpair", (1, 2, 0), NO_SOCKETS), ("socketpair", (1, 3, 0), NO_SOCKETS),
        ("socketpair", (2, 1, 0), NO_FAMILY),
        ("fchmod", (3, 0o777), IGNORED), ("fchownat", (3, 0, 0), IGNORED),
        ("utimensat", (3,), IGNORED),
        ("prlimit64", (0, 7), ALLOW), ("prlimit64", (17, 7), EPERM),
        ("setpriority", (0, 0, 5), ALLOW), ("setpriority", (0, 17, 5), EPERM),
        ("setpriority", (2, 0, 5), EPERM), ("ioprio_set", (1, 0, 0), EPERM),
        ("sched_setaffinity", (0, 8), ALLOW), ("sched_setaffinity", (17, 8), IGNORED),
        ("sched_setscheduler", (17, 5), IGNORED),
        ("fcntl", (3, 1), ALLOW), ("fcntl", (3, 1024), EPERM), ("fcntl", (3, 1026), EPERM),
        ("fcntl", (3, 1031), EPERM),
        ("ioctl", (3, 0x5401), ALLOW), ("ioctl", (3, 0x5412), NO_TERMINAL),
        ("ioctl", (3, 0x40086602), NO_TERMINAL),
        ("prctl", (4, 0), EPERM), ("prctl", (15, 0), ALLOW),
    ],
)  # fmt: skip
def test_alone_nothing_reaches_what_is_the_same_users(machine, name, arguments, verdict):
    assert run(machine, number(name, machine), *arguments, alone=True) == verdict
