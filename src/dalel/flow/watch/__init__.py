"""Asking other machines, and keeping what they answer."""
