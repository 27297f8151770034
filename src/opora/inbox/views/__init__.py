"""Pages of the to-do list."""
