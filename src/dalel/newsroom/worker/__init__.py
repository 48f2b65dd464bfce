"""Passes, schedule and upkeep of a home."""
