"""What the releases add to the acts on several entries."""

from dalel.newsroom.releases.actions import several_into_edition  # noqa: F401
