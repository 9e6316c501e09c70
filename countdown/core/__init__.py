"""What dates are worth. Pure: no clock, no events file, no terminal; `now` is an argument."""
