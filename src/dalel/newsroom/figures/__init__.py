"""What is measured of the record."""
