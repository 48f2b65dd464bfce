"""Today, search and the addresses of all pages."""
