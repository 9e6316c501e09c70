"""What stands in a pipe: exact lines of chosen months."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from countdown.view.month import Style
from tests.build import make_event
from tests.view.months import month_page

TABLE: list[tuple[Callable[[], list[str]], str]] = [
    (
        lambda: month_page("2027-02", make_event("2027-02-28")),
        """
    February 2027
 Mo Tu We Th Fr Sa Su
  1  2  3  4  5  6  7
  8  9 10 11 12 13 14
 15 16 17 18 19 20 21
 22 23 24 25 26 27 28
                   **

Sun 28  It
""",
    ),
    (
        lambda: month_page("2026-08", make_event("2026-08-31", name="Last"), make_event("2026-08-01")),
        """
     August 2026
 Mo Tu We Th Fr Sa Su
                 1  2
                **
  3  4  5  6  7  8  9
 10 11 12 13 14 15 16
 17 18 19 20 21 22 23
 24 25 26 27 28 29 30
 31
 **

Sat  1  It
Mon 31  Last
""",
    ),
    (
        lambda: month_page("2026-11", style=Style(week_start=6, weeks=True, colored=False)),
        """
      November 2026
Wk Su Mo Tu We Th Fr Sa
45  1  2  3  4  5  6  7
46  8  9 10 11 12 13 14
47 15 16 17 18 19 20 21
48 22 23[24]25 26 27 28
49 29 30

No events in November 2026.
""",
    ),
    (
        lambda: month_page("2026-12", number=2, style=Style(weeks=True, colored=False)),
        """
      December 2026              January 2027
Wk Mo Tu We Th Fr Sa Su   Wk Mo Tu We Th Fr Sa Su
49     1  2  3  4  5  6   53              1  2  3
50  7  8  9 10 11 12 13    1  4  5  6  7  8  9 10
51 14 15 16 17 18 19 20    2 11 12 13 14 15 16 17
52 21 22 23 24 25 26 27    3 18 19 20 21 22 23 24
53 28 29 30 31             4 25 26 27 28 29 30 31

No events in these months.
""",
    ),
    (
        lambda: month_page("2027-01", now="2027-01-01T09:00", style=Style(week_start=6, weeks=True, colored=False)),
        """
       January 2027
Wk Su Mo Tu We Th Fr Sa
53               [ 1] 2
 1  3  4  5  6  7  8  9
 2 10 11 12 13 14 15 16
 3 17 18 19 20 21 22 23
 4 24 25 26 27 28 29 30
 5 31

No events in January 2027.
""",
    ),
    (
        lambda: month_page("0001-01", style=Style(week_start=3, weeks=True, colored=False)),
        """
       January 0001
Wk Th Fr Sa Su Mo Tu We
52              1  2  3
 1  4  5  6  7  8  9 10
 2 11 12 13 14 15 16 17
 3 18 19 20 21 22 23 24
 4 25 26 27 28 29 30 31

No events in January 0001.
""",
    ),
    (
        lambda: month_page(
            "9999-12",
            make_event("9999-12-31", name="End"),
            make_event("9999-12-30", end="9999-12-31", name="Span"),
            style=Style(week_start=4, weeks=True, colored=False),
        ),
        """
      December 9999
Wk Fr Sa Su Mo Tu We Th
48                 1  2
49  3  4  5  6  7  8  9
50 10 11 12 13 14 15 16
51 17 18 19 20 21 22 23
52 24 25 26 27 28 29 30
                     ===
 1 31
  =**

Thu 30 – Fri 31  Span
Fri 31           End
""",
    ),
    (
        lambda: month_page("2026-11", make_event("2026-11-28", end="2026-12-03", name="Over"), number=2),
        """
    November 2026           December 2026
 Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su
                    1        1  2  3  4  5  6
  2  3  4  5  6  7  8      =========
  9 10 11 12 13 14 15     7  8  9 10 11 12 13
 16 17 18 19 20 21 22    14 15 16 17 18 19 20
 23[24]25 26 27 28 29    21 22 23 24 25 26 27
                ======   28 29 30 31
 30
====

November 2026
Sat 28 – Thu 3 Dec  Over

December 2026
Sat 28 Nov – Thu 3  Over
""",
    ),
    (
        lambda: month_page("2026-11", make_event("2026-11-03", repeat="weekly", except_=["2026-11-17"], name="Class")),
        """
    November 2026
 Mo Tu We Th Fr Sa Su
                    1
  2  3  4  5  6  7  8
    **
  9 10 11 12 13 14 15
    **
 16 17 18 19 20 21 22
 23[24]25 26 27 28 29
    **
 30

Tue  3  Class
Tue 10  Class
Tue 24  Class
""",
    ),
    (
        lambda: month_page(
            "2026-11",
            make_event("2026-11-23"),
            make_event("2026-11-24"),
            make_event("2026-11-22", end="2026-11-26", name="Long"),
        ),
        """
    November 2026
 Mo Tu We Th Fr Sa Su
                    1
  2  3  4  5  6  7  8
  9 10 11 12 13 14 15
 16 17 18 19 20 21 22
                   ===
 23[24]25 26 27 28 29
=**=**======
 30

Sun 22 – Thu 26  Long
Mon 23           It
Tue 24           It
""",
    ),
    (
        lambda: month_page(
            "2026-11",
            make_event("2026-11-02", end="2026-11-03", name="One"),
            make_event("2026-11-04", end="2026-11-05", name="Two"),
        ),
        """
    November 2026
 Mo Tu We Th Fr Sa Su
                    1
  2  3  4  5  6  7  8
 ===== =====
  9 10 11 12 13 14 15
 16 17 18 19 20 21 22
 23[24]25 26 27 28 29
 30

Mon  2 – Tue 3  One
Wed  4 – Thu 5  Two
""",
    ),
    (
        lambda: month_page(
            "2026-12", make_event("2026-12-31T20:00", end="2027-01-01T02:00", name="Party", where="Pier 3")
        ),
        """
    December 2026
 Mo Tu We Th Fr Sa Su
     1  2  3  4  5  6
  7  8  9 10 11 12 13
 14 15 16 17 18 19 20
 21 22 23 24 25 26 27
 28 29 30 31
          ===

Thu 31 – Fri 1 Jan  20:00  Party  Pier 3
""",
    ),
]


@pytest.mark.parametrize(("shown", "expected"), TABLE)
def test_a_month(shown: Callable[[], list[str]], expected: str) -> None:
    assert shown() == expected.strip("\n").splitlines()
