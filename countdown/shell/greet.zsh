# Today's reminders, in the first shell of a day.
if [[ -o interactive && ! -e @folder@/greeted-${(%):-'%D{%Y-%m-%d}'} ]]; then
    @greet@ </dev/null
fi
