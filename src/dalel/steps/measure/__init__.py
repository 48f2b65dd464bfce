"""Measurement: figures of the record, official figures, and the quality of our own work."""
