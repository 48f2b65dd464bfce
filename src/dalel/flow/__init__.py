"""The order of the work; the only floor that catches our errors."""
