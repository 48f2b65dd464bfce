"""What is asked of stories."""
