#!/usr/bin/env bash
# Build the image without a network, from what uv has in its cache on this machine:
#   deploy/image/offline.sh [NAME [BASE]]
# Needs podman, and the course's environment first on PATH (make install). What the cache lacks is
# fetched into it before.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=${1:-localhost/course}
base=${2:-localhost/course-base}
aside=$(mktemp -d)
trap 'rm -rf "$aside"' EXIT

version=$(podman run --rm --network none "$base" \
  python3 -c 'import platform; print(platform.python_version())')
sed -n '/^uv==/,/[^\\]$/p' requirements.lock > "$aside/uv.txt"
python -m pip download --quiet --no-deps --require-hashes -r "$aside/uv.txt" -d "$aside/wheels"
uv pip install --quiet --target "$aside/site" --link-mode symlink --python-version "$version" \
  --require-hashes -c requirements.lock -r pyproject.toml --extra course --extra dask

podman build --quiet --network none --file deploy/image/Containerfile --tag "$name" \
  --build-arg "BASE=$base" --build-arg PIP_NO_INDEX=1 --build-arg PIP_FIND_LINKS=/wheels \
  --build-arg UV_OFFLINE=1 --build-arg UV_CACHE_DIR=/cache \
  --volume "$aside/wheels:/wheels:ro" --volume "$(uv cache dir):/cache:O" .
