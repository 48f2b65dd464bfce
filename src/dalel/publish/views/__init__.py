"""What is said of an entry in one language, whatever the output."""
