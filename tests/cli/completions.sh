#!/usr/bin/env bash
# Completions as the shells make them: bash by its own machinery and, like zsh, behind a pseudo-terminal with the Tab
# key; fish by `complete -C`. And the table of commands against the man page. Shells that are not installed, or python3,
# which holds the pseudo-terminal, are skipped, and that is said. Usage: completions.sh PROGRAM
set -euo pipefail
program=$(readlink -f "$1")
cd "$(dirname "$0")/../.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/home" "$work/results" "$work/a folder"
ln -s "$program" "$work/bin/entente"
cp scenarios/minimal.cfg "$work/mine.cfg"
cp scenarios/ukraine-2025.cfg "$work/ukraine.cfg"
cp scenarios/ukraine-2025-pledges.csv "$work/"
touch "$work/notes.txt"
export PATH="$work/bin:$PATH" HOME="$work/home" TERM=dumb
passed=0
failed=0

ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

# --- what the program offers ---
# offers WANTED WORDS...: the candidates, with blanks between
offers() {
  local wanted=$1 got
  shift
  got=$(cd "$work" && entente complete -- "$@" 2>&1 | cut -f1 | tr '\n' ' ')
  if [ "$got" = "${wanted:+$wanted }" ]; then ok; else not_ok "$* offers: $got; wanted: $wanted"; fi
}
offers "check" ch
offers "--worlds" run --w
offers "--json" plot mine --js
offers "" plot --worl
offers ":scenarios" run ""
offers ":scenarios" run mine.cfg ""
offers ":scenarios" watch --set a.b=1 ""
offers "" watch mine.cfg ""
offers ":folders" plot ""
offers ":folders" run mine.cfg --out ""
offers ":folders" run mine.cfg -o ""
offers ":files" init ""
offers "svg png pdf" run mine.cfg --format ""
offers "--format=png" run mine.cfg --format=pn
offers "" run mine.cfg --worlds ""
offers "events." run mine.cfg --set even
offers "events.us_support=" run mine.cfg --set events.
offers "events.us_support=40%" run mine.cfg --set events.us_support=
offers "--set=events.us_support=" run mine.cfg --set=events.
offers "parties.upstream.threshold= parties.upstream.war_cost=" run mine.cfg --set parties.upstream.
offers "force.required= force.allowed=" run --set x.y=1 mine.cfg --set force.
offers "" run --set ev
offers "" run none.cfg --set ev
offers "" run notes.txt --set ev
offers "air_cover" explain ukraine.cfg --draw 3 --variant air
offers "help" help he
offers "" no such
offers ":scenarios" run -- -
for command in run check watch explain analyse sweep plot init; do
  (cd "$work" && entente complete -- "$command" --) | cut -f1 | tail -n +1 >"$work/offered"
  entente "$command" --help | grep -o -e '--[a-z-]*' | sort -u >"$work/helped"
  if [ -z "$(sort "$work/offered" | comm -23 - "$work/helped")" ]; then ok; else not_ok "options of $command"; fi
done

