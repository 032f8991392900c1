#!/usr/bin/env bash
# What engine/package/release.sh has made: every file has its hash and its entry in the bill of materials; the packages of
# both architectures, unpacked, and the static programs, in a folder that has nothing else, give the tables of PROGRAM to the
# byte, on every instruction set; the arm64 ones under qemu-user. The packages for arm64 depend on what their programs need.
# Usage: release.sh RELEASE PROGRAM
set -euo pipefail
release=$(realpath "$1")
program=$(realpath "$2")
cd "$(dirname "$0")/../.."
source=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
not_ok() { printf 'FAILED: %s\n' "$*" | tee -a "$work/failed"; }
note() { printf '%4d s  %s\n' "$SECONDS" "$*"; }
root=$release/parts/arm64-root/root
version=$("$program" --version | sed 's/^entente //;q')
files=(tests/bytes/everything.cfg scenarios/*.cfg)

# --- hashes and the bill ----------------------------------------------------------------------------------------------------
(cd "$release" && sha256sum --check --quiet SHA256SUMS) || not_ok "SHA256SUMS"
for name in "entente_$version-1~deb12_amd64.deb" "entente_$version-1~deb12_arm64.deb" \
  "entente-$version-linux-x86_64.tar.xz" "entente-$version-linux-aarch64.tar.xz" "entente-$version.cdx.json"; do
  grep -q "  $name\$" "$release/SHA256SUMS" || not_ok "no $name"
done
python3 - "$release" "$version" <<'PY' || not_ok "the bill of materials"
import hashlib, json, pathlib, re, sys
release, version = pathlib.Path(sys.argv[1]), sys.argv[2]
bill = json.loads((release / f"entente-{version}.cdx.json").read_text())
assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
by_reference = {c["bom-ref"]: c for c in bill["components"]}
assert len(by_reference) == len(bill["components"]), "a reference stands twice"
for component in bill["components"]:
    assert component["name"] and component["version"] and component["licenses"] and component["hashes"], component
    for value in component["hashes"]:
        assert re.fullmatch("[0-9a-f]{%d}" % {"SHA-256": 64, "SHA-512": 128, "SHA-1": 40}[value["alg"]], value["content"])
uses = {d["ref"]: d["dependsOn"] for d in bill["dependencies"]}
names = lambda file: {by_reference[r]["name"] for r in uses[f"file:{file}"]}
sources = lambda file: {p["value"] for r in uses[f"file:{file}"] for p in by_reference[r].get("properties", []) if p["name"] == "entente:source"}
for file in release.iterdir():
    if file.suffix == ".deb" or file.name.endswith((".tar.xz", ".html")):
        assert by_reference[f"file:{file.name}"]["hashes"][0]["content"] == hashlib.sha256(file.read_bytes()).hexdigest(), file
for processor in ("x86_64", "aarch64"):
    found = sources(f"entente-{version}-linux-{processor}.tar.xz")
    assert found == {"gsl", "nettle", "sleef", "cjson", "glibc", "gcc-12"}, found
if (release / "entente.html").exists():
    found = names("entente.html")
    assert {"gsl", "nettle", "sleef", "cjson", "gnuplot", "emscripten", "@codemirror/state", "@lezer/common"} <= found, found
    assert "esbuild" not in found
for architecture in ("amd64", "arm64"):
    found = names(f"entente_{version}-1~deb12_{architecture}.deb")
    assert {"libgsl27", "libsleef3", "libcjson1", "libc6", "libgomp1", "libnettle8"} <= found, found
PY
note "hashes, bill of materials"

# --- the same tables --------------------------------------------------------------------------------------------------------
# tables OUT COMMAND...: the tables of a small run of every scenario under OUT
tables() {
  local out=$1
  shift
  mkdir -p "$out"
  "$@" run "${files[@]}" --worlds 20 --replications 30 --draws 20 --no-charts --quiet --set 'checks = ()' --threads 2 \
    --out "$out" >/dev/null 2>"$out/messages" || not_ok "$*: $(head -n 2 "$out/messages")"
}
same() { # NAME
  local equal=0 file
  while read -r file; do
    if cmp -s "$work/reference/$file" "$work/$1/$file"; then equal=$((equal + 1)); else not_ok "$1: $file differs"; fi
  done < <(cd "$work/reference" && find . -name '*.csv')
  [ "$equal" -gt 60 ] || not_ok "$1: only $equal tables equal"
  note "$1: $equal tables equal"
}
tables "$work/reference" "$program"

for package in "$release"/*.deb; do
  architecture=${package##*_} architecture=${architecture%.deb}
  dpkg-deb -x "$package" "$work/$architecture"
done
tables "$work/packaged-amd64" "$work/amd64/usr/bin/entente"
same packaged-amd64
emulated=(qemu-aarch64 -L "$root")
tables "$work/packaged-arm64" "${emulated[@]}" "$work/arm64/usr/bin/entente"
same packaged-arm64

# Nothing of the system: no loader, no library; scenarios that came with the program are found from where it lies.
for processor in x86_64 aarch64; do
  tar -xf "$release/entente-$version-linux-$processor.tar.xz" -C "$work"
done
static=$work/entente-$version-linux
readelf -lW "$static-x86_64/bin/entente" "$static-aarch64/bin/entente" | grep -q INTERP && not_ok "a static program has a loader"
readelf -dW "$static-x86_64/bin/entente" "$static-aarch64/bin/entente" | grep -q NEEDED && not_ok "a static program has libraries"
for processor in x86_64 aarch64; do
  readelf -hW "$static-$processor/bin/entente" | grep -q 'Type: *DYN' || not_ok "$processor: at a fixed address"
  [ -s "$static-$processor/share/doc/entente/licences/gsl" ] || not_ok "$processor: no licence of GSL"
  strings "$static-$processor/bin/entente" | grep -qF "$source" && not_ok "$processor: names the folder it was built in"
done
for isa in sse2 avx2 avx512 portable; do
  ENTENTE_ISA=$isa "$program" --version >/dev/null
  if ENTENTE_ISA=$isa "$program" check scenarios/minimal.cfg >/dev/null 2>&1; then
    tables "$work/static-$isa" env ENTENTE_ISA=$isa "$static-x86_64/bin/entente"
    same "static-$isa"
  fi
done
for isa in neon portable; do
  tables "$work/static-$isa-arm" env ENTENTE_ISA=$isa qemu-aarch64 "$static-aarch64/bin/entente"
  same "static-$isa-arm"
done
if [ "$(id -u)" = 0 ]; then # alone in the file system
  chroot "$static-x86_64" /bin/entente run /share/entente/scenarios/ukraine-2025.cfg --worlds 20 --replications 30 --no-charts --quiet --out /out ||
    not_ok "the static program alone"
  cmp "$static-x86_64/out/ukraine-2025/headline.csv" "$work/reference/ukraine-2025/headline.csv" || not_ok "alone: other figures"
  note "alone in a file system"
fi

# --- dependencies of the packages for arm64 -----------------------------------------------------------------------------------
for pair in "usr/bin/entente" "usr/lib/*/libentente.so.*.*"; do
  needed() { readelf -dW "$work/$1"/$2 2>/dev/null | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -v '^ld-linux' | LC_ALL=C sort -u; }
  diff <(needed amd64 "$pair") <(needed arm64 "$pair") || not_ok "$pair of arm64 needs other libraries"
  glibc() { readelf -VW "$work/$1"/$2 2>/dev/null | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1; }
  highest=$(printf '%s\n' "$(glibc amd64 "$pair")" "$(glibc arm64 "$pair")" | sort -V | tail -n 1)
  [ "$highest" = "$(glibc amd64 "$pair")" ] || not_ok "$pair of arm64 needs $highest, above that of amd64"
done
for package in "$release"/*_amd64.deb; do
  diff <(dpkg-deb -f "$package" Depends Recommends) <(dpkg-deb -f "${package%_amd64.deb}_arm64.deb" Depends Recommends) ||
    not_ok "the dependencies of $package"
  diff <(dpkg-deb -c "$package" | awk '{print $6}' | sed 's/x86_64/ARCH/') \
    <(dpkg-deb -c "${package%_amd64.deb}_arm64.deb" | awk '{print $6}' | sed 's/aarch64/ARCH/') || not_ok "the files of $package"
done
note "dependencies"

# --- the page -----------------------------------------------------------------------------------------------------------------
if [ -e "$release/entente.html" ]; then
  cmp "$work/amd64/usr/share/entente/page/entente.html" "$release/entente.html" || not_ok "the page of the package"
  "$static-x86_64/bin/entente" page scenarios/minimal.cfg --out "$work/page.html" --quiet || not_ok "page of the static program"
  python3 tests/cli/page_check.py "$work/page.html" "$release/entente.html" minimal scenarios/minimal.cfg || not_ok "the page"
  note "the page"
fi
if [ -e "$work/failed" ]; then exit 1; fi
note "the release is as it should be"
