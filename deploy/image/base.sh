#!/usr/bin/env bash
# A base image from Debian's packages alone, where no image registry can be reached:
#   deploy/image/base.sh [NAME [SUITE]]
# Needs root, podman and mmdebstrap. SUITE: this machine's, if it is not named.
set -euo pipefail
name=${1:-localhost/course-base}
suite=${2:-$(. /etc/os-release && echo "$VERSION_CODENAME")}

mmdebstrap --quiet --variant=essential --include=python3,python3-venv,libstdc++6,passwd \
  --aptopt='Acquire::Languages "none"' --dpkgopt=force-unsafe-io \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
  "$suite" - | podman import --quiet - "$name"
