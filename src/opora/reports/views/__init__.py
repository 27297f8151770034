"""Pages of the overview, of places and of control."""
