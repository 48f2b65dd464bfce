"""Formats of dates and numbers in Kazakh."""
