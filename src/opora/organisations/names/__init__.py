"""Names of schools and municipalities as people write them: one is found surely, several may be meant, or none."""
