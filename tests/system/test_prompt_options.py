"""The prompt in real shells, whatever the name of an event, the options of the shell, and who else sets the prompt."""

from __future__ import annotations

import pytest

from countdown.view.text import visible
from tests.shells import CHRISTMAS, Machine, missing, shell_with_prompt

pytestmark = pytest.mark.system

HOSTILE = [
    "$(touch x)", "`touch x`", "${HOME}", "%{ %B %n %~ %42v", r"\[ \u \w \\", "! !! !x", "a\nb\tc\x1b[31m", "'\"",
    "%F{red}x%f", "$((1/0))", "第二届 🎉", "-n", "*", "\\$(touch x)", "{a,b}", "\u202ex",
]  # fmt: skip


@pytest.mark.parametrize("mode", ["plain", "other"])
def test_a_name_is_text_whatever_is_in_it(name: str, machine: Machine, mode: str) -> None:
    other = {
        "bash": "shopt -u promptvars",
        "zsh": "setopt prompt_subst prompt_bang",
        "fish": "",
    }[name]
    # Where no variable is expanded in a prompt, it holds the number itself.
    reading = 'number_it() { PS1="<$N:0>"; }; PROMPT_COMMAND="$PROMPT_COMMAND; number_it"'
    before = "" if mode == "plain" else f"{other}\n{reading if name == 'bash' else ''}"
    with shell_with_prompt(name, machine, "--format", "{name}", before=before) as shell:
        for text in HOSTILE:
            machine.events.write_text(f"[events.it]\nname = {_toml(text)}\nstart = 2026-11-26\n")
            assert shell.type("true")[-1].endswith("true")
            # A wide character takes two cells, the second of which is empty.
            expected = f"{visible(text).replace(chr(9), ' ')}  "
            assert shell.prompt == expected
        assert not (machine.home / "x").exists()


def _toml(text: str) -> str:
    return '"' + "".join(f"\\U{ord(character):08x}" for character in text) + '"'


@pytest.mark.parametrize(
    ("shells", "options"),
    [
        ("bash", "set -u"), ("bash", "set -e"), ("bash", "set -eu; shopt -s nocasematch nullglob; set -f; IFS=0"),
        ("bash", "PROMPT_COMMAND=('N=$((N+1))')"), ("bash", "PROMPT_COMMAND='N=$((N+1)) ; '"),
        ("bash", "alias read=false printf=false true=false"), ("bash", "HISTTIMEFORMAT=x; shopt -s extglob"),
        ("zsh", "setopt nounset"), ("zsh", "setopt err_exit"), ("zsh", "setopt ksh_arrays sh_word_split glob_subst no_glob"),
        ("zsh", "setopt warn_create_global"), ("zsh", "alias -g source=x read=y"), ("zsh", "psvar=(x)"),
        ("fish", "set -g status_ x"), ("fish", "alias date false"),
    ],
)  # fmt: skip
def test_the_shells_own_options_are_no_matter(shells: str, options: str, machine: Machine) -> None:
    if missing([shells]):
        pytest.skip(f"needs {shells}")
    with shell_with_prompt(shells, machine, before=options) as shell:
        for _ in range(2):
            assert shell.type("command true")[-1].endswith("command true")
            assert (shell.prompt, shell.status) == ("2 days  Supply chain expo  ", 0)
        machine.events.write_text(CHRISTMAS)
        shell.type("command true")
        assert shell.prompt == "31 days  Christmas  "


def test_a_framework_sets_the_prompt_each_time(name: str, machine: Machine) -> None:
    framework = {
        "bash": "again() { local s=$?; PS1='fw <$N:$?>'; return $s; }; PROMPT_COMMAND=\"$PROMPT_COMMAND; again\"",
        "zsh": "again() { PS1='fw <%1v:%?>' }; precmd_functions+=(again)",
        "fish": "function again --on-event fish_postexec; function fish_prompt; set -l s $status; printf 'fw <%s:%s>' $N $s; end; end",
    }[name]
    with shell_with_prompt(name, machine, before=framework) as shell:
        for _ in range(3):
            shell.type("false")
            assert (shell.prompt, shell.status) == ("2 days  Supply chain expo  fw ", 1)
