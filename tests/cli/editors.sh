#!/usr/bin/env bash
# Syntax highlighting for Vim and VS Code: both know every word of the language, and colour every character of every
# scenario alike. The grammar is applied by a small reader of its own here, by TextMate's rules. What needs vim or
# python3 is skipped without them, and that is said. Usage: editors.sh PROGRAM (not used)
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
vim=scenarios/editors/vim
grammar=scenarios/editors/vscode/syntaxes/entente.tmLanguage.json
failed=0
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

# every word of the language, from the engine's own tables
{
  sed -n '/^static const char \*const operator_words/,/};/p' engine/formula/vocabulary.c | grep -o '"[a-z_]*"'
  sed -n 's/^    {ENT_GROUP_[A-Z]*, \("[a-z_]*"\).*/\1/p' engine/settings/schema.c
  printf '%s\n' name note source # in every group
  sed -n 's/^    \[ENT_[A-Z_]*\] = {\("[a-z_]*"\).*/\1/p' engine/formula/vocabulary.c
  sed -n 's/^    \.call = {\("[a-z_]*"\).*/\1/p' engine/distribution/kinds/*.c
} | tr -d '"' | sort -u >"$work/words"
[ "$(wc -l <"$work/words")" -gt 90 ] || not_ok "the words of the language were not found"
while read -r word; do
  grep -q "[|(]$word\\\\[|)]" $vim/syntax/entente.vim || not_ok "Vim does not know $word"
  grep -q "[|:(]$word[|)]" $grammar || not_ok "VS Code does not know $word"
done <"$work/words"

scenarios=(scenarios/*.cfg)
if vim --version 2>/dev/null | grep -q '+syntax'; then
  cat >"$work/dump.vim" <<'VIM'
" one line a character that is seen: line, column in bytes, group
for path in argv()
  execute 'edit' path
  let out = [&filetype]
  for l in range(1, line('$'))
    for c in range(1, len(getline(l)))
      if getline(l)[c - 1] !~# '\s'
        call add(out, l . ' ' . c . ' ' . synIDattr(synID(l, c, 1), 'name'))
      endif
    endfor
  endfor
  call writefile(out, $work . '/' . fnamemodify(path, ':t') . '.vim')
endfor
qall!
VIM
  work=$work vim -es -u NONE -N -i NONE --cmd "set runtimepath^=$vim" -c 'syntax on' -c 'filetype plugin on' \
    -c "source $work/dump.vim" "${scenarios[@]}" </dev/null || not_ok "vim could not read the scenarios"
  for scenario in "${scenarios[@]}"; do
    [ "$(head -n 1 "$work/$(basename "$scenario").vim")" = entente ] || not_ok "Vim does not know $scenario for a scenario"
  done
  printf '[core]\n\tname = x\n' >"$work/other.cfg"
  got=$(vim -es -u NONE -N -i NONE --cmd "set runtimepath^=$vim" -c 'filetype on' -c 'verbose echo &filetype' -c 'qall!' "$work/other.cfg" 2>&1 </dev/null || true)
  [[ $got != *entente* ]] || not_ok "Vim takes another program's file for a scenario"
else
  echo "SKIPPED: no vim with syntax highlighting is installed"
fi

if ! command -v python3 >/dev/null; then
  echo "SKIPPED: python3 is not installed: the grammar for VS Code was not applied"
else
  cat >"$work/textmate.py" <<'PY'
import json, os, re, sys

folder, work, *scenarios = sys.argv[1:]
failed = 0

def say(text):
    global failed
    failed += 1
    if failed < 20:
        print("FAILED:", text)

package = json.load(open(folder + "/package.json"))
json.load(open(folder + "/" + package["contributes"]["languages"][0]["configuration"]))
contributed = package["contributes"]["grammars"][0]
grammar = json.load(open(folder + "/" + contributed["path"]))
assert grammar["scopeName"] == contributed["scopeName"]
re.compile(package["contributes"]["languages"][0]["firstLine"])

def rules(patterns):
    for pattern in patterns:
        if "include" in pattern:
            yield from rules([grammar["repository"][pattern["include"][1:]]])
        elif "match" in pattern or "begin" in pattern:
            yield pattern
        else:
            yield from rules(pattern["patterns"])

def paint(scopes, at, length, name):
    for i in range(at, at + length):
        scopes[i] = name or scopes[i]

def captures(scopes, match, table):
    for group, capture in table.items():
        if match.start(int(group)) >= 0:
            paint(scopes, match.start(int(group)), len(match[int(group)]), capture["name"])

def tokenize(text):
    """The innermost scope of each character, line by line with a stack of open rules."""
    stack, lines = [], []
    for line in text.split("\n"):
        scopes, at = [""] * len(line), 0
        for rule in stack:
            paint(scopes, 0, len(line), rule.get("name"))
        while at <= len(line):
            inner = stack[-1]["patterns"] if stack and "patterns" in stack[-1] else [] if stack else grammar["patterns"]
            found = [(re.compile(stack[-1]["end"]).search(line, at), None)] if stack else []
            found += [(re.compile(rule.get("match") or rule["begin"]).search(line, at), rule) for rule in rules(inner)]
            found = [pair for pair in found if pair[0]]
            if not found:
                break
            match, rule = min(found, key=lambda pair: pair[0].start())
            if rule is None:
                rule = stack.pop()
                outer = stack[-1].get("name", "") if stack else ""
                paint(scopes, match.end(), len(line) - match.end(), None)
                for i in range(match.end(), len(line)):
                    scopes[i] = outer
                captures(scopes, match, rule.get("endCaptures", {}))
            else:
                paint(scopes, match.start(), len(match[0]), rule.get("name"))
                captures(scopes, match, rule.get("captures", {}))
                if "begin" in rule:
                    stack.append(rule)
                    paint(scopes, match.end(), len(line) - match.end(), rule.get("name"))
                    captures(scopes, match, rule.get("beginCaptures", {}))
            at = match.end() if match.end() > match.start() or rule.get("end") else at + 1
        lines.append(scopes)
    if stack:
        say("something is left open at the end of the file")
    return lines

same = {"ententeComment": "comment", "ententeSection": "keyword.control.section", "ententeSetting": "support.type",
        "ententeTextSetting": "support.type", "ententeName": "entity.name.tag", "ententeText": "string.quoted.double",
        "ententeQuote": "punctuation.definition.string", "ententeNumber": "constant.numeric",
        "ententeQuantity": "constant.numeric", "ententeBoolean": "constant.language", "ententeConstant": "constant.language",
        "ententeEscape": "constant.character.escape", "ententeOperator": "keyword.operator",
        "ententeReference": "variable.language", "ententeFunction": "support.function.entente",
        "ententeDistribution": "support.function.distribution", "ententeOption": "string.quoted.single",
        "ententeFormula": ("variable.other", "meta.formula"), "ententeTextList": "", "ententeTextSign": "", "": ""}

compared = 0
for path in scenarios:
    text = open(path).read()
    lines = tokenize(text)
    dump = work + "/" + os.path.basename(path) + ".vim"
    if not os.path.exists(dump):
        continue
    bytes_of = [line.encode() for line in text.split("\n")]
    for row in open(dump).read().split("\n")[1:]:
        if not row:
            continue
        line, column, group = row.split(" ")
        before = bytes_of[int(line) - 1][:int(column) - 1]
        try:
            character = len(before.decode())
        except UnicodeDecodeError:
            continue # within a character
        scope = lines[int(line) - 1][character]
        compared += 1
        if not (scope == "" if same[group] == "" else scope.startswith(same[group])):
            say(f"{path}:{line}:{column}: {group} in Vim, {scope or 'nothing'} in VS Code")

# and some by hand, so that both cannot be wrong alike
sample = '''events: { us = { value = "logistic(-0.4 + 1.1 * x)"; name = "US (or not)"; }; }; // "x"
force = { required = "8k to 15k"; when = "deal.troops == 'met' and not us"; pool = 300; };
notes = ( "it's 50%", "two" ); checks = ( "P(truce.held given agreed) < 0.9 in air" ); own: { veto = true; };'''
wanted = [("events", "keyword.control.section"), ("us =", "entity.name.tag"), ("value", "support.type"), ("logistic", "support.function.entente"),
          ("0.4", "constant.numeric"), ("+", "keyword.operator"), ("x)", "variable.other"), ("US (or", "string.quoted.double"),
          ("or not)", "string.quoted.double"), ("// ", "comment"), ("8k", "constant.numeric"), ("to 15k", "keyword.operator.word"),
          ("deal.troops", "variable.language"), ("'met'", "string.quoted.single"), ("and not", "keyword.operator.word"),
          ("300", "constant.numeric"), ("it's", "string.quoted.double"), ("P(truce", "support.function"), ("given", "keyword.operator.word"),
          ("own", "entity.name.tag"), ("true", "constant.language"), ("};", "")]
flat = [scope for line in tokenize(sample) for scope in line + [""]]
for text, scope in wanted:
    got = flat[sample.index(text)]
    if not (got == "" if scope == "" else got.startswith(scope)):
        say(f"'{text}': {got or 'nothing'}, wanted {scope or 'nothing'}")
print(f"{compared} characters are coloured alike" if failed == 0 else f"{failed} differences")
sys.exit(1 if failed else 0)
PY
  python3 "$work/textmate.py" scenarios/editors/vscode "$work" "${scenarios[@]}" || failed=$((failed + 1))
fi

[ "$failed" = 0 ] && echo "both editors know the language"
