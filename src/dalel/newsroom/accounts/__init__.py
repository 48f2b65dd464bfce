"""Who belongs to the newsroom, how they come in, and what they did."""
