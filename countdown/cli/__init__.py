"""The command line: fetch, ask core, hand to view."""
