"""What is done to incidents."""
