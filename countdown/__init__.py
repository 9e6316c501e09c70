"""countdown: the days left to what you look forward to, in the terminal."""

__version__ = "0.1.0"
