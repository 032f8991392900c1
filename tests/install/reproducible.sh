#!/usr/bin/env bash
# The Debian packages, twice: from two clones of this commit in folders of other names and lengths, on another file system
# (so that folders list their files in another order), at another time, with another umask, locale, time zone and number of
# processes. Each package must be the same bytes, and lintian must find nothing to say. Usage: reproducible.sh [PACKAGE],
# where PACKAGE is a file to keep the program's package in. Only what is committed counts. Needs git, dpkg-dev and lintian.
set -euo pipefail
cd "$(dirname "$0")/../.."
keep=${1:+$(realpath -m "$1")}
work=$(mktemp -d)
other=$(mktemp -d -p /dev/shm)
trap 'rm -rf "$work" "$other"' EXIT
unset SOURCE_DATE_EPOCH CMAKE_C_COMPILER_LAUNCHER CFLAGS LDFLAGS # a cache would compile only once

build() { # FOLDER PROCESSES
  git clone -q . "$1"
  (cd "$1" && cmake --preset package >/dev/null && cmake --build --preset package -j"$2" >/dev/null)
}
(umask 022 && LC_ALL=C.UTF-8 TZ=UTC build "$work/entente" 2)
sleep 2 # so that no time of a file is the same
(umask 077 && LC_ALL=C TZ=Pacific/Kiritimati build "$other/a-folder with/another name" 1)

first=("$work"/entente/build-package/*.deb)
second=("$other"/*/*/build-package/*.deb)
if [ "${#first[@]}" != 3 ] || [ "${#second[@]}" != 3 ]; then
  printf 'FAILED: not three packages: %s\n' "${first[*]}" "${second[*]}"
  exit 1
fi
for i in 0 1 2; do
  if cmp "${first[i]}" "${second[i]}"; then continue; fi
  for package in "${first[i]}" "${second[i]}"; do
    dpkg-deb -c "$package" >"$work/list.${#package}"
    mkdir "$work/all.${#package}"
    dpkg-deb -R "$package" "$work/all.${#package}"
  done
  diff "$work"/list.* || true
  diff -rq --no-dereference "$work"/all.* || true
  echo "FAILED: two builds of one commit differ"
  exit 1
done
said=$(lintian --allow-root --pedantic --tag-display-limit 0 "${first[@]}")
if [ -n "$said" ]; then
  printf '%s\nFAILED: lintian is not content\n' "$said"
  exit 1
fi
if [ -n "$keep" ]; then cp "$work"/entente/build-package/entente_*.deb "$keep"; fi
sha256sum "${first[@]}" | sed "s|$work/.*/||"
