"""Which numbers an INTERVAL comes to, as bits; and the next of them that is wanted, by arithmetic and not by walking."""

from __future__ import annotations

from collections.abc import Iterable
from math import gcd

from countdown.core.rrule_days import ones

# Of so many numbers, a year's days, the bits are kept at hand, besides those of a whole turn of the calendar.
_SHORT = 366


class Grid:
    """The whole numbers that leave one of some remainders when divided by a step."""

    def __init__(self, numbers: Iterable[int], step: int) -> None:
        """`numbers` are some of them, each standing for all that are whole steps away; one may come several times."""
        self.step = step
        self.remainders = [number % step for number in numbers]
        self._tiles: dict[int, int] = {}

    def bits(self, low: int, length: int) -> int:
        """Those from `low` on, `length` numbers wide, as bits of which the lowest is `low`."""
        if self.step == 1:
            return ones(length) if self.remainders else 0
        if self.step >= length:
            offsets = {(remainder - low) % self.step for remainder in self.remainders}
            return sum(1 << offset for offset in offsets if offset < length)
        return (self._tile(max(_SHORT, length)) >> low % self.step) & ones(length)

    def _tile(self, length: int) -> int:
        """Those from 0 on, so wide that `length` of it are left wherever in a step one begins."""
        if length not in self._tiles:
            comb, tile = self._comb(length + self.step), 0
            for remainder in set(self.remainders):
                tile |= comb << remainder
            self._tiles[length] = tile
        return self._tiles[length]

    def _comb(self, length: int) -> int:
        comb, reach = 1, self.step
        while reach < length:
            comb |= comb << reach
            reach *= 2
        return comb

    def count(self, bits: int, low: int) -> int:
        """How many of the numbers that `bits`, of a year at most, tell from `low` on are met, each by each remainder."""
        if self.step == 1:
            return bits.bit_count() * len(self.remainders)
        comb, found = self._comb(_SHORT), 0
        width = bits.bit_length()
        for remainder in self.remainders:
            offset = (remainder - low) % self.step
            if offset < width:
                found += (bits >> offset & comb).bit_count()
        return found


def day_grid(first_hour: int, step: int, hours: Iterable[int]) -> Grid:
    """The days, by their ordinals, that steps of `step` hours from `first_hour` on meet at one of the `hours`.

    A day is as many hours as its ordinal says days, and those of it. It comes once for each hour.
    """
    # 24 day + hour = first_hour (mod step), solved for the day.
    common = gcd(step, 24)
    days = step // common
    inverse = pow(24 // common, -1, days)
    gaps = [first_hour - hour for hour in hours]
    return Grid((gap // common * inverse for gap in gaps if gap % common == 0), days)


class Cycle:
    """What is wanted in one turn of the calendar and so in each, of which an INTERVAL comes to some."""

    def __init__(self, wanted: int, length: int, origin: int, grid: Grid) -> None:
        """`wanted` are bits, the lowest the number `origin`, that repeat after `length` numbers."""
        self._wanted = wanted
        self._length = length
        self._origin = origin
        self._grid = grid

    def next(self, low: int, last: int) -> int | None:
        """The first number from `low` to `last` that is wanted and on the grid; None if there is none."""
        begin = low - (low - self._origin) % self._length
        for base in range(begin, last + 1, self._length):
            found = self._wanted & self._grid.bits(base, self._length)
            skipped = max(0, low - base)
            found = found >> skipped << skipped
            if found:
                number = base + (found & -found).bit_length() - 1
                return number if number <= last else None
        return None
