"""What goes out to the public, and what is taken back."""
