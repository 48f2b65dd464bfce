"""What the figures add: kinds of proposals."""

from dalel.newsroom.figures.actions import proposed_changes  # noqa: F401
