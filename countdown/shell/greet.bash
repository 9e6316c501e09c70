# Today's reminders, in the first shell of a day.
if [[ $- == *i* ]]; then
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 402)); then
        @greet@ </dev/null
    else
        builtin printf -v __countdown_greeted '%(%Y-%m-%d)T' -1
        if [[ ! -e @folder@/greeted-$__countdown_greeted ]]; then
            @greet@ </dev/null
        fi
        builtin unset __countdown_greeted
    fi
fi
