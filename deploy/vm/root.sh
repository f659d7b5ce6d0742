#!/usr/bin/env bash
# The file system of run.sh's virtual machine, from Debian's packages: deploy/vm/root.sh DISK [SUITE]
# Needs root, mmdebstrap and e2fsprogs.
set -euo pipefail
disk=$1 suite=${2:-trixie}
here=$(cd "$(dirname "$0")" && pwd)
aside=$(mktemp -d)
trap 'rm -rf "$aside"' EXIT

# python3 brings the libraries that an interpreter from elsewhere needs.
mmdebstrap --quiet --variant=minbase \
  --include=systemd,systemd-sysv,dbus,dbus-user-session,libpam-systemd,udev,procps,passwd,python3,libstdc++6 \
  --customize-hook='chroot "$1" useradd --create-home --shell /bin/bash teacher' \
  --customize-hook='mkdir -p "$1/var/lib/systemd/linger" && touch "$1/var/lib/systemd/linger/teacher"' \
  --customize-hook='chmod 755 "$1/root"' \
  --customize-hook="copy-in '$here/job' /usr/local/bin" \
  --customize-hook="copy-in '$here/job.service' /etc/systemd/system" \
  --customize-hook='chroot "$1" systemctl --quiet enable job.service' \
  "$suite" "$aside/root"
truncate --size 2G "$disk"
mke2fs -q -F -t ext4 -d "$aside/root" "$disk"
