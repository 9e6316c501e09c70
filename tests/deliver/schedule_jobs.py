"""Jobs for the tests of the schedulers: any that a user could have."""

from __future__ import annotations

from datetime import time

from hypothesis import strategies as st

from countdown.deliver.schedule.job import Job
from countdown.deliver.schedule.timetable import daily
from tests.deliver.test_schedule_times import timetables

# What a path may hold, with what shells, crontabs and units give a meaning to.
NASTY = "/x/" + "".join("""a b'c"d%e%%f\\g\\\\h\\%i$j${HOME}k`id`l;m&n|o<p>q#r # s*t?u[v]w~x!y=z,日本🎉 """)
words = st.one_of(
    st.sampled_from(["-f", "remind", "--once", "a=b", "#", "%", "\\", "'", '"', "", NASTY]),
    st.text(st.characters(exclude_characters="\n\0", exclude_categories=["Cs"]), max_size=30),
    st.text("""ab '"%\\$#;=~`""", max_size=12),
)
names = st.sampled_from(["HOME", "XDG_CONFIG_HOME", "TZ", "COUNTDOWN_CONFIG", "PATH"])
jobs = st.builds(
    Job,
    st.tuples(words.map(lambda word: f"/{word}"), words, words),
    st.dictionaries(names, words, max_size=3),
    # A failure with a period of a minute would be told in 1440 times.
    timetables.filter(lambda table: len(table.times) <= 24).map(lambda table: (table,)),
)


def job(*words: str, environment: dict[str, str] | None = None, zone: str = "", at: str = "08:00") -> Job:
    """A job of `words` at one time of the day."""
    return Job(
        words or ("/usr/bin/countdown", "remind", "--once"), environment or {}, (daily([time.fromisoformat(at)]),), zone
    )
