"""The entry point, small enough that a Ctrl-C while the rest is being imported ends quietly too."""

from __future__ import annotations

import gc
import os
import sys

COMPLETE = "_COUNTDOWN_COMPLETE"
INTERRUPTED = 130  # 128 + SIGINT, as shells count


def run() -> int:
    """Run the command line; the exit code."""
    # A run is over before its garbage is worth collecting: a tenth of the time at 10,000 events.
    gc.disable()
    try:
        if os.environ.get(COMPLETE):  # the Tab key
            from countdown.cli.completing import complete

            return complete(os.environ[COMPLETE], sys.argv[1:])
        from countdown.cli.main import main

        return main()
    except KeyboardInterrupt:
        return INTERRUPTED
    except RuntimeError as error:
        # Python 3.11 wraps whatever comes while a class is being made, and most imports make some.
        if isinstance(error.__cause__, KeyboardInterrupt):
            return INTERRUPTED
        raise


if __name__ == "__main__":
    sys.exit(run())
