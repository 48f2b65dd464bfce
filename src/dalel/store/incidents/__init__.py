"""Incidents: their texts, codes and evidence, version by version."""
