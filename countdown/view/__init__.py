"""Countdowns to text."""
