"""Pages of works, of the bank of practices and of innovation sites."""
