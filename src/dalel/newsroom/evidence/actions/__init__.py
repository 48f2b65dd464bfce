"""What is done to evidence."""
