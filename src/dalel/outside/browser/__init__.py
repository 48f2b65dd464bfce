"""A browser that shows pages and reaches nothing but what the polite fetcher brings it."""
