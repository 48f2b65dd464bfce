"""What the incidents listen to and add: withheld texts, kinds of proposals."""

from dalel.newsroom.incidents.actions import excerpts, proposed_changes, sent_texts  # noqa: F401
