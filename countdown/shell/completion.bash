# What can stand where the cursor is, from countdown itself, quoted so that no name of an event is taken for a command.
_countdown_completion() {
    local line kind=
    COMPREPLY=()
    while IFS= builtin read -r line; do
        if [[ -z $kind ]]; then
            kind=$line
        else
            COMPREPLY+=("$line")
        fi
    done < <(_COUNTDOWN_COMPLETE=bash command "$1" "$1" "${COMP_LINE:0:COMP_POINT}" "${COMP_WORDS[COMP_CWORD]-}" 2>/dev/null)
    case $kind in
        file) compopt -o default ;;
        part) compopt -o nospace ;;
    esac 2>/dev/null
    return 0
}

complete -o nosort -F _countdown_completion countdown 2>/dev/null || complete -F _countdown_completion countdown
