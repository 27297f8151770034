"""Events and series, who was invited, who was there and how that is known."""

from opora.events.models.attendance import AttendanceClosing, AttendanceList, Entry, EntryStatus, Presence, Source, Way
from opora.events.models.checking import CheckIn
from opora.events.models.events import Cancellation, Event, EventSeries, Held, Kind, Level, Organiser, Planning
from opora.events.models.feedback import Feedback, FeedbackMark
from opora.events.models.inviting import Answer, Invitation, Reply
from opora.events.models.presenting import Speaker

__all__ = [
    "Answer",
    "AttendanceClosing",
    "AttendanceList",
    "Cancellation",
    "CheckIn",
    "Entry",
    "EntryStatus",
    "Event",
    "EventSeries",
    "Feedback",
    "FeedbackMark",
    "Held",
    "Invitation",
    "Kind",
    "Level",
    "Organiser",
    "Planning",
    "Presence",
    "Reply",
    "Source",
    "Speaker",
    "Way",
]
