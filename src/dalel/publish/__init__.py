"""One frozen snapshot in, files out."""
