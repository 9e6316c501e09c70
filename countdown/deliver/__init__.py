"""Reminders out of the program: the channels that carry them, and the schedule that runs them."""
