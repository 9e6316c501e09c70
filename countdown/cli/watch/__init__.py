"""`countdown watch`: the one command that stays."""
