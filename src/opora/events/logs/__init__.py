"""Logs of video conferences, sign-in sheets and typed lists, read to who was there and how long."""

from opora.events.logs.reading import read
from opora.events.logs.records import Entry, Interval, Layout, Log, Participant, Skipped, fold, unite

__all__ = ["Entry", "Interval", "Layout", "Log", "Participant", "Skipped", "fold", "read", "unite"]
