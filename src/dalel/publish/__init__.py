"""One frozen snapshot of the record in, the public files out."""
