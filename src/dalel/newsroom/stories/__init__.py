"""Articles judged and grouped: the inbox."""
