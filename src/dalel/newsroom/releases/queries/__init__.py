"""What is asked of releases."""
