#!/usr/bin/env bash
# Puts OpenCC 1.4's static library and headers into .deps/opencc, where .cargo/config.toml points opencc-rust to.
# They come out of the PyPI wheel `opencc`, because Debian 12 packages OpenCC 1.1, which opencc-rust 2 does not link.
set -euo pipefail
cd "$(dirname "$0")/.."
version=1.4.2
target=.deps/opencc
if [ "$(cat "$target/VERSION" 2>/dev/null)" = "$version" ]; then exit 0; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --dest "$work" "opencc==$version"
python3 -m zipfile -e "$work"/opencc-*.whl "$work/wheel"
rm -rf "$target"
mkdir -p "$target"
cp -r "$work/wheel/opencc/clib/lib64" "$work/wheel/opencc/clib/include" "$target/"
echo "$version" >"$target/VERSION"
echo "OpenCC $version is in $target"
