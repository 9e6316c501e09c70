# The nearest countdown before bash's prompt, and in COUNTDOWN_PROMPT. No process is started to show it: it is read from
# a file that has a line for each day. One is started once a day, and when a file that it was made of has changed.
__countdown_cache=@cache@
__countdown_before=@before@
__countdown_setup="${COUNTDOWN_FILE-}:${COUNTDOWN_CONFIG-}:${TZ-}:${XDG_CONFIG_HOME-}:${XDG_CACHE_HOME-}"
__countdown_tried=
__countdown_retry=0
__countdown_pause=0

# The day and the seconds since 1970, without a process; before bash 4.2 with one.
__countdown_clock() {
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 402)); then
        builtin printf -v __countdown_now '%(%Y-%m-%d %s)T' -1
    else
        __countdown_now=$(command date '+%Y-%m-%d %s')
    fi
    __countdown_day=${__countdown_now%% *}
    __countdown_now=${__countdown_now##* }
}

# COUNTDOWN_PROMPT, and in __countdown_state what is to be said of the file: current, old, changed or gone.
__countdown_read() {
    local kind first second rest state=current
    __countdown_state=gone
    COUNTDOWN_PROMPT=
    if [[ ! -f $__countdown_cache || ! -r $__countdown_cache || ! -O $__countdown_cache ]]; then
        return 0
    fi
    while IFS=$'\t' builtin read -r kind first second rest; do
        case $kind in
            "$__countdown_day")
                # countdown writes none of those that steer a terminal.
                if [[ $first != *[[:cntrl:]]* ]]; then
                    COUNTDOWN_PROMPT=$first
                    __countdown_state=$state
                fi
                break
                ;;
            source)
                # One that is not there is older than one that is.
                if [[ $rest -nt $first || $rest -ot $first ]]; then
                    state=changed
                fi
                ;;
            'countdown prompt 1')
                if [[ $first != "$__countdown_day" ]]; then
                    state=old
                fi
                ;;
            options | ????-??-??) ;;
            *) break ;;
        esac
    done 2>/dev/null <"$__countdown_cache"
    return 0
}

__countdown_renew() {
    @renew@ "$@" </dev/null >/dev/null 2>&1 || builtin true
}

__countdown_load() {
    __countdown_clock
    __countdown_read
    if [[ $__countdown_state == current ]]; then
        __countdown_tried=
        return 0
    fi
    # What does not help is tried less and less often.
    if [[ $__countdown_state != "$__countdown_tried" ]]; then
        __countdown_pause=2
    elif ((__countdown_now < __countdown_retry && __countdown_retry <= __countdown_now + 3600)); then
        return 0
    fi
    __countdown_pause=$((__countdown_pause < 1800 ? __countdown_pause * 2 : 3600))
    __countdown_retry=$((__countdown_now + __countdown_pause))
    __countdown_tried=$__countdown_state
    if [[ $__countdown_state == old ]]; then
        (__countdown_renew &)
    else
        __countdown_renew --offline
        __countdown_read
        if [[ $__countdown_state != changed && $__countdown_state != gone ]]; then
            __countdown_tried=
        fi
    fi
    return 0
}

# PS1 with the text before it, and nothing in the text is taken for more than text.
__countdown_place() {
    local before text
    __countdown_text=${COUNTDOWN_PROMPT:+"$COUNTDOWN_PROMPT  "}
    if shopt -q promptvars || [[ -o posix ]]; then
        before='${__countdown_text-}'
    else
        before=${__countdown_text//\\/\\\\}
    fi
    text=${PS1-}
    if [[ -n ${__countdown_shown-} && $text == *"$__countdown_shown"* ]]; then
        text=${text%%"$__countdown_shown"*}${text#*"$__countdown_shown"}
    fi
    PS1=$before$text
    __countdown_shown=$before
}

__countdown_prompt() {
    local status=$?
    local setup="${COUNTDOWN_FILE-}:${COUNTDOWN_CONFIG-}:${TZ-}:${XDG_CONFIG_HOME-}:${XDG_CACHE_HOME-}"
    if [[ $setup != "$__countdown_setup" ]]; then
        __countdown_setup=$setup
        builtin eval "$(@init@ 2>/dev/null </dev/null)"
    fi
    __countdown_load
    builtin export COUNTDOWN_PROMPT
    if [[ $__countdown_before == yes ]]; then
        __countdown_place
    fi
    # A prompt of one's own may show $?; where the shell ends with what fails, nothing has failed.
    if [[ $- == *e* ]]; then
        return 0
    fi
    return "$status"
}

if [[ ${PROMPT_COMMAND[*]-} != *__countdown_prompt* ]]; then
    if [[ $(builtin declare -p PROMPT_COMMAND 2>/dev/null) == 'declare -a'* ]]; then
        PROMPT_COMMAND+=(__countdown_prompt)
    else
        PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}__countdown_prompt
    fi
fi
