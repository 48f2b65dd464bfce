"""Checks of ``dalel doctor``: what is in force on this machine, and what is wrong with it."""
