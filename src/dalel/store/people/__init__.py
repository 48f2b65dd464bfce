"""Members: how they come in, what waits for them, what is written down of their acts."""
