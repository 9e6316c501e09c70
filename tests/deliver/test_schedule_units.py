"""systemd's units, launchd's agent and Windows' lines: what they say, and that they are read back."""

from __future__ import annotations

import plistlib
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given

from countdown.deliver.schedule.job import Job
from countdown.deliver.schedule.launchd import Launchd, read_agent
from countdown.deliver.schedule.systemd import Systemd, units_folder
from countdown.deliver.schedule.timetable import Timetable, daily, every
from countdown.deliver.schedule.units import read_units, service_text, timer_text
from countdown.deliver.schedule.windows import schtasks_lines
from countdown.errors import CountdownError
from tests.deliver.schedule_jobs import job, jobs


@pytest.mark.parametrize(
    ("table", "zone", "calendars"),
    [
        (daily([time(8)]), "", ["*-*-* 08:00:00"]),
        (daily([time(8), time(20, 30)]), "Asia/Shanghai", ["*-*-* 08:00:00 Asia/Shanghai", "*-*-* 20:30:00 Asia/Shanghai"]),
        (every(1), "", ["*-*-* *:*:00"]),
        (every(15), "", ["*-*-* *:0/15:00"]),
        (every(60), "", ["*-*-* *:00:00"]),
        (every(120), "", ["*-*-* 0/2:00:00"]),
        (every(90), "", ["*-*-* 0/3:00:00", "*-*-* 01,04,07,10,13,16,19,22:30:00"]),
    ],
)  # fmt: skip
def test_the_times_of_a_timer(table: Timetable, zone: str, calendars: list[str]) -> None:
    text = timer_text(Job(("/bin/x",), {}, (table,), zone))
    assert [
        line.removeprefix("OnCalendar=") for line in text.splitlines() if line.startswith("OnCalendar")
    ] == calendars
    assert "Persistent=true" in text.splitlines()


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/plain-path_1.toml", "/plain-path_1.toml"),
        ("/a b", '"/a b"'),
        ("/50%", '"/50%%"'),
        ("/$HOME", '"/$$HOME"'),
        ("/a'b\"c", '"/a\'b\\"c"'),
        ("/a\\b", '"/a\\\\b"'),
        ("/a\nb", '"/a\\x0ab"'),
        ("/日本", '"/日本"'),
        ("/a;b", '"/a;b"'),
        ("", '""'),
    ],
)
def test_the_words_of_a_service(word: str, written: str) -> None:
    assert f"ExecStart=/bin/x {written}\n" in service_text(job("/bin/x", word))


def test_a_variable_in_the_program_s_name_is_none() -> None:
    text = service_text(job("/x/${HOME}/countdown", "remind", environment={"A": "$b"}))
    assert 'ExecStart=/usr/bin/env "/x/$${HOME}/countdown" remind\n' in text
    assert 'Environment="A=$b"\n' in text


@given(jobs)
def test_a_job_is_read_back_from_its_units(wanted: Job) -> None:
    assert read_units(service_text(wanted), timer_text(wanted)) == wanted


def test_a_zone_is_read_back() -> None:
    wanted = job("/bin/x", zone="Asia/Shanghai")
    assert read_units(service_text(wanted), timer_text(wanted)) == wanted


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("OnCalendar=*-*-* 08:00:00", "OnCalendar=Mon..Fri 08:00"),
        ("OnCalendar=*-*-* 08:00:00", "OnBootSec=5min"),
        ("OnCalendar=*-*-* 08:00:00", "OnCalendar=*-*-* 08:00:00 Mars/Base"),
        ("OnCalendar=*-*-* 08:00:00", "OnCalendar=*-*-* 25:00:00"),
        ("ExecStart=/bin/x", "ExecStart="),
        ("ExecStart=/bin/x", "ExecStart=/bin/x 'a b"),
        ("ExecStart=/bin/x", 'ExecStart=/bin/x "a'),
        ("ExecStart=/bin/x", "ExecStart=/bin/x\nExecStart=/bin/y"),
        ("ExecStart=/bin/x", "Environment=A\nExecStart=/bin/x"),
    ],
)
def test_units_changed_by_hand_are_told_apart(old: str, new: str) -> None:
    wanted = job("/bin/x")
    service, timer = service_text(wanted), timer_text(wanted)
    assert old in service + timer
    found = read_units(service.replace(old, new), timer.replace(old, new))
    # Words in single quotes are not ours, but they are words.
    assert found is None or found != wanted


def test_what_is_not_utf_8_is_refused() -> None:
    with pytest.raises(CountdownError, match=r"not UTF-8: /a\\xff"):
        service_text(job("/bin/x", "/a\udcff"))


def test_the_folder_of_units() -> None:
    assert units_folder({}, Path("/home/me")) == Path("/home/me/.config/systemd/user")
    assert units_folder({"XDG_CONFIG_HOME": "/etc/me"}, Path("/home/me")) == Path("/etc/me/systemd/user")
    assert units_folder({"XDG_CONFIG_HOME": "me"}, Path("/home/me")) == Path("/home/me/.config/systemd/user")


def test_the_text_of_units_names_their_files() -> None:
    text = Systemd(Path("/u")).text(job("/bin/x"))
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# /u/countdown-remind.service",
        "# /u/countdown-remind.timer",
    ]


def test_launchd_s_agent() -> None:
    wanted = job("/bin/x", "a b", environment={"TZ": "Asia/Tokyo"})
    assert plistlib.loads(Launchd(Path("/l")).text(wanted).encode()) == {
        "Label": "countdown.remind",
        "ProgramArguments": ["/bin/x", "a b"],
        "EnvironmentVariables": {"TZ": "Asia/Tokyo"},
        "StartCalendarInterval": [{"Hour": 8, "Minute": 0}],
    }
    assert read_agent(Launchd(Path("/l")).text(wanted)) == wanted


@pytest.mark.parametrize("text", ["", "x", "<plist><dict/></plist>", "<plist><array/></plist>", "\udcff"])
def test_an_agent_that_is_none(text: str) -> None:
    assert read_agent(text) is None


def test_a_control_character_is_no_part_of_an_agent() -> None:
    for word in ("a\x01b", "a\udcffb"):
        with pytest.raises(CountdownError, match="property list"):
            Launchd(Path("/l")).text(job("/bin/x", word))


def test_schtasks() -> None:
    wanted = Job((r"C:\Program Files\countdown.exe", "remind", "--notify"), {}, (daily([time(8), time(20)]),))
    assert schtasks_lines(wanted) == [
        r'schtasks /Create /F /TN countdown-remind /SC DAILY /ST 08:00 /TR "\"C:\Program Files\countdown.exe\" remind --notify"',
        r'schtasks /Create /F /TN countdown-remind-2 /SC DAILY /ST 20:00 /TR "\"C:\Program Files\countdown.exe\" remind --notify"',
    ]
    assert schtasks_lines(Job(("x",), {}, (every(15),))) == [
        "schtasks /Create /F /TN countdown-remind /SC MINUTE /MO 15 /ST 00:00 /TR x"
    ]
