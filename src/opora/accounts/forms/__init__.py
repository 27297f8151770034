"""Forms about people and their posts."""
