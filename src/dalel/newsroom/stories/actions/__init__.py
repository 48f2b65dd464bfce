"""What is done to stories."""
