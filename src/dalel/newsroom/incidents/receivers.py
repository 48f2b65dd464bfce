"""What the incidents listen to and add: withheld texts, kinds of proposals."""

from dalel.newsroom.incidents.actions import excerpts, name_memory, proposed_changes  # noqa: F401
