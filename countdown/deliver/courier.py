"""Hands a request to the sender, which works in a process of its own, and reads its answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from countdown.deliver.text import last_line, one_line
from countdown.errors import CountdownError

_LONGEST_REASON = 300
# The working folder is kept out of the module path: it is not ours to run code from. Our own is put there, at the end,
# for where the program runs from its sources.
_ROOT = str(Path(__file__).parents[2])
_START = "import sys; sys.path.append(sys.argv[1]); from countdown.deliver.sender.main import main; main()"


class _Answer(msgspec.Struct):
    """What the sender says: nothing if all went well, else why not; `reason` in the words of a library."""

    sentence: str = ""
    reason: str = ""
    mend: str = ""


def ask(
    request: Mapping[str, object], *, shown: str, seconds: float, scrub: Callable[[str], str] = lambda text: text
) -> None:
    """Have `request` carried out within `seconds`; raises CountdownError with the place `shown` if it was not.

    It goes through the sender's standard input: arguments and environments of processes are there for all to read.
    What a library said passes through `scrub` before it is told.
    """
    from countdown.deliver.process import run

    arguments = [sys.executable, "-P", "-X", "utf8", "-W", "ignore", "-c", _START, _ROOT]
    given = msgspec.json.encode({**request, "seconds": seconds})
    try:
        ended = run(arguments, seconds=seconds, given=given, keep_output=True)
    except OSError as error:
        raise CountdownError(f"no process can be started: {error.strerror or error}", place=shown) from None
    if ended.code is None:
        raise CountdownError(f"no answer within {seconds:g} s", place=shown)
    try:
        answer = msgspec.json.decode(ended.output, type=_Answer)
    except msgspec.DecodeError:
        answer = _Answer(f"the sender ended with exit code {ended.code}", last_line(ended.errors))
    if answer.sentence:
        reason = one_line(scrub(answer.reason), _LONGEST_REASON)
        raise CountdownError(f"{answer.sentence}{reason and f': {reason}'}", place=shown, mend=answer.mend)