# --- bash, by the function that bash calls ---
# in_bash WANTED LINE: COMPREPLY, for a line with the cursor at its end
in_bash() {
  local got
  got=$(cd "$work" && bash --norc -c '
    source "$1/engine/cli/completions/entente.bash"
    line=$2
    # split as bash does: at blanks, and around = and :
    read -r -a COMP_WORDS <<<"$(sed "s/\([=:]\)/ \1 /g" <<<"$line")"
    [[ $line == *" " ]] && COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$line COMP_POINT=${#line}
    _entente entente "${COMP_WORDS[COMP_CWORD]}" ""
    printf "%s|" "${COMPREPLY[@]}"' bash "$root" "$2" | sed 's/|$//')
  if [ "$got" = "$1" ]; then ok; else not_ok "bash, '$2': $got; wanted: $1"; fi
}
in_bash "check" "entente ch"
in_bash "mine.cfg" "entente run mi"
in_bash "a folder" "entente plot a"
in_bash "" "entente run no"
in_bash "notes.txt" "entente init no"
in_bash "events." "entente run mine.cfg --set ev"
in_bash "events.us_support=" "entente run mine.cfg --set events.us"
in_bash "40%" "entente run mine.cfg --set events.us_support="
in_bash "40%" "entente run mine.cfg --set events.us_support=4"
in_bash "events.us_support=" "entente run mine.cfg --set=events.us"
in_bash "png|pdf" "entente run mine.cfg --format=p"
in_bash "air_cover" "entente explain ukraine.cfg --variant air"
in_bash "air_cover" "entente compare ukraine.cfg ukraine.cfg:air"

# --- bash and zsh behind a pseudo-terminal: Tab, and what is then on the line ---
cat >"$work/press.py" <<'PY'
import os, pty, select, signal, sys, time

shell, arguments, setup, typed, wanted = sys.argv[1], sys.argv[2].split(), *sys.argv[3:6]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(shell, [shell, *arguments])

seen = b""
def until(text, seconds):
    global seen
    end = time.monotonic() + seconds
    while text.encode() not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                seen += os.read(terminal, 4096)
            except OSError:
                break
    return text.encode() in seen

os.write(terminal, (setup + "; echo rea''dy\n").encode())
found = until("ready", 30)
time.sleep(0.2)
seen = b""
os.write(terminal, typed.encode() + b"\t")
found = found and until(wanted, 30)
os.kill(pid, signal.SIGKILL)
if not found:
    print(repr(seen))
sys.exit(0 if found else 1)
PY
# pressed SHELL ARGUMENTS SETUP TYPED WANTED
pressed() { if (cd "$work" && python3 "$work/press.py" "$@" >"$work/seen"); then ok; else not_ok "$1, '$4': no '$5' in $(cat "$work/seen")"; fi; }
if ! command -v python3 >/dev/null; then
  echo "SKIPPED: python3 is not installed: no Tab key was pressed in bash and zsh"
else
  setup="PS1='> '; source '$root/engine/cli/completions/entente.bash'"
  bash_arguments="--norc --noprofile -i"
  pressed bash "$bash_arguments" "$setup" "entente wat" "entente watch "
  pressed bash "$bash_arguments" "$setup" "entente run mi" "entente run mine.cfg "
  pressed bash "$bash_arguments" "$setup" "entente run mine.cfg --set events.us" "--set events.us_support="
  pressed bash "$bash_arguments" "$setup" "entente run mine.cfg --set events.us_support=" "events.us_support=40% "
  pressed bash "$bash_arguments" "$setup" "entente run mine.cfg --no" "--no-charts "
  if command -v zsh >/dev/null; then
    setup="PS1='> '; fpath=('$root/engine/cli/completions' \$fpath); autoload -Uz compinit; compinit -u -D"
    pressed zsh "-f -i" "$setup" "entente wat" "ch "
    pressed zsh "-f -i" "$setup" "entente run mi" "ne.cfg "
    pressed zsh "-f -i" "$setup" "entente run mine.cfg --set events.us" "_support="
    pressed zsh "-f -i" "$setup" "entente run mine.cfg --set events.us_support=" "40% "
    pressed zsh "-f -i" "$setup" "entente explain ukraine.cfg --variant air" "_cover "
  fi
fi
command -v zsh >/dev/null || echo "SKIPPED: zsh is not installed"

# --- fish ---
if command -v fish >/dev/null; then
  # in_fish WANTED LINE
  in_fish() {
    local got
    got=$(cd "$work" && fish --no-config -c "source '$root/engine/cli/completions/entente.fish'; complete -C '$2'" | cut -f1 | tr '\n' '|')
    if [ "$got" = "$1|" ]; then ok; else not_ok "fish, '$2': $got; wanted: $1"; fi
  }
  in_fish "check" "entente ch"
  in_fish "mine.cfg" "entente run mi"
  in_fish "events.us_support=" "entente run mine.cfg --set events."
  in_fish "pdf|png|svg" "entente run mine.cfg --format "
  in_fish "results/" "entente plot re"
  in_fish "air_cover" "entente explain ukraine.cfg --variant air"
else
  echo "SKIPPED: fish is not installed"
fi

# --- the man page names every command and option ---
page=engine/cli/entente.1
entente help --json | grep -o '"\(command\|option\)":[[:space:]]*"[a-z-]*"' | sed 's/.*"\([a-z-]*\)"$/\1/' | sort -u >"$work/names"
while read -r name; do
  escaped=${name//-/\\-}
  if grep -q -F -x ".B $name" "$page" || grep -q -F -e "\\-\\-$escaped" "$page"; then ok; else not_ok "$name is not in $page"; fi
done <"$work/names"
if command -v man >/dev/null; then
  if [ -z "$(LC_ALL=C.UTF-8 man --warnings -l "$page" 2>&1 >/dev/null)" ]; then ok; else not_ok "the man page has mistakes"; fi
else
  echo "SKIPPED: man is not installed: the page was not formatted"
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
