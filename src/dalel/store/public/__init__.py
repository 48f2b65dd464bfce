"""Editions, notices, messages and releases: what the public gets, and what was counted for it."""
