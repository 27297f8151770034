"""Views of the lists. Every object passes `Lists.municipalities` or `Lists.schools`; a forbidden one is 404."""
