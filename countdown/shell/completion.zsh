#compdef countdown
# What can stand where the cursor is, from countdown itself; zsh quotes it.
_countdown() {
    local -a lines
    local kind
    lines=("${(@f)$(_COUNTDOWN_COMPLETE=zsh command ${(Q)words[1]} "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    kind=$lines[1]
    lines=("${(@)lines[2,-1]}")
    if [[ $PREFIX == --*=* ]]; then
        compset -P '*='
    fi
    case $kind in
        (file) _files ;;
        (part) _describe -V -t values value lines -S '' ;;
        (plain) _describe -V -t values value lines ;;
    esac
}

if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _countdown "$@"
elif (( $+functions[compdef] )); then
    compdef _countdown countdown
fi
