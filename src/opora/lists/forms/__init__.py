"""Forms of the lists. A field bears the name under which the action speaks of it."""
