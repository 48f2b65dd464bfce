"""What is asked of evidence."""
