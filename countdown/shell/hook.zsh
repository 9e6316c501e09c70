# The nearest countdown before zsh's prompt, and in COUNTDOWN_PROMPT. No process is started to show it: it is read from
# a file that has a line for each day. One is started once a day, and when a file that it was made of has changed.
typeset -g __countdown_cache=@cache@
typeset -g __countdown_before=@before@
typeset -g __countdown_setup="${COUNTDOWN_FILE-}:${COUNTDOWN_CONFIG-}:${TZ-}:${XDG_CONFIG_HOME-}:${XDG_CACHE_HOME-}"
typeset -g __countdown_state=gone __countdown_day= __countdown_now=0 __countdown_tried= __countdown_retry=0 __countdown_pause=0
typeset -gx COUNTDOWN_PROMPT=

# The day and the seconds since 1970.
__countdown_clock() {
    __countdown_now=${(%):-'%D{%Y-%m-%d %s}'}
    __countdown_day=${__countdown_now%% *}
    __countdown_now=${__countdown_now##* }
}

# COUNTDOWN_PROMPT, and in __countdown_state what is to be said of the file: current, old, changed or gone.
__countdown_read() {
    builtin local line state=current
    builtin local -a columns
    __countdown_state=gone
    COUNTDOWN_PROMPT=
    if [[ ! -f $__countdown_cache || ! -r $__countdown_cache || ! -O $__countdown_cache ]]; then
        return 0
    fi
    for line in ${(f)"$(<$__countdown_cache)"}; do
        columns=("${(@ps:\t:)line}")
        case $columns[1] in
            ($__countdown_day)
                # countdown writes none of those that steer a terminal.
                if [[ $columns[2] != *[[:cntrl:]]* ]]; then
                    COUNTDOWN_PROMPT=$columns[2]
                    __countdown_state=$state
                fi
                break
                ;;
            (source)
                if [[ -e $columns[4] && -e $columns[2] ]]; then
                    if [[ $columns[4] -nt $columns[2] || $columns[4] -ot $columns[2] ]]; then
                        state=changed
                    fi
                elif [[ -e $columns[4] || -e $columns[2] ]]; then
                    state=changed
                fi
                ;;
            ('countdown prompt 1')
                if [[ $columns[2] != $__countdown_day ]]; then
                    state=old
                fi
                ;;
            (options|????-??-??) ;;
            (*) break ;;
        esac
    done
    return 0
}

__countdown_renew() {
    @renew@ "$@" </dev/null >/dev/null 2>&1 || builtin true
}

__countdown_load() {
    __countdown_clock
    __countdown_read 2>/dev/null
    if [[ $__countdown_state == current ]]; then
        __countdown_tried=
        return 0
    fi
    # What does not help is tried less and less often.
    if [[ $__countdown_state != $__countdown_tried ]]; then
        __countdown_pause=2
    elif (( __countdown_now < __countdown_retry && __countdown_retry <= __countdown_now + 3600 )); then
        return 0
    fi
    __countdown_pause=$(( __countdown_pause < 1800 ? __countdown_pause * 2 : 3600 ))
    __countdown_retry=$(( __countdown_now + __countdown_pause ))
    __countdown_tried=$__countdown_state
    if [[ $__countdown_state == old ]]; then
        (__countdown_renew &)
    else
        __countdown_renew --offline
        __countdown_read 2>/dev/null
        if [[ $__countdown_state != changed && $__countdown_state != gone ]]; then
            __countdown_tried=
        fi
    fi
    return 0
}

__countdown_prompt() {
    builtin local __countdown_status=$? __countdown_percent=no
    if [[ -o prompt_percent ]]; then
        __countdown_percent=yes
    fi
    builtin emulate -L zsh
    builtin setopt no_err_exit no_err_return no_xtrace
    builtin local setup="${COUNTDOWN_FILE-}:${COUNTDOWN_CONFIG-}:${TZ-}:${XDG_CONFIG_HOME-}:${XDG_CACHE_HOME-}"
    if [[ $setup != $__countdown_setup ]]; then
        __countdown_setup=$setup
        builtin eval "$(@init@ 2>/dev/null </dev/null)"
    fi
    __countdown_load
    # Nothing in an element of psvar is taken for more than text, whatever the options.
    psvar[42]=${COUNTDOWN_PROMPT:+"$COUNTDOWN_PROMPT  "}
    if [[ $__countdown_before == yes && $__countdown_percent == yes && ${PS1-} != *'%42v'* ]]; then
        PS1="%(42V.%42v.)${PS1-}"
    fi
    return $__countdown_status
}

typeset -ga precmd_functions
if (( ! ${precmd_functions[(Ie)__countdown_prompt]} )); then
    precmd_functions+=(__countdown_prompt)
fi
