"""From a story to an approved text, and from a past bulletin to entries."""
