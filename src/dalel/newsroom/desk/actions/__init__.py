"""What is done to the desk."""
