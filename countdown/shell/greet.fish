# Today's reminders, in the first shell of a day.
if status is-interactive; and not test -e @folder@/greeted-(command date +%Y-%m-%d)
    @greet@ </dev/null
end
