"""What is read of sources."""
