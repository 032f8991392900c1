#!/usr/bin/env bash
# An installation as files: staged, into a prefix, the prefix moved, reached by a link; the program finds its own files in
# each, and in the build folder. Usage: prefix.sh BUILD_FOLDER. A few seconds; nothing is left behind.
set -euo pipefail
build=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
unset ENTENTE_PLOTS

ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
there() { if [ -s "$1" ]; then ok; else not_ok "no $1"; fi; }
says() { if grep -q -F -e "$2" "$1"; then ok; else not_ok "$1 does not say: $2"; head -n 5 "$1"; fi; }

# try NAME PROGRAM: runs a shipped scenario by its name, from a folder with nothing in it; charts are drawn.
try() {
  mkdir -p "$work/run/$1"
  if (cd "$work/run/$1" && "$2" run minimal --worlds 60 --replications 60 --set 'checks=()' >out 2>err); then ok; else
    not_ok "$1: the run failed"
    cat "$work/run/$1/err"
  fi
  there "$work/run/$1/results/minimal/manifest.json"
}
charts() { there "$work/run/$1/results/minimal/charts/outcomes.svg"; }

try build "$build/entente"
charts build
says "$work/run/build/err" "minimal is the scenario that came with the program, $PWD/scenarios/minimal.cfg"

# staged for /usr: nothing but what is meant, files readable by everybody whatever the umask
(umask 077 && DESTDIR=$work/stage cmake --install "$build" --prefix /usr >/dev/null)
cached() { sed -n "s/^$1:[A-Z]*=//p" "$build/CMakeCache.txt"; }
libdir=$(cached CMAKE_INSTALL_LIBDIR)
version=$(cached CMAKE_PROJECT_VERSION)
case $version in 0.*) soversion=${version%.*} ;; *) soversion=${version%%.*} ;; esac
{
  echo bin/entente
  echo include/entente.h
  for file in libentente.so "libentente.so.$soversion" "libentente.so.$version" pkgconfig/entente.pc; do echo "$libdir/$file"; done
  find plots scenarios -type f -printf 'share/entente/%p\n'
  for file in engine/*/*.[1-8]; do echo "share/man/man${file##*.}/${file##*/}"; done
  for file in README.md CHANGELOG.md CITATION.cff LICENSE engine/README.md engine/entente.h engine/cli/README.md \
    engine/page/README.md engine/bindings/README.md engine/bindings/python/README.md \
    engine/bindings/python/example.py engine/bindings/r/README.md engine/bindings/r/example.R \
    tests/README.md tests/SECURITY.md tests/mutation/README.md tests/interface/example.c tests/interface/example.py \
    plots scenarios; do
    echo "share/doc/entente/$file"
  done
  if [ -d engine/cli/completions ]; then
    echo share/bash-completion/completions/entente
    echo share/zsh/site-functions/_entente
    echo share/fish/vendor_completions.d/entente.fish
  fi
} | sort >"$work/want"
(cd "$work/stage/usr" && find . ! -type d -printf '%P\n' | sort) >"$work/have"
if diff "$work/want" "$work/have"; then ok; else not_ok "the staged files are not those that are meant (<: missing, >: too much)"; fi
if [ -z "$(find "$work/stage/usr" -type f ! -perm -a=r)" ]; then ok; else
  not_ok "some installed files are closed to others"
fi
there "$work/stage/usr/share/doc/entente/scenarios/README.md" # through the link
try staged "$work/stage/usr/bin/entente"
charts staged

# a prefix, moved: the drawing scripts are its own, as a mark in them shows
cmake --install "$build" --prefix "$work/first/prefix" >/dev/null
echo '# the mark of the prefix' >>"$work/first/prefix/share/entente/plots/style.gp"
try prefix "$work/first/prefix/bin/entente"
charts prefix
mkdir "$work/second"
mv "$work/first/prefix" "$work/second/moved here"
moved="$work/second/moved here"
try moved "$moved/bin/entente"
charts moved
says "$work/run/moved/results/minimal/charts/outcomes.gp" "the mark of the prefix"
says "$work/run/moved/err" "$moved/share/entente/scenarios/minimal.cfg"
ln -s "$moved/bin/entente" "$work/linked"
try link "$work/linked"
says "$work/run/link/results/minimal/charts/outcomes.gp" "the mark of the prefix"

# a file of one's own comes before the shipped one
(cd "$work" && "$moved/bin/entente" init own.cfg >/dev/null && mv own.cfg minimal && "$moved/bin/entente" check minimal >out 2>err) && ok || not_ok "a file called minimal"
if grep -q "came with" "$work/err"; then not_ok "the shipped scenario instead of one's own"; else ok; fi

# ENTENTE_PLOTS wins; without scripts there is a message, status 1, and the tables are whole
cp -r plots "$work/plots"
echo '# the mark of ENTENTE_PLOTS' >>"$work/plots/style.gp"
ENTENTE_PLOTS=$work/plots try own "$moved/bin/entente"
says "$work/run/own/results/minimal/charts/outcomes.gp" "the mark of ENTENTE_PLOTS"
rm -r "$moved/share/entente/plots"
mkdir "$work/run/none"
status=0
(cd "$work/run/none" && "$moved/bin/entente" run minimal --worlds 60 --replications 60 >out 2>err) || status=$?
[ "$status" = 1 ] && ok || not_ok "none: status $status"
[ -s "$work/run/none/results/minimal/outcomes.csv" ] && ok || not_ok "none: no tables"
says "$work/run/none/err" "ENTENTE_PLOTS"

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
