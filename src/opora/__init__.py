"""Opora: a regional programme of targeted help to schools, from the order to the proof."""

__version__ = "0.1.0"
