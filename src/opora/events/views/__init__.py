"""Views of events. Every event passes `shared.asked_event`; a forbidden one is 404."""
