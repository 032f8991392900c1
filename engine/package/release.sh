#!/usr/bin/env bash
# A release in OUT (build-release): the page entente.html, Debian packages and static programs for amd64 and arm64, a bill of
# materials, SHA256SUMS. tests/package/release.sh runs each. The same commit gives the same bytes.
#
# The static programs are linked with glibc, so that their mathematical functions are those of the packages, and their
# tables the same bytes; an archive has the program, its scenarios, drawings, manual, and the licences of what is linked.
#
# Needs Debian 12 with what the README's install command installs, gcc-aarch64-linux-gnu, libc6-dev-arm64-cross, qemu-user
# (installed here where absent), curl, python3; for the page what engine/page/build.sh needs. OUT/parts is kept: a second
# release takes what it can from there. Usage: release.sh [OUT] [--no-page]
set -euo pipefail
cd "$(dirname "$0")/../.."
with_page=1 out=build-release
for word in "$@"; do
  if [ "$word" = --no-page ]; then with_page=; else out=$word; fi
done
mkdir -p "$out/parts"
out=$(realpath "$out")
work=$out/parts
step() { printf '%5d s  %s\n' "$SECONDS" "$*"; }

version=$(sed -n 's/^project(entente VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH
unset CFLAGS LDFLAGS
common=(-DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr -DENTENTE_TESTS=OFF)
rm -rf "${out:?}"/*.deb "$out"/*.tar.xz "$out"/*.json "$out/SHA256SUMS" "$out/entente.html"

# --- the page -------------------------------------------------------------------------------------------------------------
if [ -n "$with_page" ] && [ -e engine/page/build.sh ]; then
  bash engine/page/build.sh "$work/page/entente.html" >"$work/page.log" 2>&1 || { tail -n 40 "$work/page.log"; exit 1; }
  cp "$work/page/entente.html" "$out/entente.html"
  step "the page"
fi

# --- the programs -----------------------------------------------------------------------------------------------------------
# The same sources as of the page: SLEEF and cJSON are in Debian as shared libraries only.
bash engine/page/fetch.sh "$work/sources" >"$work/fetch.log" 2>&1 || { tail -n 20 "$work/fetch.log"; exit 1; }
step "sources"

# configure and build in parts/ARCHITECTURE: objects, the program, the shared library, the packages
build() { # ARCHITECTURE CMAKE-OPTION...
  local architecture=$1 package
  shift
  cmake -S . -B "$work/$architecture" "${common[@]}" "$@" >"$work/$architecture.log"
  cmake --build "$work/$architecture" -j"${JOBS:-$(nproc)}" >>"$work/$architecture.log" 2>&1 ||
    { tail -n 40 "$work/$architecture.log"; exit 1; }
  rm -f "$work/$architecture"/*.deb "$work/$architecture/entente.html"
  if [ -e "$out/entente.html" ]; then cp "$out/entente.html" "$work/$architecture/entente.html"; fi
  cmake --build "$work/$architecture" --target package >>"$work/$architecture.log" 2>&1 ||
    { tail -n 40 "$work/$architecture.log"; exit 1; }
  for package in "$work/$architecture"/*.deb; do cp "$package" "$out/"; done
  step "packages for $architecture"
}

# The objects of a build linked into one file, in an archive with all that is installed beside it. GSL and nettle are
# Debian's own archives; WHERE has a prefix before the folder that they are in.
archive() { # ARCHITECTURE PROCESSOR COMPILER STRIP WHERE
  local architecture=$1 processor=$2 compiler=$3 strip=$4 libraries=$5/usr/lib/$2-linux-gnu
  local name=entente-$version-linux-$processor
  local stage=$work/$name notices=$work/$name/share/doc/entente/licences made=$work/static-$processor
  bash engine/package/release/static_libraries.sh "$compiler" "$processor" "$work/sources/sources" "$made"
  rm -rf "$stage"
  cmake --install "$work/$architecture" --prefix "$stage" --component program >/dev/null
  "$compiler" -static-pie -fopenmp -Wl,-z,relro,-z,now,--gc-sections -Wl,-Map="$made/map" -o "$stage/bin/entente" \
    "$work/$architecture/CMakeFiles/entente.dir/engine/cli/main.c.o" \
    -Wl,--start-group "$work/$architecture"/libentente_*.a -Wl,--end-group \
    "$libraries/libgsl.a" "$libraries/libgslcblas.a" "$libraries/libnettle.a" "$made/libsleef.a" "$made/libcjson.a" -lm \
    2>"$made/link.log" || { cat "$made/link.log"; exit 1; }
  "$strip" "$stage/bin/entente"
  mkdir -p "$notices"
  for package in sleef cjson gsl nettle; do cp "$work/sources/sources/$package/debian/copyright" "$notices/$package"; done
  cp /usr/share/doc/libc6/copyright "$notices/glibc"
  cp /usr/share/doc/libgcc-s1/copyright "$notices/gcc"
  chmod -R u=rwX,go=rX "$stage"
  tar -C "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=gnu -c "$name" |
    xz -9 -T1 >"$out/$name.tar.xz"
  step "static program for $processor"
}

build amd64
archive amd64 x86_64 gcc strip ""

bash engine/package/release/arm64_root.sh "$work/arm64-root" libsleef-dev libgsl-dev nettle-dev libcjson-dev libgomp1
# shellcheck source=/dev/null
(
  . "$work/arm64-root/environment"
  # One suite, one set of sonames: the packages depend on what those for amd64 depend on; tests/package/release.sh compares
  # with what the programs need.
  depends() { dpkg-deb -f "$(echo "$out"/$1_*_amd64.deb)" Depends; }
  build arm64 -DCMAKE_TOOLCHAIN_FILE="$work/arm64-root/toolchain.cmake" -DCMAKE_INSTALL_LIBDIR=lib/aarch64-linux-gnu \
    -DENTENTE_DEBIAN_ARCHITECTURE=arm64 -DENTENTE_DEPENDS_PROGRAM="$(depends entente)" \
    -DENTENTE_DEPENDS_LIBRARY="$(depends 'libentente[0-9]*')"
  archive arm64 aarch64 aarch64-linux-gnu-gcc aarch64-linux-gnu-strip "$work/arm64-root/root"
)

# --- what is in it ------------------------------------------------------------------------------------------------------
python3 engine/package/release/bill.py "$out" "$version" "$SOURCE_DATE_EPOCH" >"$work/bill.json"
mv "$work/bill.json" "$out/entente-$version.cdx.json"
(cd "$out" && find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%f\0' | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)
step "done: $out"
cat "$out/SHA256SUMS"
