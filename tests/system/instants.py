"""When to kill a program, so that many of the kills fall where they hurt, on a machine that is quick, slow or busy."""

from __future__ import annotations

import random


class Instants:
    """Seconds after a program's start that gather around a moment of it, and each time learn where that is."""

    def __init__(self, seed: int, guess: float) -> None:
        self._random = random.Random(seed)
        self._moment = guess

    def draw(self) -> float:
        """The next one: mostly near the moment, at times well before it, yet after Python itself has started."""
        return self._moment * self._random.choice(
            [self._random.uniform(0.5, 0.9), *[self._random.uniform(0.9, 1.1)] * 4]
        )

    def was_early(self) -> None:
        """The program had not come to the moment."""
        self._moment *= 1.04

    def was_late(self) -> None:
        """The program was past the moment."""
        self._moment /= 1.04
