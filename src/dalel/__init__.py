"""Dalel: a digital rights monitor."""

__version__ = "0.1.0"
