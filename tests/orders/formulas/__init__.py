"""Indicators of our own wording by which proposals are measured: paraphrases to be read, decoys to be left alone."""
