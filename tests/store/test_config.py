"""config.toml: each field, each wrong one, and the file that is not there."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Any

import pytest

from countdown.errors import CountdownError
from countdown.store.config import Config, ConfigFile, Notify, read_config


def config_of(folder: Path, text: str) -> ConfigFile:
    path = folder / "config.toml"
    path.write_bytes(text.encode())
    return read_config(path)


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    found = read_config(tmp_path / "config.toml")
    assert (found.found, found.warnings, found.config) == (False, (), Config())
    assert (found.config.remind_time, found.config.weekend_days) == (time(0), frozenset({5, 6}))
    assert found.events_files() == [tmp_path / "events.toml"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "\ufeff", "\r\n"])
def test_an_empty_file_is_fine(tmp_path: Path, text: str) -> None:
    found = config_of(tmp_path, text)
    assert (found.found, found.warnings, found.config) == (True, (), Config())


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ('files = ["a.toml", "~/b.toml"]', "files", ("a.toml", "~/b.toml")),
        ("files = []", "files", ()),
        ('date_order = "dmy"', "date_order", "dmy"),
        ('date_order = "mdy"', "date_order", "mdy"),
        ('date_order = "ymd"', "date_order", "ymd"),
        ('week_start = "sunday"', "week_start", "sunday"),
        ('remind_at = "08:00"', "remind_time", time(8)),
        ('remind_at = "9:05"', "remind_time", time(9, 5)),
        ('remind_at = "23:59"', "remind_time", time(23, 59)),
        ('weekend = ["friday", "saturday"]', "weekend_days", {4, 5}),
        ("weekend = []", "weekend_days", set()),
        ('[notify]\ndesktop = true\ncommand = ["hook"]', "notify", Notify(desktop=True, command=("hook",))),
        ('[notify]\nurls = ["json://localhost"]', "notify", Notify(urls=("json://localhost",))),
    ],
)
def test_each_field_is_read(tmp_path: Path, line: str, field: str, value: Any) -> None:
    found = config_of(tmp_path, line)
    assert found.warnings == ()
    assert getattr(found.config, field) == value


WRONG = [
    ('files = "a.toml"', 'files: a list in [ ] is needed here, not text; write ["a.toml"]'),
    ("files = [1]", 'files: text in quotes is needed here, not a number; write "1"'),
    ('date_order = "dym"', "date_order: 'dym' is not one of its values; write dmy, mdy or ymd"),
    ('week_start = "Monday"', "week_start: 'Monday' is not one of its values; write monday, tuesday, wednesday, thursday, friday, saturday or sunday"),
    ('remind_at = "8"', "remind_at: '8' is not a time of day; write one such as \"08:00\""),
    ('remind_at = "24:00"', "remind_at: '24:00' is not a time of day; write one such as \"08:00\""),
    ('remind_at = "08:00:00"', "remind_at: '08:00:00' is not a time of day; write one such as \"08:00\""),
    ("remind_at = 08:30:00", 'remind_at: text in quotes is needed here, not a time; write "08:30"'),
    ("remind_at = 8", 'remind_at: text in quotes is needed here, not a number; write "8"'),
    ('weekend = "sunday"', 'weekend: a list in [ ] is needed here, not text; write ["sunday"]'),
    ('weekend = ["sunday", "lunes"]', "weekend: 'lunes' is not one of its values; write monday, tuesday, wednesday, thursday, friday, saturday or sunday"),
    ("notify.ulrs = ['x']", "notify.ulrs: unknown field; did you mean 'urls'?"),
    ("notify.command = 'x'", "notify.command: a list in [ ] is needed here, not text"),
    ("notify = true", "notify: a table is needed here, not true or false"),
    ("calendars = 2026-02-30", "calendars: '2026-02-30' is not a date: February 2026 has 28 days; "),
    ('fils = ["a"]', "fils: unknown field; did you mean 'files'?"),
    ('"a.b" = 1', '"a.b": unknown field; known are files, date_order, week_start, remind_at, weekend, holidays, notify, calendars'),
]  # fmt: skip


@pytest.mark.parametrize(("line", "told"), WRONG, ids=[line for line, _ in WRONG])
def test_a_wrong_field_is_told_and_left_out_alone(tmp_path: Path, line: str, told: str) -> None:
    other = "" if line.startswith("date_order") else "date_order = 'ymd'"
    found = config_of(tmp_path, f"# mine\n{line}\n{other}\n")
    (warning,) = found.warnings
    assert str(warning).startswith(f"{tmp_path}/config.toml:2: {told}")
    kept = Config() if line.startswith("date_order") else Config(date_order="ymd")
    assert found.config == kept


def test_all_problems_are_told_in_their_order(tmp_path: Path) -> None:
    found = config_of(
        tmp_path, 'weeekend = []\nremind_at = "x"\nfiles = 1\nholidays = "CN"\n[calendars.work]\nsource = "x"'
    )
    assert [str(warning).removeprefix(f"{tmp_path}/config.toml:").split(": ")[0] for warning in found.warnings] == [
        "1", "3", "2",
    ]  # fmt: skip


def test_what_is_not_toml_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CountdownError, match=r"config\.toml:2: not TOML: "):
        config_of(tmp_path, "\nremind_at = 08:00\n")
    with pytest.raises(CountdownError, match="this is a folder"):
        read_config(tmp_path)


def test_files_are_seen_from_the_configs_folder_and_home(tmp_path: Path, home: Path) -> None:
    found = config_of(tmp_path, 'files = ["a.toml", "sub/b.toml", "~/c.toml", "/d.toml", "~no-such-user-/e.toml"]')
    assert found.events_files() == [
        tmp_path / "a.toml",
        tmp_path / "sub/b.toml",
        home / "c.toml",
        Path("/d.toml"),
        tmp_path / "~no-such-user-/e.toml",
    ]
