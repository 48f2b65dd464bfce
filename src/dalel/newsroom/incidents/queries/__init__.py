"""What is asked of incidents."""
