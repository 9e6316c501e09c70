"""Files of other programs to events: iCalendar, remind, when and calendar(1)."""
