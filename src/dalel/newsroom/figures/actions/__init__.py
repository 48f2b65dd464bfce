"""What is done to figures."""
