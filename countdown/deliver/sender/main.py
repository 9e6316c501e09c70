"""A request in JSON on standard input, an answer in JSON on standard output."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from typing import NoReturn

from countdown.deliver.sender import apprise_url, desktop
from countdown.deliver.sender.refusal import RefusedError

TASKS: dict[str, Callable[[Mapping[str, str]], None]] = {
    "send url": apprise_url.send,
    "check url": apprise_url.check,
    "send desktop": desktop.send,
    "check desktop": desktop.check,
}


def main() -> NoReturn:
    """Carry out one request and answer: with nothing if all went well, else with a sentence, a reason and a mend."""
    answer_to = os.dup(1)
    os.dup2(2, 1)  # what a library prints is no answer
    request = json.load(sys.stdin)
    if hasattr(signal, "alarm"):  # should the one who asked be killed
        signal.alarm(int(request["seconds"]) + 2)
    answer = {}
    try:
        TASKS[request["task"]](request)
    except RefusedError as error:
        answer = {"sentence": str(error), "reason": error.reason, "mend": error.mend}
    except Exception as error:
        answer = {"sentence": "not sent", "reason": f"{type(error).__name__}: {error}"}
    os.write(answer_to, json.dumps(answer).encode())
    os._exit(0)  # threads that a library left are not waited for
