"""Past bulletins: read them, and find what is wrong in them."""
