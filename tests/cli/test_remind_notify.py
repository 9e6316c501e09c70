"""`remind --notify`: each reminder once for each channel of the config; one that fails holds back nobody."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.reminders import brief, once

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell for its hooks")

EXPO = '[events.expo]\nname = "Expo"\nstart = 2026-11-26\nremind = ["7d", "1d print", "0d"]\nwhere = "Beijing"\n'


class Hook:
    """A command channel that keeps what it was given, and fails while `fails` is set."""

    def __init__(self, folder: Path) -> None:
        self.config, self._taken, self._broken = folder / "config.toml", folder / "taken", folder / "broken"
        line = f"""if test -e '{self._broken}'; then echo no >&2; exit 3; fi; echo "$COUNTDOWN_ID $COUNTDOWN_LEAD" >> '{self._taken}'"""
        self.command = ["sh", "-c", line]
        self.configure(command=self.command)

    def configure(self, **notify: object) -> None:
        lines = [f"{name} = {json.dumps(value)}" for name, value in notify.items()]
        self.config.write_text("[notify]\n" + "\n".join(lines) + "\n")

    def break_down(self) -> None:
        self._broken.touch()

    def mend(self) -> None:
        self._broken.unlink()

    def taken(self) -> list[str]:
        """What was taken since this was last asked."""
        found = self._taken.read_text().splitlines() if self._taken.exists() else []
        self._taken.unlink(missing_ok=True)
        return found


@pytest.fixture
def hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hook:
    found = Hook(tmp_path)
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(found.config))
    return found


@pytest.fixture(autouse=True)
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(EXPO)


def notify(run: Run, now: str, code: int = 0) -> str:
    """What `remind --notify` says on standard error; nothing on standard output."""
    result = run("remind", "--notify", "--now", now)
    assert (result.code, result.out) == (code, "")
    return result.err


def test_each_reminder_once(run: Run, hook: Hook) -> None:
    told = {}
    for day in range(17, 29):
        for clock in ("08:00", "08:00", "20:00"):
            assert notify(run, f"2026-11-{day}T{clock}") == ""
        if taken := hook.taken():
            told[day] = taken
    assert told == {19: ["expo 7d"], 25: ["expo 1d"], 26: ["expo 0d"]}


def test_without_a_channel_it_says_how_to_set_one(run: Run, hook: Hook) -> None:
    hook.config.unlink()
    for options in (("--notify",), ("--test",), ("--notify", "--dry-run")):
        result = run("remind", *options)
        assert (result.code, result.out) == (1, "")
        assert "there is no channel" in result.err
        assert "[notify]" in result.err
        assert result.err.splitlines()[-1].startswith(str(hook.config))


def test_a_channel_that_fails_is_due_again_the_next_time(run: Run, hook: Hook) -> None:
    hook.break_down()
    for clock in ("08:00", "09:00"):
        assert notify(run, f"2026-11-19T{clock}", code=1) == "command sh: ended with exit code 3: no\n"
    hook.mend()
    assert notify(run, "2026-11-21T08:00") == ""
    assert hook.taken() == ["expo 7d"]
    assert notify(run, "2026-11-21T09:00") == ""
    assert hook.taken() == []


def test_what_failed_and_what_came_due_since_are_one(run: Run, hook: Hook) -> None:
    hook.break_down()
    notify(run, "2026-11-19T08:00", code=1)
    notify(run, "2026-11-25T08:00", code=1)
    hook.mend()
    notify(run, "2026-11-26T08:00")
    assert hook.taken() == ["expo 1d", "expo 0d"], "the step by itself, 7d and 0d as one"


def test_a_channel_that_fails_holds_back_no_other(run: Run, hook: Hook) -> None:
    hook.configure(urls=["json://127.0.0.1:9/secret"], command=hook.command)
    for clock in ("08:00", "09:00"):
        err = notify(run, f"2026-11-19T{clock}", code=1)
        assert err.startswith("json://")
        assert "secret" not in err
        assert err.count("\n") == 1
    assert hook.taken() == ["expo 7d"], "once"


def test_a_reminder_that_is_refused_holds_back_no_other(run: Run, hook: Hook, path: Path) -> None:
    line = """test "$COUNTDOWN_ID" = bad && exit 1; echo "$COUNTDOWN_ID" >> taken"""
    hook.configure(command=["sh", "-c", line.replace("taken", f"'{hook._taken}'")])
    path.write_text("".join(f'[events.{name}]\nname = "X"\nstart = 2026-11-19\n' for name in ("a", "bad", "c")))
    notify(run, "2026-11-19T08:00", code=1)
    assert hook.taken() == ["a", "c"]
    notify(run, "2026-11-19T09:00", code=1)
    assert hook.taken() == []
    path.write_text(path.read_text() + '[events.d]\nname = "X"\nstart = 2026-11-20\nremind = ["0d"]\n')
    notify(run, "2026-11-20T08:00", code=1)
    assert hook.taken() == ["d"]


def test_standard_output_and_the_channels_are_told_apart(run: Run, hook: Hook) -> None:
    assert once(run, "2026-11-19T08:00") == ["expo 7d"]
    notify(run, "2026-11-19T08:00")
    assert hook.taken() == ["expo 7d"]
    assert once(run, "2026-11-19T09:00") == []


def test_a_new_channel_begins_with_today(run: Run, hook: Hook, path: Path) -> None:
    once(run, "2026-11-19T08:00")
    path.write_text(EXPO + '\n[events.b]\nname = "B"\nstart = 2026-11-24\nremind = ["0d"]\n')
    notify(run, "2026-11-24T08:00")
    assert hook.taken() == ["b 0d"]


def test_a_command_gets_each_however_many(run: Run, hook: Hook, path: Path) -> None:
    path.write_text("".join(f'[events.e{at}]\nname = "E"\nstart = 2026-11-19\n' for at in range(8)))
    notify(run, "2026-11-19T08:00")
    assert len(hook.taken()) == 8


def test_each_field_lands_whole(run: Run, hook: Hook, path: Path, tmp_path: Path) -> None:
    names = ["id", "name", "occurrence", "lead", "due", "days", "late", "missed", "text"]
    saved = tmp_path / "saved.json"
    script = tmp_path / "hook.py"
    script.write_text(
        "import json, os, sys\n"
        f"json.dump([sys.argv[1:], {{name: os.environ['COUNTDOWN_' + name.upper()] for name in {names}}}], open({str(saved)!r}, 'w'))\n"
    )
    import sys

    hook.configure(command=[sys.executable, str(script), *(f"{{{name}}}" for name in names)])
    name = "$(touch x); `id` 'q' \\\"{text} \\u202e\\n第 🎉"
    path.write_text(f'[events.expo]\nname = "{name}"\nstart = 2026-11-26\nremind = ["1d print; rm -rf {{name}}"]\n')
    notify(run, "2026-11-25T08:00")
    arguments, environment = json.loads(saved.read_text())
    assert arguments == list(environment.values())
    assert environment | {"name": ""} == {
        "id": "expo", "name": "", "occurrence": "2026-11-26", "lead": "1d", "due": "2026-11-25T00:00:00+00:00",
        "days": "1", "late": "0", "missed": "false", "text": "print; rm -rf {name}",
    }  # fmt: skip
    assert environment["name"] == "$(touch x); `id` 'q' \"{text} \u202e\n第 🎉"
    assert not (Path.cwd() / "x").exists()


def test_a_hook_that_floods_or_leaves_children_is_no_matter(run: Run, hook: Hook) -> None:
    hook.configure(command=["sh", "-c", "head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2; sleep 60 & exit 0"])
    assert notify(run, "2026-11-19T08:00") == ""
    assert notify(run, "2026-11-19T08:00") == ""


def test_a_hook_cannot_close_its_parents_output(spawn: Run, hook: Hook) -> None:
    hook.configure(command=["sh", "-c", "exec >&- 2>&-; exit 4"])
    result = spawn("remind", "--notify", "--now", "2026-11-19T08:00")
    assert result == (1, "", "command sh: ended with exit code 4\n")


def test_a_dry_run_tells_what_any_channel_would_get(run: Run, hook: Hook) -> None:
    result = run("remind", "--notify", "--dry-run", "--json", "--now", "2026-11-19T08:00")
    assert (result.code, brief(result.out)) == (0, ["expo 7d"])
    assert hook.taken() == []
    notify(run, "2026-11-19T08:00")
    assert run("remind", "--notify", "--dry-run", "--now", "2026-11-19T09:00") == (0, "", "")


def test_a_test_message_to_each(run: Run, hook: Hook) -> None:
    hook.configure(urls=["json://127.0.0.1:9/"], command=hook.command)
    result = run("remind", "--test")
    assert result.code == 1
    assert result.out == "command sh: sent\n"
    assert result.err.startswith("json://127.0.0.1")
    assert hook.taken() == ["test 0d"]
    assert not (Path(os.environ["HOME"]) / ".local").exists(), "no ledger"


def test_a_ledger_that_cannot_be_used_sends_nothing_and_shows_what_is_due(run: Run, hook: Hook, home: Path) -> None:
    (home / ".local/state/countdown/ledger.db").mkdir(parents=True)
    result = run("remind", "--notify", "--now", "2026-11-19T08:00")
    assert result.code == 1
    assert result.out == "7 days  Expo  Thu 26 Nov\n"
    assert result.err.endswith("ledger.db: cannot be used: this is a folder; move it away\n")
    assert hook.taken() == []


def test_how_it_went_is_on_record(run: Run, hook: Hook) -> None:
    from countdown.store.ledger import Outcome, read_ledger
    from tests.build import at

    hook.break_down()
    notify(run, "2026-11-19T08:00", code=1)
    with read_ledger() as ledger:
        assert ledger is not None
        assert ledger.outcome() == Outcome(at("2026-11-19T08:00"), False, "command sh: ended with exit code 3: no")
    hook.mend()
    notify(run, "2026-11-19T09:00")
    with read_ledger() as ledger:
        assert ledger is not None
        assert ledger.outcome() == Outcome(at("2026-11-19T09:00"), True, "")
