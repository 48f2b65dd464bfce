"""Child processes in which what strangers sent is read."""
