# Completion of entente's command line for bash. What is offered comes from the program: `entente complete`.
# Installed as .../bash-completion/completions/entente; or: source engine/cli/completions/entente.bash

_entente() {
    local current line candidate strip="" words=() part word i
    # bash splits words at '=' and ':'; the program wants them whole
    for ((i = 1; i <= COMP_CWORD; i++)); do
        part=${COMP_WORDS[i]}
        if ((${#words[@]} > 0)) && [[ $part == [=:]* || ${words[-1]} == *[=:] && $COMP_WORDBREAKS == *[=:]* ]] &&
            [[ ${COMP_LINE:0:COMP_POINT} == *"${words[-1]}$part"* ]]; then
            words[-1]+=$part
        else
            words+=("$part")
        fi
    done
    current=${words[-1]-}
    [[ $current == *=* && $COMP_WORDBREAKS == *=* ]] && strip=${current%"${current##*=}"}
    [[ ${current#"$strip"} == *:* && $COMP_WORDBREAKS == *:* ]] && strip=${current%"${current##*:}"}

    COMPREPLY=()
    for ((i = 0; i < ${#words[@]}; i++)); do
        word=${words[i]} # quotes are the shell's, a leading ~ too
        word=${word//[\"\']/}
        [[ $word == "~/"* ]] && word=$HOME${word:1}
        words[i]=$word
    done
    while IFS= read -r line; do
        case $line in
        :scenarios)
            compopt -o filenames 2>/dev/null
            while IFS= read -r candidate; do
                [[ -d $candidate || $candidate == *.cfg ]] && COMPREPLY+=("$candidate")
            done < <(compgen -f -- "${current#"$strip"}")
            ;;
        :folders)
            compopt -o filenames 2>/dev/null
            while IFS= read -r candidate; do COMPREPLY+=("$candidate"); done < <(compgen -d -- "${current#"$strip"}")
            ;;
        :files)
            compopt -o filenames 2>/dev/null
            while IFS= read -r candidate; do COMPREPLY+=("$candidate"); done < <(compgen -f -- "${current#"$strip"}")
            ;;
        *)
            candidate=${line%%$'\t'*}
            COMPREPLY+=("${candidate#"$strip"}")
            ;;
        esac
    done < <("${COMP_WORDS[0]}" complete -- "${words[@]}" 2>/dev/null)
    if ((${#COMPREPLY[@]} == 1)) && [[ ${COMPREPLY[0]} == *[.=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}

complete -F _entente entente
