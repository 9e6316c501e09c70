# What can stand where the cursor is, from countdown itself; fish quotes it.
function __countdown_complete
    set -l words (commandline -opc)
    set -l token (commandline -ct)
    set -l plain (string unescape -- "$token"); or set plain "$token"
    set -l lines (_COUNTDOWN_COMPLETE=fish command $words[1] $words[2..-1] "$plain" 2>/dev/null)
    if test "$lines[1]" = file
        __fish_complete_path "$token"
    else if set -q lines[2]
        printf '%s\n' $lines[2..-1]
    end
end

complete --command countdown --no-files --arguments '(__countdown_complete)'
