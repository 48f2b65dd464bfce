"""What the incidents listen to and add: withheld texts, kinds of proposals."""

from dalel.newsroom.incidents.actions import (  # noqa: F401
    excerpts,
    name_memory,
    proposed_changes,
    sent_texts,
)
