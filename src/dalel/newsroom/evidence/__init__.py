"""What was found, captured and read, and what is kept of it."""
