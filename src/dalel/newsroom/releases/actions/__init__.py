"""What is done to releases."""
