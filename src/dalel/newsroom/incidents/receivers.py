"""What the incidents listen to and add: withheld texts, kinds of proposals, acts on several."""

from dalel.newsroom.incidents.actions import (  # noqa: F401
    conversations,
    excerpts,
    name_memory,
    proposed_changes,
    saved_files,
    sent_texts,
    several_entries,
    several_stories,
    shown_pictures,
    videos,
)
