"""What the newsroom remembers, does and sees: one Django app a noun."""
