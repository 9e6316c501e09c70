# The nearest countdown before fish's prompt, and in COUNTDOWN_PROMPT. It is read from a file that has a line for each
# day; the one process of a prompt is date. The program runs once a day, and when a file that it was made of has changed.
set -g __countdown_cache @cache@
set -g __countdown_before @before@
set -g __countdown_setup "$COUNTDOWN_FILE:$COUNTDOWN_CONFIG:$TZ:$XDG_CONFIG_HOME:$XDG_CACHE_HOME"
set -g __countdown_tried ''
set -g __countdown_retry 0
set -g __countdown_pause 0

# The day and the seconds since 1970.
function __countdown_clock
    set -g __countdown_now (command date '+%Y-%m-%d %s' | string split ' ')
end

# COUNTDOWN_PROMPT, and in __countdown_state what is to be said of the file: current, old, changed or gone.
function __countdown_read
    set -l state current
    set -g __countdown_state gone
    set -gx COUNTDOWN_PROMPT ''
    if not test -f $__countdown_cache -a -r $__countdown_cache -a -O $__countdown_cache
        return 0
    end
    while builtin read -l -d \t kind first second rest
        switch "$kind"
            case "$__countdown_now[1]"
                # countdown writes none of those that steer a terminal.
                if not string match -qr '[[:cntrl:]]' -- "$first"
                    set -gx COUNTDOWN_PROMPT "$first"
                    set -g __countdown_state $state
                end
                break
            case source
                # One that is not there is older than one that is.
                if test "$rest" -nt "$first" -o "$rest" -ot "$first"
                    set state changed
                end
            case 'countdown prompt 1'
                if test "$first" != "$__countdown_now[1]"
                    set state old
                end
            case options '*-*-*'
            case '*'
                break
        end
    end <$__countdown_cache
    return 0
end

function __countdown_load
    __countdown_clock
    __countdown_read 2>/dev/null
    if test $__countdown_state = current
        set -g __countdown_tried ''
        return
    end
    # What does not help is tried less and less often.
    set -l now $__countdown_now[2]
    if test $__countdown_state != "$__countdown_tried"
        set -g __countdown_pause 2
    else if test $now -lt $__countdown_retry -a $__countdown_retry -le (math $now + 3600)
        return
    end
    set -g __countdown_pause (math "min(3600, $__countdown_pause * 2)")
    set -g __countdown_retry (math $now + $__countdown_pause)
    set -g __countdown_tried $__countdown_state
    if not command -q @program@
        return
    else if test $__countdown_state = old
        @renew@ </dev/null >/dev/null 2>&1 &
        builtin disown $last_pid 2>/dev/null
    else
        @renew@ --offline </dev/null >/dev/null 2>&1
        __countdown_read 2>/dev/null
        if not contains $__countdown_state changed gone
            set -g __countdown_tried ''
        end
    end
end

# fish_prompt with the text before it, wrapped again if someone has set another.
function __countdown_place
    if functions -q fish_prompt; and not string match -q '*__countdown_text*' (functions fish_prompt)
        functions -q __countdown_own_prompt; and functions -e __countdown_own_prompt
        functions -c fish_prompt __countdown_own_prompt
        function fish_prompt
            # First of all one's own prompt, which may show $status.
            set -l own (__countdown_own_prompt)
            builtin printf %s "$__countdown_text"
            builtin string join -- \n $own
        end
    end
end

function __countdown_prompt --on-event fish_prompt
    set -l setup "$COUNTDOWN_FILE:$COUNTDOWN_CONFIG:$TZ:$XDG_CONFIG_HOME:$XDG_CACHE_HOME"
    if test "$setup" != "$__countdown_setup"
        set -g __countdown_setup $setup
        if command -q @program@
            @init@ 2>/dev/null </dev/null | source
        end
    end
    __countdown_load
    set -g __countdown_text ''
    if test -n "$COUNTDOWN_PROMPT"
        set -g __countdown_text "$COUNTDOWN_PROMPT  "
    end
    if test $__countdown_before = yes
        __countdown_place
    end
end
