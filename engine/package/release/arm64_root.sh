#!/usr/bin/env bash
# What a cross-build for arm64 needs, in FOLDER: root/ with Debian's arm64 libraries, toolchain.cmake for CMake, and
# environment, to be read by a shell: where pkg-config looks, and in `emulated` the command that runs such a program. apt-get
# has a state of its own: nothing of
# this machine changes, and no package of the same name for its own processor is removed.
# Usage: arm64_root.sh FOLDER PACKAGE...; exit status 77 where the tools are absent and cannot be installed: that takes
# Debian and root.
set -euo pipefail
mkdir -p "$1"
folder=$(realpath "$1")
shift
packages=$*
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
skip() { echo "skipped: $*"; exit 77; }

command -v apt-get >/dev/null || skip "no apt-get"
if ! command -v aarch64-linux-gnu-gcc >/dev/null || ! command -v qemu-aarch64 >/dev/null; then
  DEBIAN_FRONTEND=noninteractive $(command -v sudo || true) apt-get install -y -qq --no-install-recommends \
    gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user >"$work/apt" 2>&1 || skip "$(tail -n 1 "$work/apt")"
fi

# root/, root/packages (a line a package: name, version, source, SHA-256 of the .deb) and root/files (path, package)
root=$folder/root
if [ "$(cat "$root/complete" 2>/dev/null)" != "$packages" ]; then
  rm -rf "$root"
  mkdir -p "$root" "$work/apt-state/lists/partial" "$work/apt-cache/archives/partial"
  : >"$work/status"
  apt=(apt-get -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Install-Recommends=0
    -o APT::Sandbox::User=root -o Dir::State="$work/apt-state" -o Dir::State::status="$work/status"
    -o Dir::Cache="$work/apt-cache" -o Debug::NoLocking=1)
  "${apt[@]}" update >"$work/apt" 2>&1 || skip "$(tail -n 1 "$work/apt")"
  # shellcheck disable=SC2086 # the packages are words
  "${apt[@]}" install -y --download-only $packages >"$work/apt" 2>&1 || skip "$(tail -n 1 "$work/apt")"
  for package in "$work"/apt-cache/archives/*.deb; do
    dpkg -x "$package" "$root"
    name=$(dpkg-deb -f "$package" Package)
    origin=$(dpkg-deb -f "$package" Source | sed 's/ .*//')
    printf '%s %s %s %s\n' "$name" "$(dpkg-deb -f "$package" Version)" "${origin:-$name}" \
      "$(sha256sum <"$package" | cut -d' ' -f1)" >>"$root/packages"
    dpkg-deb --fsys-tarfile "$package" | tar -t | sed -n "s|^\.\(/.*[^/]\)\$|\1 $name|p" >>"$root/files"
  done
  echo "$packages" >"$root/complete"
fi

libraries=$root/usr/lib/aarch64-linux-gnu
cat >"$folder/toolchain.cmake" <<END_OF_FILE
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_C_FLAGS_INIT "-isystem $root/usr/include/aarch64-linux-gnu")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-L$libraries -Wl,-rpath-link,$libraries")
set(CMAKE_SHARED_LINKER_FLAGS_INIT "-L$libraries -Wl,-rpath-link,$libraries")
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64 -L /usr/aarch64-linux-gnu -E LD_LIBRARY_PATH=$libraries)
END_OF_FILE
cat >"$folder/environment" <<END_OF_FILE
export PKG_CONFIG_SYSROOT_DIR=$root PKG_CONFIG_LIBDIR=$libraries/pkgconfig:$root/usr/share/pkgconfig
emulated=(qemu-aarch64 -L /usr/aarch64-linux-gnu -E LD_LIBRARY_PATH=$libraries)
END_OF_FILE
