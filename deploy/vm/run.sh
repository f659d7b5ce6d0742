#!/usr/bin/env bash
# Run a command in a virtual machine that has systemd and control groups of version 2:
#   deploy/vm/run.sh DISK USER COMMAND
# DISK: what root.sh has made. USER: teacher, an ordinary one, or root. The machine is Debian's User
# Mode Linux (package user-mode-linux): a kernel that is a process of this one and needs neither KVM
# nor privilege. It sees this checkout, the environment that is first on PATH and its interpreter,
# can change none of them, has no network, and forgets what was written. Its kernel has no Landlock.
set -euo pipefail
disk=$1 user=$2 command=$3
here=$(cd "$(dirname "$0")/../.." && pwd)
job=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$job"' EXIT

python -c 'import os, sys; print(sys.prefix, os.path.realpath(sys.base_prefix), sep="\n")' > "$job/shares"
printf 'export PATH=%q:$PATH PYTHONPATH=%q PYTHONDONTWRITEBYTECODE=1\ncd %q\n%s\n' \
  "$(head -1 "$job/shares")/bin" "$here" "$here" "$command" > "$job/command"
echo "$here" >> "$job/shares"
echo "$user" > "$job/user"
touch "$job/output"
linux.uml mem=6G ubd0="$job/changes,$disk" root=/dev/ubda rw con=null con0=null,fd:1 quiet \
  "job=$job" < /dev/null &> "$job/console" &
tail --pid=$! --follow --lines=+1 "$job/output"
wait $! || true
if ! [ -s "$job/status" ]; then
  cat "$job/console" >&2
  exit 125
fi
exit "$(cat "$job/status")"
