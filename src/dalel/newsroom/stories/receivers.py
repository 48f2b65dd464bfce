"""What the stories listen to: withheld texts."""

from dalel.newsroom.stories.actions import forget_withheld  # noqa: F401
