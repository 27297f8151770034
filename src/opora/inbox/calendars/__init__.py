"""Addresses under which a calendar reads what is due for a person, and what stands there."""
