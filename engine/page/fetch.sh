#!/usr/bin/env bash
# Fetches the source packages of engine/page/sources.txt into FOLDER/packages and unpacks them, with Debian's patches, into
# FOLDER/sources. Files that are there already are only checked.
# usage: fetch.sh FOLDER
#
# apt-get has a configuration of its own in FOLDER/apt, made from the system's lists of sources: nothing of the system is
# changed. What the mirror does not have is fetched from Debian's archive of all versions.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
pins=$here/sources.txt
mkdir -p "$folder/packages" "$folder/sources" "$folder/apt/lists/partial" "$folder/apt/archives/partial"
folder=$(cd "$folder" && pwd)

pinned() { grep -v '^#' "$pins"; }

# Whether a file of the pins is there with its hash; a file with another hash is removed.
have() {
  [ -f "$folder/packages/$1" ] || return 1
  echo "$2  $folder/packages/$1" | sha256sum --check --status && return 0
  echo "fetch.sh: $1 does not have the pinned SHA-256, so it is fetched anew" >&2
  rm -f "$folder/packages/$1"
  return 1
}

# Debian's mirror of the system (the first URI with a path that ends in /debian), else deb.debian.org.
mirror() {
  local found
  found=$( (cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true) |
    sed -nE '/^ *#/d; s,.*(https?://[^ ]+/debian)/?( .*)?$,\1,p' | sed -n 1p)
  echo "${found:-http://deb.debian.org/debian}"
}

apt() {
  local tool=$1
  shift
  "$tool" -qq -o Dir::Etc::sourcelist="$folder/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::State::lists="$folder/apt/lists" -o Dir::Cache="$folder/apt" -o APT::Sandbox::User= "$@"
}

update() {
  local suite
  for suite in bookworm bookworm-updates forky sid; do
    echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror) $suite main"
  done >"$folder/apt/sources.list"
  apt apt-get update
}

# One file from the archive of all versions, by name; its SHA-256 is checked like any other.
from_archive() {
  local package=$1 file=$2 initial
  initial=${package:0:1}
  curl -fsSL --retry 3 -o "$folder/packages/$file" "$(mirror)/pool/main/$initial/$package/$file" ||
    curl -fsSL --retry 3 -o "$folder/packages/$file" \
      "https://snapshot.debian.org/archive/debian/20261101T000000Z/pool/main/$initial/$package/$file"
}

fetch() {
  local package version file hash updated=
  while read -r package version file hash; do
    have "$file" "$hash" && continue
    [ -n "$updated" ] || update
    updated=1
    (cd "$folder/packages" && apt apt-get source --download-only "$package=$version") >/dev/null 2>&1 || true
    have "$file" "$hash" || from_archive "$package" "$file"
    have "$file" "$hash" || { echo "fetch.sh: $file of $package $version cannot be fetched with its pinned SHA-256" >&2; return 1; }
  done < <(pinned)
}

# Unpacks a package: the original tar, Debian's folder in it, Debian's patches applied.
unpack() {
  local package=$1 version=$2 at=$folder/sources/$1 patch
  [ "$(cat "$at/.version" 2>/dev/null)" = "$version" ] && return 0
  rm -rf "$at"
  mkdir -p "$at"
  tar -xf "$(ls "$folder/packages/${package}"_*.orig.tar.* | grep -v '\.asc$')" -C "$at" --strip-components=1
  tar -xf "$(ls "$folder/packages/${package}"_*.debian.tar.*)" -C "$at"
  if [ -f "$at/debian/patches/series" ]; then
    for patch in $(grep -v '^#' "$at/debian/patches/series"); do
      patch -d "$at" -p1 --quiet --force <"$at/debian/patches/$patch" ||
        { echo "fetch.sh: $patch of $package cannot be applied" >&2; return 1; }
    done
  fi
  echo "$version" >"$at/.version"
}

fetch
while read -r package version; do
  unpack "$package" "$version"
done < <(pinned | cut -d' ' -f1,2 | sort -u)
