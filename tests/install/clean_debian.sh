#!/usr/bin/env bash
# On a clean Debian 12, made by debootstrap in a folder and thrown away: the package installs with what it depends on, runs
# the shipped Ukraine scenario with charts, passes the tutorial, and leaves nothing when it is removed; and each paste of the
# main README works as it stands, for root with nothing but git. Only what is committed counts.
# Usage: clean_debian.sh [package|pastes|all]; root only; needs debootstrap, git and the network.
# The mirror is that of this machine's apt, or MIRROR.
set -euo pipefail
what=${1:-all}
cd "$(dirname "$0")/../.."
if [ "$(id -u)" != 0 ]; then echo "clean_debian.sh: only root may make a Debian in a folder" >&2; exit 2; fi
if [ -z "${ENTENTE_CLEAN_WORK:-}" ]; then
  ENTENTE_CLEAN_WORK=$(mktemp -d)
  export ENTENTE_CLEAN_WORK
  trap 'rm -rf --one-file-system "$ENTENTE_CLEAN_WORK"' EXIT
  # mounts made in a namespace of their own are gone when it ends, however it ends
  unshare --mount --pid --fork --kill-child bash "$0" "$what"
  exit
fi
work=$ENTENTE_CLEAN_WORK
configured=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources 2>/dev/null | grep '^deb \|^URIs:' || true)
mirror=${MIRROR:-$(grep -o 'https\?://[^ ]*/debian/\?\( \|$\)' <<<"$configured" | head -n 1 || true)}
mirror=${mirror:-http://deb.debian.org/debian}

step() { printf '== %s (%d s)\n' "$*" "$SECONDS"; }
fail() { printf 'FAILED: %s\n' "$*"; exit 1; }

step "a clean Debian 12 from $mirror"
debootstrap --variant=minbase bookworm "$work/clean" "$mirror" >"$work/log" 2>&1 || { tail "$work/log"; fail debootstrap; }
cp /etc/resolv.conf "$work/clean/etc/resolv.conf"
grep -l Acquire /etc/apt/apt.conf.d/* | xargs -r cp -t "$work/clean/etc/apt/apt.conf.d" # how this machine reaches its mirror
printf 'deb %s bookworm main\n' "$mirror" >"$work/clean/etc/apt/sources.list"
git clone -q . "$work/clean/root/entente.git"

# make NAME: a copy of the clean system; inside NAME COMMAND: runs there, in root's home
make() {
  cp -a "$work/clean" "$work/$1"
  mount -t proc proc "$work/$1/proc"
  mount --rbind /dev "$work/$1/dev"
}
inside() {
  chroot "$work/$1" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    bash -euo pipefail -c "cd /root; $2" </dev/null >"$work/log" 2>&1 || { tail -n 40 "$work/log"; fail "$3"; }
}
block_of() { # FILE MARK: the box after the mark
  local text
  text=$(sed -n "/<!-- $2 command -->/,/^\`\`\`\$/p" "$1" | sed '1,2d;$d')
  [ -n "$text" ] || fail "$1 has lost its $2 command"
  printf '%s\n' "$text"
}

make pastes
inside pastes "apt-get update -qq; apt-get install -y -qq --no-install-recommends git; git clone -q entente.git entente" git
if [ "$what" != package ]; then
  for mark in test run; do
    step "the README's $mark paste"
    inside pastes "cd entente; bash -c '$(block_of README.md $mark | sed "s/'/'\\\\''/g")'" "the README's $mark paste"
    tail -n 1 "$work/log"
  done
  [ -s "$work/pastes/root/entente/results/ukraine-2025/report.html" ] || fail "the run paste left no report"
  inside pastes "rm -rf entente; git clone -q entente.git entente; apt-get purge -y -qq gnuplot-nox fonts-lato" "cleaning up"
fi
step "the README's install paste"
inside pastes "cd entente; $(block_of README.md install); cd; entente check minimal; rm -rf /root/results" "the README's install paste"
grep -q 'next:' "$work/log" || fail "the installed program checks nothing"
cp "$work"/pastes/root/entente/build-package/*.deb "$work/"

if [ "$what" != pastes ]; then
  step "the package on another clean system, by the tutorial's command"
  make package
  cp "$work"/entente_*.deb "$work/package/root/"
  command=$(block_of scenarios/TUTORIAL.md install | sed 's/^sudo //')
  inside package "apt-get update -qq; printf 'y\\n' | DEBIAN_FRONTEND=noninteractive $command" "the tutorial's install command"
  inside package "command -v gnuplot; dpkg-query -W fonts-lato; test ! -e /usr/bin/cc; test -s /usr/share/man/man1/entente.1.gz
    zcat /usr/share/doc/entente/changelog.Debian.gz | grep -q '^entente '; grep -q '^Format:' /usr/share/doc/entente/copyright
    test -s /usr/share/doc/entente/examples/README.md" "what the package brings"
  step "ukraine-2025, as installed"
  inside package "mkdir empty; cd empty; entente run ukraine-2025 --worlds 60 --replications 60 --set 'checks=()'" "the run"
  for file in report.html manifest.json charts/outcomes.svg charts/headline.svg charts/force.svg charts/truce.svg; do
    [ -s "$work/package/root/empty/results/ukraine-2025/$file" ] || { cat "$work/log"; fail "no $file"; }
  done
  step "the tutorial, as installed"
  inside package "mkdir -p t/tests t/scenarios; cp -r entente.git/tests/tutorial t/tests; cp entente.git/scenarios/TUTORIAL.md t/scenarios
    bash t/tests/tutorial/tutorial.sh /usr/bin/entente" "the tutorial"
  tail -n 1 "$work/log"
  step "the library, as installed"
  cp "$work"/libentente*.deb "$work/package/root/"
  inside package "apt-get install -y -qq --no-install-recommends gcc libc6-dev pkg-config ./libentente*.deb
    cc -o example entente.git/tests/interface/example.c \$(pkg-config --cflags --libs entente)
    ./example /usr/share/entente/scenarios/minimal.cfg run.worlds=60 'checks=()'" "the example of the library"
  tail -n 1 "$work/log"
  step "removed again"
  inside package "apt-get purge -y -qq entente 'libentente*'; rm -r example libentente*.deb" "removing the packages"
  left=$(find "$work/package/usr" "$work/package/etc" -name '*entente*')
  [ -z "$left" ] || fail "left behind: $left"
fi
step "all of it holds"
